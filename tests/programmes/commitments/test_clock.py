"""The clock: the owner is asked every four weeks, reminded of the day, and others hear when it is over; each once, none when answered."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coprod.kit.clock import add_working_days, day_of
from coprod.post.actions import deliver
from coprod.post.models import Message
from coprod.post.registry import registry
from partners.groups.actions import end_holding
from partners.models import Holding, Signatory
from programmes.commitments.actions import report, say_on_promise
from programmes.commitments.actions.checking import check_promises
from programmes.commitments.models import Commitment
from programmes.programme.models import TeamRole
from tests.makers import MONDAY
from tests.programmes.commitments.doing import DUE, asked, fresh, late, promised, said_done, told

pytestmark = pytest.mark.django_db
TODAY = day_of(MONDAY)


def check(day):
    """The clock comes by twice on that day."""
    at = MONDAY + (day - TODAY)
    first = check_promises(on=day, at=at)
    assert check_promises(on=day, at=at) == (0, 0)
    return first


def words(kind, to):
    message = Message.objects.filter(kind=kind, to=to.ref).latest("pk")
    return registry.words[kind](message)


def test_a_week_before_and_on_the_day_the_owner_is_reminded(cast):
    promised(cast)
    for day in (DUE - timedelta(days=8), DUE - timedelta(days=7), DUE - timedelta(days=3), DUE):
        check(day)

    assert told("promise_due", cast.priya) == [f"{DUE}:soon", f"{DUE}:today"]
    assert told("promise_due", cast.amina) == []


def test_what_is_said_to_be_done_is_not_reminded_of(cast):
    said_done(cast)
    check(DUE)

    assert told("promise_due", cast.priya) == []


def test_every_four_weeks_the_owner_is_asked_how_it_stands_and_once_more(cast):
    made = promised(cast, due_on=DUE + timedelta(days=100))
    due = TODAY + timedelta(weeks=4)
    for days in (-1, 0, 3, 7, 9):
        check(due + timedelta(days=days))

    assert told("promise_report_due", cast.priya) == [f"{due}", f"{due}:again"]
    report(made, by=cast.priya, at=MONDAY + timedelta(days=30), stands="on_track", text="Going well.")
    check(due + timedelta(days=12))
    assert len(told("promise_report_due", cast.priya)) == 2 and fresh(made).report_due_on == TODAY + timedelta(days=30 + 28)


def test_on_the_day_after_it_is_late_and_who_asked_is_told(cast):
    made = promised(cast, group=cast.housing.group)

    assert check(DUE)[0] == 0
    assert check(DUE + timedelta(days=1))[0] == 1

    assert fresh(made).state == "late" and told("promise_late", cast.amina) == [str(DUE)]


def test_after_one_ten_and_twenty_working_days_more_people_hear(cast):
    promised(cast, group=cast.housing.group, owner=cast.olga)
    for kind, to, days in (("promise_overdue_lead", cast.priya, 1), ("promise_overdue_chairs", cast.ines, 10),
                           ("promise_overdue_owner", cast.sid, 20)):
        check(add_working_days(DUE, days) - timedelta(days=1))
        assert told(kind, to) == []
        check(add_working_days(DUE, days))
        assert told(kind, to) == [str(DUE)]


def test_once_it_is_kept_nothing_more_is_sent(cast):
    made = promised(cast, group=cast.housing.group, owner=cast.olga)
    check(add_working_days(DUE, 2))
    waiting = Message.objects.filter(kind="promise_overdue_lead").get()
    say_on_promise(made, by=cast.joe, at=MONDAY + timedelta(days=25), value="met")

    check(add_working_days(DUE, 30))

    assert told("promise_overdue_chairs", cast.ines) == [] and told("promise_overdue_owner", cast.sid) == []
    deliver(at=MONDAY + timedelta(days=26))
    assert Message.objects.get(pk=waiting.pk).state == "dropped"


def test_a_claim_without_a_word_is_asked_about_after_five_working_days(cast):
    made = said_done(cast)
    check(add_working_days(TODAY, 4))
    assert told("promise_waits", cast.ines) == []
    check(add_working_days(TODAY, 6))

    assert told("promise_waits", cast.ines) == told("promise_waits", cast.amina) == [f"round {made.round}"]


def test_the_owner_left_and_the_organisation_keeps_it(cast):
    made = promised(cast, owner=cast.priya, organisation=cast.council, group=cast.housing.group)
    TeamRole.objects.filter(partner=cast.priya).update(until_on=TODAY + timedelta(days=2))

    assert fresh(made).owner == cast.priya and check(TODAY + timedelta(days=2)) == (0, 0)
    check(TODAY + timedelta(days=3))

    assert fresh(made).owner is None
    assert told("promise_handed_on", cast.olga) == [f"handed on {TODAY + timedelta(days=3)}"]
    assert f"handed on {TODAY + timedelta(days=3)}" in told("promise_changed", cast.amina)


def test_without_an_organisation_the_manager_keeps_it(cast):
    made = promised(cast, owner=cast.olga)
    Signatory.objects.filter(partner=cast.olga).update(until_on=TODAY)

    check(TODAY + timedelta(days=1))

    assert fresh(made).owner is None and told("promise_handed_on", cast.maya) == [f"handed on {TODAY + timedelta(days=1)}"]


def test_a_lay_owner_whose_seats_ended_has_left(cast):
    made = promised(cast, owner=cast.joe, by=cast.maya)
    for holding in Holding.objects.filter(partner=cast.joe):
        end_holding(holding, by=cast.maya, at=MONDAY, until_on=TODAY)

    check(TODAY + timedelta(days=1))

    assert fresh(made).owner is None


def test_the_words_name_nobody_in_the_subject_and_lead_to_one_page(cast, clock):
    made = promised(cast, due_on=DUE + timedelta(days=100))
    check(TODAY + timedelta(weeks=4))
    clock.to(MONDAY + timedelta(weeks=4))

    said = words("promise_report_due", cast.priya)

    assert said.subject == "Care Together: how does your promise stand?"
    assert said.path == f"/promise/{made.ref}/{made.token_to_report(cast.priya)}/"


def test_a_promise_that_is_only_asked_for_is_not_late(cast):
    made = asked(cast)

    assert check(DUE + timedelta(days=40)) == (0, 0) and fresh(made).state == "proposed"


@pytest.mark.parametrize("rows", [1, 30])
def test_it_asks_as_often_for_one_promise_as_for_thirty(cast, rows):
    one = late(cast, days=15, group=cast.housing.group)
    values = {field.attname: getattr(one, field.attname) for field in Commitment._meta.concrete_fields if field.attname not in ("id",
        "ref")}
    Commitment.objects.bulk_create([Commitment(**values) for _n in range(rows - 1)])
    Commitment.objects.update(state="agreed", report_due_on=TODAY)

    with CaptureQueriesContext(connection) as asked_:
        check_promises(on=TODAY, at=MONDAY)

    assert Commitment.objects.filter(state="late").count() == rows
    assert len(asked_) == 39
