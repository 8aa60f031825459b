"""The rows of the outbox about challenges: a fixed number of statements for any number of them. Of a restricted one rows go to who raised
it and to its handlers alone."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from coprod.kit.clock import add_working_days, day_of, is_working_day, start_of
from programmes.challenges.catalogue import ACKNOWLEDGE_WORKING_DAYS, OWNER_WORKING_DAYS, REMIND_WORKING_DAYS
from programmes.challenges.lifecycles import UNHAPPY, WAITING, ChallengeState
from programmes.challenges.models import Challenge, ChallengeHandler, ChallengeQuerySet, ChallengeStep
from programmes.challenges.policies import left_alone
from programmes.programme.lifecycles import ProgrammeState
from programmes.raising.catalogue import LADDER, Rung
from programmes.raising.policies import way_to_lay_chairs, ways_up
from programmes.stages.notices.leading import with_lead
from programmes.stages.notices.rows import Way, outbox_rows


def _text(words: str) -> Value:
    return Value(words, CharField())


def _one(challenge: Challenge) -> ChallengeQuerySet:
    return Challenge.objects.filter(pk=challenge.pk)


def _rows(found: QuerySet, kind: str, way: Way, occasion: Any, *, at: datetime) -> QuerySet:
    """A row for each challenge and each person at the end of the way, but for who raised it."""
    # the person is named first: a condition on the path would else be asked of other rows
    told = found.order_by().filter(way.tie).annotate(m_person=F(f"{way.person}pk")).exclude(m_person=F("raised_by"))
    return outbox_rows(told, kind, about="ref", to=f"{way.person}ref", occasion=occasion, book="programme__ref", at=at)


def _to_raiser(found: QuerySet, kind: str, occasion: Any, *, at: datetime) -> QuerySet:
    return outbox_rows(found.order_by(), kind, about="ref", to="raised_by__ref", occasion=occasion, book="programme__ref", at=at)


HANDLERS = Way(Q(handlers__isnull=False), "handlers__partner__")


def _to_handlers(found: QuerySet, kind: str, occasion: Any, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """Of what is restricted: to the handlers; where none is left, to the lay co-chairs. The words ask who still reads it."""
    few = found.filter(is_restricted=True)
    yield _rows(few, kind, HANDLERS, occasion, at=at)
    yield _rows(few.filter(left_alone(on)), kind, way_to_lay_chairs(on), occasion, at=at)


def _handling(rows: QuerySet) -> QuerySet:
    """Those of the rows that go to a handler."""
    return rows.filter(Exists(ChallengeHandler.objects.filter(challenge=OuterRef("pk"), partner=OuterRef("m_person"))))


def _to_rung(found: ChallengeQuerySet, kind: str, occasion: Any, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """To who answers: those on the rung, or the handlers of what is restricted."""
    for rung in LADDER:
        yield _rows(found.for_all().filter(rung=rung), kind, ways_up(rung, on), occasion, at=at)
    yield from _to_handlers(found, kind, occasion, on=on, at=at)


def _to_watchers(found: ChallengeQuerySet, kind: str, occasion: Any, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """To the lay co-chairs and the manager, or the handlers of what is restricted."""
    for way in (way_to_lay_chairs(on), ways_up(Rung.MANAGER, on)):
        yield _rows(found.for_all(), kind, way, occasion, at=at)
    yield from _to_handlers(found, kind, occasion, on=on, at=at)


# --- at once ------------------------------------------------------------------------------------------------------------

def raised(challenge: Challenge, *, at: datetime) -> Iterator[QuerySet]:
    yield from _to_rung(_one(challenge), "challenge_raised", _text("raised"), on=day_of(at), at=at)


def acknowledged(challenge: Challenge, *, at: datetime) -> Iterator[QuerySet]:
    yield _to_raiser(_one(challenge), "challenge_acknowledged", _text("seen"), at=at)


def answered(challenge: Challenge, answer: str, *, at: datetime) -> Iterator[QuerySet]:
    """To who raised it, once for each answer."""
    yield _to_raiser(_one(challenge), "challenge_answered", _text(answer), at=at)


def not_satisfied(challenge: Challenge, answer: str, *, at: datetime) -> Iterator[QuerySet]:
    """NT41: to the lay co-chairs and the manager at once."""
    yield from _to_watchers(_one(challenge), "challenge_not_satisfied", _text(answer), on=day_of(at), at=at)


def yes_was_noted(challenge: Challenge, answer: str, *, at: datetime) -> Iterator[QuerySet]:
    """To who raised it: somebody wrote down that they accept."""
    yield _to_raiser(_one(challenge), "challenge_yes_noted", _text(answer), at=at)


def gone_up(found: ChallengeQuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """To who answers now, and to who raised it."""
    occasion = Concat(_text("to "), F("rung"), output_field=CharField())
    for rung in LADDER:         # of a restricted one they are handlers by now
        yield _rows(found.filter(rung=rung), "challenge_gone_up", ways_up(rung, on), occasion, at=at)
    yield _to_raiser(found, "challenge_gone_up", occasion, at=at)


def closed(challenge: Challenge, *, tells_raiser: bool, at: datetime) -> Iterator[QuerySet]:
    """To who answers it, to the co-chairs and the manager; to who raised it if somebody else closed it."""
    on, one = day_of(at), _one(challenge)
    occasion = _text(f"{challenge.state} {at:%Y-%m-%d}")
    yield from _to_rung(one, "challenge_closed", occasion, on=on, at=at)
    if challenge.state == ChallengeState.CLOSED:
        yield from _to_watchers(one, "challenge_closed", occasion, on=on, at=at)
    if tells_raiser:
        yield _to_raiser(one, "challenge_closed", occasion, at=at)


def withdrawal_was_noted(challenge: Challenge, *, at: datetime) -> Iterator[QuerySet]:
    """To who raised it: somebody wrote down that they take it back."""
    yield _to_raiser(_one(challenge), "challenge_taken_back", _text(f"{at:%Y-%m-%d %H:%M:%S}"), at=at)


def brought_back(challenge: Challenge, *, at: datetime) -> Iterator[QuerySet]:
    """To who answers it, the co-chairs and the manager: it waits again."""
    occasion = _text(f"{at:%Y-%m-%d %H:%M:%S}")
    yield from _to_rung(_one(challenge), "challenge_back", occasion, on=day_of(at), at=at)
    yield from _to_watchers(_one(challenge), "challenge_back", occasion, on=day_of(at), at=at)


def handlers_named(challenge: Challenge, *, tells_raiser: bool, at: datetime) -> Iterator[QuerySet]:
    yield _rows(_one(challenge), "challenge_handler", HANDLERS, _text("named"), at=at)
    if tells_raiser:
        yield _to_raiser(_one(challenge), "challenge_restricted", _text(f"{at:%Y-%m-%d %H:%M:%S}"), at=at)


def opened_again(challenge: Challenge, *, tells_raiser: bool, at: datetime) -> Iterator[QuerySet]:
    """To who raised it, if somebody else did it."""
    if tells_raiser:
        yield _to_raiser(_one(challenge), "challenge_opened", _text(f"{at:%Y-%m-%d %H:%M:%S}"), at=at)


# --- by the clock -------------------------------------------------------------------------------------------------------

def _until(on: date, count: int) -> datetime:
    """What was done before this moment lies `count` working days back, or more."""
    worked = on if is_working_day(on) else add_working_days(on, -1)
    return start_of(add_working_days(add_working_days(worked, -count), 1))


def _went_up() -> Exists:
    return Exists(ChallengeStep.objects.filter(challenge=OuterRef("pk")))


@with_lead
def due_above(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT42, of what went up: a working day before its day, to who answers it."""
    tomorrow = Challenge.objects.exclude(programme__state=ProgrammeState.CLOSED).filter(
        _went_up(), state__in=WAITING, due_on__gte=on, due_on__lte=add_working_days(on, 1))
    yield from _to_rung(tomorrow, "challenge_due_above", Cast("due_on", CharField()), on=on, at=at)


def by_the_clock(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """What is to be seen (day 5), unanswered (NT42: day 7 and 10; at 10 the co-chairs), not satisfied for ten working days (NT41),
    and what is past its day at the top."""
    running = Challenge.objects.exclude(programme__state=ProgrammeState.CLOSED)

    def since(count: int) -> Q:
        return Q(raised_at__lt=_until(on, count))

    unseen = running.filter(since(ACKNOWLEDGE_WORKING_DAYS), state=ChallengeState.RAISED)
    yield from _to_rung(unseen, "challenge_unseen", _text("acknowledge"), on=on, at=at)
    silent = running.filter(~_went_up(), state__in=WAITING, first_answered_at__isnull=True)
    first, last = REMIND_WORKING_DAYS
    yield from _to_rung(silent.filter(since(first)).exclude(since(last)), "challenge_unanswered", _text(f"day {first}"), on=on, at=at)
    yield from _to_rung(silent.filter(since(last)), "challenge_unanswered", _text(f"day {last}"), on=on, at=at)
    chairs = (way_to_lay_chairs(on), _text(f"chairs {last}"))
    yield _rows(silent.filter(since(last)).for_all(), "challenge_unanswered", *chairs, at=at)
    yield _handling(_rows(silent.filter(since(last), is_restricted=True), "challenge_unanswered", *chairs, at=at))
    unhappy = running.filter(refused_at__lt=_until(on, OWNER_WORKING_DAYS), state__in=UNHAPPY)
    since_then = Concat(_text("since "), Cast("refused_at__date", CharField()))
    yield _rows(unhappy.for_all(), "challenge_still_not_satisfied", ways_up(Rung.OWNER, on), since_then, at=at)
    yield from _to_handlers(unhappy, "challenge_still_not_satisfied", since_then, on=on, at=at)
    past = running.filter(state__in=WAITING, due_on__lt=on)
    yield from _to_watchers(past, "challenge_past_its_day", Cast("due_on", CharField()), on=on, at=at)
