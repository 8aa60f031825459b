"""Without JavaScript: the manager proposes a waiver of 4.4, the lay co-chair agrees, the standard shows it."""

from datetime import timedelta

import pytest

from coprod.kit.clock import day_of, now
from programmes.tailoring.models import Tailoring
from tests import makers
from tests.browser import axe, is_wider_than_its_window, opened_page
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, signs_in, types, types_a_day, visiting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def everyone(transactional_db):
    return gather_today()


def test_a_manager_proposes_a_waiver_and_the_lay_co_chair_agrees(everyone, browser, live_server):
    stage = makers.a_stage(everyone.programme, "S4", by=everyone.maya, at=now())
    answer = stage.answers.get(code="4.4")
    with visiting(browser, live_server) as page:
        signs_in(page, "maya")
        page.goto(answer.get_absolute_url())
        follows(page, "Do this another way")
        types(page, "What is done instead?", "Organisations nominate in this round.")
        presses(page, "Propose it")
        is_told(page, "There is a problem")                     # the reason was forgotten
        types(page, "Why?", "The call closes in two weeks.")
        types_a_day(page, "What is its last day?", day_of(now()) + timedelta(days=30))
        presses(page, "Propose it")
        is_told(page, "The other side is being asked")
        is_told(page, "You proposed it yourself. Somebody of the other side has to agree.")
        assert page.get_by_role("button", name="Yes, I agree").count() == 0
    way = Tailoring.objects.get()
    with visiting(browser, live_server) as page:
        signs_in(page, "ines")
        page.goto(f"/programmes/{everyone.programme.slug}/")
        follows(page, "Done another way")
        is_told(page, "The call closes in two weeks.")
        follows(page, "4.4 Way to put oneself forward")
        presses(page, "Yes, I agree")
        is_told(page, "Both sides agree now")
        page.goto(answer.get_absolute_url())
        is_told(page, "Left out for a time, agreed")
        is_told(page, "Organisations nominate in this round.")
    with visiting(browser, live_server) as page:
        signs_in(page, "forrest")
        page.goto(f"/programmes/{everyone.programme.slug}/tailoring/")
        is_told(page, "Organisations nominate in this round.")
    answer.refresh_from_db()
    way.refresh_from_db()
    assert (answer.state, way.state, way.stage) == ("waived", "active", stage)


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_reachable_and_narrow(everyone, browser, live_server, width):
    from tests.programmes.tailoring.doing import a_way, in_force

    at = now()
    way = in_force(everyone, at=at, from_on=day_of(at), until_on=day_of(at) + timedelta(days=30))
    a_way(everyone, code="9.4", kind="tailor", at=at, from_on=day_of(at), until_on=day_of(at) + timedelta(days=30))
    slug = everyone.programme.slug
    with opened_page(browser, live_server, width=width) as page:
        signs_in(page, "ines")
        for address in (f"/programmes/{slug}/tailoring/", f"/programmes/{slug}/tailoring/propose/", way.get_absolute_url(),
                        *(f"{way.get_absolute_url()}{verb}/" for verb in ("refuse", "end", "renew", "review"))):
            page.goto(address)
            if address.endswith("refuse/"):
                continue
            assert (address, axe(page), is_wider_than_its_window(page)) == (address, [], False)
