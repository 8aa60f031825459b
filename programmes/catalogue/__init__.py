"""The catalogue: twelve stages and 79 standards, as data. Pure: no database, no settings, only words and numbers.

Read it in `foundations` (S1-S3), `joining` (S4-S7), `working` (S8-S10) and `following` (S11-S12); `kinds` says what
a stage is made of, `wording` how a standard may be phrased, `sources` what the tags of the sources stand for.

An edition is never edited once a programme has started under it: a change of wording that changes what is asked
makes a new edition, which `EDITIONS` lists beside the old one.
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
    Signatory,
    Stage,
    Standard,
)
from programmes.catalogue.sources import SOURCES
from programmes.catalogue.wording import COPY, substantive_words
from programmes.catalogue.working import WORKING

__all__ = [
    "COPY", "CORE", "CURRENT", "EDITIONS", "EVERY", "INF", "SOURCES", "SRC", "SRC_PLUS", "TAILOR", "WAIVE",
    "Edition", "Signatory", "Stage", "Standard", "edition", "substantive_words",
]

EDITIONS: dict[int, Edition] = {1: Edition(number=1, stages=FOUNDATIONS + JOINING + WORKING + FOLLOWING)}
CURRENT = 1


def edition(number: int) -> Edition:
    """The edition of that number. Raises KeyError."""
    return EDITIONS[number]
