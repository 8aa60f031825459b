"""The nine challenges stand where domain.md e7 says."""

import pytest

from coprod.kit.clock import add_working_days, day_of, now
from programmes.challenges.models import Challenge, ChallengeAnswer, ChallengeStep
from programmes.demo.story.dates import Calendar
from programmes.demo.story.people import NAMES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


@pytest.fixture
def calendar():
    return Calendar(day_of(now()))


def the(who, words):
    return Challenge.objects.select_related("raised_by", "group").get(raised_by__name=NAMES[who], text__contains=words)


NINE = [    # who raised it, its words, its kind, with whom it is, and where it stands
    ("LP10", "tabled on the day", "control", "lead", "accepted"), ("LP12", "screen reader", "inclusion", "lead", "accepted"),
    ("LP03", "carers", "knowledge", "lead", "accepted"), ("LP08", "board of providers", "control", "owner", "closed"),
    ("LP01", "not in the pack", "control", "owner", "accepted"), ("LP11", "sensitive codes", "interests", "lead", "not_satisfied"),
    ("LP06", "evening", "knowledge", "lead", "accepted"), ("LP13", "office hours", "inclusion", "lead", "acknowledged"),
    ("LP10", "second lay seat", "interests", "owner", "acknowledged"),
]


@pytest.mark.parametrize(("who", "words", "kind", "rung", "state"), NINE)
def test_each_of_the_nine_stands_where_the_story_says(who, words, kind, rung, state):
    found = the(who, words)

    assert (found.kind, found.rung, found.state) == (kind, rung, state)


def test_there_are_nine_and_their_days_are_those_of_the_story(calendar):
    assert Challenge.objects.filter(programme__slug="joined-up-lives").count() == len(NINE)
    day = calendar.day
    assert day_of(the("LP10", "tabled").closed_at) == day("21 Nov 13")
    assert day_of(the("LP01", "not in the pack").closed_at) == day("28 Jan 14")
    assert day_of(ChallengeAnswer.objects.get(challenge=the("LP11", "sensitive")).at) == day("3 Mar 14")
    eighth, ninth = the("LP13", "office hours"), the("LP10", "second lay seat")
    assert (day_of(eighth.acknowledged_at), eighth.due_on) == (day("7 Mar 14"), add_working_days(day("7 Mar 14"), 15))
    assert (day_of(ninth.raised_at), day_of(ninth.acknowledged_at), ninth.due_on) == (
        day("28 Feb 14"), day("14 Mar 14"), add_working_days(day("28 Feb 14"), 15))


def test_paddys_went_up_twice_and_ends_with_his_position_on_record(calendar):
    found = the("LP08", "board of providers")

    assert [(step.to_rung, day_of(step.at)) for step in ChallengeStep.objects.filter(challenge=found).order_by("at")] == [
        ("manager", calendar.day("18 Dec 13")), ("owner", calendar.day("14 Feb 14"))]
    assert [(each.rung, each.satisfied) for each in found.answers.order_by("at")] == [
        ("lead", False), ("manager", False), ("owner", False)]
    assert found.position and found.position_noted_by.name == NAMES["LP01"]


def test_two_came_out_of_minutes():
    assert set(Challenge.objects.filter(minute_line__isnull=False).values_list("raised_by__name", flat=True)) == {
        NAMES["LP10"], NAMES["LP01"]}
