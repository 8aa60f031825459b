"""Without JavaScript and at 320 px the pair and their lead keep minutes; with it a lost connection loses nothing; no page has a barrier."""

from datetime import timedelta

import pytest

from coprod.kit.clock import now
from coprod.post.actions import hushed
from programmes.meetings.actions import add_item, announce, note_presence, plan_meetings
from programmes.meetings.models import Meeting
from programmes.minutes.actions import (
    add_line,
    ask_correction,
    mark_hard,
    open_to_public,
    publish,
    release,
    say_on_minutes,
    strike_out,
)
from programmes.minutes.models import CallBack, MinuteLine, Minutes
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, signs_in, types, visiting

pytestmark = pytest.mark.django_db(transaction=True)


def a_meeting(cast, *, hours=-2, noted=True):
    at = now()
    start = at + timedelta(hours=hours)
    meeting = plan_meetings(cast.housing.group, by=cast.priya, at=at - timedelta(days=30), starts_at=start, place="Town hall",
                            ends_at=start + timedelta(hours=1))[0]
    announce([meeting], by=cast.priya, at=at - timedelta(days=30))
    for title in ("Letters that people can read, and who writes them", "The lift"):
        add_item(meeting, by=cast.amina, at=at - timedelta(days=20), is_lay=True, on=True, title=title, minutes=20, why="We choose")
    if noted:
        note_presence(meeting, dict.fromkeys((cast.amina, cast.joe, cast.priya), ("room", "")), by=cast.priya, at=at,
                      chairs=[cast.amina])
    return Meeting.objects.select_related("group").get(pk=meeting.pk)


def test_from_the_first_line_to_published_minutes(transactional_db, browser, live_server):
    with hushed():
        cast = gather_today()
        meeting = a_meeting(cast)
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "priya")
        page.goto(meeting.get_absolute_url())
        follows(page, "Write the minutes")
        types(page, "What should be kept?", "The letters go out in plain words.")
        presses(page, "Save the line")
        is_told(page, "The line is there.")
        assert not is_wider_than_its_window(page)
        follows(page, "See all of the minutes, and send the draft out")
        presses(page, "Send the draft out")
        is_told(page, "The draft is out.")
    for who in ("amina", "joe"):
        with visiting(browser, live_server, width=320) as page:
            signs_in(page, who)
            page.goto(f"{meeting.get_absolute_url()}minutes/")
            follows(page, "Say yes or no")
            page.get_by_label("Yes, they are right").check()
            presses(page, "Save")
            is_told(page, "You said yes. Thank you.")
            assert not is_wider_than_its_window(page)
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "priya")
        page.goto(f"{meeting.get_absolute_url()}minutes/")
        presses(page, "Publish to the group")
        is_told(page, "Published. The group is told.")
    assert Minutes.objects.get().state == "published"


def test_what_is_typed_while_the_connection_is_down_is_there_when_it_is_back(transactional_db, browser, live_server):
    with hushed():
        cast = gather_today()
        meeting = a_meeting(cast)
    address = f"{meeting.get_absolute_url()}minutes/take/?item=1"
    with opened_page(browser, live_server, width=1280) as page:
        sign_in(page, live_server, cast.priya.user)
        page.goto(address)
        words = page.get_by_label("What should be kept?")
        words.press_sequentially("Long words.")
        page.reload()
        assert page.get_by_label("What should be kept?").input_value() == "Long words."
        assert "We kept what you typed here before." in page.locator("main").inner_text()
        page.get_by_role("button", name="Save the line").click()
        page.wait_for_url("**/take/**#line-*")
        assert page.get_by_label("What should be kept?").input_value() == ""
    assert list(MinuteLine.objects.values_list("words", flat=True)) == ["Long words."]


def test_no_page_of_minutes_has_a_barrier(transactional_db, browser, live_server):
    at = now()
    with hushed():
        cast = gather_today()
        soon, meeting, public = a_meeting(cast, hours=1, noted=False), a_meeting(cast), a_meeting(cast, hours=-5)
        line = add_line(meeting, by=cast.priya, at=at, words="Mrs Grey of a very long address in Mill Lane fell ill.",
                        item=meeting.items.first())
        action = add_line(meeting, by=cast.priya, at=at, kind="action", words="Write", who=cast.joe, due_on=at.date())
        add_line(public, by=cast.priya, at=at, kind="decision", how="agreed", words="Plain words.", options="None")
        for each in (meeting, public):
            release(Minutes.objects.select_related("meeting__group").get(meeting=each), by=cast.priya, at=at)
        line, action = (MinuteLine.objects.select_related("minutes__meeting__group").get(pk=each.pk) for each in (line, action))
        asked = ask_correction(line.minutes, by=cast.joe, at=at, text="It was Mrs Gray.", line=line)
        no = say_on_minutes(line.minutes, by=cast.joe, at=at, is_right=False, text="No")
        opened = Minutes.objects.select_related("meeting__group").get(meeting=public)
        for who in (cast.amina, cast.joe):
            say_on_minutes(opened, by=who, at=at, is_right=True)
        opened.refresh_from_db()
        publish(opened, by=cast.priya, at=at)
        open_to_public(opened, by=cast.joe, at=at, decided_on=at.date(), decided="All")
        strike_out(line, by=cast.priya, at=at, passage="Mrs Grey", reason="health")
        mark_hard(meeting, at=at)
    call = CallBack.objects.get(partner=cast.amina)
    of = f"/meetings/{meeting.ref}/"
    own = (of, f"{of}minutes/", f"{of}minutes/take/?item=1", f"{of}minutes/say/", f"{of}minutes/correct/", f"{of}minutes/taker/",
           f"/meetings/{soon.ref}/chair/?item=1", f"/meetings/{soon.ref}/chair/?item=2", f"/minute-lines/{line.ref}/change/",
           f"/minute-lines/{line.ref}/versions/", f"/minute-lines/{line.ref}/strike-out/", f"/call-backs/{call.ref}/",
           f"/groups/{cast.housing.group.ref}/actions/")
    led = (f"{of}minutes/", f"{of}minutes/note/", f"/corrections/{asked.ref}/answer/", f"/minutes-noes/{no.ref}/answer/")
    managed = (f"/call-backs/{call.ref}/note/",)
    with opened_page(browser, live_server, width=320) as page:
        for who, addresses in (("amina", own), ("priya", led), ("maya", managed)):
            sign_in(page, live_server, getattr(cast, who).user)
            for address in addresses:
                assert page.goto(address).status == 200, address
                assert (who, address, axe(page), is_wider_than_its_window(page)) == (who, address, [], False)
    with opened_page(browser, live_server, width=320) as page:
        page.goto(f"/minutes/{opened.public_ref}/")
        assert (axe(page), is_wider_than_its_window(page)) == ([], False)
