"""What the clock says about meetings, once each, and nothing about an old date (NT14 to NT16, NT20, NT23)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coprod.post.actions import deliver
from coprod.post.models import Message
from partners.groups.actions import end_holding
from partners.models import Holding
from programmes.appointments.actions.buddies import agree_to_buddy, propose_buddy
from programmes.meetings.actions import announce, cancel, change_meeting, plan_beside
from programmes.meetings.actions.checking import check_meetings
from tests.makers import MONDAY
from tests.programmes.appointments.doing import known
from tests.programmes.meetings.doing import DAY, a_meeting, run_clock, says
from tests.programmes.nominations.doing import a_call


@pytest.fixture
def meeting(cast):
    return a_meeting(cast)


def day_before(days, hour=7):
    return (DAY - timedelta(days=days)).replace(hour=hour)


def told(kind, *people):
    rows = Message.objects.filter(kind=kind)
    return sorted(rows.filter(to__in=[each.ref for each in people]).values_list("occasion", flat=True)) if people else rows.count()


def run_all(*days):
    for days_before in days:
        for hour in (7, 16):
            run_clock(day_before(days_before, hour))


def test_the_silent_are_asked_ten_and_five_days_before_once_each(cast, meeting):
    says(meeting, cast.amina, "yes")

    run_all(11)
    assert told("meeting_unanswered") == 0
    run_all(10, 9, 8, 7, 6)
    assert told("meeting_unanswered", cast.joe) == ["1:10"] and told("meeting_unanswered", cast.amina) == []
    run_all(5, 4, 3, 2, 1)

    assert told("meeting_unanswered", cast.joe) == ["1:10", "1:5"]


def test_a_clock_that_slept_says_the_last_only(cast, meeting):
    run_clock(day_before(4))

    assert told("meeting_unanswered", cast.joe) == ["1:5"]


def test_who_was_invited_a_moment_ago_is_not_pressed(cast):
    at = day_before(6)
    a_meeting(cast, at=at)

    run_clock(at + timedelta(hours=2))
    run_clock(at + timedelta(days=1))
    assert told("meeting_unanswered") == 0
    run_clock(at + timedelta(days=3))

    assert told("meeting_unanswered", cast.joe) == ["1:5"]


def test_an_answer_before_it_is_sent_silences_the_reminder(cast, meeting):
    run_clock(day_before(10))
    says(meeting, cast.joe, "unsure", at=day_before(10))

    deliver(at=day_before(10, hour=8), limit=100)       # when the quiet hours are over

    assert Message.objects.get(kind="meeting_unanswered", to=cast.joe.ref).state == "dropped"


def test_all_who_did_not_say_no_are_reminded_three_days_and_one_day_before(cast, meeting):
    says(meeting, cast.joe, "no")

    run_all(4, 3, 2, 1, 0)

    assert told("meeting_soon", cast.amina) == ["1:1", "1:3"] == told("meeting_soon", cast.priya)
    assert told("meeting_soon", cast.joe) == []


def test_items_are_asked_for_three_weeks_before(cast, meeting):
    run_all(22)
    assert told("agenda_items_asked") == 0
    run_all(21, 20, 12)
    assert told("agenda_items_asked", cast.joe) == ["1:items"]
    run_all(9)
    assert told("agenda_items_asked") == 3


def test_few_lay_partners_three_days_before_the_lead_hears_and_the_day_before_the_manager(cast, meeting):
    says(meeting, cast.joe, "yes")

    run_all(4)
    assert told("quorum_at_risk") == 0
    run_all(3, 2)
    assert told("quorum_at_risk", cast.priya) == ["1:quorum"] and told("quorum_at_risk", cast.maya) == []
    run_all(1)

    assert told("quorum_at_risk", cast.maya) == ["1:quorum"] and told("quorum_at_risk") == 2


def test_with_enough_nobody_hears(cast, meeting):
    for who in (cast.joe, cast.amina):
        says(meeting, who, "phone")

    run_all(3, 1)

    assert told("quorum_at_risk") == 0


def test_the_chair_of_the_advisory_group_hears(cast):
    a_meeting(cast, group=cast.advisory, by=cast.ines)

    run_all(3, 1)

    assert told("quorum_at_risk", cast.ines) == ["1:quorum"] and told("quorum_at_risk", cast.maya) == ["1:quorum"]


def test_a_meeting_that_moved_reminds_of_its_new_date_only(cast, meeting):
    run_clock(day_before(10))
    change_meeting(meeting, by=cast.priya, at=day_before(9), starts_at=DAY + timedelta(days=20), ends_at=DAY + timedelta(days=20, hours=1))

    deliver(at=day_before(9, hour=8), limit=100)
    run_all(5, 3, 1)

    assert set(Message.objects.filter(kind="meeting_unanswered").values_list("state", flat=True)) == {"dropped"}
    assert told("meeting_soon") == 0 and told("quorum_at_risk") == 0
    for ahead in (10, 3):
        run_clock(DAY + timedelta(days=20 - ahead))
    assert told("meeting_unanswered", cast.joe) == ["1:10", "2:10", "2:5"] and told("meeting_soon", cast.joe) == ["2:3"]


def test_a_cancelled_meeting_reminds_of_nothing(cast, meeting):
    cancel(meeting, by=cast.priya, at=MONDAY, because="Snow")

    run_all(21, 10, 5, 3, 1)

    assert [told(kind) for kind in ("meeting_unanswered", "meeting_soon", "agenda_items_asked", "quorum_at_risk")] == [0, 0, 0, 0]


def test_who_left_is_reminded_of_nothing(cast, meeting):
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group, state="serving"), by=cast.joe, at=MONDAY,
                until_on=MONDAY.date() + timedelta(days=7))

    run_all(10, 3)

    assert told("meeting_unanswered", cast.joe) == [] and told("meeting_soon", cast.joe) == []


def test_the_buddy_of_a_new_lay_partner_hears_of_their_pre_meet_the_day_before(cast, meeting):
    hers = known(cast, cast.amina, call=a_call(cast))
    buddying = propose_buddy(hers, cast.ines, by=cast.maya, at=MONDAY)
    starts_at = DAY - timedelta(days=1)
    before = plan_beside(meeting, "pre_meet", by=cast.priya, at=MONDAY, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2),
                         place="Library")
    announce([before], by=cast.priya, at=MONDAY)
    run_all(2)
    assert told("buddy_at_pre_meet") == 0      # nobody has agreed to it
    for side in (cast.amina, cast.ines):
        agree_to_buddy(buddying, by=side, at=MONDAY)

    run_all(3)
    assert told("buddy_at_pre_meet") == 0
    run_all(2, 1)

    assert told("buddy_at_pre_meet", cast.ines) == ["1:buddy"] and told("buddy_at_pre_meet") == 1


def test_the_clock_asks_as_much_for_one_meeting_as_for_thirty(cast):
    counted = {}
    for number in (1, 30):
        while cast.housing.group.meetings.count() < number:
            a_meeting(cast, starts_at=DAY + timedelta(days=cast.housing.group.meetings.count()))
        check_meetings(at=day_before(3))
        with CaptureQueriesContext(connection) as queries:
            check_meetings(at=day_before(3))
        counted[number] = len(queries)

    assert counted == {1: 17, 30: 17}
