"""When a message goes out: quiet hours, digests, breaks, and no drumming (practice.md c)."""

from datetime import datetime, timedelta

import pytest

from coprod.kit.clock import LONDON
from coprod.post.catalogue import Kind, Topic, kinds
from coprod.post.planning import APART, GO, Pace, Reach, Why, is_quiet, next_morning, step_for

pytestmark = pytest.mark.usefixtures("quiet_hours")


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=LONDON)     # 2 March 2026 is a Monday, the 29th a Sunday on which the clocks change


def a_kind(*, must=False, **facts):
    return Kind("a_kind", "", "", "", must=must, topic=Topic.MEETINGS, **facts)


def who(pace=None, *, must=False, **facts):
    return Reach(called="Amina", channel="email", email="amina@example.test",
                 paces={(Topic.MEETINGS, must): pace} if pace else {}, **facts)


@pytest.mark.parametrize(("at", "quiet"), [
    (moment(2, 8), False), (moment(2, 7, 59), True), (moment(2, 19, 59), False), (moment(2, 20), True), (moment(1, 12), True),
    (moment(7, 12), False)])
def test_quiet_hours_are_the_evening_the_night_and_sunday(at, quiet):
    assert is_quiet(at) is quiet


@pytest.mark.parametrize(("at", "morning"), [
    (moment(2, 7), moment(2, 8)), (moment(2, 8), moment(3, 8)), (moment(7, 21), moment(9, 8)), (moment(28, 21), moment(30, 8))])
def test_the_next_morning_is_never_a_sundays(at, morning):
    assert next_morning(at) == morning
    assert next_morning(at).astimezone(LONDON).hour == 8


@pytest.mark.parametrize(("at", "monday"), [(moment(2, 7), moment(2, 8)), (moment(2, 9), moment(9, 8)), (moment(26, 9), moment(30, 8))])
def test_the_weekly_digest_comes_on_monday(at, monday):
    assert next_morning(at, weekly=True) == monday


def test_without_a_choice_it_goes_at_once():
    assert step_for(a_kind(), who(), at=moment(2, 12)) == GO


@pytest.mark.parametrize("must", [True, False])
def test_in_quiet_hours_it_waits_for_the_morning_unless_it_is_urgent(must):
    assert step_for(a_kind(must=must), who(), at=moment(2, 22)).due_at == moment(3, 8)
    assert step_for(a_kind(must=must), who(), at=moment(2, 22)).why == Why.QUIET
    assert step_for(a_kind(must=must, urgent=True), who(), at=moment(2, 22)) == GO


def test_who_is_phoned_or_written_to_has_no_quiet_hours_here():
    """A person tells them, in the hours in which people work."""
    assert step_for(a_kind(), Reach(called="Walter", channel="post"), at=moment(2, 22)) == GO


@pytest.mark.parametrize("must", [True, False])
@pytest.mark.parametrize(("pace", "due"), [(Pace.DAILY, moment(3, 8)), (Pace.WEEKLY, moment(9, 8))])
def test_who_wants_it_together_gets_it_together_but_for_what_is_urgent(must, pace, due):
    step = step_for(a_kind(must=must), who(pace, must=must), at=moment(2, 12))

    assert (step.move, step.due_at, step.why) == ("gather", due, Why.GATHERED)
    assert step_for(a_kind(must=must, urgent=True), who(pace, must=must), at=moment(2, 12)) == GO


@pytest.mark.parametrize("pace", [None, Pace.DAILY, Pace.WEEKLY])
def test_what_counts_down_to_a_day_is_not_carried_past_it(pace):
    """Neither by gathering nor by a Sunday; the night is kept all the same."""
    assert step_for(a_kind(lead=True), who(pace), at=moment(1, 12)) == GO        # a Sunday
    assert step_for(a_kind(lead=True), who(pace), at=moment(1, 7)).due_at == moment(1, 8)
    assert step_for(a_kind(lead=True), who(pace), at=moment(7, 22)).due_at == moment(8, 8)


def test_off_is_off_also_for_what_was_gathered_before():
    assert step_for(a_kind(), who(Pace.OFF), at=moment(2, 12)).why == Why.OFF
    assert step_for(a_kind(), who(Pace.OFF), at=moment(2, 12), is_part=True).move == "drop"
    assert step_for(a_kind(urgent=True), who(Pace.OFF), at=moment(2, 22)).move == "drop"


def test_what_must_be_sent_cannot_be_off():
    assert step_for(a_kind(must=True), who(Pace.OFF, must=True), at=moment(2, 12)) == GO


def test_who_is_on_a_break_gets_only_what_must_be_sent_and_only_there():
    resting = who(resting_in=frozenset({"p1"}))

    assert step_for(a_kind(), resting, at=moment(2, 12), book="p1").why == Why.RESTING
    assert step_for(a_kind(must=True), resting, at=moment(2, 12), book="p1") == GO
    assert step_for(a_kind(), resting, at=moment(2, 12), book="p2") == GO


def test_of_a_kind_there_is_one_reminder_in_three_days():
    at, reminder = moment(5, 12), a_kind(reminder=True)

    step = step_for(reminder, who(), at=at, last=at - timedelta(days=2))
    assert (step.move, step.why, step.due_at) == ("put_off", Why.TOO_SOON, at + timedelta(days=1))
    assert step_for(reminder, who(), at=at, last=at - APART) == GO
    assert step_for(a_kind(), who(), at=at, last=at - timedelta(days=2)) == GO


ASKED_AND_AGAIN = {
    "call_request": ("sent", ["after 10 working days", "5 days before"]),
    "consent_asked": ("day 0", ["day 3", "day 14"]),
    "role_offered": ("offered", ["day 3", "day 7"]),
    "welcome": ("day 0", ["day 7", "day 21"]),
    "promise_asked": ("asked 2", ["asked 2 again"]),
    "promise_report_due": ("2026-03-17", ["2026-03-17:again"]),
    "plan_summary_asked": ("asked", ["day 5"]),
    "minutes_to_confirm": ("1", ["1:late"]),
}


def test_every_kind_that_asks_and_reminds_is_known_here():
    assert {name for name, kind in kinds.items() if kind.again} == set(ASKED_AND_AGAIN)
    assert not any(kind.again and kind.reminder for kind in kinds.values())


@pytest.mark.parametrize("name", ASKED_AND_AGAIN)
def test_asking_comes_at_once_and_only_its_reminder_waits(name):
    at, (asked, again) = moment(5, 12), ASKED_AND_AGAIN[name]
    facts = {"at": at, "last": at - timedelta(days=2)}

    assert step_for(kinds[name], who(), occasion=asked, **facts).why != Why.TOO_SOON
    assert {step_for(kinds[name], who(), occasion=each, **facts).why for each in again} == {Why.TOO_SOON}


def test_what_is_discreet_is_not_put_together_with_others_for_who_is_told_by_hand():
    by_post = Reach(called="Walter", channel="post", paces={(Topic.MEETINGS, False): Pace.WEEKLY})

    assert step_for(a_kind(discreet=True), by_post, at=moment(2, 12)) == GO
    assert step_for(a_kind(), by_post, at=moment(2, 12)).move == "gather"
    assert step_for(a_kind(discreet=True), who(Pace.WEEKLY), at=moment(2, 12)).move == "gather"
