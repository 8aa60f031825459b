"""The suggestion of pairs: the rules are hard, the sum is right, and nothing better exists (it is compared with all there is)."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.pairing.catalogue import Person, Problem, Stream, bar, parts_of, suggest


def person(ref, **facts):
    return Person(**({"id": ref, "hours": 0, "hours_limit": 8} | facts))


def stream(ref="w", **facts):
    return Stream(**({"id": ref, "hours": 4} | facts))


def of(streams, people):
    return suggest(Problem(tuple(streams), tuple(people)))


def only(suggestion):
    pair, = suggestion.pairs
    return pair


@pytest.mark.parametrize(("one", "other", "parts", "score"), [
    ({}, {}, {}, 0),
    ({"asked_for": frozenset({"w"})}, {"asked_for": frozenset({"w", "v"})}, {"asked_for": 6}, 6),
    ({"asked_for": frozenset({"v"})}, {}, {}, 0),
    ({"experience": frozenset("abc")}, {"experience": frozenset("ax")}, {"experience": 3}, 3),       # two at most, and one
    ({"strategic": True}, {"strategic": True}, {"strategic": 2}, 2),
    ({"lived": frozenset({"carers"})}, {}, {"lived": 2}, 2),
    ({"lived": frozenset({"young"})}, {}, {}, 0),
    ({"place": "Ashmere"}, {"place": "Oakwell"}, {"places": 1}, 1),
    ({"place": "Ashmere"}, {"place": "Ashmere"}, {}, 0),
    ({"place": "Ashmere"}, {}, {}, 0),                                                                # a place that is not known
    ({"served_months": 7}, {"served_months": 6}, {"served": 1}, 1),
    ({"served_months": 7}, {"served_months": 9}, {}, 0),
    ({"seats": 2}, {"seats": 1}, {"seats": -3}, -3),
])
def test_what_a_pair_counts(one, other, parts, score):
    wants = stream(population="carers", wanted=frozenset("abc"))
    pair = only(of([wants], [person("p", **one), person("q", **other)]))

    assert {name: points for name, points in pair.parts.items() if points} == parts
    assert (set(pair.people), pair.score) == ({"p", "q"}, score)


def test_who_serves_stays_and_what_is_theirs_alone_does_not_count_again():
    sits = person("sits", asked_for=frozenset({"w"}), experience=frozenset("a"), strategic=True, place="Ashmere", served_months=9, seats=2,
                  available=False, hours=20)
    comes = person("comes", experience=frozenset("a"), place="Oakwell", seats=1)
    pair = only(of([stream(wanted=frozenset("a"), serving=("sits",))], [comes, sits]))

    assert pair.people == ("sits", "comes")
    assert pair.parts == {"asked_for": 0, "experience": 1, "strategic": 2, "lived": 0, "places": 1, "served": 1, "seats": -1}
    assert pair.score == 4


def test_a_workstream_with_a_pair_is_left_out():
    suggestion = of([stream(serving=("p", "q"))], [person("p"), person("q"), person("r"), person("s")])

    assert suggestion.as_dict() == {"pairs": [], "total": 0, "unfilled": []}


@pytest.mark.parametrize(("facts", "told"), [
    ({"available": False}, "1 is not available."),
    ({"conflicts": frozenset({"w"})}, "1 has declared a conflict."),
    ({"hours": 5}, "1 would be over their own limit of hours."),
])
def test_nobody_begins_alone_and_it_says_which_rule_stands_in_the_way(facts, told):
    suggestion = of([stream()], [person("p"), person("q", **facts)])

    assert not suggestion.pairs
    gap, = suggestion.unfilled
    assert gap.why == f"2 people are needed, or none: nobody begins alone. 1 could sit here. {told}"


def test_hours_up_to_the_limit_are_given():
    assert only(of([stream(hours=4)], [person("p", hours=4), person("q", hours=4)])).score == 0


def test_a_person_gets_one_new_seat_and_it_says_so():
    suggestion = of([stream("v", hours=2), stream("w", hours=1)], [person("p"), person("q"), person("r")])

    assert [pair.stream for pair in suggestion.pairs] == ["w"]                       # as many seats, fewer hours
    gap, = suggestion.unfilled
    assert (gap.stream, gap.why) == ("v", (
        "2 people are needed, or none: nobody begins alone. 3 could sit here, and 1 of them is not suggested elsewhere. "
        "A person gets one new seat at a time."))


def test_a_seat_that_is_filled_is_worth_more_than_any_points():
    """p and q in `v` would be six points; but then `w` would stay empty."""
    eager = {"asked_for": frozenset({"v"})}
    people = [person("p", **eager), person("q", **eager), *(person(each, conflicts=frozenset({"w"}), seats=3) for each in "rs")]
    suggestion = of([stream("v"), stream("w")], people)

    assert {pair.stream: set(pair.people) for pair in suggestion.pairs} == {"v": {"r", "s"}, "w": {"p", "q"}}
    assert suggestion.total == -6


def test_one_person_may_refill_a_seat_while_another_stream_waits():
    suggestion = of([stream("v"), stream("w", serving=("p",))], [person("p", conflicts=frozenset({"v"})), person("q")])

    assert only(suggestion).people == ("p", "q")
    assert suggestion.unfilled[0].stream == "v"      # nobody is left who could sit there with q


def test_who_serves_in_one_workstream_may_come_to_another():
    suggestion = of([stream("v"), stream("w", serving=("p", "r"))], [person("p", seats=1), person("q"), person("r", available=False)])

    assert (only(suggestion).stream, set(only(suggestion).people), suggestion.total) == ("v", {"p", "q"}, -1)


# --- all there is ---------------------------------------------------------------------------------------------------------

KINDS, PLACES = ("a", "b"), (None, "Ashmere", "Oakwell")


@st.composite
def problems(draw):
    ids = [f"w{number}" for number in range(draw(st.integers(1, 3)))]
    people = tuple(
        Person(id=number, hours=draw(st.integers(0, 6)), hours_limit=draw(st.integers(3, 10)), place=draw(st.sampled_from(PLACES)),
               asked_for=draw(st.frozensets(st.sampled_from(ids))), experience=draw(st.frozensets(st.sampled_from(KINDS))),
               strategic=draw(st.booleans()), lived=draw(st.frozensets(st.just("carers"))), seats=draw(st.integers(0, 3)),
               served_months=draw(st.integers(5, 8)), conflicts=draw(st.frozensets(st.sampled_from(ids), max_size=1)),
               available=draw(st.integers(0, 5)) > 0)
        for number in range(draw(st.integers(0, 6))))
    sitting = st.lists(st.sampled_from([each.id for each in people]), unique=True, max_size=2) if people else st.just([])
    streams = tuple(
        Stream(id=each, hours=draw(st.integers(1, 5)), population=draw(st.sampled_from([None, "carers"])),
               wanted=draw(st.frozensets(st.sampled_from(KINDS))), serving=tuple(draw(sitting)))
        for each in ids)
    return Problem(streams, people)


def every_way(problem):
    """All allocations that the rules allow: for each open workstream nobody, or as many newcomers as it has empty seats."""
    streams = problem.open_streams
    choices = []
    for each in streams:
        new = [one.id for one in problem.people if one.id not in each.serving and bar(one, each) is None]
        choices.append([(), *combinations(new, each.places)])
    for chosen in product(*choices):
        people = [each for group in chosen for each in group]
        if len(set(people)) == len(people):
            yield list(zip(streams, chosen, strict=True))


def worth(problem, way):
    """Fewest empty seats, most points, fewest hours: as a tuple of which the largest is best."""
    filled = [(each, new) for each, new in way if new]
    points = 0
    for each, new in filled:
        one, other = (problem.person[ref] for ref in (*each.serving, *new))
        points += sum(parts_of(each, (one, other), [problem.person[ref] for ref in new]).values())
    return sum(len(new) for _each, new in filled), points, -sum(each.hours * len(new) for each, new in filled)


@settings(max_examples=150, deadline=None)
@given(problems())
def test_nothing_better_exists(problem):
    suggestion = suggest(problem)
    found = {pair.stream: pair.people for pair in suggestion.pairs}
    way = [(each, tuple(ref for ref in found.get(each.id, ()) if ref not in each.serving)) for each in problem.open_streams]

    assert way in [[(each, tuple(sorted(new))) for each, new in one] for one in every_way(problem)]
    assert worth(problem, way) == max(worth(problem, one) for one in every_way(problem))
    assert suggestion.total == worth(problem, way)[1]
    assert {each.stream for each in suggestion.unfilled} == {each.id for each in problem.open_streams} - set(found)
