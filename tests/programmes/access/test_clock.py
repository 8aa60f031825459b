"""NT12 and NT13: who organises hears of what is missing, then the manager, then the co-chairs; once each, in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coprod.post.actions import deliver
from coprod.post.models import Message
from programmes.access.actions import book, check_access
from programmes.meetings.actions import change_meeting
from tests.makers import MONDAY
from tests.programmes.access.doing import INTERPRETER, PRINT, a_needy_meeting, needs, of
from tests.programmes.meetings.doing import DAY, a_meeting, run_clock

pytestmark = pytest.mark.django_db


def on_day(days, hour=8):
    return (DAY - timedelta(days=days)).replace(hour=hour)


def told(kind, person):
    return sorted(Message.objects.filter(kind=kind, to=person.ref).values_list("occasion", flat=True))


def run_all(*days):
    for each in days:
        for hour in (7, 17):
            run_clock(on_day(each, hour))


def test_an_interpreter_is_asked_for_at_once_four_weeks_before_and_the_manager_hears_of_it_late(cast):
    a_needy_meeting(cast)
    assert told("provisions_to_book", cast.priya) == ["1:made"]
    run_all(30, 29)
    assert told("provisions_to_book", cast.priya) == ["1:made"]

    run_all(28, 27, 25)
    assert (told("provisions_to_book", cast.priya), told("provisions_to_book", cast.maya)) == (["1:28", "1:made"], [])
    run_all(24, 23)

    assert told("provisions_to_book", cast.maya) == ["1:24"]


def test_a_chair_near_the_door_is_not_a_matter_of_weeks(cast):
    needs(cast.amina, "A chair near the door", kind="access")
    a_meeting(cast)

    run_all(28, 24)

    assert told("provisions_to_book", cast.priya) == []


def test_what_is_missing_is_said_21_14_10_and_7_days_before_then_to_manager_and_co_chairs(cast):
    a_needy_meeting(cast)

    run_all(*range(24, 7, -1))
    assert told("provisions_unmet", cast.priya) == ["1:10", "1:14", "1:21"] and told("provisions_unmet", cast.maya) == []
    run_all(7, 6)
    assert told("provisions_unmet", cast.priya) == ["1:10", "1:14", "1:21", "1:7"]
    assert (told("provisions_unmet", cast.maya), told("provisions_unmet", cast.ines)) == (["1:manager"], [])
    run_all(5, 4, 1)

    assert told("provisions_unmet", cast.ines) == ["1:chairs"]


def test_what_is_booked_silences_the_clock_and_what_was_written_before_is_not_sent(cast, mailoutbox):
    meeting = a_needy_meeting(cast)
    run_clock(on_day(14, 7))
    waiting = Message.objects.get(kind="provisions_unmet", to=cast.priya.ref)
    for person in (cast.amina, cast.joe):
        book(of(meeting, person), by=cast.priya, at=on_day(14, 8), what="Done")

    deliver(at=on_day(14, 9), limit=100)
    run_all(10, 7, 5)

    waiting.refresh_from_db()
    assert waiting.state == "dropped" and told("provisions_unmet", cast.priya) == ["1:14"]


def test_a_moved_meeting_has_new_days_and_none_for_the_old(cast):
    meeting = a_needy_meeting(cast)
    run_clock(on_day(21))
    change_meeting(meeting, by=cast.priya, at=on_day(20), starts_at=DAY + timedelta(days=30), ends_at=DAY + timedelta(days=30, hours=1))

    run_all(14, 10, 7, 5)
    assert told("provisions_unmet", cast.priya) == ["1:21"]
    run_clock(on_day(-30 + 21))

    assert told("provisions_unmet", cast.priya) == ["1:21", "2:21"]


def test_a_lead_is_not_told_of_what_only_the_contact_may_see(cast):
    needs(cast.amina, INTERPRETER, seen_by="contact")
    a_meeting(cast)

    run_all(28, 24, 21, 14, 10, 7, 5)

    assert told("provisions_unmet", cast.priya) == told("provisions_to_book", cast.priya) == told("provisions_unmet", cast.ines) == []
    assert told("provisions_unmet", cast.maya) == ["1:manager"] and told("provisions_to_book", cast.maya) == ["1:24"]


def test_the_mail_names_nobody_and_no_need(cast, mailoutbox):
    a_needy_meeting(cast)
    run_clock(on_day(7))

    deliver(at=on_day(7, 9), limit=100)

    about = ("Support to book", "Support is still missing")
    words = " ".join(f"{mail.subject} {mail.body}" for mail in mailoutbox if mail.subject.startswith(about))
    assert "2 things that people need are not there yet" in words
    assert not any(each in words for each in (INTERPRETER, PRINT, "Amina Ex", "Joe Ex"))


def costs(at):
    with CaptureQueriesContext(connection) as asked:
        check_access(at=at)
    return len(asked)


def test_the_clock_asks_as_often_for_one_meeting_as_for_thirty(cast):
    a_needy_meeting(cast)
    check_access(at=on_day(20))
    one = costs(on_day(19))
    for n in range(29):
        a_meeting(cast, starts_at=DAY + timedelta(hours=2 * n + 2))
    check_access(at=on_day(18))

    assert (one, costs(on_day(17))) == (one, one)
    assert one == 34


def test_no_meeting_soon_is_one_question_in_a_transaction(cast):
    assert costs(MONDAY) == 3
