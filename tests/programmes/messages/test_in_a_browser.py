"""Messages in a browser, as their readers meet them: by key, without JavaScript, at 320 pixels (issue 9)."""

from datetime import timedelta

import pytest

from coprod.kit.clock import now
from coprod.kit.refs import new_ref
from coprod.post.actions import Outcome, come_back
from coprod.post.models import Message
from coprod.post.returns import Report
from partners.messages.models import AddressTrouble, SentMessage
from programmes.messages.actions import pause_messages
from programmes.messages.actions.announcing import announce
from programmes.messages.actions.expecting import expect
from programmes.messages.models import Announcement
from programmes.messages.policies import paces_of
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import is_told, presses, types, visiting
from tests.programmes.messages.doing import deliver_all, off_link

pytestmark = pytest.mark.django_db(transaction=True)


def to_the_pair(cast, *, goes_in=timedelta()):
    people = [cast.amina, cast.joe]
    return announce(cast.programme, ref=new_ref(), to=f"pair:{cast.housing.group.ref}", to_whom="Housing: the pair", people=people,
                    subject="The hall", text="We meet in the library.\nThe ramp is at the side.", by=cast.maya, at=now(),
                    goes_at=now() + goes_in)


def test_a_manager_writes_to_a_pair_looks_first_and_takes_it_back(transactional_db, browser, live_server):
    cast = gather_today()
    with visiting(browser, live_server, width=320) as page:
        sign_in(page, live_server, cast.maya.user)
        page.goto(f"/programmes/{cast.programme.slug}/messages/")
        page.get_by_role("link", name="Write to people").click()
        presses(page, "See who will get it")
        assert "There is a problem" in page.locator("main").inner_text()
        page.get_by_label("To whom?").select_option(label="Housing: the pair")
        types(page, "About what?", "The hall is closed")
        types(page, "What do you want to say?", "We meet in the library.")
        page.get_by_label("In an hour").check()
        presses(page, "See who will get it")
        assert "2 people will get it" in page.locator("main").inner_text() and not Announcement.objects.exists()
        presses(page, "Send it")
        is_told(page, "It goes out at the time you chose.")
        presses(page, "Take it back")
        is_told(page, "It is taken back. 2 people do not get it.")

    assert set(Message.objects.filter(kind="announcement").values_list("state", "why")) == {("dropped", "recalled")}


def test_a_lay_partner_chooses_once_a_week_and_ends_a_topic_from_the_mail(transactional_db, browser, live_server):
    cast = gather_today()
    it = to_the_pair(cast)
    deliver_all(now())
    message = Message.objects.get(about=it.ref, to=cast.amina.ref)
    with visiting(browser, live_server, width=320) as page:
        page.goto(off_link(message))                    # nobody is signed in
        presses(page, "Send me none of these")
        page.get_by_role("heading", name="We do not send you these any more").wait_for()
        sign_in(page, live_server, cast.amina.user)
        page.goto("/messages/")
        page.get_by_role("link", name="Care Together: The hall").click()
        assert "The ramp is at the side." in page.locator("main").inner_text()
        page.get_by_role("link", name="Change how often we write to you").click()
        page.get_by_label("Once a week, together").check()
        presses(page, "Save")
        is_told(page, "Saved. It holds from now on, also for what is on its way.")

    paces = paces_of(cast.amina)
    assert paces.pop(("groups", False)) == "off" and set(paces.values()) == {"weekly"}      # what was ended stays ended


@pytest.mark.parametrize("width", [320, 1280])
def test_who_does_not_get_our_mail_reads_it_says_that_the_address_is_right_and_staff_see_no_barrier(
        transactional_db, browser, live_server, width):
    cast = gather_today()
    it = to_the_pair(cast)
    deliver_all(now())
    for who in (cast.amina, cast.joe):
        name = Message.objects.get(about=it.ref, to=who.ref).mail_name
        assert come_back(Report((name,), (who.email,), "5.2.2"), at=now()) == Outcome.TAKEN
    back = Message.objects.get(about=it.ref, to=cast.joe.ref)
    with opened_page(browser, live_server, width=width) as page:
        sign_in(page, live_server, cast.amina.user)
        page.goto("/me/")
        assert "Our messages do not reach you" in page.locator("main").inner_text()
        assert (axe(page), is_wider_than_its_window(page)) == ([], False)
        presses(page, "The address is right: use it again")
        is_told(page, "Messages go there again from now on.")
        assert "Our messages do not reach you" not in page.locator("main").inner_text()
        sign_in(page, live_server, cast.maya.user)
        says = {f"/people/{cast.joe.ref}/": "the mailbox is full (5.2.2)", f"/messages/{back.pk}/": "The mailbox is full (5.2.2)"}
        for address, words in says.items():
            page.goto(address)
            assert words in page.locator("main").inner_text()
            assert (address, axe(page), is_wider_than_its_window(page)) == (address, [], False)

    assert list(AddressTrouble.objects.standing().values_list("to", flat=True)) == [cast.joe.ref]


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_messages_has_a_barrier(transactional_db, browser, live_server, width):
    cast = gather_today()
    out, waits = to_the_pair(cast), to_the_pair(cast, goes_in=timedelta(hours=1))
    deliver_all(now())
    expect(at=now())
    pause_messages(cast.programme, kind="meeting_soon", reason="The dates are being changed.", by=cast.maya, at=now())
    sent = Message.objects.get(about=out.ref, to=cast.amina.ref)
    of = f"/programmes/{cast.programme.slug}/messages/"
    staff = (of, f"{of}?show=sent", f"{of}kinds/", f"{of}pause/?kind=meeting_soon", f"{of}ahead/", f"{of}written/", f"{of}new/",
             out.get_absolute_url(), waits.get_absolute_url(), f"/messages/{sent.pk}/", f"/people/{cast.amina.ref}/messages/?show=sent")
    own = ("/messages/", "/messages/how-often/", "/messages/topics/", f"/messages/sent/{SentMessage.objects.get(message=sent).ref}/")
    with opened_page(browser, live_server, width=width) as page:
        for who, pages in ((None, (off_link(sent), "/messages/off/1/nothing/")), ("maya", staff), ("amina", own)):
            if who:
                sign_in(page, live_server, getattr(cast, who).user)
            for address in pages:
                page.goto(address)
                assert (who, address, axe(page), is_wider_than_its_window(page)) == (who, address, [], False)
