"""What the catalogue is made of: a standard, a signatory, a stage, an edition."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from programmes.catalogue.sources import SOURCES

CORE, TAILOR, WAIVE = "core", "tailor", "waive"         # domain.md b2: how far a standard may be adapted
SRC, SRC_PLUS, INF = "SRC", "SRC+", "INF"               # stated by a source; its idea, made checkable; ours
EVERY = 0       # as a minimum: everyone who holds the role where the stage runs, however many they are
Words = Any     # a text marked for translation: it becomes a string when it is shown


@dataclass(frozen=True, slots=True)
class Standard:
    """One checkable question about how the work was done; never about whether its result is any good."""

    code: str                   # "7.4": the stage's number and its own
    short: Words                # three to seven words, for lists and messages
    question: Words
    by: tuple[str, ...]         # codes of the roles who do it or answer for it
    evidence: Words             # what typically shows it
    klass: str                  # CORE, TAILOR or WAIVE
    provenance: str             # SRC, SRC+ or INF
    source: str                 # the tags of its sources, "" when it is wholly ours
    note: Words = ""            # a limit, or which part of it is ours
    worded_in: int = 0          # the local edition that added it or changed its words; 0: they are the catalogue's own

    @property
    def from_source(self) -> bool:
        """Whether a source states it, or states the idea that was made checkable here."""
        return self.provenance in (SRC, SRC_PLUS)

    @property
    def is_local(self) -> bool:
        """Whether a local edition added it."""
        return ".L" in self.code

    @property
    def sources(self) -> list[str]:
        """Its sources by their titles."""
        return [SOURCES[tag] for tag in self.source.split(", ") if tag]


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs a stage: at least `minimum` holders of `role`, or all of them when it is `EVERY`.

    `later_role` signs in place of `role` from the second cycle on, when the first has done its work.
    A pair is two people and each signs for themselves, so its minimum is 2, or EVERY over several workstreams.
    """

    role: str
    minimum: int = 1
    note: Words = ""
    later_role: str = ""

    def role_in(self, cycle: int) -> str:
        """The code of the role that signs in the given cycle, counted from 1."""
        return self.later_role if self.later_role and cycle > 1 else self.role


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of the procedure: its purpose, its standards, and who signs when it closes."""

    code: str                   # "S7"
    number: int
    name: Words
    purpose: Words
    scope: str                  # "programme", "workstream" or "plan": what it is run for
    runs: Words                 # how often
    standards: tuple[Standard, ...]
    signatories: tuple[Signatory, ...]
    may_adapt: Words
    must_keep: Words
    source: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The whole catalogue as it stood under one number. A programme keeps the edition it started with, until both sides
    agree to move."""

    number: int
    stages: tuple[Stage, ...]
    name: Words = ""            # of a local edition, and what it says is different and why
    about: Words = ""
    based_on: int = 0           # the edition that a local one adds to

    def stage(self, code: str) -> Stage:
        """The stage of that code, such as "S7". Raises KeyError."""
        for stage in self.stages:
            if stage.code == code:
                return stage
        raise KeyError(code)

    def standard(self, code: str) -> Standard:
        """The standard of that code, such as "7.4". Raises KeyError."""
        for standard in self.standards():
            if standard.code == code:
                return standard
        raise KeyError(code)

    def standards(self) -> Iterator[Standard]:
        """Every standard of every stage, in order."""
        for stage in self.stages:
            yield from stage.standards

    def asks(self, code: str) -> bool:
        """Whether it has a standard of that code."""
        return any(standard.code == code for standard in self.standards())


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where editions stand that were published here, beside those that come with the catalogue. A later wing fills it."""

    find: Callable[[int], Edition | None]           # the published edition of that number
    numbers: Callable[[], list[int]]                # those of all published ones
    that_added: Callable[[str], int | None]         # the number of the one that added the standard of that code
