"""The best suggestion there is: fewest empty seats, then most points, then fewest hours given.

It is an assignment problem over pairs. Each person and workstream that the rules allow is a yes or no; what counts for a pair is a
yes or no of its own, which the two must earn. HiGHS solves it exactly, one aim after the other, each under what the aims before it reached.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import highspy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.pairing.catalogue.kinds import SEATS, Id, Pair, Person, Problem, Stream, Suggestion, Unfilled
from programmes.pairing.catalogue.rules import (
    LIVED,
    PLACES,
    SERVED,
    STRATEGIC,
    Bar,
    alone,
    bar,
    has_served_long,
    knows,
    parts_of,
)


class NotSolved(Exception):
    """The solver gave up, or its sum is not ours."""


class _Solver(highspy.Highs):
    """HiGHS, which says nothing, uses one thread, and stops at the very best only."""

    def __init__(self) -> None:
        super().__init__()
        for name, value in (("threads", 1), ("random_seed", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 1e-6)):
            self.setOptionValue(name, value)

    def enableCallbacks(self) -> None:
        self.silent()           # before its first word: the command prints JSON and nothing else
        super().enableCallbacks()


class _Model:
    """The yes and no of one problem, with what they add up to."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.solver = problem, _Solver()
        self.seats: list[Any] = []
        self.points: list[Any] = []
        self.hours: list[Any] = []
        self.sits: dict[tuple[Id, Id], Any] = {}
        takes: dict[Id, list[Any]] = defaultdict(list)
        for stream in problem.open_streams:
            new = [(each, self._yes_or_no()) for each in newcomers_to(stream, problem)]
            for person, sits in new:
                self.sits[stream.id, person.id] = sits
                takes[person.id].append(sits)
            self._stream(stream, new)
        for each in takes.values():
            self.solver.addConstr(self._sum(each) <= 1)         # at most one new seat for a person

    def _yes_or_no(self) -> Any:
        return self.solver.addBinary()

    def _sum(self, terms: list[Any]) -> Any:
        return self.solver.qsum(terms)

    def _stream(self, stream: Stream, new: list[tuple[Person, Any]]) -> None:
        """All of its empty seats are filled, or none; a pair counts as a pair, with who sits there already."""
        if len(new) < stream.places:
            for _person, sits in new:
                self.solver.addConstr(1 * sits <= 0)
            return
        filled = self._yes_or_no()
        self.solver.addConstr(self._sum([sits for _person, sits in new]) == stream.places * filled)
        both = new + [(self.problem.person[each], filled) for each in stream.serving]
        self.seats.append(stream.places * filled)
        self.hours.append(stream.places * stream.hours * filled)
        self.points += [alone(person, stream) * sits for person, sits in new]
        self._earned(STRATEGIC, filled, both, lambda person: person.strategic)
        self._earned(LIVED, filled, both, lambda person: knows(person, stream))
        served = self._earned(SERVED, filled, both, has_served_long)
        self._only_with(served, [sits for person, sits in both if not has_served_long(person)])
        self._places(filled, both)

    def _earned(self, points: int, filled: Any, both: list[tuple[Person, Any]], test: Callable[[Person], bool]) -> Any:
        """Points for a pair of whom at least one passes the test."""
        earned = self._yes_or_no()
        self.solver.addConstr(earned - filled <= 0)
        self._only_with(earned, [sits for person, sits in both if test(person)])
        self.points.append(points * earned)
        return earned

    def _only_with(self, earned: Any, terms: list[Any]) -> None:
        self.solver.addConstr(earned - self._sum(terms) <= 0 if terms else 1 * earned <= 0)

    def _places(self, filled: Any, both: list[tuple[Person, Any]]) -> None:
        """Points for a pair from two places: each is known, and neither place has both."""
        earned = self._earned(PLACES, filled, both, lambda person: person.place is not None)
        by_place: dict[str, list[Any]] = defaultdict(list)
        for person, sits in both:
            if person.place is not None:
                by_place[person.place].append(sits)
        for each in by_place.values():
            self.solver.addConstr(earned + self._sum(each) <= SEATS)
        self.solver.addConstr(SEATS * earned - self._sum([sits for each in by_place.values() for sits in each]) <= 0
                              if by_place else 1 * earned <= 0)

    def solve(self) -> list[tuple[Id, Id]]:
        """Who sits where, as (workstream, person). Raises NotSolved."""
        if not self.seats:
            return []
        self._reach(self._sum(self.seats))
        points = self._reach(self._sum(self.points))
        self._reach(-1 * self._sum(self.hours))
        found = [key for key, sits in self.sits.items() if self.solver.val(sits) > 0.5]
        if abs(points - self.solver.val(self._sum(self.points))) > 0.5:
            raise NotSolved("the points changed after they were settled")
        return found

    def _reach(self, aim: Any) -> float:
        """The most that can be had of it; from then on nothing less is taken."""
        self.solver.maximize(aim)
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise NotSolved(self.solver.modelStatusToString(self.solver.getModelStatus()))
        most = self.solver.getObjectiveValue()
        self.solver.addConstr(aim >= most - 1e-4)
        return most


def newcomers_to(stream: Stream, problem: Problem) -> list[Person]:
    """Who may take a new seat there."""
    return [each for each in problem.people if each.id not in stream.serving and bar(each, stream) is None]


def suggest(problem: Problem) -> Suggestion:
    """The best pairs for the empty seats, and for each workstream that stays empty the rule that stands in the way. Raises NotSolved."""
    found: dict[Id, list[Id]] = defaultdict(list)
    for stream_id, person_id in _Model(problem).solve():
        found[stream_id].append(person_id)
    taken = {each for people in found.values() for each in people}
    suggestion = Suggestion()
    for stream in problem.open_streams:
        if stream.id in found:
            suggestion.pairs.append(_pair(stream, found[stream.id], problem))
        else:
            suggestion.unfilled.append(Unfilled(stream.id, why_not(stream, problem, taken)))
    return suggestion


def _pair(stream: Stream, new: list[Id], problem: Problem) -> Pair:
    one, other = (problem.person[each] for each in (*stream.serving, *new))
    return Pair(stream.id, (one.id, other.id), parts_of(stream, (one, other), [problem.person[each] for each in new]))


def why_not(stream: Stream, problem: Problem, taken: set[Id]) -> str:
    """Which rule leaves a seat empty: too few may sit there, or those who may are suggested elsewhere and get one new seat at a time."""
    others = [each for each in problem.people if each.id not in stream.serving]
    barred = Counter(bar(each, stream) for each in others)
    may = barred.pop(None, 0)
    need = ngettext("%(n)d person is needed.", "%(n)d people are needed, or none: nobody begins alone.", stream.places) % {
        "n": stream.places}
    words = {
        Bar.AWAY: lambda n: ngettext("%(n)d is not available.", "%(n)d are not available.", n),
        Bar.CONFLICT: lambda n: ngettext("%(n)d has declared a conflict.", "%(n)d have declared a conflict.", n),
        Bar.HOURS: lambda n: ngettext("%(n)d would be over their own limit of hours.", "%(n)d would be over their own limit of hours.", n),
    }
    told = [words[each](barred[each]) % {"n": barred[each]} for each in Bar if barred[each]]
    if may < stream.places:
        can = ngettext("%(n)d could sit here.", "%(n)d could sit here.", may) % {"n": may} if may else _("Nobody could sit here.")
        return " ".join([need, can, *told])
    left = sum(1 for each in others if bar(each, stream) is None and each.id not in taken)
    can = ngettext("%(n)d could sit here,", "%(n)d could sit here,", may) % {"n": may}
    rest = ngettext("and %(n)d of them is not suggested elsewhere.", "and %(n)d of them are not suggested elsewhere.", left) % {"n": left}
    return " ".join([need, can, rest, _("A person gets one new seat at a time."), *told])
