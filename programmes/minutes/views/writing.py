"""Typing the minutes: lines by item, changes with both texts when two changed at once, what is struck out; and sending the draft out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.parameters import number
from partners.models import Partner
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import AgendaItem, Meeting
from programmes.meetings.policies import called_to
from programmes.meetings.showing.words import when
from programmes.meetings.views.doors import the_meeting
from programmes.minutes import actions
from programmes.minutes.forms import ChangeLineForm, LineForm, StrikeOutForm, TakerForm, as_typed
from programmes.minutes.models import MinuteLine, MinuteLineVersion, StruckOut
from programmes.minutes.policies import (
    may_change_line,
    may_lift,
    may_name_taker,
    may_read_versions,
    may_release,
    may_strike_out,
    may_take,
    minutes_of,
    quorum_of,
    side_of,
    was_there,
)
from programmes.minutes.showing.pages import Section, Sheet, quorum_sentence, sheet_of
from programmes.minutes.views.doors import page, taking, the_line, the_minutes, the_passage, to


def people_of(meeting: Meeting) -> list[Partner]:
    """Whom a line may name: members, the lead, and those who were there."""
    return list((called_to(meeting) | was_there(meeting)).distinct())


def _needs_reason(meeting: Meeting) -> bool:
    """Once it is noted who was there; before, the page says how it looks, and the draft does not go out without a reason."""
    quorum = quorum_of(meeting)
    return meeting.state == MeetingState.HELD and not quorum.is_reached


def _items(meeting: Meeting) -> list[AgendaItem]:
    return list(meeting.items.on_it())


def _number_of(line: MinuteLine, items: list[AgendaItem]) -> int:
    """At which number of the sheet the line stands."""
    return next((n for n, item in enumerate(items, start=1) if item.pk == line.item_id), len(items) + 1)


def _section(request: HttpRequest, sheet: Sheet) -> Section:
    """Where a line is typed: by the item that the form names, wherever it stands by now; of one that has left the agenda it is another
    matter. A page is asked for by the item's place."""
    under = request.POST.get("under")
    if under is None:
        return sheet.section(number(request.GET.get("item", "")) or 1)
    return next((each for each in sheet.sections if each.item and each.item.ref == under), sheet.sections[-1])


@allowed(may_take, find=the_meeting)
def take(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The lines of one item, and a form for one more. What is sent twice is there once."""
    found = minutes_of(meeting)
    sheet = sheet_of(meeting, found, reads=bool(side_of(request.user, meeting.group)), writes=True)
    section = _section(request, sheet)
    quorum = quorum_of(meeting)
    form = LineForm(request.POST or None, people=people_of(meeting), needs_reason=_needs_reason(meeting))
    if request.method == "POST" and form.is_valid():
        line = actions.add_line(meeting, by=request.user.partner, at=now(), ref=form.cleaned_data["once"], item=section.item,
                                **form.facts())
        has_left = request.POST.get("under") and section.item is None
        messages.success(request, _("The line is there. Its item is not on the agenda any more, so it stands among other matters.")
                         if has_left else _("The line is there."))
        return redirect(taking(meeting, section.number, f"line-{line.ref}"))
    return render(request, "programmes/minutes/take.html", {
        "meeting": meeting, "minutes": found, "when": when(meeting), "sheet": sheet, "section": section, "form": form, "quorum": quorum,
        "quorum_sentence": quorum_sentence(quorum), "may_strike": bool(side_of(request.user, meeting.group)),
        "previous": section.number - 1, "next": section.number + 1 if section.number < len(sheet.sections) else 0})


@allowed(may_name_taker, find=the_meeting)
def taker(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """A member who takes the minutes beside those who lead the group."""
    found = minutes_of(meeting)
    form = TakerForm(request.POST or None, people=people_of(meeting),
                     initial={"taker": found.taker.ref} if found and found.taker else None)
    if request.method == "POST" and form.is_valid():
        actions.name_taker(meeting, by=request.user.partner, at=now(), taker=form.cleaned_data["taker"])
        messages.success(request, _("Noted."))
        return redirect(meeting)
    return ask(request, form, title=_("Who takes the minutes?"), section=meeting.name, back=meeting)


# --- one line ----------------------------------------------------------------------------------------------------------

@allowed(may_change_line, find=the_line)
def line_change(request: HttpRequest, line: MinuteLine) -> HttpResponse:
    """Other words for a line. If somebody else changed it meanwhile, both texts are shown, and nothing is lost."""
    meeting, items = line.minutes.meeting, _items(line.minutes.meeting)
    facts: dict[str, Any] = {"line": line, "items": items, "people": people_of(meeting), "needs_reason": _needs_reason(meeting)}
    form = ChangeLineForm(request.POST or None, initial=as_typed(line), **facts)
    back = taking(meeting, _number_of(line, items), f"line-{line.ref}")
    if request.method == "POST" and form.is_valid():
        saved = actions.change_line(line, by=request.user.partner, at=now(), version=form.cleaned_data["version"], **form.facts())
        if not saved.is_conflict:
            messages.success(request, _("Saved."))
            return redirect(back)
        now_there = the_line(request.user, line.ref)
        return _both_texts(request, now_there, form, back, facts | {"line": now_there})
    return ask(request, form, title=_("Change this line"), section=meeting.name, back=back, template="programmes/minutes/change.html",
               line=line, meeting=meeting)


def _both_texts(request: HttpRequest, line: MinuteLine, typed: ChangeLineForm, back: str, facts: dict[str, Any]) -> HttpResponse:
    """Theirs, yours, and three ways on: keep theirs, save both joined, or yours in place of theirs."""
    mine = typed.cleaned_data["words"]
    as_sent = {name: value for name in typed.data if name not in ("csrfmiddlewaretoken", "version", "words")
               for value in [typed.data[name]]}
    joined = ChangeLineForm(initial={name: typed.cleaned_data.get(name) for name in typed.fields} | {
        "words": f"{line.words}\n{mine}", "version": line.version, "who": typed.data.get("who"), "item": typed.data.get("item")}, **facts)
    return render(request, "programmes/minutes/both.html", {
        "line": line, "mine": mine, "form": joined, "as_sent": as_sent, "back_url": back, "meeting": line.minutes.meeting,
        "number": _number_of(line, facts["items"]),
        "under": line.item.ref if line.item else ""}, status=409)


@require_POST
@allowed(may_change_line, find=the_line)
def line_take_out(request: HttpRequest, line: MinuteLine) -> HttpResponse:
    actions.take_out(line, by=request.user.partner, at=now())       # type: ignore[union-attr]
    messages.success(request, _("The line is out. You can put it back."))
    return redirect(taking(line.minutes.meeting, _number_of(line, _items(line.minutes.meeting))))


@require_POST
@allowed(may_change_line, find=the_line)
def line_put_back(request: HttpRequest, line: MinuteLine) -> HttpResponse:
    actions.put_back(line, by=request.user.partner, at=now())       # type: ignore[union-attr]
    return redirect(taking(line.minutes.meeting, _number_of(line, _items(line.minutes.meeting)), f"line-{line.ref}"))


@require_POST
@allowed(may_change_line, find=the_line)
def line_move(request: HttpRequest, line: MinuteLine) -> HttpResponse:
    """One place up or down within its item."""
    actions.move_line(line, by=request.user.partner, at=now(), up=request.POST.get("to") == "up")     # type: ignore[union-attr]
    return redirect(taking(line.minutes.meeting, _number_of(line, _items(line.minutes.meeting)), f"line-{line.ref}"))


@allowed(may_read_versions, find=the_line)
def line_versions(request: HttpRequest, line: MinuteLine) -> HttpResponse:
    """Everything the line was, and everything somebody typed for it while another had changed it."""
    meeting = line.minutes.meeting
    found = MinuteLineVersion.objects.filter(line=line).select_related("by").order_by("-at", "-pk")
    return render(request, "programmes/minutes/versions.html", {
        "line": line, "meeting": meeting, "versions": found[:200], "back_url": page(meeting, f"line-{line.ref}"),
        "struck": StruckOut.objects.filter(line=line).select_related("struck_by", "lifted_by").order_by("struck_at", "pk")})


@allowed(may_strike_out, find=the_line)
def line_strike_out(request: HttpRequest, line: MinuteLine) -> HttpResponse:
    """Words that only those who lead the group go on reading."""
    meeting = line.minutes.meeting
    form = StrikeOutForm(request.POST or None, line=line)
    if request.method == "POST" and form.is_valid():
        actions.strike_out(line, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("These words are struck out. Others see a bar, and what it is about."))
        return to(meeting, f"line-{line.ref}")
    return ask(request, form, title=_("Strike out what is personal"), section=meeting.name, back=page(meeting, f"line-{line.ref}"),
               submit=_("Strike it out"), template="programmes/minutes/strike_out.html", line=line)


@require_POST
@allowed(may_lift, find=the_passage)
def passage_lift(request: HttpRequest, struck: StruckOut) -> HttpResponse:
    actions.lift(struck, by=request.user.partner, at=now())     # type: ignore[union-attr]
    messages.success(request, _("The words can be read again."))
    return to(struck.line.minutes.meeting, f"line-{struck.line.ref}")


@require_POST
@allowed(may_release, find=the_meeting)
def release(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    actions.release(the_minutes(meeting), by=request.user.partner, at=now())        # type: ignore[union-attr]
    messages.success(request, _("The draft is out. Those who were there are asked whether it is right."))
    return redirect(reverse("programmes:minutes", args=[meeting.ref]))
