"""Without JavaScript and at 320 px: a lead plans a meeting, the pair proposes and agrees, all answer; and no page has a barrier."""

from datetime import timedelta

import pytest

from coprod.kit.clock import day_of, now
from coprod.post.actions import hushed
from programmes.meetings.actions import add_item, announce, plan_meetings
from programmes.meetings.models import AgendaItem, Meeting, token_of_invitation
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, signs_in, types, visiting
from tests.programmes.meetings.doing import invitation_of
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_plan_to_an_agenda_of_both_sides(transactional_db, browser, live_server):
    cast = gather_today()
    on = day_of(now()) + timedelta(days=35)
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "priya")
        page.goto(cast.housing.get_absolute_url())
        follows(page, "Meetings of this workstream")
        follows(page, "Plan a meeting")
        for name, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
            page.get_by_label(name, exact=True).fill(str(value))
        types(page, "When does it begin?", "10:30")
        types(page, "When does it end?", "12:00")
        types(page, "Where?", "Town hall")
        presses(page, "Go on")
        is_told(page, "Nobody is told of this meeting yet")
        presses(page, "Announce it, and ask everybody")
        is_told(page, "The meeting is announced. Everybody who is asked is told.")
        assert not is_wider_than_its_window(page)
        follows(page, "Make the agenda")
        follows(page, "Add an item")
        types(page, "What should we talk about?", "Money")
        types(page, "How many minutes?", "20")
        presses(page, "Save")
    meeting = Meeting.objects.get()
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "amina")
        follows(page, "Meetings")
        page.locator("main").get_by_role("link", name="Say whether you come").click()
        page.get_by_label("Yes, online").check()
        presses(page, "Save")
        is_told(page, "Thank you. Your answer is noted.")
        follows(page, "Ask for something on the agenda")
        types(page, "What should we talk about?", "Letters")
        presses(page, "Save")
        is_told(page, "It is on the agenda.")
        page.locator("li", has_text="Letters").get_by_role("button", name="Up").click()
        presses(page, "Yes, for the lay side")
        is_told(page, "Your yes is noted.")
        assert not is_wider_than_its_window(page)
    with visiting(browser, live_server, width=320) as page:
        page.goto(f"/coming/{token_of_invitation(invitation_of(meeting, cast.joe).ref)}/")
        page.get_by_label("Yes, by phone").check()
        presses(page, "Send my answer")
        is_told(page, "You said: Yes, by phone.")
        signs_in(page, "priya")
        page.goto(f"/meetings/{meeting.ref}/agenda/")
        presses(page, "Yes, for the staff’s side")
        is_told(page, "The agenda is agreed: both sides have said yes.")
    meeting.refresh_from_db()
    assert meeting.state == "agenda_built"
    assert list(AgendaItem.objects.on_it().values_list("title", "is_lay")) == [("Letters", True), ("Money", False)]
    assert set(meeting.invitations.exclude(answer="").values_list("partner__name", "answer", "through")) == {
        ("Amina Example", "online", "account"), ("Joe Example", "phone", "link")}


def test_no_page_of_meetings_has_a_barrier(transactional_db, browser, live_server):
    at = now()
    with hushed():
        cast = gather_today()
        start = at + timedelta(days=30)
        one, plan = (plan_meetings(cast.housing.group, by=cast.priya, at=at, starts_at=start + timedelta(days=n), place="Town hall",
                                   ends_at=start + timedelta(days=n, hours=1), link="https://meet.example/a-very-long-address-of-a-room",
                                   phone="020 7946 0001")[0] for n in (0, 1))
        announce([one], by=cast.priya, at=at)
        item = add_item(one, by=cast.amina, at=at, is_lay=True, on=True, title="Letters that people can read, and who writes them")
        add_item(one, by=cast.joe, at=at, is_lay=True, title="The lift")
    own = "/meetings/", "/meetings/calendar/", f"/meetings/{one.ref}/", f"/meetings/{one.ref}/answer/", f"/meetings/{one.ref}/agenda/", \
        f"/meetings/{one.ref}/items/new/", f"/groups/{cast.housing.group.ref}/meetings/", f"/meetings/items/{item.ref}/change/"
    led = f"/groups/{cast.housing.group.ref}/meetings/plan/", f"/meetings/{plan.ref}/", f"/meetings/{one.ref}/change/", \
        f"/meetings/{one.ref}/cancel/", f"/meetings/{one.ref}/beside/", f"/meetings/items/{item.ref}/leave-out/", \
        f"/meetings/invitations/{invitation_of(one, cast.joe).ref}/answer/"
    as_(cast.amina).post("/meetings/calendar/", {"names": "on"})
    with opened_page(browser, live_server, width=320) as page:
        for who, addresses in (("amina", own), ("priya", own[2:] + led)):
            sign_in(page, live_server, getattr(cast, who).user)
            for address in addresses:
                assert page.goto(address).status == 200, address
                assert (who, address, axe(page), is_wider_than_its_window(page)) == (who, address, [], False)
    with opened_page(browser, live_server, width=320) as page:
        page.goto(f"/coming/{token_of_invitation(invitation_of(one, cast.joe).ref)}/")
        assert (axe(page), is_wider_than_its_window(page)) == ([], False)
