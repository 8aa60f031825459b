"""Two versions of a text side by side, a piece at a time: what stayed, what was taken out, what is new."""

from difflib import SequenceMatcher
from typing import NamedTuple

from coprod.kit.written import Piece, pieces_of

SAME, OUT, NEW = "same", "out", "new"


class Change(NamedTuple):
    """A piece, and what became of it."""

    what: str
    piece: Piece


def changes_between(before: str, after: str) -> list[Change]:
    """The pieces of both, in the order in which one reads them; what is taken out stands before what took its place."""
    old, new = pieces_of(before), pieces_of(after)
    found: list[Change] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found += [Change(SAME, piece) for piece in old[a:b]]
        else:
            found += [Change(OUT, piece) for piece in old[a:b]] + [Change(NEW, piece) for piece in new[c:d]]
    return found
