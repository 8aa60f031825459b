"""K1 to K16 of the story stand as they were told (domain.md e8), and the register counts them."""

import pytest

from coprod.kit.clock import day_of, now
from programmes.commitments.models import Commitment, CommitmentBreach, CommitmentWord, NewDay
from programmes.commitments.showing.pages import counts_of
from programmes.demo.story.dates import Calendar
from programmes.programme.models import Programme
from tests.programmes.demo.reading import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


@pytest.fixture
def calendar():
    return Calendar(day_of(now()))


STATES = {
    "An easy-read version of the touchstone": "met", "Vale General signs the touchstone": "met",
    "Carers are a group of their own in the plan for population groups": "met",
    "All papers come in text that a screen reader can read, five working days ahead": "disputed",
    "Home visits in the evening are tried out in three practices": "at_risk", "An interpreter at every Forum": "on_track",
    "Young carers are found and asked": "renegotiated", "The reasons for going on with PL3 are published": "met",
    "The log is in every pack of the Advisory Group": "met", "The empty seat in W4 is filled": "met",
    "Expenses are paid within ten working days": "broken", "Lay members of the Board have its papers in time": "on_track",
    "A workshop on data protection for the pair of W5": "late", "Twenty peers are trained to lead sessions": "on_track",
    "One meeting in three of W6 is in the evening": "proposed",
    "A reply to the one person whose answer to PL2 is still without one": "agreed"}


def test_each_stands_as_it_was_told(calendar):
    found = Commitment.objects.filter(text__in=STATES)

    assert dict(found.values_list("text", "state")) == STATES
    assert {each.text: each.was_late() for each in found.filter(state="met")} == {
        "An easy-read version of the touchstone": False, "Vale General signs the touchstone": True,
        "Carers are a group of their own in the plan for population groups": False,
        "The reasons for going on with PL3 are published": False,
        "The log is in every pack of the Advisory Group": False, "The empty seat in W4 is filled": True}
    assert found.get(text__startswith="Young carers").due_on == calendar.day("30 Apr 14")
    assert found.get(text__startswith="A reply").due_on == calendar.day("17 Mar 14") == found.get(text__startswith="A reply").due_on
    assert NewDay.objects.get().state == "agreed"
    assert list(CommitmentBreach.objects.order_by("happened_on").values_list("happened_on", flat=True)) == [
        calendar.day("19 Nov 13"), calendar.day("21 Jan 14")]


def test_each_that_is_kept_was_confirmed_by_the_lay_partner_who_is_named():
    said = CommitmentWord.objects.filter(value="met").values_list("commitment__text", "by__name")

    assert dict(said) == {
        "An easy-read version of the touchstone": "Gurdeep Sandhal", "Vale General signs the touchstone": "Margaret Osei-Bright",
        "Carers are a group of their own in the plan for population groups": "Shabnam Qureshi",
        "The reasons for going on with PL3 are published": "Patrick O’Dowda",
        "The log is in every pack of the Advisory Group": "Derek Halloran",
        "The empty seat in W4 is filled": "Winston Delacroix"}
    assert CommitmentWord.objects.exclude(value="met").get().by.name == "Colin Featherway"


def test_the_register_counts_them_as_one_does_by_hand(calendar):
    programme = Programme.objects.get(slug="joined-up-lives")
    counts = counts_of(programme, calendar.day("17 Mar 14"))

    assert (counts.kept, counts.broken, counts.disputed, counts.overdue, counts.judge) == (6, 1, 1, 1, 0)
    assert counts.open == len(STATES) - counts.kept      # the one that is broken goes on for good
    page = browser_of("lay-w4").get("/programmes/joined-up-lives/commitments/").content.decode()
    is_monday = day_of(now()) == calendar.day("17 Mar 14")      # the day after, K16 is past its day too
    late = "1 is past its day" if is_monday else "2 are past their day"
    assert f"6 promises are kept, 10 are still to be kept, of these {late}, and 1 is broken." in page
