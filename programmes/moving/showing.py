"""How editions and moves are shown: what differs from the programme's edition, who proposed a move and who answered."""

from typing import NamedTuple

from programmes.catalogue import Edition, edition, newer_than
from programmes.catalogue.comparing import Difference, differences
from programmes.moving.lifecycles import MoveState
from programmes.moving.models import EditionMove
from programmes.programme.models import Programme
from programmes.programme.policies import names_of
from programmes.programme.telling import named

_S = MoveState
TONES: dict[str, str] = {_S.PROPOSED: "waiting", _S.MOVED: "done", _S.REFUSED: "refused", _S.WITHDRAWN: "gap"}


class Newer(NamedTuple):
    """An edition to which the programme may move."""

    edition: Edition
    differences: list[tuple[Difference, str]]       # each with those who answer it, in words
    is_proposed: bool


class Shown(NamedTuple):
    """A move as a page shows it."""

    move: EditionMove
    state: tuple[str, str, str]         # code, words, tone
    proposed_by: str
    answered_by: str


def newer_editions(programme: Programme, proposed: int | None) -> list[Newer]:
    """Those that were published after the programme's, the newest first; the proposed one among them before all others."""
    mine, numbers = edition(programme.edition), newer_than(programme.edition)
    found = [Newer(edition(number), [(each, names_of(each.standard.by)) for each in differences(mine, edition(number))], number == proposed)
             for number in numbers]
    return sorted(found, key=lambda each: not each.is_proposed)


def shown(move: EditionMove, *, names: bool, me: object) -> Shown:
    """`move` as from `with_people`. Without `names` lay partners appear by their role, but for the reader."""
    return Shown(
        move, (move.state, move.get_state_display(), TONES[move.state]),
        named(move.proposed_by, names=names or move.proposed_by == me, role=move.proposed_role),
        named(move.answered_by, names=names or move.answered_by == me, role=move.answered_role))
