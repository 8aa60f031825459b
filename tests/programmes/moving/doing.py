"""Moves that the tests propose, in the cast's programme: Maya manages it, Ines is its lay co-chair."""

from typing import Any

from programmes.moving.actions import agree_to_move, propose_move
from programmes.moving.models import EditionMove
from tests.makers import MONDAY
from tests.programmes.editions.doing import published

WHY = "Two of the pair cannot read long papers."


def a_move(cast: Any, *, by: Any = None, to: int = 0, at: Any = MONDAY, **facts: Any) -> EditionMove:
    """Proposed by Maya unless somebody else does; to an edition that is published for it unless one is named."""
    return propose_move(cast.programme, by=by or cast.maya, at=at, will_be=to or published(cast.maya, **facts).number, why=WHY)


def moved(cast: Any, *, to: int = 0, at: Any = MONDAY, **facts: Any) -> EditionMove:
    """Agreed by the lay co-chair at once. The cast's programme knows it."""
    move = agree_to_move(a_move(cast, to=to, at=at, **facts), by=cast.ines, at=at)
    cast.programme.refresh_from_db()
    return move


def move_now(move: EditionMove) -> EditionMove:
    """As the database knows it."""
    return EditionMove.objects.with_people().get(pk=move.pk)
