"""Who is told of a meeting: invited, reminded, told of a change (NT14 to NT16, NT20 to NT23)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat

from coprod.kit.clock import LONDON, day_of, start_of
from coprod.post.lifecycles import State as MessageState
from coprod.post.models import Message
from partners.models import Group, Partner
from programmes.appointments.lifecycles import AppointmentState, BuddyState
from programmes.appointments.models import Appointment
from programmes.meetings.catalogue import (
    APART_DAYS,
    COMING,
    GATHER_SECONDS,
    ITEMS_CLOSE_DAYS,
    ITEMS_OPEN_DAYS,
    QUORUM_DAYS,
    QUORUM_LAST_DAYS,
    REMIND_DAYS,
    SILENT_DAYS,
    Answer,
    Kind,
)
from programmes.meetings.lifecycles import AHEAD
from programmes.meetings.models import Meeting, MeetingInvitation
from programmes.meetings.policies import CHAIRS, called_to, leads_of, seats_on, still_asked
from programmes.programme.roles import Team
from programmes.stages.notices.leading import with_lead
from programmes.stages.notices.rows import outbox_rows

SERIES_DAYS = 35        # of a series each invitation goes out so many days before its meeting; the days themselves are told at once
MORNING = time(8)


# --- the rows ----------------------------------------------------------------------------------------------------------

def _message(kind: str, invitation: MeetingInvitation, occasion: str, *, at: datetime, due_at: datetime | None = None) -> Message:
    return Message(kind=kind, about=invitation.ref, to=invitation.partner.ref, occasion=occasion, book=invitation.meeting.group.home_book,
                   written_at=at, due_at=due_at or at + timedelta(seconds=GATHER_SECONDS))


def invited(invitations: Iterable[MeetingInvitation], *, at: datetime) -> Iterator[Message]:
    """NT14: to each who is asked, an invitation for each meeting; of a series all days in one message, and each invitation in its time."""
    series: dict[tuple[str, int], list[MeetingInvitation]] = {}
    for each in invitations:
        due, meeting = at + timedelta(seconds=GATHER_SECONDS), each.meeting
        if meeting.series:
            series.setdefault((meeting.series, each.partner_id), []).append(each)
            morning = datetime.combine(meeting.on - timedelta(days=SERIES_DAYS), MORNING, tzinfo=LONDON)
            due = max(due, morning)
        yield _message("meeting_invited", each, "invited", at=at, due_at=due)
    for together in series.values():
        if len(together) > 1:
            first = min(together, key=lambda each: each.meeting.starts_at)
            yield _message("meetings_announced", first, f"{at:%Y-%m-%d %H:%M}", at=at)


def changed(meeting: Meeting, *, at: datetime) -> Iterator[Message]:
    """NT22: to each who was asked. Whoever is about to be told of the meeting or an earlier change reads the newest in that message."""
    soon = at + timedelta(seconds=GATHER_SECONDS)
    waits = Message.objects.filter(about=OuterRef("ref"), state=MessageState.WAITING, due_at__lte=soon,
                                   kind__in=["meeting_invited", "meeting_changed"])
    for each in _asked(meeting).filter(~Exists(waits)):
        yield _message("meeting_changed", each, f"version {meeting.version}", at=at)


def moved_past(meeting: Meeting, *, at: datetime) -> Iterator[Message]:
    """NT22: to those who were asked, and are no member any more on the new day: it leaves their calendar."""
    gone = MeetingInvitation.objects.filter(meeting=meeting).exclude(partner__in=called_to(meeting).order_by().values("pk"))
    for each in gone.filter(partner__in=_members_at(meeting, at)).select_related("partner", "meeting__group"):
        yield _message("meeting_moved_past", each, f"version {meeting.version}", at=at)


def _members_at(meeting: Meeting, at: datetime) -> QuerySet:
    """Who is a member, or leads the workstream, today."""
    today = day_of(at)
    held, leads = seats_on(meeting.group, today), leads_of(meeting.group, today)
    return Partner.objects.filter(Q(pk__in=held.order_by().values("partner")) | Q(pk__in=leads.order_by().values("partner"))).values("pk")


def cancelled(meeting: Meeting, *, at: datetime) -> Iterator[Message]:
    """NT22: at once, to each who was asked."""
    for each in _asked(meeting):
        yield _message("meeting_cancelled", each, "cancelled", at=at, due_at=at)


def _asked(meeting: Meeting) -> QuerySet[MeetingInvitation]:
    return MeetingInvitation.objects.filter(meeting=meeting, partner__in=called_to(meeting).order_by().values("pk")).select_related(
        "partner", "meeting__group")


# --- the clock's rows --------------------------------------------------------------------------------------------------

def _window(days: tuple[int, ...], on: date) -> Any:
    """"round:days" for the last of `days` that is reached: each is said once, and a clock that slept says the last only."""
    cases = [When(meeting__starts_at__lt=start_of(on + timedelta(days=each + 1)), then=Value(f":{each}")) for each in sorted(days)]
    return Concat(Cast(F("meeting__round"), CharField()), Case(*cases, output_field=CharField()), output_field=CharField())


def _ahead(on: date, at: datetime, days: int) -> QuerySet[MeetingInvitation]:
    """Invitations to meetings that begin within so many days, of people who are still asked and are not on a break."""
    rests = Appointment.objects.filter(partner=OuterRef("partner"), state=AppointmentState.PAUSED, paused_from__lte=on,
                                       paused_until__gte=on)
    return still_asked().filter(~Exists(rests), meeting__state__in=AHEAD, meeting__starts_at__gt=at,
                                meeting__starts_at__lt=start_of(on + timedelta(days=days + 1)))


def _rows(found: QuerySet[MeetingInvitation], kind: str, occasion: Any, *, at: datetime) -> QuerySet:
    return outbox_rows(found.order_by(), kind, about="ref", to="partner__ref", occasion=occasion, book="meeting__group__home_book", at=at)


@with_lead
def not_answered(*, on: date, at: datetime) -> QuerySet:
    """NT15: ten and five days before, to those who have not answered; not within three days of the invitation."""
    silent = _ahead(on, at, max(SILENT_DAYS)).filter(~Q(round=F("meeting__round")) | Q(answer=""),
                                                     invited_at__lte=start_of(day_of(at) - timedelta(days=APART_DAYS - 1)))
    return _rows(silent, "meeting_unanswered", _window(SILENT_DAYS, on), at=at)


@with_lead
def soon(*, on: date, at: datetime) -> QuerySet:
    """NT20: three days before, and on the day before, to all who did not say that they cannot come."""
    coming = _ahead(on, at, max(REMIND_DAYS)).exclude(round=F("meeting__round"), answer=Answer.NO)
    return _rows(coming, "meeting_soon", _window(REMIND_DAYS, on), at=at)


@with_lead
def buddy_comes(*, on: date, at: datetime) -> QuerySet:
    """NT21: on the day before a pre-meet, to the buddy of a new lay partner who is asked to it. (The lay partner hears by NT20.)"""
    matched = _ahead(on, at, 1).filter(meeting__kind=Kind.PRE_MEET, partner__appointments__buddyings__state=BuddyState.MATCHED).exclude(
        round=F("meeting__round"), answer=Answer.NO)
    occasion = Concat(Cast(F("meeting__round"), CharField()), Value(":buddy"), output_field=CharField())
    return outbox_rows(matched.order_by().distinct(), "buddy_at_pre_meet", about="ref", to="partner__appointments__buddyings__buddy__ref",
                       occasion=occasion, book="meeting__group__home_book", at=at)


@with_lead
def items_asked(*, on: date, at: datetime) -> QuerySet:
    """NT16: 21 days before, while items are taken, to those who were asked earlier; a Forum answers plans, and has no such agenda."""
    until = start_of(on + timedelta(days=ITEMS_CLOSE_DAYS))
    opened = _ahead(on, at, ITEMS_OPEN_DAYS).exclude(meeting__group__kind=Group.Kind.FORUM).filter(
        meeting__starts_at__gte=until, meeting__kind=Kind.MEETING, invited_at__lte=start_of(day_of(at) - timedelta(days=APART_DAYS - 1)))
    occasion = Concat(Cast(F("meeting__round"), CharField()), Value(":items"), output_field=CharField())
    return _rows(opened, "agenda_items_asked", occasion, at=at)


def quorum_at_risk(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT23: three days before, with fewer lay partners coming than the group needs: to its chairs and lead; the day before to the
    managers."""
    lay = MeetingInvitation.objects.filter(
        meeting=OuterRef("pk"), round=OuterRef("round"), answer__in=COMING, partner__is_professional=False).order_by().values("meeting")
    few = Meeting.objects.filter(state__in=AHEAD, kind=Kind.MEETING, starts_at__gt=at,
                                 starts_at__lt=start_of(on + timedelta(days=QUORUM_DAYS + 1))).annotate(
        m_lay=Subquery(lay.annotate(n=Count("pk")).values("n"))).filter(
        Q(m_lay__isnull=True, group__lay_minimum__gt=0) | Q(m_lay__lt=F("group__lay_minimum"))).exclude(
        group__kind=Group.Kind.FORUM).order_by()
    occasion = Concat(Cast(F("round"), CharField()), Value(":quorum"), output_field=CharField())
    facts: dict[str, Any] = {"about": "ref", "occasion": occasion, "book": "group__home_book", "at": at}
    last = few.filter(starts_at__lt=start_of(on + timedelta(days=QUORUM_LAST_DAYS + 1)))
    stream = "group__workstream__"
    for rows, path, who in (
            (few, "group__seats__holdings__", {"group__seats__office__in": CHAIRS, "group__seats__holdings__state": "serving"}),
            (few, f"{stream}leads__", {f"{stream}leads__role": Team.WL}),
            (last, f"{stream}programme__team__", {f"{stream}programme__team__role": Team.PM}),
            (last, "group__programme_links__programme__team__", {"group__programme_links__programme__team__role": Team.PM,
                                                                 "group__home_book": F("group__programme_links__programme__ref")})):
        today = Q(**{f"{path}until_on__isnull": True}) | Q(**{f"{path}until_on__gte": on})
        yield outbox_rows(rows.filter(today, **who, **{f"{path}from_on__lte": on}), "quorum_at_risk", to=f"{path}partner__ref", **facts)
