"""The log of decisions in the story (domain.md e5, e6)."""

import pytest
from django.test import Client
from django.urls import reverse

from coprod.kit.clock import day_of, now
from programmes.decisions.models import DecisionOpenness, DecisionRecord
from programmes.demo.story.dates import Calendar
from programmes.stages.models import Answer
from tests.programmes.demo.reading import partner, stage_of, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


@pytest.fixture
def calendar():
    return Calendar(day_of(now()))


def decision(plan):
    return DecisionRecord.objects.select_related("group", "stage", "meeting__group").get(title__startswith=plan)


@pytest.mark.parametrize(("plan", "board", "position", "said", "how", "reason"), [
    ("PL1", "20 Dec 13", "agree", "10 Dec 13", "Everybody agreed", ""),
    ("PL2", "20 Dec 13", "concerns", "10 Dec 13", "Everybody agreed", "Evenings cost more"),
    ("PL3", "28 Feb 14", "disagree", "11 Feb 14", "By a vote: 14 for, 2 against, 0 did not vote", "The providers need a board")])
def test_the_three_decisions_stand_in_the_log(calendar, plan, board, position, said, how, reason):
    found = decision(plan)
    says = found.positions.current().get()

    assert (found.state, found.decided_on, found.there(), found.group.name, found.how()) == (
        "published", calendar.day(board), (2, 17), "Partnership Board", how)
    assert (says.value, says.said_on, says.meeting.on, says.by) == (
        position, calendar.day(said), calendar.day(said), partner("cochair"))
    assert found.reason.startswith(reason) and bool(found.reason) is bool(reason)
    assert found.meeting.on == found.decided_on and found.stage == stage_of("S10", plan)


def test_pl3_went_on_against_eleven_votes_and_its_reason_was_published_a_week_later(calendar):
    found = decision("PL3")
    says = found.positions.get()

    assert (says.votes_for, says.votes_against, says.votes_none) == (11, 0, 2)
    assert day_of(found.made_at) == calendar.day("28 Feb 14") and day_of(found.published_at) == calendar.day("7 Mar 14")
    assert sorted(each.by.name for each in found.dissents.all()) == ["Derek Halloran", "Margaret Osei-Bright"]
    assert [state("joined-up-lives", "S10", plan) for plan in ("PL1", "PL2", "PL3")] == [
        "signed_off", "signed_off_with_concerns", "unresolved"]


def test_the_records_say_nothing_of_stages_to_which_a_decision_was_linked_after_they_were_signed():
    found = Answer.objects.filter(stage__code="S10", stage__programme__slug="joined-up-lives", code__in=["10.1", "10.2", "10.3", "10.4"])

    assert found.count() == 12 and set(found.values_list("state", "stage__plan_name", "shown")) == {
        ("met", decision("PL1").stage.plan_name, None), ("met", decision("PL2").stage.plan_name, None),
        ("met", decision("PL3").stage.plan_name, True)}     # that one was never signed: it is unresolved


def test_pl4_waits_for_a_position(calendar):
    found = decision("PL4")

    assert (found.state, found.decided_on, found.positions.count()) == ("prepared", calendar.day("25 Apr 14"), 0)


def test_everybody_reads_the_log_since_march_and_no_name_of_who_wished_none(calendar):
    openness = DecisionOpenness.objects.open().get(programme__slug="joined-up-lives")
    browser = Client()
    page = browser.get(reverse("programmes:public-decisions", args=[openness.public_ref])).content.decode()
    pl3 = browser.get(reverse("programmes:public-decision", args=[decision("PL3").public_ref])).content.decode()

    assert day_of(openness.agreed_at) == calendar.day("11 Mar 14") and openness.agreed_by == partner("cochair")
    assert all(decision(plan).title.replace("&", "&amp;") in page for plan in ("PL1", "PL2", "PL3"))
    assert decision("PL4").title not in page and "no lay seat where the money is decided" in pl3
