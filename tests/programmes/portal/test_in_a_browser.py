"""Without JavaScript and at 320 px: a lay partner says what they need and that it works; a manager writes down for somebody by phone.
And no page of Me, of the person and of a supporter has a barrier, at the largest text too."""

import pytest

from coprod.kit.clock import now
from coprod.post.actions import hushed
from partners.contacts.models import ON_BEHALF_LASTS
from partners.models import About, Need, OnBehalf
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.house.world import settle
from tests.journeys.steps import follows, is_told, presses, signs_in, types, visiting
from tests.programmes.portal.doing import helping, link_of
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db(transaction=True)
OF_OURS = ("programmes:me-", "programmes:for-", "programmes:my-voice", "programmes:asked", "programmes:people", "programmes:person",
           "programmes:contact", "programmes:pack", "programmes:letter", "programmes:need-", "programmes:group-quiet", "programmes:behalf",
           "programmes:message-told", "display")
BUTTONS = {f"programmes:{name}" for name in (       # pressed, never opened
    "for-come-back", "for-end", "for-need-end", "for-need-works", "for-supporter-end", "for-swap-withdraw", "me-come-back",
    "letters-back", "letters-posted", "letters-print", "me-need-end", "me-need-works", "me-supporter-end", "pack-posted",
    "person-invite")}


def test_from_a_need_to_the_word_that_it_works_and_what_somebody_says_by_phone(transactional_db, browser, live_server):
    cast = gather_today()
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "amina")
        follows(page, "Me")
        follows(page, "See and change my support")
        assert not is_wider_than_its_window(page)
        follows(page, "Add something I need")
        page.get_by_label("Papers in a form I can use").check()
        types(page, "What should we do?", "Send papers in 16 point")
        page.get_by_label("My contact, and those who organise my groups").check()
        presses(page, "Save")
        is_told(page, "Who looks after you is told, and arranges it.")
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "maya")
        page.goto(cast.amina.get_absolute_url())
        page.get_by_role("link", name="Arrange").first.click()
        types(page, "What did you arrange?", "Everything goes out in 16 point.")
        presses(page, "It is arranged")
        page.goto(cast.joe.get_absolute_url())
        follows(page, "Write down what they tell you")
        page.get_by_label("By phone").check()
        types(page, "Why do you write it down for them?", "He rang.")
        presses(page, "Begin")
        page.get_by_role("heading", name="You write down what Joe Example tells you").wait_for()
        assert not is_wider_than_its_window(page)
        page.get_by_role("link", name="Change how to reach me").click()
        types(page, "When is a good time to reach you?", "After lunch")
        presses(page, "Save")
        presses(page, "End, and tell them what was written")
        is_told(page, "They are told what was written down.")
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "amina")
        page.goto("/waiting/support-to-confirm/")
        page.locator("main").get_by_role("link", name="Send papers in 16 point").or_(page.locator("main li a")).first.click()
        presses(page, "Yes, it works")
    need = Need.objects.get()
    assert About.objects.get(partner=cast.joe).best_times == "After lunch"
    assert (need.state, need.arranged, need.said_through) == ("met", "Everything goes out in 16 point.", "account")


def test_no_page_of_me_of_a_person_and_of_a_supporter_has_a_barrier(transactional_db, browser, live_server):
    with hushed():
        cast, everything = settle()
        OnBehalf.objects.update(started_at=now(), ends_at=now() + ON_BEHALF_LASTS)
        where = {name: address for name, address in everything.items()
                 if (name.startswith(OF_OURS) and name != "programmes:letters-pdf") or name in ("programmes:me", "programmes:for")}
        link = link_of(helping(cast.joe, at=now(), until_on=now().date(), sees_support=True, sees_reach=True))
    cast.amina.user.text_size = "largest"
    cast.amina.user.save()
    seen = set()
    with opened_page(browser, live_server, width=320) as page:
        for who in ("amina", "maya"):
            sign_in(page, live_server, getattr(cast, who).user)
            visitor = as_(getattr(cast, who))
            for name, address in where.items():
                if visitor.get(address).status_code == 200:
                    seen.add(name)
                    page.goto(address)
                    assert (who, name, axe(page), is_wider_than_its_window(page)) == (who, name, [], False)
    assert set(where) - seen == BUTTONS
    with opened_page(browser, live_server, width=320) as page:
        page.goto(link)
        assert (axe(page), is_wider_than_its_window(page)) == ([], False)
