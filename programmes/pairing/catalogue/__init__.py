"""The suggestion of pairs as data and sums. Pure: no database.

`kinds` says what a problem and a suggestion are made of, `rules` who may sit where and what a pair counts, `reading` takes a problem
from JSON, `solving` finds the best suggestion there is.
"""

from programmes.pairing.catalogue.kinds import SEATS, Pair, Person, Problem, Stream, Suggestion, Unfilled
from programmes.pairing.catalogue.reading import mistakes, problem_from
from programmes.pairing.catalogue.rules import Bar, bar, parts_of
from programmes.pairing.catalogue.solving import suggest

__all__ = ["SEATS", "Bar", "Pair", "Person", "Problem", "Stream", "Suggestion", "Unfilled", "bar", "mistakes", "parts_of", "problem_from",
           "suggest"]
