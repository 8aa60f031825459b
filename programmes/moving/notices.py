"""Who is told of a proposal to move, and in which words: who is asked, and what came of it."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import CharField, QuerySet, Value
from django.utils.translation import gettext_lazy

from coprod.kit.clock import day_of, now
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.models import Partner
from programmes.moving.lifecycles import MoveState
from programmes.moving.models import EditionMove
from programmes.moving.policies import role_that_answers
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models.standing import standing_of
from programmes.stages.notices.rows import ANY, outbox_rows, ways

declare(
    Topic.STAGES,
    Kind("edition_asked", gettext_lazy("One side proposes to work under a newer edition of the standards"),
         gettext_lazy("Everybody on the other side who may answer"), gettext_lazy("At once"), must=True),
    Kind("edition_answered", gettext_lazy("The other side has answered a proposal about the edition"), gettext_lazy("Who proposed it"),
         gettext_lazy("At once"), must=True))


def word_is_asked(move: EditionMove, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """To everybody who may agree to it or refuse it, once."""
    one = EditionMove.objects.filter(pk=move.pk)
    for way in ways({role_that_answers(move): ANY}, on):
        yield outbox_rows(one.filter(way.tie), "edition_asked", about="ref", to=f"{way.person}ref",
                          occasion=Value("proposed", CharField()), book="programme__ref", at=at)


def somebody_can_answer(move: EditionMove, *, on: date) -> bool:
    """Whether anybody but who proposed it holds the role that answers."""
    one = EditionMove.objects.filter(pk=move.pk)
    found = {pk for way in ways({role_that_answers(move): ANY}, on) for pk in one.filter(way.tie).values_list(f"{way.person}pk", flat=True)}
    return bool(found - {move.proposed_by_id})


def word_is_given(move: EditionMove, *, at: datetime) -> Iterator[Message]:
    """To who proposed it: the programme has moved, or the other side said no."""
    if move.answered_by_id != move.proposed_by_id:
        yield Message(kind="edition_answered", about=move.ref, to=move.proposed_by.ref, occasion=move.state,
                      book=move.programme.ref, written_at=at, due_at=at)


def _move(message: Message) -> EditionMove | None:
    return EditionMove.objects.with_people().one_or_none(ref=message.about)


def _roles_of_reader(message: Message, move: EditionMove) -> frozenset[str]:
    reader = Partner.objects.one_or_none(ref=message.to)
    return standing_of(reader, on=day_of(now()), programme=move.programme).codes(move.programme)


@says("edition_asked")
def asked_words(message: Message) -> Words | None:
    """A proposal to move waits for this person's yes or no, while they have the role that answers it."""
    move = _move(message)
    if move is None or not move.is_waiting() or move.programme.state == ProgrammeState.CLOSED or move.proposed_by.ref == message.to:
        return None
    if role_that_answers(move) not in _roles_of_reader(message, move):
        return None
    return Words(
        subject=_("%(programme)s: a proposal waits for your yes or no") % {"programme": move.programme},
        lines=[_("The other side proposes to work under edition %(number)d of the standards.") % {"number": move.will_be},
               _("The page shows what would be different. What is answered already stays.")],
        action=_("Read it and answer"), path=move.get_absolute_url())


@says("edition_answered")
def answered_words(message: Message) -> Words | None:
    """What came of this person's proposal, while they have a role in the programme."""
    move = _move(message)
    if move is None or not _roles_of_reader(message, move):
        return None
    said = _("The other side agrees. The programme works under edition %(number)d now.") % {"number": move.will_be} if (
        move.state == MoveState.MOVED) else _("The other side did not agree. Their reason stands on the page.")
    return Words(
        subject=_("%(programme)s: your proposal about the edition") % {"programme": move.programme}, lines=[said],
        action=_("See what was said"), path=move.get_absolute_url())
