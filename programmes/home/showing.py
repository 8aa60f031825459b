"""The queues of a person counted, and the things that have waited longest: one query each, whatever the person is and holds."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db.models import CharField, Count, DateTimeField, F, IntegerField, Min, QuerySet, Value
from django.db.models.functions import Cast

from coprod.kit.questions import Mark, Question
from partners.models import Partner
from programmes.home.queues import BY_NAME, QUEUES, Queue
from programmes.portal.showing import ASKED
from programmes.programme.models.standing import Standing, standing_of

ON_HOME = 5             # so many single things are asked of a lay partner on the first page
NEVER = datetime.max.replace(tzinfo=UTC)


class Counted(NamedTuple):
    """A queue with how many wait in it, and since when the oldest does."""

    queue: Queue
    count: int
    oldest: datetime | None

    @property
    def title(self) -> str:
        return self.queue.title(self.count)


def of(here: Standing) -> list[Queue]:
    """The queues that concern this person, in the order of the table."""
    return [queue for queue in QUEUES if queue.concerns(here)]


def counted(here: Standing, *, on: date) -> list[Counted]:
    """Every queue of the person with its count and its oldest day: one query. The oldest first, empty ones last."""
    if here.partner is None:
        return []
    found = {name: (count, oldest) for name, count, oldest in _COUNTS.rows(_values(here, on), here.everywhere())}
    rows = [Counted(queue, *found.get(queue.name, (0, None))) for queue in of(here)]
    return sorted(rows, key=lambda row: (row.count == 0, row.oldest is None, row.oldest or NEVER))


class Waiting(NamedTuple):
    """One thing that waits, by the number of its row, since when, and what its address needs."""

    queue: Queue
    pk: int
    since: datetime | None
    ref: str


def oldest(here: Standing, *, on: date) -> list[Waiting]:
    """The things that have waited longest, over all queues of the person, and one more than home shows: one query."""
    if here.partner is None:
        return []
    rows = _OLDEST.rows(_values(here, on), here.everywhere())
    return [Waiting(BY_NAME[name], pk, since, ref) for name, pk, since, ref in rows]


def _values(here: Standing, on: date) -> Callable[[Any], Any]:
    """What stands for each mark of a question about the queues."""
    values = {"partner": lambda: here.partner.pk, "on": lambda: on,     # type: ignore[union-attr]
              "organisations": here.organisations, "groups": here.groups}

    def value(name: Any) -> Any:
        if name in values:
            return values[name]()
        what, codes = name
        return here.programmes(codes) if what == "programmes" else here.workstreams(codes)

    return value


class _Anybody(Standing):
    """Somebody with these roles, of whom nothing else is known yet: what they hold is marked, to be filled in."""

    def __init__(self, roles: frozenset[str], mark: Mark) -> None:
        super().__init__(Partner(pk=mark("partner", int)))
        self._everywhere, self._mark = roles, mark

    def everywhere(self) -> frozenset[str]:
        return self._everywhere

    def programmes(self, codes: Iterable[str]) -> frozenset[int]:
        return frozenset([self._mark(("programmes", frozenset(codes)), int)])

    def workstreams(self, code: str) -> frozenset[int]:
        return frozenset([self._mark(("workstreams", code), int)])

    def organisations(self) -> frozenset[int]:
        return frozenset([self._mark("organisations", int)])

    def groups(self) -> frozenset[int]:
        return frozenset([self._mark("groups", int)])


def _ask_counts(roles: frozenset[str], mark: Mark) -> QuerySet:
    """How many wait in each queue that concerns somebody with these roles, and since when."""
    anybody, on = _Anybody(roles, mark), mark("on", date)
    parts = [
        queue.rows(anybody, on).order_by().annotate(c_queue=Value(queue.name, CharField())).values("c_queue").annotate(
            c_count=Count("*"), c_oldest=Min(Cast(F(queue.since), DateTimeField()))).values_list("c_queue", "c_count", "c_oldest")
        for queue in of(anybody)]
    return parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]


def _ask_oldest(roles: frozenset[str], mark: Mark) -> QuerySet:
    """The rows themselves, the oldest first."""
    anybody, on = _Anybody(roles, mark), mark("on", date)
    parts = [
        queue.rows(anybody, on).order_by().annotate(
            c_queue=Value(queue.name, CharField()), c_pk=Cast(F("pk"), IntegerField()), c_since=Cast(F(queue.since), DateTimeField()),
            c_ref=Cast(F(queue.ref), CharField())).values_list("c_queue", "c_pk", "c_since", "c_ref") for queue in of(anybody)]
    found = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    return found.order_by("c_since", "c_queue", "c_pk")[:ON_HOME + 1]


_COUNTS, _OLDEST = Question(_ask_counts), Question(_ask_oldest)


def asked_in_words(partner: Partner, *, on: date) -> list[tuple[str, int, Any]]:
    """What waits for the person, each kind with how many and since when; for somebody who helps them, so without names."""
    here = standing_of(partner, on=on, shape="at hand")
    return [(row.title, row.count, row.oldest) for row in counted(here, on=on) if row.count]


ASKED.append(asked_in_words)
