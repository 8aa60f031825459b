"""Without JavaScript and at 320 px somebody joins the Forum, chooses and leaves; and no page of the door has a barrier."""

import pytest

from coprod.kit.clock import now
from partners.models import Holding
from programmes.forum.actions import open_door
from programmes.forum.models import ForumJoin, ForumTie
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import is_told, presses, types, visiting
from tests.programmes.forum.doing import by_phone, confirm_link, own_link, tie

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_page_to_the_link_of_the_mail_and_out_again(transactional_db, browser, live_server):
    cast = gather_today()
    open_door(cast.programme, by=cast.maya, at=now())
    with visiting(browser, live_server, width=320) as page:
        page.goto(f"/forum/{cast.programme.slug}/join/")
        types(page, "Full name", "Nia Example")
        presses(page, "Join")
        assert "There is a problem" in page.locator("main").inner_text()
        assert page.get_by_label("Full name").input_value() == "Nia Example"
        page.get_by_label("E-mail", exact=True).check()
        types(page, "E-mail address", "nia@example.test")
        page.get_by_label("Housing", exact=True).check()
        page.get_by_label("I want to join, and you may keep what I write here while I am a member").check()
        presses(page, "Join")
        is_told(page, "Look into your e-mail")
        page.goto(confirm_link(ForumJoin.objects.get()))
        page.get_by_role("button", name="Yes, I join").focus()
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="You are a member of the Forum").wait_for()
        mine = ForumTie.objects.get(partner__name="Nia Example")
        page.goto(own_link(mine))
        page.get_by_label("Never. I look for myself").check()
        presses(page, "Keep this")
        is_told(page, "It is kept, and counts from now on.")
        presses(page, "Leave the Forum")
        presses(page, "Yes, I leave")
        is_told(page, "You have left the Forum")

    mine.refresh_from_db()
    assert (mine.digest, [each.name for each in mine.topics.all()]) == ("off", ["Housing"])
    assert Holding.objects.get(seat__group=cast.forum, partner=mine.partner).until_on is not None


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_the_door_has_a_barrier(transactional_db, browser, live_server, width):
    cast = gather_today()
    waiting, mine, of = by_phone(cast, at=now()), tie(cast, at=now()), f"/programmes/{cast.programme.slug}/forum/"
    join = f"/forum/{cast.programme.slug}/join/"
    with opened_page(browser, live_server, width=width) as page:
        for who, addresses in ((None, (join, own_link(mine), "/forum/member/nobody/nothing/")),
                               ("maya", (of, f"{of}note/", f"/forum/asks/{waiting.ref}/")), ("forrest", (f"{of}mine/",))):
            if who:
                sign_in(page, live_server, getattr(cast, who).user)
            for address in addresses:
                page.goto(address)
                assert (who, address, axe(page), is_wider_than_its_window(page)) == (who, address, [], False)
