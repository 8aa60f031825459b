"""Putting a decision into the log, also from a line of minutes or a page; changing it; what was changed since lay people saw it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import words
from programmes.decisions import actions
from programmes.decisions.forms import WRITTEN, ChangesForm, DecisionForm
from programmes.decisions.models import DecisionRecord
from programmes.decisions.policies.deciding import TEAM, may_change, may_list_changes, may_prepare, may_show
from programmes.decisions.policies.reading import groups_that_decide, has_own_advisory, lay_of_programme
from programmes.decisions.views.doors import meetings_for, stages_for, the_decision
from programmes.decisions.views.log import to_log
from programmes.minutes.catalogue import How, Kind
from programmes.minutes.models import MinuteLine
from programmes.minutes.policies import may_read_minutes
from programmes.minutes.showing.striking import Striking, struck_in
from programmes.programme.models import Programme, Workstream
from programmes.programme.policies import home_of, standing
from programmes.programme.views.doors import the_programme
from programmes.raising.models import About
from programmes.raising.views.topics import about_of


def _streams(user: Any, programme: Programme) -> tuple[QuerySet[Workstream], bool]:
    """The workstreams of which the user keeps decisions, and whether one has to be named: a lead keeps those of their own."""
    found = Workstream.objects.filter(programme=programme)
    if standing(user).codes(programme) & TEAM:
        return found, False
    led = [role.workstream for role in standing(user).within(programme) if role.code == "WL"]
    return found.filter(pk__in=led), True


def _choices(user: Any, programme: Programme) -> dict[str, Any]:
    streams, needs_stream = _streams(user, programme)
    return {"groups": groups_that_decide(programme), "streams": streams, "needs_stream": needs_stream,
            "meetings": meetings_for(programme), "people": lay_of_programme(programme, day_of(now())),
            "has_advisory": has_own_advisory(programme)}


def the_line(user: Any, programme: Programme, ref: str) -> MinuteLine | None:
    """The decision in minutes of this programme that the user may read and keeps the log of; None for anything else."""
    found = MinuteLine.objects.select_related("minutes__meeting__group").filter(
        ref=ref, kind=Kind.DECISION, taken_out_at__isnull=True).first() if ref else None
    if found is None or home_of(found.minutes.meeting.group) != programme or not may_read_minutes(user, found.minutes.meeting):
        return None
    stream = Workstream.objects.filter(group=found.minutes.meeting.group).first()
    return found if standing(user).codes(programme, stream) & (TEAM | {"WL"}) else None


def _from_line(line: MinuteLine | None) -> dict[str, Any]:
    """What the line says, with a bar for what is struck out of it: the log has other readers than the minutes."""
    if line is None:
        return {}
    plain, meeting = Striking(struck_in(line.minutes), reads=False).plain, line.minutes.meeting
    said = plain(line.words)
    stream = Workstream.objects.filter(group=meeting.group).first()
    return {"line": line.ref, "title": said if len(said) <= 120 else f"{said[:117]}…", "text": said, "options": plain(line.options),
            "group": meeting.group_id, "workstream": stream.pk if stream else None, "meeting": meeting.pk, "decided_on": meeting.on,
            "method": "" if line.how == How.DEFERRED else line.how, "votes_for": line.votes_for, "votes_against": line.votes_against,
            "votes_none": line.votes_none, "dissent": plain(line.dissent)}


def _from_page(about: About | None) -> dict[str, Any]:
    if about is None:
        return {}
    return {"about": about.key, "title": about.name[:200], "group": about.group.pk if about.group else None}


def _given(request: HttpRequest) -> dict[str, str]:
    """From which page or line it comes, of the address or of what was sent: anybody may have typed anything there."""
    if request.method == "POST":
        return {name: request.POST.get(name, "").replace("\x00", "") for name in ("about", "line")}
    return {name: words(request, name) for name in ("about", "line")}


@allowed(may_prepare, find=the_programme)
def decision_new(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Prepare a decision, or put one from minutes into the log."""
    user, given = request.user, _given(request)
    about, line = about_of(user, given["about"]), the_line(user, programme, given["line"])
    if about and about.programme != programme:
        about = None
    if line and (before := DecisionRecord.objects.filter(minute_line=line).first()):
        return redirect(before)
    form = DecisionForm(request.POST or None, **_choices(user, programme), stages=stages_for(programme),
                        initial=_from_page(about) | _from_line(line))
    if request.method == "POST" and form.is_valid():
        made = actions.prepare_decision(programme, by=user.partner, at=now(), ref=form.cleaned_data["once"], about=about, minute_line=line,
                                        dissent=form.against(), **form.facts())
        messages.success(request, _("It is in the log."))
        return redirect(made)
    return ask(request, form, title=_("Put a decision into the log"), section=programme.name, back=to_log(programme), intro=_(
        "Write what you know now. The page of the decision says what is missing before it counts as made."))


@allowed(may_change, find=the_decision)
def decision_change(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    """Change what is prepared. Whoever looked at it for the lay side looks again if the words change."""
    choices = _choices(request.user, decision.programme)
    form = DecisionForm(request.POST or None, **choices, stages=stages_for(decision.programme, decision), is_new=False, initial={
        name: getattr(decision, name) for name in WRITTEN} | {
        "group": decision.group_id, "body_name": decision.body_name, "workstream": decision.workstream_id, "meeting": decision.meeting_id,
        "seen": decision.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_decision(decision, by=request.user.partner, at=now(), seen=form.cleaned_data["seen"] or 0, **form.facts())
        except NotAllowedNow as refusal:        # what was typed stays on the page
            form.add_error(None, str(refusal.why))
            form.data = form.data.copy() | {"seen": decision.version}
        else:
            messages.success(request, _("Saved."))
            return redirect(decision)
    return ask(request, form, title=_("Change a decision that is prepared"), section=decision.title, back=decision)


@allowed(may_list_changes, find=the_decision)
def changes(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    """What was changed since lay partners last saw the text, one thing at a time; or that nothing was."""
    form = ChangesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        me, at = request.user.partner, now()
        try:
            if form.cleaned_data["nothing"]:
                actions.say_nothing_changed(decision, by=me, at=at)
            else:
                actions.list_change(decision, by=me, at=at, text=form.cleaned_data["text"])
        except NotAllowedNow as refusal:
            form.add_error("nothing", str(refusal.why))
        else:
            messages.success(request, _("Noted. Ask the lay side to look at it when the list is complete."))
            return redirect(decision)
    return ask(request, form, title=_("What was changed since lay partners saw it?"), section=decision.title, back=decision,
               template="programmes/decisions/changes.html", decision=decision, changes=decision.changes.order_by("at", "pk"))  # type: ignore[attr-defined]


@require_POST
@allowed(may_show, find=the_decision)
def show(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    actions.show_changes(decision, by=request.user.partner, at=now())       # type: ignore[union-attr]
    messages.success(request, _("The lay side is asked to look at it."))
    return redirect(decision)
