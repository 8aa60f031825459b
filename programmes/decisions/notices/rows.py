"""The rows of the outbox: at once to few, and by the clock to as many as there are, in one statement."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast

from coprod.kit.clock import add_working_days, day_of, start_of
from coprod.post.models import Message
from partners.models import Partner
from programmes.decisions.catalogue import REMIND_WORKING_DAYS
from programmes.decisions.lifecycles import DecisionState
from programmes.decisions.models import (
    DecisionDissent,
    DecisionOpenness,
    DecisionPosition,
    DecisionRecord,
    DecisionSeen,
)
from programmes.programme.lifecycles import ProgrammeState
from programmes.raising.policies import way_to_lay_chairs
from programmes.stages.notices.leading import with_lead
from programmes.stages.notices.rows import outbox_rows


def _message(kind: str, thing: Any, to: Partner, occasion: str, *, at: datetime) -> Message:
    return Message(kind=kind, about=thing.ref, to=to.ref, occasion=occasion, book=thing.trail_book, written_at=at, due_at=at)


def _to_chairs(kind: str, things: QuerySet, occasion: Any, *, on: date, at: datetime) -> QuerySet:
    way = way_to_lay_chairs(on)
    return outbox_rows(things.filter(way.tie), kind, about="ref", to=f"{way.person}ref", occasion=occasion, book="programme__ref", at=at)


def position_asked(decision: DecisionRecord, *, at: datetime) -> QuerySet:
    """To the lay co-chairs: what does the Advisory Group say, by which day? Once for each day that is planned."""
    one = DecisionRecord.objects.filter(pk=decision.pk).order_by()
    return _to_chairs("decision_position_asked", one, Cast("decided_on", CharField()), on=day_of(at), at=at)


@with_lead
def position_due(*, on: date, at: datetime) -> QuerySet:
    """Five working days before the day of the decision, once, while there is no position on these words; not on the day of preparing it."""
    said = DecisionPosition.objects.on_these_words().filter(decision=OuterRef("pk"))
    waiting = DecisionRecord.objects.filter(
        ~Exists(said), state=DecisionState.PREPARED, no_position_because="",
        decided_on__gte=on, decided_on__lte=add_working_days(on, REMIND_WORKING_DAYS), prepared_at__lt=start_of(day_of(at))).exclude(
        programme__state=ProgrammeState.CLOSED).order_by()
    return _to_chairs("decision_position_due", waiting, Cast("decided_on", CharField()), on=on, at=at)


def reworded(decision: DecisionRecord, *, at: datetime) -> QuerySet:
    """To the lay co-chairs: the words changed after the position. Once for each wording."""
    one = DecisionRecord.objects.filter(pk=decision.pk).order_by()
    return _to_chairs("decision_reworded", one, Cast("wording", CharField()), on=day_of(at), at=at)


def to_look(decision: DecisionRecord, people: Iterable[Partner], *, at: datetime) -> list[Message]:
    """To the pair of the workstream concerned, or the lay co-chairs."""
    return [_message("decision_to_look", decision, person, f"round {decision.round}", at=at) for person in people]


def not_seen(word: DecisionSeen, *, at: datetime) -> list[Message]:
    """To who asked the lay side to look."""
    asked = word.decision.shown_by
    return [_message("decision_not_seen", word, asked, "no", at=at)] if asked and asked.pk != word.by_id else []


def no_answered(word: DecisionSeen, *, at: datetime) -> Message:
    return _message("decision_no_answered", word, word.by, "answered", at=at)


def word_noted(word: DecisionPosition | DecisionDissent | DecisionSeen, *, at: datetime) -> list[Message]:
    """To whom somebody else wrote it down for: so that they can put it right."""
    return [_message("decision_word_noted", word, word.by, "noted", at=at)] if word.noted_by_id else []     # type: ignore[attr-defined]


def made(decision: DecisionRecord, people: Iterable[Partner], *, at: datetime) -> list[Message]:
    return [_message("decision_made", decision, person, "made", at=at) for person in people if person.pk != decision.made_by_id]


def reason_published(decision: DecisionRecord, people: Iterable[Partner], *, at: datetime) -> list[Message]:
    return [_message("decision_reason", decision, person, f"version {decision.version}", at=at) for person in people]


def reason_needed(dissent: DecisionDissent, people: Iterable[Partner], *, at: datetime) -> list[Message]:
    """To the manager and the owner: somebody does not agree with what was made without a reason."""
    return [_message("decision_reason_needed", dissent, person, "no reason", at=at) for person in people]


def opening_asked(openness: DecisionOpenness, *, at: datetime) -> QuerySet:
    """To the lay co-chairs, who agree."""
    one = DecisionOpenness.objects.filter(pk=openness.pk).order_by()
    return _to_chairs("decision_log_asked", one, Value("asked", CharField()), on=day_of(at), at=at)


def opening_noted(openness: DecisionOpenness, *, at: datetime) -> Message:
    """To the lay co-chair in whose name somebody wrote down a yes."""
    assert openness.agreed_by is not None
    return _message("decision_log_noted", openness, openness.agreed_by, "agreed", at=at)
