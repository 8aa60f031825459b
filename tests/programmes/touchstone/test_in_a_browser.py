"""Without JavaScript and at 320 px: a group adopts, its people answer for one minute by link, and no page has a barrier."""

from datetime import timedelta

import pytest

from coprod.kit.clock import day_of, now
from coprod.post.actions import hushed
from programmes.touchstone.actions import answer_breach, close_checks, open_check
from programmes.touchstone.models import Adoption, CheckLine, TouchstoneBallot, TouchstoneCheck, token_of_ballot
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, signs_in, types, visiting
from tests.programmes.touchstone.doing import a_breach, a_check, agreed, answers, asked, proposed

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_an_adoption_to_one_minute(transactional_db, browser, live_server):
    at = now()
    with hushed():
        cast = gather_today()
        agreed(cast, at=at)
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "priya")
        page.goto(cast.housing.get_absolute_url())
        follows(page, "How this workstream works together")
        follows(page, "Write down what the group agreed")
        types(page, "What do the members owe each other, and expect?", "Papers a week ahead.")
        types(page, "How does the group settle a disagreement?", "We vote.")
        presses(page, "Ask both sides")
        follows(page, "Say yes or no")
        page.get_by_label("Yes", exact=True).check()
        presses(page, "Save")
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "amina")
        page.goto(f"/groups/{cast.housing.group.ref}/touchstone/")
        follows(page, "Say yes or no")
        page.get_by_label("Yes", exact=True).check()
        presses(page, "Save")
        is_told(page, "Both sides said yes")
    with hushed():
        check = open_check(Adoption.objects.select_related("group", "touchstone").get(), by=cast.priya, at=now(), asked=[(cast.joe, True)],
                           closes_on=day_of(now()) + timedelta(days=5))
    with visiting(browser, live_server, width=320) as page:
        page.goto(f"/one-minute/{token_of_ballot(TouchstoneBallot.objects.get().ref)}/")
        for choice in page.get_by_label("Partly").all():
            choice.check()
        types(page, "One line, if you wish", "Papers came late.")
        presses(page, "Send my answer")
        is_told(page, "Your answer is counted")
    assert CheckLine.objects.get().text == "Papers came late." and check.items.get(position=1).lay_partly == 1


def test_no_page_of_the_touchstone_has_a_barrier(transactional_db, browser, live_server):
    at = now()
    with hushed():
        cast = gather_today()
        over = a_check(cast, at=at, lay=5, staff=5)
        answers(over, "yes,no,partly", is_lay=True, words="Papers that come on the day help nobody.", at=at)
        answers(over, "yes", is_lay=False, at=at)
        close_checks(TouchstoneCheck.objects.all(), at=at)
        check = a_check(cast, at=at, adoption=Adoption.objects.get(), also=[(cast.amina, True), (cast.joe, True)])
        second, breach = asked(cast, at=at, start="former"), a_breach(cast, at=at)
        answered = a_breach(cast, at=at, text="Another time")
        answer_breach(answered, by=cast.ines, at=at, text="I am sorry.")
        proposed(cast, at=at)
    slug, group = cast.programme.slug, f"/groups/{cast.housing.group.ref}/touchstone/"
    read = f"/programmes/{slug}/touchstone/", second.get_absolute_url(), group, over.get_absolute_url(), check.get_absolute_url()
    seen = {
        "amina": (*read, f"{group}say/", f"{group}come-back/", f"{check.get_absolute_url()}answer/", breach.get_absolute_url(),
                  answered.get_absolute_url() + "say/", f"/programmes/{slug}/touchstone/breaches/new/"),
        "priya": (f"{group}adopt/", f"{group}note/"),
        "ines": (f"/programmes/{slug}/touchstone/breaches/way/", breach.get_absolute_url() + "answer/", second.get_absolute_url() + "say/"),
        "maya": (f"/programmes/{slug}/touchstone/breaches/note/", second.get_absolute_url() + "note/"),
    }
    ballot = TouchstoneBallot.objects.get(partner=cast.joe)
    with opened_page(browser, live_server, width=320) as page:
        for who, addresses in seen.items():
            sign_in(page, live_server, getattr(cast, who).user)
            for address in addresses:
                assert page.goto(address).status == 200, address
                assert (who, address, axe(page), is_wider_than_its_window(page)) == (who, address, [], False)
    with opened_page(browser, live_server, width=320) as page:
        page.goto(f"/one-minute/{token_of_ballot(ballot.ref)}/")
        assert (axe(page), is_wider_than_its_window(page)) == ([], False)
