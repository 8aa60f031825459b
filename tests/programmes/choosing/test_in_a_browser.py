"""Without JavaScript: a manager and a leader answer apart, the type is chosen, the leader says no, the stages are laid down."""

import pytest
from django.urls import reverse

from coprod.post.actions import hushed
from programmes.advice.catalogue import QUESTIONS
from programmes.choosing.models import Choice, Sheet
from programmes.stages.models import Stage
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, types, visiting
from tests.programmes.advice.answering import JOINED_UP
from tests.programmes.advice.test_in_a_browser import answer
from tests.programmes.choosing.doing import a_type

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def everyone(transactional_db):
    return gather_today()


def test_from_the_questions_to_the_stages(everyone, browser, live_server):
    where = f"/programmes/{everyone.programme.slug}/type/"
    with visiting(browser, live_server) as page:
        sign_in(page, live_server, everyone.femi.user)
        page.goto(where)
        follows(page, "Answer the questions")
        answer(page, QUESTIONS[0], JOINED_UP)
        presses(page, "Save and come back later")
        is_told(page, "What you have answered so far is saved.")
        assert Sheet.objects.get().answers == {"Q1": "system"}
        follows(page, "Answer the questions")
        for asked in QUESTIONS[1:]:
            answer(page, asked, JOINED_UP | {"Q4": "advice"})
        presses(page, "Keep my answers and check them")
        presses(page, "Give my answers")
        is_told(page, "Your answers are given.")
    with visiting(browser, live_server) as page:
        sign_in(page, live_server, everyone.maya.user)
        page.goto(where)
        is_told(page, "Give your own answers first.")
        follows(page, "Answer the questions")
        for asked in QUESTIONS:
            answer(page, asked, JOINED_UP)
        presses(page, "Keep my answers and check them")
        presses(page, "Give my answers")
        is_told(page, "Answered differently: Q4.")
        follows(page, "Choose the type")
        page.get_by_label("The recommended type, with the rungs that are recommended").check()
        presses(page, "Record the type")
        is_told(page, "P1 Strategic co-design with pairs and a Forum")
        follows(page, "Lay down the stages")
        page.get_by_label("S12").uncheck()
        presses(page, "Lay them down")
        is_told(page, "9 stages are laid down.")
    with visiting(browser, live_server) as page:
        sign_in(page, live_server, everyone.femi.user)
        page.goto(where)
        follows(page, "Say what you think of it")
        page.get_by_label("I do not agree with this type").check()
        types(page, "What do you want to say about it?", "Advice alone is not joint.")
        presses(page, "Keep it")
        is_told(page, "Advice alone is not joint.")

    assert Choice.objects.get().views.get().value == "disagree"
    assert sorted(Stage.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7, 8, 11]


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_holds_a_barrier(everyone, browser, live_server, width):
    with hushed():
        choice = a_type(everyone)
    pages = {everyone.maya: ["type", "type-answer", "type-choose", "type-stages", "choice-compare"],
             everyone.femi: ["type", "type-check", "choice-view"]}
    with opened_page(browser, live_server, width=width) as page:
        for person, names in pages.items():
            sign_in(page, live_server, person.user)
            for name in names:
                page.goto(reverse(f"programmes:{name}", args=[choice.ref if name.startswith("choice") else everyone.programme.slug]))
                assert page.locator("h1").inner_text() != "You cannot do this", name
                assert axe(page) == [], name
                assert not is_wider_than_its_window(page), name
