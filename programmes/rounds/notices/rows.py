"""The rows of the outbox. To as many as there are in one statement: to the Forum, to each who answered once, and by the clock."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from coprod.kit.clock import add_working_days, start_of
from coprod.post.lifecycles import State
from coprod.post.models import Message
from partners.groups.lifecycles import HoldingState
from partners.models import Group, Partner
from programmes.programme.lifecycles import ProgrammeState
from programmes.raising.policies import CHAIRS
from programmes.rounds.catalogue import DUE_WORKING_DAYS, LATE_WORKING_DAYS, UNACKNOWLEDGED_WORKING_DAYS
from programmes.rounds.lifecycles import RoundState
from programmes.rounds.models import ForumAnswer, ForumRound, RoundSeen
from programmes.rounds.policies.reading import REPLY, unanswered_answers
from programmes.stages.notices.rows import in_force, outbox_rows

_BOARD = "plan__programme__group_links__group__"
_HELD = f"{_BOARD}seats__holdings__"
_BOOK = "plan__programme__ref"
LIVE = (State.WAITING, State.SENDING, State.SENT, State.BY_HAND, State.TOLD)        # it is said, or on its way


def _text(words: str) -> Value:
    return Value(words, CharField())


def _message(kind: str, thing: Any, to: Partner, occasion: str, *, at: datetime) -> Message:
    return Message(kind=kind, about=thing.ref, to=to.ref, occasion=occasion, book=thing.trail_book, written_at=at, due_at=at)


def _one(it: ForumRound) -> QuerySet:
    return ForumRound.objects.filter(pk=it.pk).order_by()


def _members(rounds: QuerySet, on: date) -> QuerySet:
    """Rounds, once for each who sits in the Forum or the Advisory Group that day; the person is at `_HELD`partner."""
    return rounds.filter(Q(**{f"{_BOARD}kind__in": [Group.Kind.FORUM, Group.Kind.ADVISORY],
                              f"{_HELD}state__in": [HoldingState.SERVING, HoldingState.ENDED]}) & in_force(_HELD, on))


def opened(it: ForumRound, *, on: date, at: datetime) -> QuerySet:
    """To the Forum and the Advisory Group: you may answer, until when and how."""
    return outbox_rows(_members(_one(it), on), "forum_round_opened", about="ref", to=f"{_HELD}partner__ref", occasion=_text("opened"),
                       book=_BOOK, at=at)


def published(it: ForumRound, *, on: date, at: datetime) -> QuerySet:
    """NT40, to the Forum and the Advisory Group but for those who answered: they have theirs."""
    answered = ForumAnswer.objects.not_taken_back().filter(round=OuterRef("pk"), by=OuterRef("m_person"))
    others = _members(_one(it), on).annotate(m_person=F(f"{_HELD}partner")).filter(~Exists(answered))
    return outbox_rows(others, "forum_round_published", about="ref", to=f"{_HELD}partner__ref",
                       occasion=_text("published"), book=_BOOK, at=at)


def _givers(it: ForumRound) -> QuerySet:
    return ForumAnswer.objects.standing().filter(round=it).order_by()


def called_off(it: ForumRound, *, at: datetime) -> QuerySet:
    """To each who has answered."""
    return outbox_rows(_givers(it), "forum_round_called_off", about="round__ref", to="by__ref", occasion=_text("called off"),
                       book=f"round__{_BOOK}", at=at)


def we_said_we_did(it: ForumRound, *, at: datetime) -> QuerySet:
    """To each who answered, once. Who has it, or to whom it is on its way, gets nothing more; what failed is written anew."""
    mine = Message.objects.filter(kind=REPLY, about=it.ref, to=OuterRef("by__ref")).order_by()
    gone = mine.exclude(state__in=LIVE).values("to").annotate(n=Count("pk")).values("n")
    time = Concat(_text("time "), Cast(Coalesce(Subquery(gone, output_field=IntegerField()), 0) + 1, CharField()), output_field=CharField())
    return outbox_rows(_givers(it).filter(~Exists(mine.filter(state__in=LIVE)), response__isnull=False), REPLY, about="round__ref",
                       to="by__ref", occasion=time, book=f"round__{_BOOK}", at=at)


def received(answer: ForumAnswer, *, at: datetime) -> Message:
    """NT38: to who answered, at once, the first time."""
    return _message("forum_answer_received", answer.round, answer.by, "received", at=at)


def answer_hidden(answer: ForumAnswer, *, at: datetime) -> Message:
    """To who gave it, with the reason on the page."""
    return _message("forum_answer_hidden", answer, answer.by, f"hidden {at:%Y-%m-%d %H:%M}", at=at)


def answer_shown(answer: ForumAnswer, *, at: datetime) -> Message:
    """To who gave it: others read it again."""
    return _message("forum_answer_shown", answer, answer.by, f"shown {at:%Y-%m-%d %H:%M}", at=at)


def answer_kept_back(answer: ForumAnswer, *, at: datetime) -> Message:
    return _message("forum_answer_kept_back", answer, answer.by, f"kept {at:%Y-%m-%d %H:%M}", at=at)


def changed_for_you(answer: ForumAnswer, noted_by: Partner | None, what: str, *, at: datetime) -> list[Message]:
    """To who gave it, when somebody else wrote it down."""
    return [_message("forum_answer_noted", answer, answer.by, f"{what} {at:%Y-%m-%d %H:%M}", at=at)] if noted_by else []


def new_link(it: ForumRound, person: Partner, *, at: datetime) -> Message:
    """Once a day."""
    return _message("forum_reply_link", it, person, f"link {at:%Y-%m-%d}", at=at)


def to_look(it: ForumRound, people: Iterable[Partner], *, at: datetime) -> list[Message]:
    return [_message("forum_round_to_look", it, each, f"look {it.look}", at=at) for each in people]


def not_right(word: RoundSeen, *, at: datetime) -> list[Message]:
    """To who asked the pair."""
    asked = word.round.shown_by
    return [_message("forum_round_not_right", word, asked, "no", at=at)] if asked and asked.pk != word.by_id else []


def no_answered(word: RoundSeen, *, at: datetime) -> Message:
    return _message("forum_round_no_answered", word, word.by, "answered", at=at)


def seen_noted(word: RoundSeen, *, at: datetime) -> list[Message]:
    """To whom somebody else wrote it down for."""
    return [_message("forum_round_seen_noted", word, word.by, "noted", at=at)] if word.noted_by_id else []


# --- the clock ------------------------------------------------------------------------------------------------------------------

def _running(rounds: QuerySet) -> QuerySet:
    return rounds.exclude(plan__programme__state=ProgrammeState.CLOSED).order_by()


def _before(on: date, days: int) -> date:
    """Closed so many working days before `on`, or earlier: the day after the last such day."""
    day = on
    while add_working_days(day, days) > on:
        day -= timedelta(days=1)
    return day


def _to(rounds: QuerySet, role: str, on: date) -> tuple[QuerySet, str]:
    if role == "WL":
        path = "plan__workstream__leads__"
        return rounds.filter(Q(**{f"{path}role": "WL"}) & in_force(path, on)), f"{path}partner__ref"
    if role == "LCC":
        return rounds.filter(Q(**{f"{_BOARD}kind": Group.Kind.ADVISORY, f"{_BOARD}seats__is_lay": True,
                                  f"{_BOARD}seats__office__in": CHAIRS, f"{_HELD}state__in": [HoldingState.SERVING, HoldingState.ENDED]})
                             & in_force(_HELD, on)), f"{_HELD}partner__ref"
    path = "plan__programme__team__"
    return rounds.filter(Q(**{f"{path}role": role}) & in_force(path, on)), f"{path}partner__ref"


def _waits() -> Exists:
    return Exists(unanswered_answers().filter(round=OuterRef("pk")))


def answers_due(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT39, while somebody waits: 10, 15 and 20 working days after the close to the lead, 20 to the manager, 25 to the lay co-chairs, and
    once the thirty days are over to the senior responsible owner. A clock that slept says the last of them alone to the lead."""
    waiting = _running(ForumRound.objects.filter(_waits(), state=RoundState.CLOSED))
    until = None
    for days in reversed(DUE_WORKING_DAYS):
        due = waiting.filter(closes_on__lte=_before(on, days))
        if until is not None:
            due = due.filter(closes_on__gt=until)
        until = _before(on, days)
        rounds, person = _to(due, "WL", on)
        yield outbox_rows(rounds, "forum_round_answers_due", about="ref", to=person, occasion=_text(f"day {days}"), book=_BOOK, at=at)
    for role, days in LATE_WORKING_DAYS.items():
        rounds, person = _to(waiting.filter(closes_on__lte=_before(on, days)), role, on)
        yield outbox_rows(rounds, "forum_round_answers_late", about="ref", to=person, occasion=_text(f"day {days}"), book=_BOOK, at=at)
    rounds, person = _to(waiting.filter(reply_by__lt=on), "SRO", on)
    yield outbox_rows(rounds, "forum_round_answers_late", about="ref", to=person, occasion=_text("after 30 days"), book=_BOOK, at=at)


def unacknowledged(*, on: date, at: datetime) -> QuerySet:
    """NT38: on the sixth working day somebody still has not been told that their answer is here: to the manager, once for each round."""
    told = Message.objects.filter(kind="forum_answer_received", about=OuterRef("round__ref"), to=OuterRef("by__ref"),
                                  state__in=[State.SENT, State.TOLD])
    late = ForumAnswer.objects.standing().filter(~Exists(told), round=OuterRef("pk"), at__lt=start_of(
        _before(on, UNACKNOWLEDGED_WORKING_DAYS) + timedelta(days=1)))
    rounds, person = _to(_running(ForumRound.objects.standing().filter(Exists(late))), "PM", on)
    return outbox_rows(rounds, "forum_round_unacknowledged", about="ref", to=person, occasion=_text("day 6"), book=_BOOK, at=at)
