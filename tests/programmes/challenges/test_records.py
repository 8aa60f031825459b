"""What the log shows about 8.5 and 11.6, and in the numbers of involvement; restricted challenges
count in the first two, by their days alone."""

from datetime import timedelta

import pytest

from coprod.kit.clock import add_working_days, day_of, start_of
from programmes.challenges.actions import withdraw_challenge
from programmes.involvement.showing.counting import count
from programmes.stages.models import Stage
from programmes.stages.proofs import are_silent, what_is_missing
from tests.makers import MONDAY, a_stage
from tests.programmes.challenges.doing import DAY, a_challenge, answers, few, goes_up

pytestmark = pytest.mark.django_db
AFTER = add_working_days(day_of(MONDAY), 16)


def missing(stages, code, number):
    return [each.words for each in what_is_missing(stages, AFTER, [code])[stages.get().pk][number]]


@pytest.fixture
def s8(cast):
    stage = a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing, at=MONDAY - timedelta(days=20))
    return Stage.objects.filter(pk=stage.pk)


def test_the_records_are_silent_until_something_is_raised_then_deny_once_it_is_late(cast, s8):
    assert are_silent(s8, AFTER, "8.5")
    withdraw_challenge(a_challenge(cast), by=cast.amina, at=MONDAY)
    a_challenge(cast, at=MONDAY - timedelta(days=30))       # before the stage was opened
    assert are_silent(s8, AFTER, "8.5")

    challenge = a_challenge(cast)

    assert not are_silent(s8, AFTER, "8.5")
    assert missing(s8, "S8", "8.5") == ["Housing: the challenge of 16 March was not answered by 8 April."]
    answers(challenge, by=cast.priya)
    assert missing(s8, "S8", "8.5") == []


def test_a_restricted_one_counts_without_its_words(cast, s8):
    s11 = Stage.objects.filter(pk=a_stage(cast.programme, "S11", by=cast.maya, at=MONDAY - timedelta(days=20)).pk)
    challenge = few(a_challenge(cast), cast.ines, by=cast.amina)

    assert missing(s8, "S8", "8.5") == ["Housing: the challenge of 16 March was not answered by 8 April."]
    goes_up(challenge, by=cast.amina)
    assert missing(s11, "S11", "11.6") == ["The challenge of 16 March went up, and was not answered by 23 March."]


def test_an_answer_that_came_late_stays_late(cast, s8):
    challenge = a_challenge(cast)
    goes_up(challenge, by=cast.amina, at=start_of(AFTER))
    answers(challenge, by=cast.maya, at=start_of(AFTER))

    assert len(missing(s8, "S8", "8.5")) == 1


def test_what_comes_after_the_signing_changes_nothing(cast, s8):
    a_challenge(cast)
    s8.update(signed_at=MONDAY + 2 * DAY)

    assert missing(s8, "S8", "8.5") == []


def test_what_went_up_and_waits_past_its_day_denies(cast):
    stage = a_stage(cast.programme, "S11", by=cast.maya, at=MONDAY - timedelta(days=20))
    s11 = Stage.objects.filter(pk=stage.pk)
    challenge = a_challenge(cast)
    assert are_silent(s11, AFTER, "11.6")
    goes_up(challenge, by=cast.amina)

    assert not are_silent(s11, AFTER, "11.6")
    assert missing(s11, "S11", "11.6") == ["The challenge of 16 March went up, and was not answered by 23 March."]
    answers(challenge, by=cast.maya)
    assert missing(s11, "S11", "11.6") == []


def test_challenges_are_counted_among_what_was_answered_in_time(cast):
    answers(a_challenge(cast), by=cast.priya)
    a_challenge(cast)
    few(a_challenge(cast), cast.ines, by=cast.amina)

    counted = count([cast.housing.group], [cast.programme.pk], months=3, at=start_of(AFTER))

    assert counted.of("answers") == (1, 2)
