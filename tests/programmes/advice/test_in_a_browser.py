"""A manager without an account gets, checks and shares a recommendation on a phone without JavaScript."""

import pytest

from programmes.advice.catalogue import QUESTIONS
from tests.browser import axe, is_wider_than_its_window
from tests.journeys.steps import follows, is_told, presses
from tests.programmes.advice.answering import CLOSING, HOME_STRAIGHT, JOINED_UP

pytestmark = pytest.mark.django_db(transaction=True)


def answer(page, asked, answers):
    """Choose the answers to one question by their words."""
    group = page.get_by_role("group", name=f". {asked.text}")
    chosen = answers[asked.code]
    for code in chosen if isinstance(chosen, list) else [chosen]:
        group.get_by_label(asked.label_of(code), exact=True).check()
    if asked.code == "Q8":
        page.get_by_role("group", name="Are seldom-heard groups").get_by_label("Yes" if answers["Q8_seldom_heard"] else "No").check()


def walk(page, *, looks):
    """From the start to a link, one question at a time; `looks(page)` looks at every kind of page."""
    page.goto("/which-type/")
    looks(page)
    follows(page, "One question at a time")
    presses(page, "Continue")
    is_told(page, "Choose an answer to “1. At which level will things change?”")
    looks(page)
    for asked in QUESTIONS:
        answer(page, asked, JOINED_UP)
        presses(page, "Continue")
    is_told(page, "Check your answers")
    looks(page)
    presses(page, "Change Which parts does this work include?")
    page.get_by_label("Delivery: doing it").check()
    presses(page, "Continue")
    is_told(page, "Delivery: doing it")
    presses(page, "Show my recommendation")
    is_told(page, "Strategic co-design with pairs and a Forum; Co-delivery with peer support, at strategic level.")
    is_told(page, "Rung 7: co-production")
    assert "?" not in page.url
    looks(page)
    presses(page, "Make a link to share")
    assert "/which-type/answers/?a=1-" in page.url
    is_told(page, "This link carries your answers.")
    looks(page)


def test_a_recommendation_on_a_phone_without_javascript(no_script_page):
    seen = []

    def fits(page):
        seen.append(page.url)
        assert not is_wider_than_its_window(page), page.url

    no_script_page.set_viewport_size({"width": 320, "height": 640})
    walk(no_script_page, looks=fits)

    assert len(seen) == 5


def test_the_same_walk_on_a_phone_meets_no_barrier(phone_page):
    def is_fine(page):
        assert axe(page) == [], page.url
        assert not is_wider_than_its_window(page), page.url

    walk(phone_page, looks=is_fine)


@pytest.mark.parametrize(("answers", "told", "rung"), [
    (HOME_STRAIGHT, "Service co-design; Co-delivery with peer support, at service level.", "Rung 7: co-production"),
    (CLOSING, "Honest engagement, at service level.", "Rung 3: informing"),
])
def test_the_worked_examples_come_out_on_one_page(no_script_page, answers, told, rung):
    no_script_page.goto("/which-type/")
    follows(no_script_page, "All questions on one page")
    for asked in QUESTIONS:
        answer(no_script_page, asked, answers)
    presses(no_script_page, "Check my answers")
    presses(no_script_page, "Show my recommendation")

    is_told(no_script_page, told)
    is_told(no_script_page, rung)


def test_all_questions_on_one_page_with_javascript(page):
    page.goto("/which-type/")
    follows(page, "All questions on one page")
    presses(page, "Check my answers")
    assert page.locator(".nhsuk-error-summary a").count() == 14
    assert axe(page) == []
    for asked in QUESTIONS:
        answer(page, asked, JOINED_UP | {"Q6": "nothing"})
    presses(page, "Check my answers")
    presses(page, "Show my recommendation")
    is_told(page, "Honest engagement, at strategic level.")
    is_told(page, "No phase goes above Rung 4: consultation. The reason is rule G3:")
    page.emulate_media(media="print")
    assert page.get_by_role("button", name="Make a link to share").count() == 0
    is_told(page, "Your answers")
