"""What the clock says about what lay partners told: each reminder once, none after it is answered or taken back (NT38, NT39, NT41)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coprod.kit.clock import add_working_days, start_of
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.contributions.actions import consider, reply, withdraw
from programmes.contributions.actions.checking import check_contributions
from tests.makers import MONDAY, gives
from tests.programmes.contributions.doing import DAY, answered, nowhere, refused, run_clock, told

pytestmark = pytest.mark.django_db
HOUR = DAY / 24


def working_day(n):
    """Eight in the morning of the n-th working day after MONDAY."""
    return start_of(add_working_days(MONDAY.date(), n)) + 8 * HOUR


def run_each(first, last):
    """The clock comes by twice on each working day."""
    for n in range(first, last + 1):
        check_contributions(at=working_day(n))
        check_contributions(at=working_day(n) + HOUR)


def said(kind, **which):
    people = {}
    for each in Message.objects.filter(kind=kind, **which).order_by("pk"):
        people.setdefault(each.to, []).append(each.occasion)
    return people


def test_nt38_nobody_acknowledged_it(cast):
    told(cast)
    run_each(1, 4)
    assert said("contribution_unacknowledged") == {}
    run_each(5, 5)
    assert said("contribution_unacknowledged") == {cast.priya.ref: ["day 5"]}
    run_each(6, 9)
    assert said("contribution_unacknowledged") == {cast.priya.ref: ["day 5"], cast.maya.ref: ["day 6"]}


def test_nt39_the_answer_is_due(cast):
    it = told(cast)
    consider(it, by=cast.priya, at=MONDAY, text="I look.")

    run_each(1, 35)

    assert said("contribution_unacknowledged") == {}
    assert said("contribution_answer_due") == {cast.priya.ref: ["day 10", "day 15", "day 20"]}
    assert said("contribution_answer_late") == {cast.maya.ref: ["day 20"], cast.ines.ref: ["day 25"], cast.sid.ref: ["day 30"]}


def test_where_there_is_no_lead_the_manager_answers_and_hears_it_once(cast):
    told(cast, on=nowhere(cast))

    run_each(1, 22)

    assert said("contribution_unacknowledged") == {cast.maya.ref: ["day 5", "day 6"]}
    assert said("contribution_answer_due") == {cast.maya.ref: ["day 10", "day 15", "day 20"]}
    assert said("contribution_answer_late") == {}


def test_a_clock_that_slept_says_the_last_of_them_alone(cast):
    told(cast)
    check_contributions(at=working_day(17))

    assert said("contribution_answer_due") == {cast.priya.ref: ["day 15"]}


@pytest.mark.parametrize("end", ["answered", "withdrawn"])
def test_nothing_after_it_is_answered_or_taken_back(cast, end):
    it = told(cast)
    run_each(1, 5)
    message = Message.objects.get(kind="contribution_unacknowledged")
    assert registry.words[message.kind](message) is not None
    if end == "answered":
        answered(cast, it=it, at=working_day(5))
    else:
        withdraw(it, by=cast.amina, at=working_day(5))
    before = Message.objects.count()

    run_each(6, 31)

    assert Message.objects.count() == before and registry.words[message.kind](message) is None


def test_nt41_ten_working_days_after_i_am_not_satisfied(cast):
    it = refused(cast)
    run_each(1, 9)
    assert said("contribution_reply_late") == {}
    run_each(10, 12)
    assert said("contribution_reply_late") == {cast.ines.ref: ["day 10"], cast.sid.ref: ["day 10"]}

    reply(it, by=cast.ines, at=working_day(12), text="Here.")
    run_each(13, 40)

    assert Message.objects.filter(kind="contribution_reply_late").count() == 2
    for message in Message.objects.filter(kind="contribution_reply_late"):
        assert registry.words[message.kind](message) is None


def test_who_told_it_hears_nothing_as_who_answers(cast):
    gives(cast.programme, cast.amina, "WL", by=cast.maya, at=MONDAY, workstream=cast.housing)
    told(cast)

    run_each(1, 6)

    assert cast.amina.ref not in said("contribution_unacknowledged")


def test_no_subject_says_what_or_who(cast):
    it = refused(cast, it=answered(cast, "not_acted", it=told(cast, text="Secret", is_anonymous=True)))
    run_clock(working_day(11))
    for message in Message.objects.filter(about=it.ref):
        words = registry.words[message.kind](message)
        if words is not None:
            text = " ".join([words.subject, *words.lines])
            assert "Secret" not in text and cast.amina.name not in text and len(words.lines) >= 1


@pytest.mark.parametrize("rows", [1, 12])
def test_the_clock_asks_as_much_for_one_as_for_many(cast, rows):
    for _n in range(rows):
        told(cast)
        told(cast, on=nowhere(cast))
        refused(cast)
    check_contributions(at=working_day(6))
    with CaptureQueriesContext(connection) as quiet:
        check_contributions(at=working_day(31))
    assert len(quiet) == 15
