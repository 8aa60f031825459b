"""A check: each answers once, nobody can find out who said what, and few are not shown (WL9, 12.1)."""

from datetime import timedelta

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.touchstone.actions import answer_check, close_checks, open_check
from programmes.touchstone.models import CheckItem, CheckLine, TouchstoneBallot, TouchstoneCheck
from programmes.touchstone.policies.checks import asked_in
from tests.makers import MONDAY
from tests.programmes.touchstone.doing import a_check, a_held_meeting, adopted, answers, people, proposed


def close(check):
    close_checks(TouchstoneCheck.objects.filter(pk=check.pk), at=MONDAY)
    check.refresh_from_db()
    return check


def test_everybody_who_is_asked_gets_a_link_and_answers_once(cast):
    check = a_check(cast, lay=1, staff=1)
    ballot = TouchstoneBallot.objects.filter(is_lay=True).get()
    assert Message.objects.filter(kind="touchstone_check_asked").count() == 2

    answer_check(ballot, at=MONDAY, values={1: "yes", 2: "partly", 3: "no"}, words="Better than last time.")

    assert list(check.items.order_by("position").values_list("lay_yes", "lay_partly", "lay_no", "staff_yes")) == [
        (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0)]
    with pytest.raises(NotAllowedNow, match="answered already"):
        answer_check(ballot, at=MONDAY, values={1: "no", 2: "no", 3: "no"})
    assert CheckItem.objects.get(position=1).lay_no == 0


def test_no_row_leads_from_an_answer_to_a_person_and_the_trail_has_none_of_it(cast):
    check = a_check(cast)
    rows = Row.objects.count()

    answers(check, words="One line each.")

    assert Row.objects.count() == rows
    personal = {field.name for model in (CheckItem, CheckLine) for field in model._meta.get_fields() if field.is_relation}
    assert personal == {"check_of"}
    assert {field.name for field in TouchstoneBallot._meta.fields} == {
        "id", "ref", "check_of", "partner", "is_lay", "token_hash", "has_answered", "through", "noted_by"}
    assert not any(field.get_internal_type() in ("DateTimeField", "DateField", "AutoField", "BigAutoField")
                   for field in CheckLine._meta.fields)


def test_lines_are_written_anew_whenever_one_comes_in_so_that_their_order_tells_nothing(cast):
    check = a_check(cast)
    answers(check, is_lay=True, most=2, words="First two.")
    before = set(CheckLine.objects.values_list("ref", flat=True))

    answers(check, is_lay=True, most=1, words="Third.")

    assert CheckLine.objects.count() == 3 and not before & set(CheckLine.objects.values_list("ref", flat=True))


def test_when_it_is_closed_who_was_asked_and_who_answered_is_forgotten(cast):
    check = a_check(cast, lay=3, staff=2)
    answers(check, most=4)

    close(check)

    assert (check.state, check.asked_lay, check.asked_staff) == ("closed", 3, 2)
    assert not TouchstoneBallot.objects.exists()
    assert Message.objects.filter(kind="touchstone_check_closed").count() == 5


def test_nobody_answers_a_closed_check_or_after_its_last_day(cast):
    check = a_check(cast)
    ballot = TouchstoneBallot.objects.first()
    with pytest.raises(NotAllowedNow):
        answer_check(ballot, at=MONDAY + timedelta(days=8), values={1: "yes", 2: "yes", 3: "yes"})
    TouchstoneCheck.objects.update(state="closed", closed_at=MONDAY)

    with pytest.raises(NotAllowedNow):
        answer_check(ballot, at=MONDAY, values={1: "yes", 2: "yes", 3: "yes"})
    assert not TouchstoneBallot.objects.filter(has_answered=True).exists() and check.items.get(position=1).lay_yes == 0


@pytest.mark.parametrize("days", [0, -1, 29])
def test_it_is_open_for_a_day_to_four_weeks(cast, days):
    with pytest.raises(NotAllowedNow, match="within four weeks"):
        a_check(cast, closes_on=MONDAY.date() + timedelta(days=days))


def test_a_group_adopts_first_and_has_one_open_check(cast):
    adoption = adopted(cast)
    with pytest.raises(NotAllowedNow, match="adopts the touchstone first"):
        open_check(proposed(cast), by=cast.priya, at=MONDAY, closes_on=MONDAY.date() + timedelta(days=3), asked=people(1, 1))
    with pytest.raises(NotAllowedNow, match="Nobody is asked"):
        open_check(adoption, by=cast.priya, at=MONDAY, closes_on=MONDAY.date() + timedelta(days=3), asked=[])
    a_check(cast, adoption=adoption)

    with pytest.raises(NotAllowedNow, match="open already"):
        a_check(cast, adoption=adoption)


def test_those_are_asked_who_were_at_the_meeting(cast, clock):
    meeting = a_held_meeting(cast)
    meeting.attendances.filter(partner=cast.joe).update(was="absent")

    assert {(person.name, is_lay) for person, is_lay in asked_in(cast.housing.group, meeting)} == {
        ("Amina Example", True), ("Priya Example", False)}
    assert {person.name for person, _lay in asked_in(cast.housing.group, None)} == {"Amina Example", "Joe Example", "Priya Example"}


def test_what_is_asked_stays_as_it_was_when_the_check_was_opened(cast):
    check = a_check(cast)

    adopted(cast, added=["We end on time."])

    assert check.items.count() == 3
