"""State tables. A lifecycle answers three questions and never meets a model."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _


class NotAllowedNow(Exception):
    """The move is not offered in the state the thing is in: nothing was changed.

    `why` is a sentence for the person who tried; the lock shows it on the 409 page.
    """

    def __init__(self, move: str, why: object = "") -> None:
        super().__init__(move, why)
        self.move, self.why = move, why or _("Someone changed this a moment ago.")


class Lifecycle:
    """A bus timetable: each move named once, with the states it leaves from and arrives in.

    `states` is a TextChoices; `moves` maps a verb to {state before: state after}.
    """

    def __init__(self, states: Iterable[str], *, start: str, moves: Mapping[str, Mapping[str, str]]) -> None:
        self.states, self.start, self.moves = states, start, moves

    def after(self, move: str, state: str) -> str:
        """The state that `move` leads to from `state`; raises NotAllowedNow if it does not leave from there."""
        try:
            return self.moves[move][state]
        except KeyError:
            raise NotAllowedNow(move) from None

    def offers(self, state: str) -> list[str]:
        """The moves that leave from `state`, in the order of the table."""
        return [move for move, table in self.moves.items() if state in table]

    def unreachable(self) -> set[str]:
        """States that no chain of moves reaches from the start. Empty in a sound table."""
        reached, grown = {self.start}, True
        while grown:
            found = {table[s] for table in self.moves.values() for s in table if s in reached}
            grown = not found <= reached
            reached |= found
        return {str(s) for s in self.states} - {str(s) for s in reached}
