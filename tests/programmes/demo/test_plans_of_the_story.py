"""The plans of the story, as they began (domain.md e6)."""

import pytest
from django.test import Client

from coprod.kit.clock import day_of, now
from programmes.demo.story.dates import Calendar
from programmes.demo.story.plan_papers import BEGAN, plan_of
from programmes.plans.policies.moving import finds_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]

SUMMARIES = {"PL1": "approved", "PL2": "approved", "PL3": "approved", "PL4": "asked", "PL5": "approved", "PL6": None}
OPEN = {"PL4": 4}


@pytest.mark.parametrize("began", BEGAN, ids=lambda began: began.mark)
def test_each_plan_began_on_its_day_with_a_text_by_paragraphs(began):
    plan, calendar = plan_of(began.mark), Calendar(day_of(now()))
    pieces = list(plan.paragraphs.in_version(1))

    assert day_of(plan.started_at) == calendar.day(began.day)
    assert 8 <= sum(each.kind != "heading" for each in pieces) <= 15
    assert sum(each.kind == "heading" for each in pieces) >= 3
    assert "[" not in plan.text + plan.fixed
    assert finds_in(plan) == []


@pytest.mark.parametrize(("mark", "state"), SUMMARIES.items())
def test_the_summary_of_each_plan(mark, state):
    summary = plan_of(mark).summaries.first()

    assert (summary.state if summary else None) == state
    assert plan_of(mark).points.count() >= 2


def test_pl4_has_four_open_points():
    assert plan_of("PL4").points.open().count() == 4


@pytest.mark.parametrize(("mark", "state"), [("PL1", "delivery"), ("PL2", "preparing"), ("PL3", "published"), ("PL4", "emerging"),
                                             ("PL5", "round_open"), ("PL6", "emerging")])
def test_each_plan_stands_where_the_story_says(mark, state):
    assert plan_of(mark).state == state


@pytest.mark.parametrize("mark", ["PL1", "PL3"])
def test_what_is_published_is_read_without_an_account(mark):
    page = Client().get(f"/plans/{plan_of(mark).public_ref}/").content.decode()

    assert plan_of(mark).title in page and not plan_of(mark).points.open().exists()


def test_pl2_is_decided_in_the_log_and_waits_for_one_answer():
    plan = plan_of("PL2")
    assert plan.decision.state == "published" and plan.public_ref is None
