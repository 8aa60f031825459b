"""Without JavaScript and at 320 px: somebody asks, the lead books, the person says that it is right; and no page has a barrier."""

from datetime import timedelta

import pytest

from coprod.kit.clock import now
from programmes.access.models import Provision
from programmes.meetings.actions import announce, plan_meetings
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, signs_in, types, visiting
from tests.programmes.access.doing import needs, of

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_wish_to_a_booking_that_is_right(transactional_db, browser, live_server):
    cast, at = gather_today(), now()
    start = at + timedelta(days=40)
    needs(cast.joe, at=at)
    meeting = plan_meetings(cast.housing.group, by=cast.priya, at=at, starts_at=start, ends_at=start + timedelta(hours=3), place="Hall")[0]
    announce([meeting], by=cast.priya, at=at)
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "amina")
        page.goto(f"/meetings/{meeting.ref}/")
        follows(page, "Ask for what would help you at this meeting")
        follows(page, "Ask for something for this meeting")
        types(page, "What would help you at this meeting?", "A chair near the door")
        page.get_by_label("Getting into the room and being well there").check()
        presses(page, "Save")
        is_told(page, "Noted for this meeting.")
        assert not is_wider_than_its_window(page)
    one = of(meeting, cast.amina)
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "priya")
        page.goto(f"/meetings/{meeting.ref}/")
        is_told(page, "Interpreters take turns: book two")
        follows(page, "Book what is needed, or write down what somebody asks for")
        page.goto(f"/support/{one.ref}/book/")
        types(page, "What did you book?", "The first chair on the left")
        presses(page, "It is booked")
        is_told(page, "Noted. They are told, and say whether it is right.")
    with opened_page(browser, live_server, width=320) as page:
        for who, addresses in (("amina", (f"/meetings/{meeting.ref}/my-support/", f"/meetings/{meeting.ref}/my-support/ask/",
                                          f"/support/{one.ref}/say/", f"/meetings/{meeting.ref}/")),
                               ("priya", (f"/meetings/{meeting.ref}/support/", f"/meetings/{meeting.ref}/support/ask/",
                                          f"/support/{of(meeting, cast.joe).ref}/impossible/", f"/support/{one.ref}/say/"))):
            sign_in(page, live_server, getattr(cast, who).user)
            for address in addresses:
                assert page.goto(address).status == 200, address
                assert (who, address, axe(page), is_wider_than_its_window(page)) == (who, address, [], False)
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "amina")
        page.goto(f"/support/{one.ref}/say/")
        page.get_by_label("Yes, it is right").check()
        presses(page, "Save")
        is_told(page, "Thank you. It is noted.")

    assert set(Provision.objects.values_list("words", "state")) == {
        ("A chair near the door", "confirmed"), ("Book a BSL interpreter", "requested")}
