"""A group makes the touchstone its own with a yes of both sides, and comes back to it (R6, 6.3, 6.5, 6.6)."""

from datetime import timedelta

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from programmes.touchstone.actions import (
    answer_word,
    ask_to_reopen,
    change_adoption,
    note_look,
    propose_adoption,
    say_on_adoption,
)
from programmes.touchstone.models import Adoption
from tests.makers import MONDAY
from tests.programmes.touchstone.doing import OWED, POINTS, adopted, agreed, proposed


def test_it_counts_with_a_yes_of_both_sides(cast):
    agreed(cast)
    adoption = proposed(cast)
    assert set(Message.objects.filter(kind="adoption_asked").values_list("to", flat=True)) == {cast.amina.ref, cast.joe.ref}
    say_on_adoption(adoption, by=cast.priya, at=MONDAY, is_lay=False, value="agree")
    adoption.refresh_from_db()
    assert adoption.state == "proposed"

    say_on_adoption(adoption, by=cast.joe, at=MONDAY, is_lay=True, value="agree", through="phone", noted_by=cast.maya)

    adoption.refresh_from_db()
    assert (adoption.state, adoption.adopted_at) == ("adopted", MONDAY)


def test_a_no_of_one_of_the_pair_keeps_it_open_until_it_is_answered(cast):
    agreed(cast)
    adoption = proposed(cast)
    no = say_on_adoption(adoption, by=cast.joe, at=MONDAY, is_lay=True, value="disagree", text="We never spoke about papers.")
    for who, is_lay in ((cast.amina, True), (cast.priya, False)):
        say_on_adoption(adoption, by=who, at=MONDAY, is_lay=is_lay, value="agree")
    adoption.refresh_from_db()
    assert adoption.state == "proposed"
    assert set(Message.objects.filter(kind="adoption_refused").values_list("to", flat=True)) == {cast.priya.ref}

    answer_word(no, by=cast.priya, at=MONDAY, answer="It is on the next agenda.")

    adoption.refresh_from_db()
    assert adoption.state == "adopted"


def test_a_change_asks_both_sides_anew(cast):
    agreed(cast)
    adoption = proposed(cast)
    say_on_adoption(adoption, by=cast.joe, at=MONDAY, is_lay=True, value="agree")

    change_adoption(adoption, by=cast.priya, at=MONDAY, responsibilities="Papers two weeks ahead.")
    say_on_adoption(adoption, by=cast.priya, at=MONDAY, is_lay=False, value="agree")

    adoption.refresh_from_db()
    assert (adoption.state, adoption.round) == ("proposed", 2)
    say_on_adoption(adoption, by=cast.joe, at=MONDAY, is_lay=True, value="agree")
    adoption.refresh_from_db()
    assert adoption.state == "adopted"
    with pytest.raises(NotAllowedNow):
        change_adoption(adoption, by=cast.priya, at=MONDAY, responsibilities="None")


def test_a_group_puts_points_in_its_own_words_and_adds_some(cast):
    first = agreed(cast).items.get(position=1)

    adoption = adopted(cast, own_words={first: "Titles stay at the door."}, added=["We end on time."])

    assert adoption.points() == ["Titles stay at the door.", *POINTS[1:], "We end on time."]


def test_adopting_anew_replaces_what_was(cast):
    before = adopted(cast)

    adopted(cast, responsibilities="Something else.")

    before.refresh_from_db()
    assert before.state == "replaced" and Adoption.objects.adopted().get().responsibilities == "Something else."


def test_without_an_agreed_version_nothing_is_adopted_and_one_waits_at_a_time(cast):
    with pytest.raises(NotAllowedNow, match="has not agreed a touchstone yet"):
        propose_adoption(cast.housing.group, by=cast.priya, at=MONDAY, meeting_on=MONDAY.date(), responsibilities=OWED)
    agreed(cast)
    proposed(cast)

    with pytest.raises(NotAllowedNow, match="waits for the word"):
        proposed(cast)


def test_a_group_that_lost_its_way_comes_back_and_a_lay_member_says_what_came_of_it(cast):
    asked = ask_to_reopen(cast.housing.group, by=cast.joe, at=MONDAY, because="Papers come on the day.", is_lay=True)
    assert set(Message.objects.filter(kind="touchstone_reopening").values_list("to", flat=True)) == {cast.amina.ref, cast.priya.ref}
    with pytest.raises(NotAllowedNow, match="asked to come back to it already"):
        ask_to_reopen(cast.housing.group, by=cast.amina, at=MONDAY, because="Again", is_lay=True)
    later = MONDAY + timedelta(days=10)

    note_look(asked, by=cast.amina, at=later, looked_on=later.date(), outcome="Papers go out a week ahead again.")

    asked.refresh_from_db()
    assert (asked.looked_by, asked.outcome) == (cast.amina, "Papers go out a week ahead again.")
    with pytest.raises(NotAllowedNow):
        note_look(asked, by=cast.amina, at=later, looked_on=later.date(), outcome="Twice")
    assert ask_to_reopen(cast.housing.group, by=cast.amina, at=later, because="Again", is_lay=True).pk
