"""What the clock says about minutes, once each, and nothing about an old meeting (NT33, NT34, NT36)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coprod.post.actions import deliver
from coprod.post.models import Message
from programmes.meetings.actions import cancel
from programmes.meetings.models import Meeting
from programmes.minutes.actions import (
    answer_call,
    ask_correction,
    change_line,
    make_call,
    mark_hard,
    name_taker,
    release,
    say_on_minutes,
    take_out,
)
from programmes.minutes.actions.checking import check_minutes
from programmes.minutes.models import CallBack, MinuteLine
from programmes.minutes.queues import actions_to_do
from programmes.programme.policies import standing
from tests.makers import MONDAY
from tests.programmes.meetings.doing import a_meeting
from tests.programmes.minutes.doing import WAS, a_draft, a_held, a_line, fresh, minutes_of

# WAS is Monday 9 March 2026: three working days later is Thursday 12, eight Thursday 19, ten Monday 23, eleven Tuesday 24 March


def clock(*march, hours=(7, 16)):
    for day in march:
        for hour in hours:
            check_minutes(at=MONDAY.replace(day=day, hour=hour))


def told(kind, *people):
    rows = Message.objects.filter(kind=kind)
    return sorted(rows.filter(to__in=[each.ref for each in people]).values_list("occasion", flat=True)) if people else rows.count()


def test_actions_are_issued_three_working_days_after_the_meeting_once(cast):
    meeting = a_held(cast)
    line = a_line(meeting, cast.priya, kind="action", words="Ask the porter", who=cast.joe)
    a_line(meeting, cast.priya, kind="action", words="Ask the printer", who_name="The office")
    a_line(meeting, cast.priya, words="Tea")

    clock(11)
    assert told("actions_issued") == 0
    clock(12, 13, 14, 16)

    assert told("actions_issued", cast.joe) == ["on 2026-03-12"] and told("actions_issued") == 1
    assert fresh(line).issued_at is not None


def test_a_draft_that_goes_out_earlier_issues_them_and_a_later_action_is_issued_too(cast):
    minutes = a_draft(cast, at=WAS + timedelta(hours=5))
    assert told("actions_issued", cast.priya) == ["on 2026-03-09"]

    a_line(minutes.meeting, cast.priya, kind="action", words="Ring the printer", who=cast.priya)
    clock(12, 16, 17)

    assert told("actions_issued", cast.priya) == ["on 2026-03-09", "on 2026-03-12"]


def test_actions_prepared_for_a_meeting_that_was_cancelled_are_nobodys(cast):
    meeting = a_meeting(cast, starts_at=WAS, at=WAS - timedelta(days=30))
    line = a_line(meeting, cast.priya, kind="action", words="Ask the porter", who=cast.joe, at=WAS - timedelta(hours=20))
    cancel(meeting, by=cast.priya, at=WAS - timedelta(hours=2), because="Snow")

    clock(12, 16)

    assert told("actions_issued") == 0
    MinuteLine.objects.update(issued_at=MONDAY)
    assert list(actions_to_do(standing(cast.joe.user), MONDAY.date())) == []
    Meeting.objects.update(state="scheduled")
    assert list(actions_to_do(standing(cast.joe.user), MONDAY.date())) == [line]


def test_the_new_owner_of_an_action_hears_of_it(cast):
    line = a_line(a_held(cast), cast.priya, kind="action", words="Ask the porter", who=cast.joe)
    clock(12)
    change_line(fresh(line), by=cast.priya, at=MONDAY.replace(day=12), version=1, words="Ask the other porter")
    assert fresh(line).issued_at is not None

    change_line(fresh(line), by=cast.priya, at=MONDAY.replace(day=12), version=2, who=cast.amina)
    clock(13, 16)

    assert told("actions_issued", cast.amina) == ["on 2026-03-13"] and told("actions_issued", cast.joe) == ["on 2026-03-12"]


def test_a_meeting_that_was_moved_is_waited_for_anew(cast):
    a_held(cast)
    clock(19)
    Meeting.objects.update(round=2)
    clock(20)

    assert told("draft_minutes_due", cast.priya) == ["1:8", "2:8"]


def test_an_action_that_was_taken_out_is_not_issued_and_the_mail_names_no_words(cast):
    meeting = a_held(cast)
    a_line(meeting, cast.priya, kind="action", words="Ask Mrs Grey", who=cast.joe)
    take_out(a_line(meeting, cast.priya, kind="action", words="Ask nobody", who=cast.amina), by=cast.priya, at=MONDAY)

    clock(16)
    mail.outbox.clear()
    deliver(at=MONDAY + timedelta(hours=8), limit=200)

    [sent] = [each for each in mail.outbox if "said you would do" in each.subject]
    assert sent.to == ["joe@example.test"] and "You have 1 action from this meeting." in sent.body and "Grey" not in sent.body


def test_the_draft_is_waited_for_after_eight_and_ten_days_and_then_the_manager_hears(cast):
    a_held(cast)

    clock(18)
    assert told("draft_minutes_due") == 0
    clock(19, 20)
    assert told("draft_minutes_due", cast.priya) == ["1:8"] and told("draft_minutes_due") == 1
    clock(23)
    assert told("draft_minutes_due", cast.priya) == ["1:10", "1:8"] and told("draft_minutes_late") == 0
    clock(24, 25, 31)

    assert told("draft_minutes_late", cast.maya) == ["1:10"] and told("draft_minutes_late") == 1 and told("draft_minutes_due") == 2


def test_a_clock_that_slept_says_the_last_only(cast):
    a_held(cast)

    clock(23)

    assert told("draft_minutes_due", cast.priya) == ["1:10"]


def test_the_named_minute_taker_hears_and_of_the_advisory_group_its_chair(cast):
    meeting = a_held(cast, noted=False)
    name_taker(meeting, by=cast.priya, at=MONDAY, taker=cast.joe)
    a_held(cast, group=cast.advisory, by=cast.ines, noted=False, starts_at=WAS - timedelta(hours=1))

    clock(19)

    assert [told("draft_minutes_due", who) for who in (cast.joe, cast.priya, cast.ines, cast.maya)] == [["1:8"], [], ["1:8"], []]


def test_nothing_is_said_of_a_draft_that_is_out_a_cancelled_an_old_or_a_lay_meeting(cast):
    a_draft(cast)
    gone = a_meeting(cast, starts_at=WAS - timedelta(hours=3), at=WAS - timedelta(days=30))
    cancel(gone, by=cast.priya, at=WAS - timedelta(days=1), because="Snow")
    a_held(cast, starts_at=MONDAY - timedelta(days=80))
    a_meeting(cast, starts_at=WAS - timedelta(hours=5), at=WAS - timedelta(days=30), kind="debrief")

    clock(19, 24)

    assert told("draft_minutes_due") == told("draft_minutes_late") == 0


def test_a_draft_that_went_out_before_the_message_left_silences_it(cast):
    meeting = a_held(cast)
    clock(19)
    a_line(meeting, cast.priya)
    release(minutes_of(meeting), by=cast.priya, at=MONDAY.replace(day=19))

    deliver(at=MONDAY.replace(day=19, hour=17), limit=200)

    assert Message.objects.get(kind="draft_minutes_due").state == "dropped"


def test_when_the_days_for_corrections_are_over_the_silent_of_the_pair_are_asked_once(cast):
    minutes = a_draft(cast)                     # until Monday 23 March
    say_on_minutes(minutes, by=cast.amina, at=MONDAY, is_right=True)

    clock(23)
    assert told("minutes_to_confirm") == 0
    clock(24, 25)
    assert told("minutes_to_confirm", cast.joe) == ["1:late"] and told("minutes_to_confirm") == 1
    change_line(fresh(minutes.lines.get(kind="text")), by=cast.priya, at=MONDAY.replace(day=25), version=1, words="Other")
    assert told("minutes_to_confirm", cast.amina) == ["2"]
    clock(26)

    assert told("minutes_to_confirm", cast.amina) == ["2", "2:late"] and told("minutes_to_confirm", cast.joe) == ["1:late", "2:late"]


# --- calls after a hard meeting --------------------------------------------------------------------------------------------

def test_a_call_is_offered_wanted_made_and_a_late_one_goes_to_the_lay_co_chair(cast):
    meeting = a_held(cast, joe="absent")
    mark_hard(meeting, at=MONDAY)
    call = CallBack.objects.select_related("meeting__group", "partner").get()
    assert call.partner == cast.amina and told("call_offered", cast.amina) == ["offered"]

    answer_call(call, at=MONDAY, wants=True)
    assert call.due_on.isoformat() == "2026-03-18" and told("call_wanted") == 1
    clock(17, 18)
    assert told("call_late") == 0
    clock(19, 20)
    assert told("call_late", cast.ines) == ["due 2026-03-18"] and told("call_late") == 1
    make_call(CallBack.objects.select_related("meeting__group").get(), by=cast.ines, at=MONDAY.replace(day=19))
    deliver(at=MONDAY.replace(day=20), limit=200)

    assert Message.objects.get(kind="call_late").state == "dropped" and CallBack.objects.get().made_by == cast.ines


def test_mails_about_a_call_say_neither_who_nor_why(cast):
    mark_hard(a_held(cast), at=MONDAY)
    call = CallBack.objects.select_related("meeting__group").get(partner=cast.joe)
    deliver(at=MONDAY, limit=200)
    answer_call(call, at=MONDAY, wants=True)
    mail.outbox.clear()
    deliver(at=MONDAY + timedelta(minutes=1), limit=200)

    [sent] = mail.outbox
    assert sent.subject == "A lay partner would like a call"
    assert "Joe" not in sent.body and "Housing" not in sent.body and "hard" not in sent.body


def test_each_kind_of_message_has_words(cast):
    minutes = a_draft(cast)
    ask_correction(minutes, by=cast.joe, at=MONDAY, text="Late")
    say_on_minutes(minutes, by=cast.joe, at=MONDAY, is_right=False, text="No")
    mail.outbox.clear()

    deliver(at=MONDAY + timedelta(minutes=1), limit=500)

    subjects = {each.subject for each in mail.outbox}
    assert {"Please look at the minutes of 9 March 2026", "The minutes of 9 March 2026 are not right",
            "What you said you would do after 9 March 2026"} <= subjects
    assert not Message.objects.filter(state="waiting", tries__gt=0).exists()


@pytest.mark.parametrize("late", [False, True])
def test_the_clock_asks_as_much_for_one_meeting_as_for_twenty_five(cast, late):
    counted = {}
    for number in (1, 25):        # SQLite takes 999 values in a statement: 58 messages
        while cast.housing.group.meetings.count() < number:
            n = cast.housing.group.meetings.count()
            meeting = a_held(cast, starts_at=WAS - timedelta(hours=n), items=0)
            a_line(meeting, cast.priya, kind="action", words="Ask", who=cast.joe)
            if late:
                mark_hard(meeting, at=MONDAY)
                for call in CallBack.objects.filter(meeting=meeting).select_related("meeting__group"):
                    answer_call(call, at=MONDAY, wants=True)
        with CaptureQueriesContext(connection) as queries:
            check_minutes(at=MONDAY.replace(day=24))
        counted[number] = len(queries)

    assert counted == ({1: 17, 25: 17} if late else {1: 13, 25: 13})
