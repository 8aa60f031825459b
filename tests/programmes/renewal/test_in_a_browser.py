"""Without JavaScript, and at 320 px: a strategy is agreed, the Forum compared, a gap answered, and a lay partner confirms it."""

from datetime import timedelta

import pytest

from coprod.kit.clock import day_of, now
from programmes.renewal.actions.checks import refuse_check
from programmes.renewal.models import GapCheck
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, signs_in, types, types_a_day, visiting

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_strategy_to_a_confirmed_answer_to_a_gap(transactional_db, browser, live_server):
    cast = gather_today()
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "maya")
        page.goto(f"/programmes/{cast.programme.slug}/")
        follows(page, "Recruitment")
        assert not is_wider_than_its_window(page)
        follows(page, "Write the strategy")
        types(page, "How are people found for the Forum?", "Through the college.")
        presses(page, "Save the draft")
        follows(page, "Add a number")
        page.get_by_label("Which people?").select_option("age:16-24")
        types(page, "How many of them should be in the Forum?", "6")
        presses(page, "Add it")
        presses(page, "Ask lay partners")
        is_told(page, "Age: 16 to 24: 6")
        assert not is_wider_than_its_window(page)
        strategy = page.url
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "ines")
        page.goto(strategy)
        follows(page, "Say what you think")
        page.get_by_label("I agree").check()
        presses(page, "Say it")
        is_told(page, "Agreed by lay partners")
        page.goto("/about-you/")
        page.get_by_role("group", name="How old are you?").get_by_label("45 to 54").check()
        presses(page, "Save my answers")
        is_told(page, "You can change or delete your answers here at any time.")
        assert not is_wider_than_its_window(page)
        presses(page, "Delete my answers")
        is_told(page, "Your answers are deleted.")
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "maya")
        page.goto(f"/programmes/{cast.programme.slug}/recruitment/")
        follows(page, "Compare the Forum now")
        presses(page, "Compare it now")
        assert not is_wider_than_its_window(page)
        page.get_by_role("link", name="Write what is done").click()
        types(page, "What is done about it?", "The college asks its students.")
        types_a_day(page, "By when?", day_of(now()) + timedelta(days=30))
        presses(page, "Save")
        presses(page, "Ask lay partners to confirm it")
        check = page.url
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "amina")
        page.goto("/waiting/gaps/")
        follows(page, "Gaps in the Forum")
        assert page.url == check
        presses(page, "Yes, I confirm it")
        is_told(page, "Confirmed by a lay partner")
        page.goto(f"/programmes/{cast.programme.slug}/recruitment/")
        presses(page, "Make a private address")
        is_told(page, "Give this address to your calendar program")
        assert not is_wider_than_its_window(page)
    with opened_page(browser, live_server, width=320) as page:
        sign_in(page, live_server, cast.maya.user)
        recruitment = f"/programmes/{cast.programme.slug}/recruitment/"
        for address in (recruitment, strategy, check, "/about-you/"):
            page.goto(address)
            assert (address, axe(page), is_wider_than_its_window(page)) == (address, [], False)
        GapCheck.objects.update(state="asked", confirmed_at=None, confirmed_by=None, confirmed_as="")
        sign_in(page, live_server, cast.amina.user)
        page.goto(f"{check}refuse/")
        assert (axe(page), is_wider_than_its_window(page)) == ([], False)
        no = refuse_check(GapCheck.objects.get(), by=cast.amina, at=now(), because="The college is closed.")
        sign_in(page, live_server, cast.maya.user)
        for address in (check, f"/gap-noes/{no.ref}/answer/"):
            page.goto(address)
            assert (address, axe(page), is_wider_than_its_window(page)) == (address, [], False)
