"""What the clock does about challenges: up when the day has passed, each reminder once, none after it is answered (NT41, NT42, CC3)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coprod.kit.clock import add_working_days, day_of, start_of
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.challenges.models import ChallengeStep
from programmes.programme.models import TeamRole
from tests.makers import MONDAY
from tests.programmes.challenges.doing import (
    DAY,
    a_board,
    a_challenge,
    answers,
    fresh,
    goes_up,
    refused,
    run_clock,
    seen,
)

pytestmark = pytest.mark.django_db


def told(kind, *people):
    rows = Message.objects.filter(kind=kind)
    return rows.filter(to__in=[each.ref for each in people]).count() if people else rows.count()


def working(n):
    """At eight in the morning, so many working days after MONDAY."""
    return start_of(add_working_days(day_of(MONDAY), n)) + DAY / 3


def test_it_is_to_be_seen_within_five_working_days(cast):
    challenge = a_challenge(cast)
    run_clock(working(4))
    assert told("challenge_unseen") == 0
    for day in (5, 6, 7):
        run_clock(working(day))
    assert told("challenge_unseen", cast.priya) == told("challenge_unseen") == 1

    seen(challenge, by=cast.priya)

    message = Message.objects.get(kind="challenge_unseen")
    assert registry.words[message.kind](message) is None


def test_unanswered_at_seven_and_ten_working_days_and_the_co_chairs_at_ten(cast):
    challenge = a_challenge(cast)
    run_clock(working(6))
    assert told("challenge_unanswered") == 0
    for day in (7, 8):
        run_clock(working(day))
    assert told("challenge_unanswered", cast.priya) == told("challenge_unanswered") == 1
    for day in (10, 11):
        run_clock(working(day))
    assert (told("challenge_unanswered", cast.priya), told("challenge_unanswered", cast.ines), told("challenge_unanswered")) == (2, 1, 3)

    answers(challenge, by=cast.priya, at=working(11))
    assert all(registry.words[each.kind](each) is None for each in Message.objects.filter(kind="challenge_unanswered"))


def test_what_has_gone_up_is_asked_for_once_on_the_working_day_before_its_day(cast):
    challenge = a_challenge(cast)
    run_clock(working(7))
    goes_up(challenge, by=cast.amina, at=working(8))        # Maya answers within five working days
    for day in (9, 10, 11):
        run_clock(working(day))
    assert told("challenge_unanswered") == told("challenge_unanswered", cast.priya) == 1 and told("challenge_due_above") == 0
    assert registry.words["challenge_unanswered"](Message.objects.get(kind="challenge_unanswered")) is None

    for day in (12, 13):
        run_clock(working(day))

    assert told("challenge_due_above", cast.maya) == told("challenge_due_above") == 1
    message = Message.objects.get(kind="challenge_due_above")
    assert registry.words[message.kind](message)
    answers(challenge, by=cast.maya, at=working(13))
    assert registry.words[message.kind](message) is None


def test_what_was_raised_on_a_saturday_is_five_working_days_old_on_the_friday_after(cast):
    a_challenge(cast, at=MONDAY - 2 * DAY)
    run_clock(working(3))
    assert told("challenge_unseen") == 0
    run_clock(working(4))

    assert told("challenge_unseen") == 1


def test_what_is_answered_is_asked_for_no_more(cast):
    answers(a_challenge(cast), by=cast.priya)

    for day in (5, 7, 10, 16, 30):
        run_clock(working(day))

    assert told("challenge_unanswered") == told("challenge_unseen") == told("challenge_gone_up") == 0


def test_when_the_day_has_passed_it_goes_up_step_by_step_and_stays_at_the_top(cast):
    challenge = a_challenge(cast)
    run_clock(working(15))
    assert fresh(challenge).rung == "lead"
    run_clock(working(16))
    run_clock(working(16))
    assert (fresh(challenge).state, fresh(challenge).due_on) == ("with_manager", add_working_days(day_of(MONDAY), 21))
    run_clock(working(22))
    assert fresh(challenge).state == "with_owner"
    for day in (28, 29, 40):
        run_clock(working(day))

    assert fresh(challenge).state == "with_owner" and ChallengeStep.objects.count() == 2
    assert told("challenge_past_its_day", cast.ines, cast.maya) == told("challenge_past_its_day") == 2
    assert told("challenge_gone_up", cast.amina) == 2
    assert all(registry.words[each.kind](each) for each in Message.objects.filter(kind="challenge_past_its_day"))
    assert [bool(registry.words[each.kind](each)) for each in Message.objects.filter(kind="challenge_gone_up", to=cast.amina.ref).order_by(
        "pk")] == [False, True]      # the first has been overtaken


def test_an_empty_rung_is_skipped(cast):
    challenge = a_challenge(cast)
    TeamRole.objects.filter(role="PM", programme=cast.programme).update(until_on=day_of(MONDAY))

    run_clock(working(16))

    assert (fresh(challenge).state, fresh(challenge).rung) == ("with_owner", "owner")


def test_not_satisfied_and_left_it_goes_up_after_five_working_days_and_the_owner_hears_after_ten(cast):
    challenge = refused(cast)
    run_clock(working(5))
    assert fresh(challenge).state == "not_satisfied"
    run_clock(working(6))
    assert fresh(challenge).state == "with_manager" and not ChallengeStep.objects.get().is_late
    run_clock(working(9))
    assert told("challenge_still_not_satisfied") == 0

    for day in (10, 11):
        run_clock(working(day))

    assert told("challenge_still_not_satisfied", cast.sid) == told("challenge_still_not_satisfied") == 1
    message = Message.objects.get(kind="challenge_still_not_satisfied")
    assert "Gone up to the manager" in " ".join(registry.words[message.kind](message).lines)


def test_from_the_owner_it_goes_to_the_board(cast):
    chair = a_board(cast)
    challenge = a_challenge(cast, rung="owner")

    run_clock(working(16))

    assert fresh(challenge).state == "with_body" and told("challenge_gone_up", chair) == 1


@pytest.mark.parametrize("rows", [1, 12])
def test_the_clock_asks_as_much_for_one_as_for_many(cast, rows):
    for _n in range(rows):
        a_challenge(cast)
    with CaptureQueriesContext(connection) as moving:
        run_clock(working(16))
    with CaptureQueriesContext(connection) as quiet:
        run_clock(working(16))

    assert (len(moving), len(quiet)) == (MOVING, QUIET)
    assert ChallengeStep.objects.count() == rows


MOVING, QUIET = 59, 42
