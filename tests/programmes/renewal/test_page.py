"""The one page of recruitment: empty seats with their clocks, terms that end, rounds, the reserve list, the Forum and its strategy."""

from datetime import UTC, datetime, timedelta

import pytest

from coprod.post.actions import hushed
from coprod.post.models import Message
from coprod.post.registry import registry
from partners.groups.actions import add_seat
from partners.models import Holding, Vacancy
from programmes.nominations.models import Nomination
from programmes.programme.actions import close_programme
from programmes.renewal.actions.strategy import say_on_strategy
from programmes.renewal.models import Strategy
from programmes.stages.actions.checking import check_stages
from tests.cast import NAMES
from tests.makers import MONDAY
from tests.programmes.nominations.doing import a_call, a_nominee, before_panel
from tests.programmes.renewal.doing import (
    CARERS,
    DAY,
    NEAR,
    TODAY,
    YOUNG,
    a_check,
    a_strategy,
    agreed,
    asked,
    confirmed,
    members,
)
from tests.programmes.stages.doing import get

READERS = {"amina", "joe", "ines", "femi", "fran", "priya", "maya", "sid"}


def page(person, cast):
    return get(person, "recruitment", cast.programme.slug)


def words(person, cast):
    return " ".join(page(person, cast).content.decode().split())


@pytest.mark.parametrize("name", NAMES)
def test_who_reads_it_and_finds_the_way_to_it(cast, name):
    person = getattr(cast, name)
    expected = 200 if name in READERS else 404 if name == "sam" else 403

    assert page(person, cast).status_code == expected
    if name != "sam":
        assert ("/recruitment/" in get(person, "programme", cast.programme.slug).content.decode()) is (name in READERS)


def test_a_forum_member_is_told_who_reads_it(cast):
    assert "Only the senior responsible owner, programme manager, workstream lead" in words(cast.forrest, cast)


def test_empty_lay_seats_stand_with_their_clocks_the_longest_first(cast):
    late = add_seat(cast.housing.group, by=cast.maya, at=MONDAY, opened_on=TODAY - 40 * DAY, name="C")
    add_seat(cast.housing.group, by=cast.maya, at=MONDAY, opened_on=TODAY - 28 * DAY, name="D")
    add_seat(cast.housing.group, by=cast.maya, at=MONDAY, opened_on=TODAY - 90 * DAY, name="Paid", is_lay=False)
    add_seat(cast.housing.group, by=cast.maya, at=MONDAY, opened_on=TODAY + 5 * DAY, name="Not yet")

    seats = page(cast.maya, cast).context["seats"]

    assert [(seat.group, seat.seat, seat.days, seat.is_late) for seat in seats if seat.since] == [
        ("Housing", "C", 40, True), ("Housing", "D", 28, False)]
    assert {(seat.group, seat.days) for seat in seats if not seat.since} == {("Advisory Group", 0), ("Forum", 0)}
    assert "Paid" not in words(cast.maya, cast) and "Not yet" not in words(cast.maya, cast)
    assert words(cast.maya, cast).count("Past the limit") == 1
    Vacancy.objects.filter(seat=late).delete()


def test_terms_that_end_stand_in_their_window_and_names_are_for_who_sees_people(cast):
    held = Holding.objects.filter(partner=cast.joe, seat__group=cast.advisory)
    for days, window in ((0, 30), (30, 30), (31, 60), (60, 60), (61, 90), (90, 90)):
        held.update(until_on=TODAY + days * DAY)
        terms = dict(page(cast.maya, cast).context["terms"])
        assert [n for n, rows in terms.items() if rows] == [window], days
    assert "Joe Example, Advisory Group" in words(cast.ines, cast)
    assert "Joe Example" not in words(cast.femi, cast) and "Advisory Group: <span" in words(cast.femi, cast)
    for until in (TODAY + 91 * DAY, TODAY - DAY, None):
        held.update(until_on=until)
        assert not any(rows for _n, rows in page(cast.maya, cast).context["terms"])


def test_open_rounds_say_how_many_were_asked_answered_and_put_forward(cast):
    call = a_call(cast)
    assert "People put forward" in words(cast.femi, cast)
    a_nominee(cast, call, "Nora Example", agreed=False)
    a_nominee(cast, call, "Ola Example", agreed=False)

    (found,) = page(cast.femi, cast).context["rounds"]

    assert (found.n_asked, found.n_answered, found.n_people) == (1, 1, 2)
    assert "Nora" not in words(cast.maya, cast)


@pytest.mark.parametrize("name", sorted(READERS))
def test_the_reserve_list_is_for_three_roles_and_until_its_day(cast, name):
    kept, over = before_panel(cast, a_call(cast), "Nora Example", "Ola Example")
    Nomination.objects.filter(pk=kept.pk).update(state="reserve", reserve_until=TODAY)
    Nomination.objects.filter(pk=over.pk).update(state="reserve", reserve_until=TODAY - DAY)

    shown = words(getattr(cast, name), cast)

    assert ("Nora Example" in shown) is ("Reserve list" in shown) is (name in {"maya", "sid", "ines"})
    assert "Ola Example" not in shown


def test_the_forum_stands_beside_its_profile_as_picture_sentence_and_table(cast):
    assert "Lay partners have not agreed yet how many of whom" in words(cast.femi, cast)
    members(cast, 11, area="Westmere", age="65-74")
    agreed(cast, YOUNG, NEAR, CARERS)
    assert "It was not compared yet." in words(cast.femi, cast) and "Age: 16 to 24: 6" in words(cast.femi, cast)
    a_check(cast)

    shown = words(cast.femi, cast)

    said = "Reached: 0. Falling short: 1. Perhaps falling short: 1. Not known: 1."
    assert shown.count(said) == 2       # under the picture, and in it for who hears it
    assert '<svg class="app-chart app-chart--profile" role="img"' in shown
    assert '<th scope="row">Place: Westmere</th><td>about 10</td><td>10</td>' in shown
    assert "Nothing is decided yet." in shown
    assert "once a month" not in shown and "not confirmed yet" not in shown      # why the manager may not: said to the manager
    assert "The last comparison is not confirmed yet." in words(cast.maya, cast)


def test_in_the_picture_sharp_words_are_text(cast):
    sharp = CARERS | {"value": "<script>&\"'"}

    a_check(cast, sharp)

    assert "<script>&" not in words(cast.maya, cast) and "&lt;script&gt;" in words(cast.maya, cast)


def test_the_next_comparison_is_due_a_year_after_the_last(cast):
    confirmed(cast)

    assert "The next comparison is due on 16 March 2027." in words(cast.femi, cast)


# --- the clock ---------------------------------------------------------------------------------------------------------------

def said(kind):
    """The words of the messages of that kind, as they would be sent now, and to whom; and how many would say nothing."""
    return [(message.to, registry.words[kind](message)) for message in Message.objects.filter(kind=kind).order_by("pk")]


def at_clock(clock, moment):
    with hushed():
        check_stages(at=clock.to(moment))


def test_after_more_than_five_working_days_the_co_chair_is_reminded_once(cast, clock):
    strategy = asked(cast)
    at_clock(clock, MONDAY + 7 * DAY)       # the fifth working day
    assert said("strategy_waits") == []

    at_clock(clock, MONDAY + 8 * DAY)
    at_clock(clock, MONDAY + 9 * DAY)

    ((to, told),) = said("strategy_waits")
    assert (to, told.path) == (cast.ines.ref, strategy.get_absolute_url())
    say_on_strategy(strategy, by=cast.ines, at=MONDAY + 9 * DAY, value="comment", text="I am reading it.")
    assert said("strategy_waits") == [(cast.ines.ref, None)]


def test_who_has_answered_is_not_reminded(cast, clock):
    say_on_strategy(asked(cast), by=cast.ines, at=MONDAY, value="comment", text="I am reading it.")

    at_clock(clock, MONDAY + 20 * DAY)

    assert said("strategy_waits") == []


def test_a_year_after_the_last_comparison_the_manager_is_told_once(cast, clock):
    confirmed(cast)
    at_clock(clock, MONDAY + timedelta(days=364))
    assert said("gap_check_due") == []

    at_clock(clock, MONDAY + timedelta(days=365))
    at_clock(clock, MONDAY + timedelta(days=380))

    ((to, told),) = said("gap_check_due")
    assert to == cast.maya.ref and "16 March 2027" in told.lines[0]
    a_check(cast, at=MONDAY + timedelta(days=380))
    assert said("gap_check_due") == [(cast.maya.ref, None)]


def test_a_year_after_the_strategy_was_agreed_without_a_comparison_too(cast, clock):
    agreed(cast)
    at_clock(clock, MONDAY + timedelta(days=366))
    assert [to for to, _words in said("gap_check_due")] == [cast.maya.ref]


def test_of_a_closed_programme_and_of_a_draft_nobody_hears(cast, clock):
    a_strategy(cast)
    at_clock(clock, MONDAY + timedelta(days=400))
    Strategy.objects.all().delete()
    agreed(cast)
    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Done")
    at_clock(clock, datetime(2027, 9, 1, 10, tzinfo=UTC))

    assert Message.objects.filter(kind__in=["gap_check_due", "strategy_waits"]).count() == 0
