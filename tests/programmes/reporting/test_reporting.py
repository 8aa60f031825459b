"""A seat reports to the Advisory Group, by writing or by phone; who reads it; when it is asked for; and what the records show (8.9)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import deliver
from coprod.post.models import Message
from partners.groups.actions import end_holding
from partners.models import Holding
from programmes.home.queues import BY_NAME
from programmes.home.showing import counted
from programmes.meetings.actions import cancel, change_meeting
from programmes.programme.models.standing import standing_of
from programmes.programme.policies import standing
from programmes.reporting.actions import check_reports
from programmes.reporting.models import SeatReport
from programmes.reporting.policies import meeting_to_report_to
from programmes.stages.models import Stage
from programmes.stages.proofs import are_silent, what_is_missing
from tests.makers import MONDAY, a_stage
from tests.programmes.meetings.doing import DAY, a_meeting
from tests.programmes.reporting.doing import an_advisory_meeting, held, reports, seat_of
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db


def told(person):
    return list(Message.objects.filter(kind="report_due", to=person.ref).values_list("occasion", flat=True))


def before(days, hour=8):
    return (DAY - timedelta(days=days)).replace(hour=hour)


def test_a_lay_partner_reports_for_their_seat_and_sets_it_right(cast):
    meeting, seat = an_advisory_meeting(cast), seat_of(cast, cast.amina)

    assert post(cast.amina, "seat-report", seat, happened="Letters", worries="", asks="").status_code == 302
    post(cast.amina, "seat-report", seat, happened="Letters in plain words", worries="", asks="Ask the council")

    found = SeatReport.objects.get()
    assert (found.meeting, found.happened, found.asks, found.by, found.through) == (
        meeting, "Letters in plain words", "Ask the council", cast.amina, "account")
    page = get(cast.ines, "meeting-reports", meeting).content.decode()
    assert "Letters in plain words" in page and "Ask the council" in page


def test_an_empty_report_gets_a_sentence_and_is_not_kept(cast):
    an_advisory_meeting(cast)

    page = post(cast.amina, "seat-report", seat_of(cast, cast.amina), happened=" ", worries="", asks="").content.decode()

    assert "Write something in one of the three" in page and not SeatReport.objects.exists()


def test_the_co_chair_writes_down_what_is_said_by_phone(cast):
    an_advisory_meeting(cast)

    post(cast.ines, "seat-report", seat_of(cast, cast.joe), happened="All well", worries="", asks="", through="phone")

    found = SeatReport.objects.get()
    assert (found.by, found.through, found.noted_by) == (cast.joe, "phone", cast.ines)


def test_the_lead_and_the_other_of_the_pair_do_not_write_it(cast):
    an_advisory_meeting(cast)

    assert [post(who, "seat-report", seat_of(cast, cast.amina), happened="No").status_code for who in (cast.priya, cast.joe, cast.sid)] == [
        403, 403, 403]
    assert not SeatReport.objects.exists()


def test_it_goes_to_the_next_meeting_and_without_one_to_the_last_that_was_held(cast):
    seat = seat_of(cast, cast.amina)
    assert meeting_to_report_to(seat, at=MONDAY) is None
    was = held(cast, MONDAY - timedelta(days=3), at=MONDAY)
    assert meeting_to_report_to(seat, at=MONDAY) == was

    soon = an_advisory_meeting(cast)

    assert meeting_to_report_to(seat, at=MONDAY) == soon


def test_with_no_meeting_the_page_says_so(cast):
    page = get(cast.amina, "seat-report", seat_of(cast, cast.amina))

    assert page.status_code == 409 and "no meeting yet to report to" in page.content.decode()


def test_a_cancelled_meeting_takes_no_report(cast):
    meeting = an_advisory_meeting(cast)
    cancel(meeting, by=cast.ines, at=MONDAY, because="Snow")

    with pytest.raises(NotAllowedNow):
        reports(cast, cast.amina, meeting)

    assert not SeatReport.objects.exists()


def test_who_sits_there_later_finds_it_and_a_report_belongs_to_the_seat(cast):
    meeting = an_advisory_meeting(cast)
    reports(cast, cast.amina, meeting)
    end_holding(Holding.objects.get(partner=cast.amina, seat=seat_of(cast, cast.amina)), by=cast.amina, at=MONDAY, until_on=day_of(MONDAY))

    page = get(cast.ines, "meeting-reports", meeting).content.decode()

    assert "We chose the words of the letter." in page


def test_a_pair_is_reminded_a_week_before_once_and_not_when_it_has_reported(cast):
    meeting = an_advisory_meeting(cast)
    reports(cast, cast.joe, meeting)
    check_reports(at=before(8))
    assert told(cast.amina) == []

    for days in (7, 6, 1):
        check_reports(at=before(days))

    assert told(cast.amina) == [f"{meeting.ref}:1"] and told(cast.joe) == []


def test_a_report_that_is_written_meanwhile_and_a_moved_meeting_silence_the_reminder(cast):
    meeting = an_advisory_meeting(cast)
    check_reports(at=before(7))
    change_meeting(meeting, by=cast.ines, at=before(7), starts_at=DAY + timedelta(days=9), ends_at=DAY + timedelta(days=9, hours=1))
    deliver(at=before(7, 9), limit=100)
    assert set(Message.objects.filter(kind="report_due").values_list("state", flat=True)) == {"dropped"}

    check_reports(at=before(-3))
    reports(cast, cast.amina, meeting)
    deliver(at=before(-3, 9), limit=100)

    assert sorted(told(cast.amina)) == [f"{meeting.ref}:1", f"{meeting.ref}:2"]
    assert Message.objects.get(kind="report_due", to=cast.amina.ref, occasion=f"{meeting.ref}:2").state == "dropped"
    assert Message.objects.get(kind="report_due", to=cast.joe.ref, occasion=f"{meeting.ref}:2").state == "sent"


def test_the_queue_has_it_within_two_weeks(cast):
    meeting = an_advisory_meeting(cast)
    queue = BY_NAME["reports"].rows
    assert queue(standing(cast.amina.user), before(20).date()).count() == 0
    assert queue(standing(cast.amina.user), before(13).date()).count() == 1
    asks = BY_NAME["reports"].title(1)
    assert asks not in [each.title for each in counted(standing_of(cast.amina, on=before(20).date(), shape="at hand"), on=before(20).date())
                        if each.count]
    assert asks in [each.title for each in counted(standing_of(cast.amina, on=before(13).date(), shape="at hand"), on=before(13).date())
                    if each.count]

    reports(cast, cast.amina, meeting)

    assert queue(standing(cast.amina.user), before(13).date()).count() == 0


def test_strangers_and_viewers_do_not_read_them(cast):
    meeting = an_advisory_meeting(cast)
    reports(cast, cast.amina, meeting)

    assert [get(who, "meeting-reports", meeting).status_code for who in (cast.sam, cast.vic, cast.forrest)] == [404, 403, 403]
    assert "have reported" not in as_(cast.vic).get(meeting.get_absolute_url()).content.decode()
    assert "1 of 1 workstreams have reported" in as_(cast.joe).get(meeting.get_absolute_url()).content.decode()


def test_the_records_are_silent_until_the_advisory_group_has_met_then_deny_and_then_show_it(cast):
    stage = a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing, at=MONDAY - timedelta(days=20))
    here, on = Stage.objects.filter(pk=stage.pk), day_of(MONDAY)
    assert are_silent(here, on, "8.9")
    held(cast, MONDAY - timedelta(days=30), at=MONDAY)
    assert are_silent(here, on, "8.9")

    was = held(cast, MONDAY - timedelta(days=3), at=MONDAY)
    assert not are_silent(here, on, "8.9")
    assert [each.words for each in what_is_missing(here, on, ["S8"])[stage.pk]["8.9"]] == [
        "Housing: nobody of the pair reported to the Advisory Group’s meeting of 13 March."]
    reports(cast, cast.joe, was)

    assert not what_is_missing(here, on, ["S8"])[stage.pk]["8.9"]


def test_the_clock_asks_once_for_all(cast):
    an_advisory_meeting(cast)
    a_meeting(cast)
    counted = []
    for days in (7, 6):
        with CaptureQueriesContext(connection) as asked:
            check_reports(at=before(days))
        counted.append(len(asked))

    assert counted == [4, 4]


def test_a_report_begun_for_a_meeting_that_is_over_does_not_change_the_one_before(cast):
    before_, soon = held(cast, MONDAY - timedelta(days=30), at=MONDAY), an_advisory_meeting(cast)
    was = reports(cast, cast.amina, before_)
    seat = seat_of(cast, cast.amina)
    cancel(soon, by=cast.ines, at=MONDAY, because="Snow")

    page = post(cast.amina, "seat-report", seat, happened="New words", worries="", asks="", meeting=soon.ref).content.decode()

    was.refresh_from_db()
    assert "since you opened this page" in page and "New words" in page and was.happened == "We chose the words of the letter."


def test_what_somebody_wrote_themselves_nobody_writes_over(cast):
    meeting = an_advisory_meeting(cast)
    reports(cast, cast.joe, meeting)

    assert post(cast.maya, "seat-report", seat_of(cast, cast.joe), happened="Otherwise", through="phone").status_code == 409

    assert SeatReport.objects.get().happened == "We chose the words of the letter."
