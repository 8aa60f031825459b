"""Lists of meetings, one meeting, and planning, announcing, changing and cancelling it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import number
from partners.models import Group
from programmes.meetings import actions
from programmes.meetings.forms import BesideForm, CancelForm, HeldForm, MeetingForm, PlanForm, as_typed
from programmes.meetings.lifecycles import AHEAD, MeetingState
from programmes.meetings.models import AgendaYes, Meeting, MeetingCalendar
from programmes.meetings.policies import (
    items_are_open,
    may_answer,
    may_have_meetings,
    may_lead,
    may_note_presence,
    may_plan,
    may_propose_item,
    may_read_meeting,
    may_see_joining,
    side_in,
)
from programmes.meetings.showing.pages import agenda_of, beside, lines, meetings_of, presence_of, warnings_of, who_comes
from programmes.meetings.showing.parts import parts_of
from programmes.meetings.showing.words import when, where
from programmes.meetings.views.doors import the_meeting, to
from programmes.programme.policies import home_of, may_read_group, may_see_names, partner_of
from programmes.programme.telling import tell_about
from programmes.programme.views.doors import the_group
from programmes.programme.views.groups import address_of

ON_A_PAGE = 20


@allowed(may_have_meetings)
def mine(request: HttpRequest) -> HttpResponse:
    """My meetings: those ahead, and a page of those that were."""
    partner, at, start = partner_of(request.user), now(), number(request.GET.get("from", ""))
    ahead, past = meetings_of(partner, at=at) if partner else (Meeting.objects.none(), Meeting.objects.none())
    before = list(past[start:start + ON_A_PAGE + 1])
    return render(request, "programmes/meetings/mine.html", {
        "ahead": lines(list(ahead[:60]), partner), "past": lines(before[:ON_A_PAGE], partner), "start": start,
        "calendar": MeetingCalendar.objects.filter(partner=partner).first() if partner else None,
        "previous": max(start - ON_A_PAGE, 0), "next": start + ON_A_PAGE if len(before) > ON_A_PAGE else 0})


@allowed(may_read_group, find=the_group)
def of_group(request: HttpRequest, group: Group) -> HttpResponse:
    """The meetings of one group, plans too for those who lead it."""
    at, start, leads = now(), number(request.GET.get("from", "")), may_plan(request.user, group)
    found = Meeting.objects.filter(group=group).select_related("group")
    if not leads:
        found = found.announced().exclude(kind__in=["pre_meet", "debrief"])
    past = list(found.exclude(state__in=[MeetingState.DRAFT, *AHEAD], ends_at__gte=at).order_by("-starts_at", "-pk")[
        start:start + ON_A_PAGE + 1])
    ahead = list(found.filter(state__in=[MeetingState.DRAFT, *AHEAD], ends_at__gte=at).order_by("starts_at", "pk")[:60])
    partner = partner_of(request.user)
    return render(request, "programmes/meetings/of_group.html", {
        "group": group, "back_url": address_of(group), "ahead": lines(ahead, partner), "past": lines(past[:ON_A_PAGE], partner),
        "leads": leads, "start": start, "previous": max(start - ON_A_PAGE, 0), "next": start + ON_A_PAGE if len(past) > ON_A_PAGE else 0})


@allowed(may_plan, find=the_group)
def plan(request: HttpRequest, group: Group) -> HttpResponse:
    """One meeting or a series. Nobody is told until it is announced."""
    form = PlanForm(request.POST or None, at=now())
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_meetings(group, by=request.user.partner, at=now(), rhythm=form.cleaned_data["rhythm"],
                                         times=form.cleaned_data["times"] or 1, **form.facts())
        except NotAllowedNow as refusal:
            form.add_error("on", str(refusal.why))
        else:
            messages.success(request, _("Planned. Nobody is told until you announce it."))
            return to(made[0])
    return ask(request, form, title=_("Plan a meeting"), section=group.name, back=reverse("programmes:group-meetings", args=[group.ref]),
               submit=_("Go on"), intro=_("First you see what may not fit. Then you announce it, and everybody is asked."))


@allowed(may_plan, find=the_group)
def note_held(request: HttpRequest, group: Group) -> HttpResponse:
    """A meeting that was called by other means. Who was there is asked on the next page."""
    form = HeldForm(request.POST or None, at=now())
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_meetings(group, by=request.user.partner, at=now(), **form.facts())
        except NotAllowedNow as refusal:
            form.add_error("on", str(refusal.why))
        else:
            return redirect("programmes:meeting-presence", made[0].ref)
    return ask(request, form, title=_("Note a meeting that was held"), section=group.name, submit=_("Go on to who was there"),
               back=reverse("programmes:group-meetings", args=[group.ref]), intro=_("Nobody is told of it. It stands in the list."))


@allowed(may_read_meeting, find=the_meeting)
def meeting(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Everything about one meeting: when, where, who comes, what is on the agenda, who was there."""
    user, at, partner = request.user, now(), partner_of(request.user)
    programme, side, joins = home_of(meeting.group), side_in(request.user, meeting.group), may_see_joining(request.user, meeting)
    mine = meeting.invitations.filter(partner=partner).first() if partner else None
    if mine:
        mine.meeting = meeting
    series = list(Meeting.objects.filter(series=meeting.series, state=MeetingState.DRAFT).exclude(pk=meeting.pk)) if meeting.series else []
    yeses = {yes.is_lay: yes for yes in AgendaYes.objects.filter(meeting=meeting).select_related("by")}
    return render(request, "programmes/meetings/meeting.html", {
        "meeting": meeting, "programme": programme, "group_url": address_of(meeting.group), "when": when(meeting), "where": where(meeting),
        "joins": joins, "side": side, "mine": mine, "may_answer": may_answer(user, meeting), "is_ahead": meeting.is_ahead(at),
        "is_open": meeting.state in (MeetingState.DRAFT, *AHEAD) and meeting.ends_at >= at,
        "warnings": warnings_of(meeting, at=at) if meeting.state == MeetingState.DRAFT else [], "drafts": len(series),
        "who": who_comes(meeting) if joins and meeting.state in AHEAD else None, "agenda": agenda_of(meeting),
        "may_propose": may_propose_item(user, meeting), "items_open": items_are_open(meeting, at), "yeses": yeses, "may_lead": bool(side),
        "presence": presence_of(meeting), "may_note_presence": may_note_presence(user, meeting), "besides": _beside(user, meeting),
        "changes": [(change, when(Meeting(starts_at=change.starts_at, ends_at=change.ends_at)),
                     where(Meeting(place=change.place, link=change.link, phone=change.phone)) if joins else change.place)
                    for change in meeting.changes.order_by("-at", "-pk")[:10]] if meeting.version > 1 else [],
        "parts": parts_of(user, meeting, side, at=at),
        "history": tell_about([meeting.ref], names=bool(programme and may_see_names(user, programme)))})


def _beside(user: Any, meeting: Meeting) -> list[tuple[Meeting, str]]:
    return [(each, when(each)) for each in beside(meeting) if may_read_meeting(user, each)]


@allowed(may_lead, find=the_meeting)
def change(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = MeetingForm(request.POST or None, at=now(), initial=as_typed(meeting))
    if request.method == "POST" and form.is_valid():
        try:
            tells = actions.change_meeting(meeting, by=request.user.partner, at=now(), **form.facts())
        except NotAllowedNow as refusal:
            form.add_error("on", str(refusal.why))
        else:
            messages.success(request, _("Changed. Those who are asked are told within two minutes, and their calendars are set right.")
                             if tells else _("Changed. Nobody needs to be told."))
            return to(meeting)
    return ask(request, form, title=_("Move or change the meeting"), section=meeting.name, back=meeting, intro=_(
        "A new day or time asks everybody for a new answer. Changes within a minute go out as one message."))


@require_POST
@allowed(may_lead, find=the_meeting)
def announce(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """This meeting, or with `all` the whole series that is planned."""
    them = [meeting]
    if request.POST.get("all") and meeting.series:
        them = list(Meeting.objects.filter(series=meeting.series, state=MeetingState.DRAFT, ends_at__gt=now()).select_related("group"))
    actions.announce(them, by=request.user.partner, at=now())       # type: ignore[union-attr]
    messages.success(request, ngettext("The meeting is announced. Everybody who is asked is told.",
                                       "%(n)d meetings are announced. Everybody who is asked is told.", len(them)) % {"n": len(them)})
    return to(meeting)


@allowed(may_lead, find=the_meeting)
def cancel(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.cancel(meeting, by=request.user.partner, at=now(), because=form.cleaned_data["because"])
        messages.success(request, _("The meeting is cancelled. Those who were asked are being told."))
        return to(meeting)
    return ask(request, form, title=_("Cancel the meeting"), section=meeting.name, back=meeting, submit=_("Cancel it"),
               submit_kind="warning", intro=when(meeting))


@allowed(may_lead, find=the_meeting)
def plan_beside(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """A pre-meet or a debrief of the lay members; it is announced at once."""
    typed = as_typed(meeting) | {"begins": "", "ends": "", "title": ""}
    form = BesideForm(request.POST or None, at=now(), meeting=meeting, initial=typed)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_beside(meeting, form.cleaned_data["kind"], by=request.user.partner, at=now(), **form.facts())
        except NotAllowedNow as refusal:
            form.add_error("on", str(refusal.why))
        else:
            messages.success(request, _("Planned. Nobody is told until you announce it."))
            return redirect(made)
    return ask(request, form, title=_("Plan a pre-meet or a debrief"), section=meeting.name, back=meeting, submit=_("Go on"), intro=_(
        "Lay members meet among themselves: before the meeting to prepare, after it to talk it over. Their time counts."))


