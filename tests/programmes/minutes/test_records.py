"""What the records of meetings and minutes show about 8.1, 8.3, 8.4 and 8.8; of a stage without a meeting they say nothing."""

from datetime import timedelta

import pytest

from programmes.meetings.models import AgendaYes
from programmes.minutes.actions import release, say_on_minutes
from programmes.stages.actions.checking import check_stages
from programmes.stages.models import Stage
from programmes.stages.proofs import what_is_missing
from tests.makers import MONDAY, a_claim
from tests.programmes.minutes.doing import a_held, a_line, minutes_of, note
from tests.programmes.stages.doing import first_of, fresh, get, post, s8

CODES = ("8.1", "8.3", "8.4", "8.8")
BEGAN = MONDAY + timedelta(days=2)


@pytest.fixture
def stage(cast):
    return s8(cast)


def missing(stage, *, on=None):
    found = what_is_missing(Stage.objects.filter(pk=stage.pk), on or BEGAN.date())[stage.pk]
    return {code: [each.words for each in found[code]] for code in CODES if found[code]}


def shown(stage, *, at=BEGAN):
    check_stages(at=at)
    return {code: fresh(first_of(stage, code)).shown for code in CODES}


def agree(cast, meeting):
    for is_lay, by in ((True, cast.amina), (False, cast.priya)):
        AgendaYes.objects.create(meeting=meeting, is_lay=is_lay, by=by, at=MONDAY)


def test_without_a_meeting_they_say_nothing_and_people_claim_as_before(cast, stage):
    a_held(cast)        # before the stage opened

    assert missing(stage) == {} and shown(stage) == dict.fromkeys(CODES)
    answer = a_claim(first_of(stage, "8.3"), by=cast.priya)
    post(cast.amina, "standard-confirm", answer)
    assert fresh(answer).state == "met" and fresh(answer).shown is None


def test_a_meeting_as_it_should_be_shows_three_of_them_and_its_minutes_the_fourth(cast, stage):
    meeting = a_held(cast, starts_at=BEGAN - timedelta(days=1))
    agree(cast, meeting)

    assert missing(stage) == {}
    assert shown(stage) == {"8.1": True, "8.3": True, "8.4": True, "8.8": None}
    assert fresh(first_of(stage, "8.3")).state == "claimed"
    a_line(meeting, cast.priya, at=BEGAN)
    release(minutes_of(meeting), by=cast.priya, at=BEGAN)
    for who in (cast.amina, cast.joe):
        say_on_minutes(minutes_of(meeting), by=who, at=BEGAN, is_right=True)

    assert shown(stage)["8.8"] is True


def test_what_is_missing_is_said_with_the_day_of_the_meeting(cast, stage):
    meeting = a_held(cast, starts_at=BEGAN - timedelta(days=1), joe="absent")
    meeting.chairs.clear()

    assert missing(stage) == {
        "8.1": ["Meeting on 17 March: not both sides said yes to the agenda."],
        "8.3": ["Meeting on 17 March: one of the pair was not there, and nobody is noted who came instead."],
        "8.4": ["Meeting on 17 March: it is not noted who chaired."]}
    assert shown(stage) == {"8.1": False, "8.3": False, "8.4": False, "8.8": None}
    assert f"/meetings/{meeting.ref}/" in get(cast.priya, "standard", first_of(stage, "8.3")).content.decode()


def test_cover_that_is_noted_is_enough(cast, stage):
    meeting = a_held(cast, starts_at=BEGAN - timedelta(days=1), joe="absent")
    assert "8.3" in missing(stage)

    note(cast, meeting, joe="covered")

    assert "8.3" not in missing(stage)


def test_minutes_that_are_not_confirmed_after_four_weeks_are_missed(cast, stage):
    a_held(cast, starts_at=BEGAN - timedelta(days=1))
    then = BEGAN + timedelta(days=28)

    assert "8.8" not in missing(stage, on=(then - timedelta(days=1)).date())
    assert missing(stage, on=then.date())["8.8"] == ["Meeting on 17 March: the pair has not confirmed the minutes."]
    assert shown(stage, at=then)["8.8"] is False
    assert "8.8" not in {code for code, value in shown(stage, at=then).items() if value}


def test_a_lay_meeting_and_one_of_another_group_count_for_nothing(cast, stage):
    a_held(cast, starts_at=BEGAN - timedelta(days=1), group=cast.advisory, by=cast.ines, noted=False)

    assert shown(stage) == dict.fromkeys(CODES)
