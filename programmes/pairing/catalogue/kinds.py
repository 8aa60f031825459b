"""What a problem of pairs is made of, and what answers it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

SEATS = 2               # a workstream has a pair (R1)

Id = str | int
Number = int | float


@dataclass(frozen=True)
class Stream:
    """A workstream: the hours a month that one seat takes, the people it is for, the kinds of experience it wants, who sits there now."""

    id: Id
    hours: Number
    name: str = ""
    population: str | None = None
    wanted: frozenset[str] = frozenset()
    serving: tuple[Id, ...] = ()

    @property
    def places(self) -> int:
        """How many seats are empty."""
        return max(SEATS - len(self.serving), 0)


@dataclass(frozen=True)
class Person:
    """A lay partner: what they bring, and what they can give. `hours` and `hours_limit` are a month's, over all of their `seats`."""

    id: Id
    hours: Number
    hours_limit: Number
    name: str = ""
    place: str | None = None
    asked_for: frozenset[Id] = frozenset()
    experience: frozenset[str] = frozenset()
    strategic: bool = False
    lived: frozenset[str] = frozenset()
    seats: int = 0
    served_months: Number = 0
    conflicts: frozenset[Id] = frozenset()
    available: bool = True


@dataclass(frozen=True)
class Problem:
    """Workstreams and people, each in the order in which they were given."""

    streams: tuple[Stream, ...]
    people: tuple[Person, ...]

    @cached_property
    def person(self) -> dict[Id, Person]:
        return {each.id: each for each in self.people}

    @property
    def open_streams(self) -> list[Stream]:
        return [each for each in self.streams if each.places]


@dataclass(frozen=True)
class Pair:
    """Two people for a workstream: who sits there already comes first. `parts` says how the score comes about and adds up to it."""

    stream: Id
    people: tuple[Id, Id]
    parts: dict[str, int]

    @property
    def score(self) -> int:
        return sum(self.parts.values())


@dataclass(frozen=True)
class Unfilled:
    """A workstream with an empty seat to which nobody is suggested, and which rule stands in the way, in words."""

    stream: Id
    why: str


@dataclass(frozen=True)
class Suggestion:
    pairs: list[Pair] = field(default_factory=list)
    unfilled: list[Unfilled] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(each.score for each in self.pairs)

    def as_dict(self) -> dict[str, Any]:
        """As the command prints it."""
        return {
            "pairs": [{"workstream": each.stream, "people": list(each.people), "score": each.score, "parts": each.parts}
                      for each in self.pairs],
            "total": self.total,
            "unfilled": [{"workstream": each.stream, "why": each.why} for each in self.unfilled],
        }
