"""A plan is started, put into plain words, approved and published on a phone without JavaScript, and meets no barrier."""

import pytest

from programmes.plans.models import PlainSummary, Plan
from tests.browser import axe, is_wider_than_its_window, sign_in
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses
from tests.programmes.plans.doing import NEWER, POINTS, TEXT, decided, fresh

pytestmark = pytest.mark.django_db(transaction=True)


def walk(page, live_server, cast, *, looks):
    """Priya writes, Joe approves, Maya looks it through and publishes it, and everybody reads it."""
    sign_in(page, live_server, cast.priya.user)
    page.goto(f"/programmes/{cast.programme.slug}/plans/new/")
    looks(page)
    page.get_by_label("Which workstream’s plan is it?").select_option(label="Housing")
    page.get_by_label("Title").fill("Letters")
    page.get_by_label("What is it for?").fill("Letters that people read.")
    page.get_by_label("The text").fill(TEXT + "\nRing 0161 496 0000.")
    page.get_by_label("What can still change?").fill("\n".join(POINTS))
    presses(page, "Save")
    is_told(page, "The plan is there.")
    looks(page)
    plan = Plan.objects.get()
    follows(page, "Write the plain summary")
    page.get_by_label("The plan in plain words").fill("Letters get short.")
    presses(page, "Save")
    follows(page, "Change this plan")
    page.get_by_label("The text").fill(NEWER + "\nRing 0161 496 0000.")
    page.get_by_label("What is new in it?").fill("Other words.")
    presses(page, "Save")
    follows(page, "See what changed")
    is_told(page, "1 has other words")
    looks(page)

    sign_in(page, live_server, cast.joe.user)
    page.goto(f"/plan-summaries/{PlainSummary.objects.get().ref}/")
    looks(page)
    page.get_by_label("I can say yes to it").check()
    presses(page, "Save")
    is_told(page, "A lay partner approved it")

    decided(cast, fresh(plan), at=plan.started_at)
    sign_in(page, live_server, cast.maya.user)
    page.goto(plan.get_absolute_url())
    looks(page)
    follows(page, "Look it through and publish it")
    is_told(page, "It looks like a phone number.")
    looks(page)
    presses(page, "Take it out 0161 496 0000")
    presses(page, "Publish it")
    is_told(page, "It is published.")

    page.context.clear_cookies()
    page.goto(f"/plans/{fresh(plan).public_ref}/")
    is_told(page, "We begin in June.")
    looks(page)
    follows(page, "What changed since the Forum saw it")
    looks(page)


def test_a_plan_on_a_phone_without_javascript(no_script_page, live_server):
    def fits(page):
        assert not is_wider_than_its_window(page), page.url

    no_script_page.set_viewport_size({"width": 320, "height": 640})
    walk(no_script_page, live_server, gather_today(), looks=fits)


def test_the_same_walk_meets_no_barrier(phone_page, live_server):
    def is_fine(page):
        assert axe(page) == [], page.url
        assert not is_wider_than_its_window(page), page.url

    walk(phone_page, live_server, gather_today(), looks=is_fine)
