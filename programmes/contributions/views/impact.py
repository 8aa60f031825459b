"""The impact log: the list, a new entry, one entry, its change, and taking it back."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import words
from partners.models import Partner
from programmes.contributions import actions
from programmes.contributions.forms import (
    FACTS,
    ChangeEntryForm,
    EntryForm,
    NoteChangeEntryForm,
    NoteEntryForm,
    NoteTakeBackForm,
    TakeBackForm,
)
from programmes.contributions.models import ImpactEntry
from programmes.contributions.policies.contributions import groups_of, lay_people_of
from programmes.contributions.policies.impact import (
    is_authors,
    may_change_entry,
    may_note_impact,
    may_read_entry,
    may_read_impact,
    may_take_back,
    may_write_impact,
    notes_for_writer,
    people_of,
)
from programmes.contributions.showing.impact import entry_context, log_context
from programmes.contributions.views.doors import (
    about_here,
    about_line,
    contribution_here,
    line_here,
    the_entry,
    words_of,
)
from programmes.minutes.policies import may_read_minutes
from programmes.programme.models import Programme
from programmes.programme.views.doors import the_programme
from programmes.raising.models import About
from programmes.raising.views.topics import address_of


def _log_of(programme: Programme) -> str:
    return reverse("programmes:impact", args=[programme.slug])


def _people(programme: Programme) -> dict[str, Any]:
    return {"people": people_of(programme), "lay": lay_people_of(programme, day_of(now())), "today": day_of(now())}


@allowed(may_read_impact, find=the_programme)
def impact(request: HttpRequest, programme: Programme) -> HttpResponse:
    return render(request, "programmes/contributions/impact.html", log_context(programme, request.user, request.GET))


class Source:
    """What an entry is written from: something that was told (?contribution=), a line of minutes (?line=), or a page (?about=)."""

    def __init__(self, request: HttpRequest, programme: Programme) -> None:
        def asked(name: str) -> str:
            if request.method == "POST":
                return request.POST.get(name, "").replace("\x00", "")[:100]
            return words(request, name, longest=100)

        user = request.user
        about = asked("about")
        told = about.removeprefix("contribution:") if about.startswith("contribution:") else ""      # about it is from it
        self.contribution = contribution_here(user, programme, asked("contribution") or told)
        self.line = line_here(user, programme, asked("line"))
        self.about = about_line(self.line, programme) if self.line else about_here(user, programme, about)
        if self.contribution:
            self.about = About("", "", "", programme, self.contribution.group)
        told = self.contribution.text if self.contribution and not self.contribution.is_anonymous else ""
        self.words = words_of(user, self.line) if self.line else told

    def initial(self) -> dict[str, Any]:
        return {"about": self.about.key, "line": self.line.ref if self.line else "", "group": self.about.group,
                "contribution": self.contribution.ref if self.contribution else "", "contributed": self.words[:2000],
                "happened_on": self.line.minutes.meeting.on if self.line else None}


def _write(request: HttpRequest, programme: Programme, source: Source, form: EntryForm, **how: Any) -> HttpResponse:
    about = replace(source.about, group=form.cleaned_data["group"])
    made = actions.write_entry(about, at=now(), ref=form.cleaned_data["once"], credited=form.cleaned_data["credited"],
                               contribution=source.contribution, minute_line=source.line, **form.facts(), **how)
    messages.success(request, _("It is written down. It counts when a lay partner who did not write it says that it is so."))
    return redirect(made)


@allowed(may_write_impact, find=the_programme)
def impact_new(request: HttpRequest, programme: Programme) -> HttpResponse:
    """ "This changed because ..." (WL7)."""
    source = Source(request, programme)
    form = EntryForm(request.POST or None, groups=groups_of(programme), initial=source.initial(), **_people(programme))
    if request.method == "POST" and form.is_valid():
        return _write(request, programme, source, form, by=request.user.partner)      # type: ignore[union-attr]
    return ask(request, form, title=_("What changed because of lay partners?"), section=programme.name, back=_log_of(programme),
               submit=_("Write it down"))


@allowed(may_note_impact, find=the_programme)
def impact_note(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The same, as a lay partner says it by phone, by letter or at a meeting."""
    source = Source(request, programme)
    form = NoteEntryForm(request.POST or None, groups=groups_of(programme), initial=source.initial(),
                         writers=lay_people_of(programme, day_of(now())), **_people(programme))
    if request.method == "POST" and form.is_valid():
        return _write(request, programme, source, form, by=form.cleaned_data["who"], through=form.cleaned_data["through"],
                      noted_by=request.user.partner)      # type: ignore[union-attr]
    return ask(request, form, title=_("Write down what somebody says changed"), section=programme.name, back=_log_of(programme),
               submit=_("Write it down"))


@allowed(may_read_entry, find=the_entry)
def impact_entry(request: HttpRequest, entry: ImpactEntry) -> HttpResponse:
    line, user = entry.minute_line, request.user
    reads_line = line is not None and bool(may_read_minutes(user, line.minutes.meeting))
    shown = entry_context(entry, user)
    return render(request, "programmes/contributions/entry.html", shown | {
        "about_href": "" if shown["hides_source"] and entry.about_kind == "contribution" else address_of(
            entry.about_kind, entry.about_ref), "meeting": line.minutes.meeting if line and reads_line else None})


def _spoken(entry: ImpactEntry, me: Partner, form: Any) -> dict[str, Any]:
    """Whose word it is: one's own, or that of the lay partner who wrote the entry, and how one heard it."""
    how = form.cleaned_data.get("through")
    return {"by": entry.written_by, "through": how, "noted_by": me} if how else {"by": me}


@allowed(may_change_entry, find=the_entry)
def impact_change(request: HttpRequest, entry: ImpactEntry) -> HttpResponse:
    """What it was is kept, and a lay partner is asked anew."""
    me, notes = request.user.partner, notes_for_writer(request.user, entry)       # type: ignore[union-attr]
    form: Any = (NoteChangeEntryForm if notes else ChangeEntryForm)(request.POST or None, entry=entry, initial={
        name: getattr(entry, name) for name in FACTS} | {"seen": entry.round, "credited": list(entry.credits.values_list(
            "partner", flat=True))}, **_people(entry.programme))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_entry(entry, at=now(), seen=form.cleaned_data["seen"], credited=form.cleaned_data["credited"],
                                 **form.facts(), **_spoken(entry, me, form))
        except NotAllowedNow as refusal:
            form.add_error(None, str(refusal.why))
            entry.refresh_from_db()
            form.data = form.data.copy() | {"seen": entry.round}
        else:
            messages.success(request, _("It is changed. A lay partner is asked whether it is so."))
            return redirect(entry)
    return ask(request, form, title=_("Change what is written"), section=entry.programme.name, back=entry, template=(
        "programmes/contributions/entry_form.html"), entry=entry)


@allowed(may_take_back, find=the_entry)
def impact_take_back(request: HttpRequest, entry: ImpactEntry) -> HttpResponse:
    """Whoever speaks for the lay partner who wrote it says how they heard it. A lay co-chair may take back in their own name."""
    me = request.user.partner       # type: ignore[union-attr]
    notes = notes_for_writer(request.user, entry) and is_authors(request.user, entry)
    form: Any = (NoteTakeBackForm if notes else TakeBackForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.take_entry_back(entry, at=now(), because=form.cleaned_data["because"], **_spoken(entry, me, form))
        messages.success(request, _("It is taken back, and does not count."))
        return redirect(entry)
    return ask(request, form, title=_("Take it back"), section=entry.programme.name, back=entry, submit=_("Take it back"))
