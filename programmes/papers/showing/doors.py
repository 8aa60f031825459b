"""Ways from a paper to what may come of it. Later wings put theirs in."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from programmes.papers.models import Paper


class Door(NamedTuple):
    """A way to another page."""

    words: str
    href: str


PAPER_DOORS: list[Callable[[Any, Paper], Iterable[Door]]] = []


def doors_of(user: Any, paper: Paper) -> list[Door]:
    """Those that this reader may go through, in the order in which wings registered them."""
    return [door for each in PAPER_DOORS for door in each(user, paper)]
