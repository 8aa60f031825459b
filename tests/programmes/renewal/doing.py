"""Strategies, comparisons and Forum members of the cast's programme. Maya manages it; Ines is lay co-chair; Amina and Joe are in the
Advisory Group, too."""

from datetime import timedelta
from typing import Any

from partners.equality.actions import say_about_oneself
from partners.groups.lifecycles import HoldingState
from partners.models import Holding, Partner, Seat
from programmes.renewal.actions.checks import ask_about_check, compare, confirm_check, decide, refuse_check
from programmes.renewal.actions.strategy import add_target, ask_about_strategy, say_on_strategy, write_strategy
from programmes.renewal.models import GapCheck, Strategy
from tests.makers import MONDAY

TODAY = MONDAY.date()
DAY = timedelta(days=1)
YOUNG = {"dimension": "age", "value": "16-24", "wanted": 6}
WORKING = {"dimension": "work", "value": "employed", "wanted": 12}
NEAR = {"dimension": "place", "value": "Westmere", "wanted": 10}
CARERS = {"dimension": "group", "value": "carers", "wanted": 8}
NO = {"value": "disagree", "text": "It leaves out the day centres."}


def members(cast: Any, count: int, *, area: str = "", **answers: str) -> list[Partner]:
    """So many more members of the Forum, straight into the tables; with `answers` they have said so about themselves."""
    first = Partner.objects.count()
    people = Partner.objects.bulk_create([
        Partner(name=f"Member {first + n}", email=f"member{first + n}@example.test", area=area, added_at=MONDAY) for n in range(count)])
    seats = Seat.objects.bulk_create([Seat(group=cast.forum, opened_on=TODAY - 200 * DAY) for _ in people])
    Holding.objects.bulk_create([
        Holding(seat=seat, partner=person, state=HoldingState.SERVING, from_on=TODAY - 100 * DAY, proposed_at=MONDAY, proposed_by=cast.maya,
                accepted_at=MONDAY) for seat, person in zip(seats, people, strict=True)])
    for person in people if answers else []:
        say_about_oneself(person, **answers)
    return people


def a_strategy(cast: Any, *targets: dict, at: Any = MONDAY, words: str = "Through the day centres.") -> Strategy:
    """A draft that aims at `targets`, or at six young people."""
    strategy = write_strategy(cast.programme, by=cast.maya, at=at, words=words)
    for target in targets or (YOUNG,):
        add_target(strategy, by=cast.maya, at=at, **target)
    return strategy


def asked(cast: Any, *targets: dict, at: Any = MONDAY) -> Strategy:
    return ask_about_strategy(a_strategy(cast, *targets, at=at), by=cast.maya, at=at)


def agreed(cast: Any, *targets: dict, at: Any = MONDAY) -> Strategy:
    strategy = asked(cast, *targets, at=at)
    say_on_strategy(strategy, by=cast.ines, at=at, value="agree")
    return now_(strategy)


def a_check(cast: Any, *targets: dict, at: Any = MONDAY, **facts: Any) -> GapCheck:
    """The Forum, which has one member, compared with six young people: nobody knows, so that is a gap."""
    if not Strategy.objects.in_force().filter(programme=cast.programme).exists():
        agreed(cast, *targets, at=at)
    return compare(cast.programme, by=cast.maya, at=at, **facts)


def decided(cast: Any, *targets: dict, at: Any = MONDAY) -> GapCheck:
    check = a_check(cast, *targets, at=at)
    for line in check.lines.filter(is_gap=True).select_related("check_of__programme"):
        decide(line, by=cast.maya, at=at, decision="The college asks its students.", due_on=at.date() + 30 * DAY)
    return check


def put(cast: Any, *targets: dict, at: Any = MONDAY) -> GapCheck:
    """Lay partners are asked."""
    return ask_about_check(decided(cast, *targets, at=at), by=cast.maya, at=at)


def refused(cast: Any, *, at: Any = MONDAY) -> GapCheck:
    check = put(cast, at=at)
    refuse_check(check, by=cast.amina, at=at, because="The college is closed.")
    return now_(check)


def confirmed(cast: Any, *targets: dict, at: Any = MONDAY) -> GapCheck:
    check = put(cast, *targets, at=at)
    confirm_check(check, by=cast.amina, at=at)
    return now_(check)


def now_(thing: Any) -> Any:
    """As the database knows it."""
    return type(thing).objects.select_related("programme").get(pk=thing.pk)
