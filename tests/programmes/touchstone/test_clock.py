"""What the clock says about the touchstone, once each: the silent, breaches, groups and organisations (R6, 6.4, 12.1)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coprod.kit.clock import add_working_days
from coprod.post.models import Message
from coprod.post.registry import registry
from partners.models import Group
from programmes.programme.models import Membership
from programmes.touchstone.actions import answer_breach, sign_version
from programmes.touchstone.actions.checking import check_touchstones
from programmes.touchstone.models import Touchstone, TouchstoneBallot, TouchstoneCheck
from tests.makers import MONDAY, a_group, an_organisation, signs_for
from tests.programmes.touchstone.doing import a_breach, a_check, adopted, agreed, answers, run_clock

DAY = timedelta(days=1)


def told(kind, *people):
    rows = Message.objects.filter(kind=kind)
    return rows.filter(to__in=[each.ref for each in people]).count() if people else rows.count()


def test_the_silent_are_reminded_once_two_days_before_and_a_check_that_ended_is_closed(cast):
    check = a_check(cast)       # open until the seventh day
    answers(check, most=9)
    run_clock(MONDAY + 4 * DAY)
    assert told("touchstone_check_silent") == 0
    for day in (5, 6, 7):
        run_clock(MONDAY + day * DAY)
    assert told("touchstone_check_silent") == 1
    check.refresh_from_db()
    assert check.state == "open"

    run_clock(MONDAY + 8 * DAY)
    run_clock(MONDAY + 9 * DAY)

    check.refresh_from_db()
    assert check.state == "closed" and told("touchstone_check_closed") == 10 and not TouchstoneBallot.objects.exists()


def test_a_breach_is_asked_for_and_when_it_is_late_the_co_chair_hears(cast):
    a_breach(cast, not_to=[cast.ines])      # Maya answers
    due = add_working_days(MONDAY.date(), 5)
    for day in range(1, 8):
        run_clock(MONDAY + day * DAY)
    assert told("breach_answer_due", cast.maya) == 1 and told("breach_answer_late") == 0

    run_clock(MONDAY + 8 * DAY)
    run_clock(MONDAY + 9 * DAY)

    assert told("breach_answer_due", cast.maya) == 2
    assert told("breach_answer_late") == 0      # the only co-chair is whom it is kept from
    assert due == MONDAY.date() + 7 * DAY


def test_if_the_co_chair_is_late_the_owner_hears_and_once_it_is_answered_nobody(cast):
    breach = a_breach(cast)
    run_clock(MONDAY + 8 * DAY)
    assert told("breach_answer_late", cast.sid) == 1 and told("breach_answer_late") == 1
    message = Message.objects.get(kind="breach_answer_late")
    assert "Ines Example was to answer" in " ".join(registry.words[message.kind](message).lines)

    answer_breach(breach, by=cast.ines, at=MONDAY + 8 * DAY, text="Sorry")
    run_clock(MONDAY + 9 * DAY)

    assert registry.words[message.kind](message) is None and told("breach_answer_due", cast.ines) == 1


def test_r6_a_group_that_met_a_fortnight_ago_and_has_not_adopted_is_told_once(cast):
    run_clock(MONDAY)
    assert told("adoption_missing") == 0        # no version is agreed yet
    agreed(cast)
    for day in (1, 2):
        run_clock(MONDAY + day * DAY)

    assert told("adoption_missing", cast.priya, cast.amina, cast.joe) == 3 == told("adoption_missing")


def test_r6_a_group_that_adopted_is_not_told(cast):
    adopted(cast)

    run_clock(MONDAY + DAY)

    assert told("adoption_missing") == 0


def test_an_organisation_that_has_not_signed_is_reminded_after_ten_working_days(cast):
    agreed(cast)
    run_clock(MONDAY + 14 * DAY - DAY)
    assert told("touchstone_sign_overdue") == 0
    for day in (14, 15, 30):
        run_clock(MONDAY + day * DAY)
    assert told("touchstone_sign_overdue", cast.olga) == 1
    message = Message.objects.get(kind="touchstone_sign_overdue")
    assert registry.words[message.kind](message) is not None

    sign_version(Membership.objects.get(programme=cast.programme), by=cast.olga, at=MONDAY)

    assert registry.words[message.kind](message) is None


def many(cast, rows):
    """So many checks, breaches, organisations, and groups that met."""
    for number in range(rows):
        group = a_group(cast.programme, Group.Kind.BOARD, by=cast.maya, name=f"Board {number}", seats=1)
        a_check(cast, adoption=adopted(cast, group=group, lay=cast.ines, staff=cast.maya, by=cast.maya), lay=1, staff=1)
        a_breach(cast)
        signs_for(an_organisation(by=cast.maya), cast.vic, cast.programme, by=cast.maya)


@pytest.mark.parametrize("rows", [1, 12])
def test_the_clock_asks_as_much_for_one_as_for_many(cast, rows):
    many(cast, rows)
    check_touchstones(at=MONDAY + 6 * DAY)
    with CaptureQueriesContext(connection) as quiet:
        check_touchstones(at=MONDAY + 6 * DAY)
    with CaptureQueriesContext(connection) as closing:
        check_touchstones(at=MONDAY + 8 * DAY)

    assert (len(quiet), len(closing)) == (QUIET, CLOSING)
    assert TouchstoneCheck.objects.closed().count() == rows and Touchstone.objects.count() == 1


QUIET, CLOSING = 18, 24
