"""Who is told of a meeting: invited, reminded, told of a change (NT14 to NT16, NT20, NT22, NT23)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.clock import LONDON, day_of, start_of
from coprod.kit.saying import day
from coprod.post.lifecycles import State as MessageState
from coprod.post.models import Message
from coprod.post.registry import Calendar, Words, says
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
from programmes.meetings.lifecycles import AHEAD, MeetingState
from programmes.meetings.models import Meeting, MeetingChange, MeetingInvitation, token_of_invitation
from programmes.meetings.policies import CHAIRS, called_to, leads_of, seats_on, still_asked
from programmes.meetings.showing.ical import as_invitation
from programmes.meetings.showing.words import when, where
from programmes.programme.roles import Team
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


def not_answered(*, on: date, at: datetime) -> QuerySet:
    """NT15: ten and five days before, to those who have not answered; not within three days of the invitation."""
    silent = _ahead(on, at, max(SILENT_DAYS)).filter(~Q(round=F("meeting__round")) | Q(answer=""),
                                                     invited_at__lte=start_of(on - timedelta(days=APART_DAYS - 1)))
    return _rows(silent, "meeting_unanswered", _window(SILENT_DAYS, on), at=at)


def soon(*, on: date, at: datetime) -> QuerySet:
    """NT20: three days before, and on the day before, to all who did not say that they cannot come."""
    coming = _ahead(on, at, max(REMIND_DAYS)).exclude(round=F("meeting__round"), answer=Answer.NO)
    return _rows(coming, "meeting_soon", _window(REMIND_DAYS, on), at=at)


def buddy_comes(*, on: date, at: datetime) -> QuerySet:
    """NT21: on the day before a pre-meet, to the buddy of a new lay partner who is asked to it. (The lay partner hears by NT20.)"""
    matched = _ahead(on, at, 1).filter(meeting__kind=Kind.PRE_MEET, partner__appointments__buddyings__state=BuddyState.MATCHED).exclude(
        round=F("meeting__round"), answer=Answer.NO)
    occasion = Concat(Cast(F("meeting__round"), CharField()), Value(":buddy"), output_field=CharField())
    return outbox_rows(matched.order_by().distinct(), "buddy_at_pre_meet", about="ref", to="partner__appointments__buddyings__buddy__ref",
                       occasion=occasion, book="meeting__group__home_book", at=at)


def items_asked(*, on: date, at: datetime) -> QuerySet:
    """NT16: 21 days before, while items are taken, to those who were asked earlier; a Forum answers plans, and has no such agenda."""
    until = start_of(on + timedelta(days=ITEMS_CLOSE_DAYS))
    opened = _ahead(on, at, ITEMS_OPEN_DAYS).exclude(meeting__group__kind=Group.Kind.FORUM).filter(
        meeting__starts_at__gte=until, meeting__kind=Kind.MEETING, invited_at__lte=start_of(on - timedelta(days=APART_DAYS - 1)))
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


# --- the words ---------------------------------------------------------------------------------------------------------

def _invitation(message: Message) -> MeetingInvitation | None:
    """The invitation that the message is about, if the person is still asked and the meeting still ahead."""
    found = MeetingInvitation.objects.select_related("meeting__group", "partner").filter(ref=message.about).first()
    if found is None or not called_to(found.meeting).filter(pk=found.partner_id).exists():
        return None
    return found


def _subject(meeting: Meeting, words: str) -> str:
    return words % {"day": day(meeting.begins)}


def _by_link(invitation: MeetingInvitation) -> str:
    return reverse("programmes:answer-by-link", args=[token_of_invitation(invitation.ref)])


def _file(invitation: MeetingInvitation, message: Message) -> Calendar:
    return Calendar(*as_invitation(invitation, at=message.written_at))


def _facts(meeting: Meeting) -> list[str]:
    return [_("Meeting: %(name)s") % {"name": meeting.name}, _("When: %(when)s") % {"when": when(meeting)},
            _("Where: %(where)s") % {"where": where(meeting)}]


@says("meeting_invited")
def meeting_invited_words(message: Message) -> Words | None:
    invitation = _invitation(message)
    if invitation is None or invitation.meeting.state not in AHEAD:
        return None
    meeting = invitation.meeting
    return Words(
        subject=_subject(meeting, _("Please come to a meeting on %(day)s")),
        lines=[*_facts(meeting), *([meeting.practical] if meeting.practical else []),
               _("Please tell us if you come, and what would make it easier for you. You need not sign in for that.")],
        action=_("Answer"), path=_by_link(invitation), calendar=_file(invitation, message))


@says("meetings_announced")
def meetings_announced_words(message: Message) -> Words | None:
    """All days of a series in one message; an invitation to each comes five weeks before."""
    first = _invitation(message)
    if first is None:
        return None
    days = Meeting.objects.filter(series=first.meeting.series, state__in=AHEAD).exclude(series="")
    shown = list(days.select_related("group").order_by("starts_at"))
    if not shown:
        return None
    return Words(
        subject=_("The days of your next meetings"),
        lines=[_("These are the meetings of “%(group)s”:") % {"group": first.meeting.group.name}, *(when(each) for each in shown),
               _("An invitation to each comes about five weeks before it. You can put all of them in your calendar.")],
        action=_("See your meetings"), path=reverse("programmes:my-meetings"))


@says("meeting_changed")
def meeting_changed_words(message: Message) -> Words | None:
    """From what to what, since the person was told last."""
    invitation = _invitation(message)
    if invitation is None or invitation.meeting.state not in AHEAD:
        return None
    meeting = invitation.meeting
    was = MeetingChange.objects.filter(meeting=meeting, at__gte=message.written_at).order_by("at", "pk").first()
    moved = was is not None and (was.starts_at, was.ends_at) != (meeting.starts_at, meeting.ends_at)
    lines = [*_facts(meeting)]
    if was is not None and moved:
        before = Meeting(starts_at=was.starts_at, ends_at=was.ends_at)
        lines.append(_("It was to be: %(when)s. Please answer again, for the new time.") % {"when": when(before)})
    elif was is not None and (was.place, was.link, was.phone) != (meeting.place, meeting.link, meeting.phone):
        lines.append(_("The place, or how to join, is new. It was: %(where)s") % {
            "where": where(Meeting(place=was.place, link=was.link, phone=was.phone))})
    else:
        return None
    return Words(subject=_subject(meeting, _("The meeting on %(day)s: please note a change")), lines=lines,
                 action=_("Answer"), path=_by_link(invitation), calendar=_file(invitation, message))


@says("meeting_moved_past")
def meeting_moved_past_words(message: Message) -> Words | None:
    """Nothing if it was moved back, or the person's term goes on after all."""
    invitation = MeetingInvitation.objects.select_related("meeting__group", "partner").filter(ref=message.about).first()
    if invitation is None or called_to(invitation.meeting).filter(pk=invitation.partner_id).exists():
        return None
    meeting = invitation.meeting
    if meeting.state not in AHEAD or message.occasion != f"version {meeting.version}":
        return None
    return Words(
        subject=_("A meeting was moved"),
        lines=[_("“%(name)s” was moved to %(when)s.") % {"name": meeting.name, "when": when(meeting)},
               _("Your part in the group ends before that day, so you are not asked to it any more. Tell us if that is not right.")],
        action=_("See your meetings"), path=reverse("programmes:my-meetings"),
        calendar=Calendar(*as_invitation(invitation, at=message.written_at, is_gone=True)))


@says("meeting_cancelled")
def meeting_cancelled_words(message: Message) -> Words | None:
    invitation = _invitation(message)
    if invitation is None or invitation.meeting.state != MeetingState.CANCELLED:
        return None
    meeting = invitation.meeting
    return Words(
        subject=_subject(meeting, _("The meeting on %(day)s is cancelled")),
        lines=[_("“%(name)s” does not meet on %(when)s.") % {"name": meeting.name, "when": when(meeting)},
               _("The reason: %(reason)s") % {"reason": meeting.cancelled_because}],
        action=_("See the meeting"), path=_by_link(invitation), calendar=_file(invitation, message))


def _of_this_round(message: Message) -> MeetingInvitation | None:
    invitation = _invitation(message)
    if invitation is None or invitation.meeting.state not in AHEAD or message.occasion.partition(":")[0] != str(invitation.meeting.round):
        return None
    return invitation


@says("meeting_unanswered")
def meeting_unanswered_words(message: Message) -> Words | None:
    invitation = _of_this_round(message)
    if invitation is None or invitation.stands:
        return None
    return Words(
        subject=_subject(invitation.meeting, _("Do you come to the meeting on %(day)s?")),
        lines=[*_facts(invitation.meeting), _("We have no answer from you yet. “I am not sure” is an answer too.")],
        action=_("Answer"), path=_by_link(invitation))


@says("meeting_soon")
def meeting_soon_words(message: Message) -> Words | None:
    invitation = _of_this_round(message)
    if invitation is None or invitation.stands == Answer.NO:
        return None
    return Words(
        subject=_subject(invitation.meeting, _("The meeting on %(day)s is soon")), lines=_facts(invitation.meeting),
        action=_("See the meeting, and how to join"), path=_by_link(invitation))


@says("buddy_at_pre_meet")
def buddy_at_pre_meet_words(message: Message) -> Words | None:
    """To the buddy: who is asked, and when; nothing if that person does not come."""
    invitation = _of_this_round(message)
    if invitation is None or invitation.stands == Answer.NO:
        return None
    meeting = invitation.meeting
    return Words(
        subject=_subject(meeting, _("Your buddy has a pre-meet on %(day)s")),
        lines=[*_facts(meeting), _("%(name)s is new, and is asked to it. A few words from you before it can help.") % {
            "name": invitation.partner.shown}],
        action=_("See your meetings"), path=reverse("programmes:my-meetings"))


@says("agenda_items_asked")
def agenda_items_asked_words(message: Message) -> Words | None:
    invitation = _of_this_round(message)
    if invitation is None or day_of(message.written_at) > invitation.meeting.items_close_on:
        return None
    meeting = invitation.meeting
    return Words(
        subject=_subject(meeting, _("What should we talk about on %(day)s?")),
        lines=[*_facts(meeting), _("Everybody with a seat can say what should be on the agenda, until %(day)s.") % {
            "day": day(meeting.items_close_on)}],
        action=_("Say what we should talk about"), path=reverse("programmes:item-new", args=[meeting.ref]))


@says("quorum_at_risk")
def quorum_at_risk_words(message: Message) -> Words | None:
    meeting = Meeting.objects.select_related("group").filter(ref=message.about, state__in=AHEAD).first()
    if meeting is None or message.occasion.partition(":")[0] != str(meeting.round):
        return None
    lay = meeting.invitations.filter(round=meeting.round, answer__in=COMING, partner__is_professional=False).count()
    if lay >= meeting.group.lay_minimum:
        return None
    return Words(
        subject=_subject(meeting, _("Few lay partners come to the meeting on %(day)s")),
        lines=[*_facts(meeting), _("%(n)d lay partners said that they come. The group needs %(least)d to decide anything.") % {
            "n": lay, "least": meeting.group.lay_minimum},
               _("Ring those who have not answered, or find another day.")],
        action=_("See who comes"), path=meeting.get_absolute_url())


