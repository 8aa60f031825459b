"""The numbers by group and month: one query for each thing that is counted, however many groups there are."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth

from coprod.kit.clock import LONDON, add_months, add_working_days, day_of, start_of
from partners.models import Group, Holding
from programmes.access.catalogue import SETTLED_DAYS
from programmes.access.lifecycles import UNMET, ProvisionState
from programmes.access.models import Provision
from programmes.access.policies import meant_for_organisers
from programmes.challenges.lifecycles import ChallengeState
from programmes.challenges.models import Challenge
from programmes.involvement.catalogue import ANSWER_WORKING_DAYS, MEASURES
from programmes.meetings.catalogue import THERE, Kind
from programmes.meetings.lifecycles import ItemState, MeetingState
from programmes.meetings.models import AgendaItem, Attendance, Meeting
from programmes.minutes.lifecycles import CONFIRMED
from programmes.minutes.models import Minutes
from programmes.papers.models import Paper
from programmes.programme.models import Workstream
from programmes.stages.models import Dispute

CONFIRM_WITHIN = timedelta(weeks=4)


class Part(NamedTuple):
    """So many of so many."""

    part: int
    whole: int


NONE = Part(0, 0)


class Counted:
    """What was counted: of each measure, by group and month (the first day of it); `group` None is of no group."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[tuple[int | None, date | None], list[int]]] = {code: {} for code in MEASURES}

    def add(self, code: str, group: int | None, month: date | None, part: int, whole: int) -> None:
        row = self._rows[code].setdefault((group, month), [0, 0])
        row[0] += part
        row[1] += whole

    def of(self, code: str, *, group: int | None = None, month: date | None = None) -> Part:
        """All of a measure, or that of one group, or of one month."""
        part = whole = 0
        for (its_group, its_month), (some, all_) in self._rows[code].items():
            if group in (None, its_group) and month in (None, its_month):
                part, whole = part + some, whole + all_
        return Part(part, whole)


def months_of(months: int, *, on: date) -> list[date]:
    """The first days of the last so many months, this one included."""
    first = on.replace(day=1)
    return [add_months(first, -back) for back in range(months - 1, -1, -1)]


def count(groups: Iterable[Group], programme_ids: Iterable[int], *, months: int, at: datetime) -> Counted:
    """Everything since the first day of the months, for these groups. Nine queries."""
    today = day_of(at)
    since, ids = start_of(months_of(months, on=today)[0]), [group.pk for group in groups]
    found = Counted()
    for code, counted in {"papers": _papers, "attendance": _attendance, "chairs": _chairs, "items": _items, "support": _support,
                          "minutes": _minutes}.items():
        for group, month, part, whole in counted(ids, since, at):
            found.add(code, group, month, part, whole)
    _count_answers(found, ids, programme_ids, since, today)
    _count_pairs(found, ids, today)
    return found


def _by_month(rows: QuerySet, group: str, moment: str, part: Q) -> QuerySet:
    """(group, month, part, whole) of rows that have a moment."""
    return rows.order_by().annotate(m_month=TruncMonth(moment, tzinfo=LONDON)).values_list(group, "m_month").annotate(
        m_part=Count("pk", filter=part, distinct=True), m_whole=Count("pk", distinct=True))


def _days(rows: QuerySet) -> list[tuple[int, date, int, int]]:
    return [(group, month.date() if isinstance(month, datetime) else month, part, whole) for group, month, part, whole in rows]


def _held(ids: list[int], since: datetime, at: datetime) -> QuerySet[Meeting]:
    return Meeting.objects.filter(group__in=ids, kind=Kind.MEETING, state=MeetingState.HELD, starts_at__gte=since, starts_at__lt=at)


def _of_held(ids: list[int], since: datetime, at: datetime) -> dict[str, Any]:
    return {"meeting__group__in": ids, "meeting__kind": Kind.MEETING, "meeting__state": MeetingState.HELD, "meeting__starts_at__gte": since,
            "meeting__starts_at__lt": at}


def _papers(ids: list[int], since: datetime, at: datetime) -> list[tuple[int, date, int, int]]:
    rows = Paper.objects.filter(meeting__group__in=ids).went_out_between(since, at)
    return _days(_by_month(rows, "meeting__group", "release__at", Q(release__is_late=False)))


def _attendance(ids: list[int], since: datetime, at: datetime) -> list[tuple[int, date, int, int]]:
    rows = Attendance.objects.filter(is_lay=True, **_of_held(ids, since, at))
    return _days(_by_month(rows, "meeting__group", "meeting__starts_at", Q(was__in=THERE)))


def _chairs(ids: list[int], since: datetime, at: datetime) -> list[tuple[int, date, int, int]]:
    lay = Meeting.chairs.through.objects.filter(meeting=OuterRef("pk"), partner__is_professional=False)
    rows = _held(ids, since, at).annotate(m_lay=Exists(lay))
    return _days(_by_month(rows, "group", "starts_at", Q(m_lay=True)))


def _items(ids: list[int], since: datetime, at: datetime) -> list[tuple[int, date, int, int]]:
    rows = AgendaItem.objects.filter(state=ItemState.ON, standing="", **_of_held(ids, since, at))
    return _days(_by_month(rows, "meeting__group", "meeting__starts_at", Q(is_lay=True)))


def _support(ids: list[int], since: datetime, at: datetime) -> list[tuple[int, date, int, int]]:
    """Of what was meant for who organises: a number shall not tell of what only somebody's contact may know."""
    rows = Provision.objects.filter(
        meant_for_organisers(), meeting__group__in=ids, meeting__state=MeetingState.HELD, meeting__starts_at__gte=since,
        meeting__starts_at__lt=at).exclude(state=ProvisionState.NOT_NEEDED)
    in_time = Q(arranged_at__lte=F("meeting__starts_at") - timedelta(days=SETTLED_DAYS)) & ~Q(state__in=UNMET)
    return _days(_by_month(rows, "meeting__group", "meeting__starts_at", in_time))


def _minutes(ids: list[int], since: datetime, at: datetime) -> list[tuple[int, date, int, int]]:
    confirmed = Minutes.objects.filter(meeting=OuterRef("pk"), state__in=CONFIRMED)
    rows = _held(ids, since, at - CONFIRM_WITHIN).exclude(group__kind=Group.Kind.FORUM).annotate(m_confirmed=Exists(confirmed))
    return _days(_by_month(rows, "group", "starts_at", Q(m_confirmed=True)))


def _count_answers(found: Counted, ids: list[int], programmes: Iterable[int], since: datetime, today: date) -> None:
    """The "no"s to claims of staff, and challenges: those answered, and those that still wait though their time is over. Restricted
    challenges are left out: not even their number is told. Two queries."""
    rows = Dispute.objects.filter(answer__stage__programme__in=list(programmes), at__gte=since).values_list(
        "answer__stage__workstream__group", "at", "resolved_at")
    for group, said, resolved in rows:
        last = add_working_days(day_of(said), ANSWER_WORKING_DAYS)
        in_time = resolved is not None and day_of(resolved) <= last
        if (resolved is not None or last < today) and (group is None or group in ids):
            found.add("answers", group, day_of(said).replace(day=1), in_time, 1)
    raised = Challenge.objects.for_all().filter(programme__in=list(programmes), raised_at__gte=since).exclude(
        state=ChallengeState.WITHDRAWN, first_answered_at__isnull=True).values_list("group", "raised_at", "first_answered_at", "answer_by")
    for group, at, answered, last in raised:
        if (answered is not None or last < today) and (group is None or group in ids):
            found.add("answers", group, day_of(at).replace(day=1), answered is not None and day_of(answered) <= last, 1)


def _count_pairs(found: Counted, ids: list[int], today: date) -> None:
    running = Workstream.objects.running(today).filter(group__in=ids, starts_on__lte=today)
    seats = dict(Holding.objects.serving(today).lay().filter(seat__group__in=ids).order_by().values_list("seat__group").annotate(
        n=Count("partner", distinct=True)))
    for group in running.values_list("group", flat=True):
        found.add("pairs", group, None, seats.get(group, 0) >= 2, 1)

