"""The rows of the outbox: at once to few, and by the clock to as many as there are, in a fixed number of statements."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from coprod.kit.clock import add_working_days, day_of, is_working_day, start_of
from coprod.post.models import Message
from partners.models import Partner
from programmes.contributions.catalogue import ANSWER_LATE, ANSWER_MARKS, REPLY_WORKING_DAYS, UNACKNOWLEDGED
from programmes.contributions.lifecycles import ContributionState
from programmes.contributions.models import Contribution, ImpactCheck, ImpactCredit, ImpactEntry
from programmes.contributions.policies.contributions import Told, not_to_giver, waiting_by_rung
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import TeamRole
from programmes.raising.catalogue import Rung
from programmes.raising.policies import on_rung, way_to_lay_chairs, ways_up
from programmes.stages.notices.rows import outbox_rows


def _message(kind: str, thing: Any, to: Partner, occasion: str, *, at: datetime) -> Message:
    return Message(kind=kind, about=thing.ref, to=to.ref, occasion=occasion, book=thing.trail_book, written_at=at, due_at=at)


def given(it: Contribution, people: Iterable[Partner], *, at: datetime) -> list[Message]:
    """To who answers it, but for who wrote it down."""
    return [_message("contribution_given", it, each, "given", at=at) for each in people if each.pk != it.noted_by_id]


def to_giver(kind: str, it: Contribution, occasion: str, *, at: datetime) -> Message:
    return _message(kind, it, it.given_by, occasion, at=at)


def refused(it: Contribution, chairs: Iterable[Partner], *, at: datetime) -> list[Message]:
    """NT41: at once to the lay co-chairs, who reply, and to the manager."""
    managers = on_rung(it.programme, it.group, Rung.MANAGER, day_of(at))
    people = {each.pk: each for each in (*chairs, *managers)}
    return [_message("contribution_refused", it, each, "refused", at=at) for each in people.values() if each.pk != it.given_by_id]


# --- by the clock -----------------------------------------------------------------------------------------------------------

def _until(on: date, count: int) -> datetime:
    """What was done before this moment lies `count` working days back, or more."""
    worked = on if is_working_day(on) else add_working_days(on, -1)
    return start_of(add_working_days(add_working_days(worked, -count), 1))


def _text(words: str) -> Value:
    return Value(words, CharField())


def _running(things: QuerySet) -> QuerySet:
    return things.exclude(programme__state=ProgrammeState.CLOSED).order_by()


def _rows(told: Told, kind: str, occasion: Any, at: datetime) -> QuerySet:
    return outbox_rows(told.things, kind, about="ref", to=f"{told.person}ref", occasion=occasion, book="programme__ref", at=at)


def _to(things: QuerySet, role: str, on: date) -> Told:
    """To the manager, the lay co-chairs or the senior responsible owner; never to who gave it."""
    way = way_to_lay_chairs(on) if role == "LCC" else ways_up(Rung.MANAGER if role == "PM" else Rung.OWNER, on)
    return Told(not_to_giver(things.filter(way.tie), way.person), way.person)


def unacknowledged(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT38: nobody has acknowledged it: on the fifth working day to who answers, on the sixth to the manager."""
    waiting = _running(Contribution.objects.filter(state=ContributionState.RECEIVED))
    first = waiting.filter(given_at__lt=_until(on, UNACKNOWLEDGED["answers"]))
    for told in waiting_by_rung(first, on):
        yield _rows(told, "contribution_unacknowledged", _text("day 5"), at)
    yield _rows(_to(waiting.filter(given_at__lt=_until(on, UNACKNOWLEDGED["PM"])), "PM", on), "contribution_unacknowledged",
                _text("day 6"), at)


def answers_due(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT39: after 10, 15 and 20 working days to who answers. A clock that slept says the last of them alone."""
    waiting = _running(Contribution.objects.open()).filter(given_at__lt=_until(on, ANSWER_MARKS[0]))
    mark = Case(*(When(given_at__lt=_until(on, n), then=_text(f"day {n}")) for n in reversed(ANSWER_MARKS)), output_field=CharField())
    for told in waiting_by_rung(waiting, on):
        yield _rows(told, "contribution_answer_due", mark, at)


def answers_late(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT39: after 20 working days to the manager (who answers where there is no lead, and hears of it then anyhow), after 25 to the lay
    co-chairs, after 30 to the senior responsible owner."""
    waiting = _running(Contribution.objects.open())
    leads = TeamRole.objects.in_force(on).filter(programme=OuterRef("programme"), role="WL", workstream__group=OuterRef("group")).exclude(
        partner=OuterRef("given_by"))
    for role, days in ANSWER_LATE.items():
        late = waiting.filter(Q(Exists(leads)) if role == "PM" else Q(), given_at__lt=_until(on, days))
        yield _rows(_to(late, role, on), "contribution_answer_late", _text(f"day {days}"), at)


def replies_late(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT41: ten working days after somebody was not satisfied nobody has replied: to the lay co-chairs and to the senior responsible
    owner."""
    late = _running(Contribution.objects.refused()).filter(refused_at__lt=_until(on, REPLY_WORKING_DAYS))
    for role in ("LCC", "SRO"):
        yield _rows(_to(late, role, on), "contribution_reply_late", _text("day 10"), at)


# --- the impact log -----------------------------------------------------------------------------------------------------------

def credits_asked(credits: Iterable[ImpactCredit], *, at: datetime) -> list[Message]:
    """May we name you? To each who is credited."""
    return [_message("impact_credit_asked", each, each.partner, "asked", at=at) for each in credits]


def disputed(check: ImpactCheck, *, at: datetime) -> list[Message]:
    """At once to who wrote the entry, or wrote it down for somebody."""
    entry = check.entry
    people = {each.pk: each for each in (entry.written_by, entry.noted_by) if each and each.pk != check.by_id}
    return [_message("impact_disputed", check, each, "not so", at=at) for each in people.values()]


def check_answered(check: ImpactCheck, how: str, *, at: datetime) -> Message:
    """To who said "not so": it is "answered", or "changed" (with the round)."""
    return _message("impact_check_answered", check, check.by, how, at=at)


def taken_back(entry: ImpactEntry, by: Partner, *, at: datetime) -> list[Message]:
    """To everybody who said whether it is so, but for who took it back."""
    people = {each.by_id: each.by for each in entry.checks.current().select_related("by") if each.by_id != by.pk}
    return [_message("impact_taken_back", entry, each, "taken back", at=at) for each in people.values()]


def change_noted(entry: ImpactEntry, to: Partner, occasion: str, *, at: datetime) -> Message:
    """To who wrote the entry: somebody changed it, or took it back, as they are said to have said."""
    return _message("impact_change_noted", entry, to, occasion, at=at)


def check_noted(check: ImpactCheck, *, at: datetime) -> Message:
    """To the lay partner whose word somebody else wrote down."""
    return _message("impact_check_noted", check, check.by, "noted", at=at)
