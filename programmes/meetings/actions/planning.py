"""Planning meetings, announcing them, and telling everybody once when one is moved or cancelled."""

from calendar import monthcalendar
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import LONDON, add_months, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.kit.tokens import hash_of
from coprod.post.actions import send
from coprod.trail.moves import Entry, make_move, record, record_many
from partners.models import Group, Partner
from programmes.meetings import notices
from programmes.meetings.catalogue import WEEKS, Kind, Rhythm
from programmes.meetings.lifecycles import AHEAD, MEETING, MeetingState
from programmes.meetings.models import Meeting, MeetingChange, MeetingInvitation, token_of_invitation
from programmes.meetings.policies import leads_not_invited, not_invited, what_hinders
from programmes.programme.models import Workstream

TWICE = _("The group has a meeting at that time already. Choose another time.")
WHEN_ANNOUNCED: list[Callable[..., None]] = []      # (meetings, by=, at=), in the same transaction
WHEN_MOVED: list[Callable[..., None]] = []          # (meeting, by=, at=): to another time
WHEN_CANCELLED: list[Callable[..., None]] = []      # (meeting, by=, at=)
TOLD = ("starts_at", "ends_at", "place", "link", "phone")       # what people are told of when it changes


def days_of(first: date, rhythm: str, times: int) -> list[date]:
    """The days of a series: every so many weeks, or every month on the same weekday ("the second Tuesday"; in a month without a fifth,
    the last)."""
    if rhythm == Rhythm.ONCE:
        return [first]
    if rhythm in WEEKS:
        return [first + timedelta(weeks=WEEKS[Rhythm(rhythm)] * n) for n in range(times)]
    which, found = (first.day - 1) // 7, []
    for n in range(times):
        month = add_months(first.replace(day=1), n)
        of_it = [week[first.weekday()] for week in monthcalendar(month.year, month.month) if week[first.weekday()]]
        found.append(month.replace(day=of_it[min(which, len(of_it) - 1)]))
    return found


def same_time(moment: datetime, on: date) -> datetime:
    """The time of day in London that `moment` has, on another day: across the change of the clocks it stays ten o'clock."""
    local = moment.astimezone(LONDON)
    return datetime.combine(on, local.time(), tzinfo=LONDON)


@transaction.atomic
def plan_meetings(group: Group, *, by: Partner, at: datetime, starts_at: datetime, ends_at: datetime, rhythm: str = Rhythm.ONCE,
                  times: int = 1, **facts: Any) -> list[Meeting]:
    """One meeting, or a series of them; nobody is told yet. Raises NotAllowedNow if the group meets at one of these times already."""
    length, days = ends_at - starts_at, days_of(day_of(starts_at), rhythm, times)
    series = new_ref() if len(days) > 1 else ""
    begins = [same_time(starts_at, on) for on in days]
    made = [Meeting(group=group, series=series, starts_at=begin, ends_at=begin + length, planned_at=at, planned_by=by, **facts)
            for begin in begins]
    try:
        with transaction.atomic():
            Meeting.objects.bulk_create(made)
    except IntegrityError:
        raise NotAllowedNow("plan", TWICE) from None
    record_many([Entry(each, "plan", now=each.state) for each in made], by=by, at=at)
    return made


def plan_beside(meeting: Meeting, kind: str, *, by: Partner, at: datetime, starts_at: datetime, ends_at: datetime, **facts: Any) -> Meeting:
    """A pre-meet or a debrief of the lay members, before or after a meeting."""
    return plan_meetings(meeting.group, by=by, at=at, starts_at=starts_at, ends_at=ends_at, kind=kind, beside=meeting, **facts)[0]


def _these(meetings: Iterable[Meeting]) -> QuerySet[Meeting]:
    return Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings])


@transaction.atomic
def announce(meetings: Sequence[Meeting], *, by: Partner, at: datetime) -> None:
    """Those who are asked hear of all these meetings; each gets an invitation for their calendar.

    Raises NotAllowedNow, changing nothing, if one is over, was announced before, or is the first of a workstream without its pair (R1).
    """
    for meeting in sorted(meetings, key=lambda each: each.starts_at):
        if meeting.ends_at <= at:
            raise NotAllowedNow("announce", _("The meeting would be over. Change its time first."))
        if why := what_hinders(meeting, on=day_of(at)):
            raise NotAllowedNow("announce", why)
        make_move(meeting, MEETING, "announce", by=by, at=at, announced_at=at, version=1)
    invite(_these(meetings), at=at)
    keep_first_day(meetings, by=by, at=at)
    for follow in WHEN_ANNOUNCED:
        follow(meetings, by=by, at=at)


def invite(meetings: QuerySet[Meeting], *, at: datetime) -> list[MeetingInvitation]:
    """An invitation for each who is asked to one of these meetings and has none; they are told. A few queries, however many they are."""
    wanted = sorted({*not_invited(meetings), *leads_not_invited(meetings)})
    whole = {each.pk: each for each in Meeting.objects.filter(pk__in={meeting for meeting, _ in wanted}).select_related("group")}
    people = Partner.objects.in_bulk({person for _, person in wanted})
    made = []
    for meeting, person in wanted:
        ref = new_ref()
        made.append(MeetingInvitation(ref=ref, meeting=whole[meeting], partner=people[person], token_hash=hash_of(token_of_invitation(ref)),
                               invited_at=at))
    MeetingInvitation.objects.bulk_create(made, ignore_conflicts=True, batch_size=500)
    if made:        # another clock may have invited them at the same moment: its invitations stand, and it tells them
        there = set(MeetingInvitation.objects.filter(ref__in=[each.ref for each in made]).values_list("ref", flat=True))
        made = [each for each in made if each.ref in there]
    send(notices.invited(made, at=at))
    return made


def keep_first_day(meetings: Iterable[Meeting], *, by: Partner, at: datetime) -> None:
    """The workstream's first meeting is the first that is announced: standards 7.1 and 7.6 go by its day."""
    groups = {meeting.group_id for meeting in meetings if meeting.kind == Kind.MEETING}
    for stream in Workstream.objects.filter(group__in=groups).select_related("group", "programme"):
        first = Meeting.objects.filter(group=stream.group_id, kind=Kind.MEETING, state__in=[*AHEAD, MeetingState.HELD]).order_by(
            "starts_at").first()
        met_before = stream.first_meeting_on and stream.first_meeting_on < day_of(at)
        if first and first.on != stream.first_meeting_on and not met_before and first.on >= stream.starts_on:
            stream.first_meeting_on = first.on
            stream.save(update_fields=["first_meeting_on"])
            record(stream, "change", by=by, at=at)


@transaction.atomic
def change_meeting(meeting: Meeting, *, by: Partner, at: datetime, **facts: Any) -> bool:
    """Other facts about a meeting. Whoever was asked hears of a new time or place in one message a minute, and their calendars are
    set right; a new time asks for a new answer. Says whether anybody is told.

    Raises NotAllowedNow if it is over or cancelled, or the group has a meeting at that time.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)
    if meeting.state not in (MeetingState.DRAFT, *AHEAD):
        raise NotAllowedNow("change", _("The meeting is over, or it is cancelled."))
    was = {name: getattr(meeting, name) for name in TOLD}
    for name, value in facts.items():
        setattr(meeting, name, value)
    tells = meeting.state in AHEAD and any(getattr(meeting, name) != was[name] for name in TOLD)
    if tells:
        MeetingChange.objects.create(meeting=meeting, at=at, by=by, **was)
        meeting.version += 1
        is_moved = (meeting.starts_at, meeting.ends_at) != (was["starts_at"], was["ends_at"])
        meeting.round += is_moved
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError:
        raise NotAllowedNow("change", TWICE) from None
    record(meeting, "change", by=by, at=at)
    if tells:
        invite(_these([meeting]), at=at)
        send([*notices.changed(meeting, at=at), *(notices.moved_past(meeting, at=at) if is_moved else ())])
        keep_first_day([meeting], by=by, at=at)
        for follow in WHEN_MOVED if is_moved else ():
            follow(meeting, by=by, at=at)
    return tells


@transaction.atomic
def cancel(meeting: Meeting, *, by: Partner, at: datetime, because: str) -> None:
    """Who, when and why; whoever was asked is told at once, and it leaves their calendars. A plan just goes."""
    was_announced = meeting.state in AHEAD
    make_move(meeting, MEETING, "cancel", by=by, at=at, closed_at=at, closed_by=by, cancelled_because=because,
              version=F("version") + 1 if was_announced else 0)
    meeting.refresh_from_db()
    if was_announced:
        send(notices.cancelled(meeting, at=at))
        keep_first_day([meeting], by=by, at=at)
        for follow in WHEN_CANCELLED:
            follow(meeting, by=by, at=at)
