"""The catalogue: twelve stages and 79 standards, as data. Pure: no database, no settings, only words and numbers.

Read it in `foundations` (S1-S3), `joining` (S4-S7), `working` (S8-S10) and `following` (S11-S12); `kinds` says what
a stage is made of, `wording` how a standard may be phrased, `sources` what the tags of the sources stand for.

An edition is never edited once a programme has started under it: a change of wording that changes what is asked
makes a new edition, which `EDITIONS` lists beside the old one. Editions that come with the catalogue have numbers
below 100. Local ones, published by an administrator, begin at 101; they stand on `SHELVES`, which a later wing fills.
"""

from programmes.catalogue.following import FOLLOWING
from programmes.catalogue.foundations import FOUNDATIONS
from programmes.catalogue.joining import JOINING
from programmes.catalogue.kinds import (
    CORE,
    EVERY,
    INF,
    SRC,
    SRC_PLUS,
    TAILOR,
    WAIVE,
    Edition,
    Shelf,
    Signatory,
    Stage,
    Standard,
)
from programmes.catalogue.sources import SOURCES
from programmes.catalogue.wording import COPY, substantive_words
from programmes.catalogue.working import WORKING

__all__ = [
    "COPY", "CORE", "CURRENT", "EDITIONS", "EVERY", "FIRST_LOCAL", "INF", "SHELVES", "SOURCES", "SRC", "SRC_PLUS", "TAILOR", "WAIVE",
    "Edition", "Shelf", "Signatory", "Stage", "Standard", "edition", "newer_than", "newest", "standard_of", "substantive_words",
]

EDITIONS: dict[int, Edition] = {1: Edition(number=1, stages=FOUNDATIONS + JOINING + WORKING + FOLLOWING)}
CURRENT = 1
FIRST_LOCAL = 101
SHELVES: list[Shelf] = []


def edition(number: int) -> Edition:
    """The edition of that number, whether it came with the catalogue or was published here. Raises KeyError."""
    if number in EDITIONS:
        return EDITIONS[number]
    for shelf in SHELVES:
        if found := shelf.find(number):
            return found
    raise KeyError(number)


def newest() -> int:
    """The number of the edition that new programmes start with: the newest local one, or the catalogue's own."""
    return max([CURRENT, *(number for shelf in SHELVES for number in shelf.numbers())])


def newer_than(number: int) -> list[int]:
    """The numbers of the editions that were published after the one of that number, the newest first."""
    known = {*EDITIONS, *(each for shelf in SHELVES for each in shelf.numbers())}
    return sorted((each for each in known if each > number), reverse=True)


def standard_of(number: int, code: str) -> Standard:
    """The standard of that code as edition `number` words it, or, where that does not ask it, the edition that added it.

    Raises KeyError if no edition ever asked it.
    """
    asked = edition(number)
    if not asked.asks(code):
        added = (shelf.that_added(code) for shelf in SHELVES)
        asked = edition(next((each for each in added if each), number))
    return asked.standard(code)
