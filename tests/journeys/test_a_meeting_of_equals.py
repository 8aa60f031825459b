"""From a plan to confirmed minutes, without JavaScript where a person takes part: a lead plans a meeting with an interpreter and a
paper, the pair brings an item, both sides make the agenda, the paper goes out in time, a lay partner chairs by keyboard, the pair
confirms the minutes, the group finds its gap, and the records show S8."""

from datetime import timedelta

import pytest
from django.db.models import F

from coprod.kit.clock import day_of, now
from coprod.post.actions import hushed
from partners.support.actions import add_need
from programmes.access.models import Provision
from programmes.meetings.models import AgendaItem, Meeting
from programmes.minutes.models import Minutes
from programmes.papers.models import Paper
from programmes.stages.actions.checking import check_stages
from programmes.touchstone.actions import close_checks
from programmes.touchstone.models import TouchstoneCheck
from tests.browser import is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, signs_in, types, visiting
from tests.makers import a_stage
from tests.programmes.touchstone.doing import a_check, answers

pytestmark = pytest.mark.django_db(transaction=True)


def plans(page, cast):
    """The lead plans a meeting of two and a half hours in five weeks, and announces it."""
    on = day_of(now()) + timedelta(days=35)
    page.goto(cast.housing.get_absolute_url())
    follows(page, "Meetings of this workstream")
    follows(page, "Plan a meeting")
    for name, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        page.get_by_label(name, exact=True).fill(str(value))
    types(page, "When does it begin?", "10:30")
    types(page, "When does it end?", "13:00")
    types(page, "Where?", "Town hall")
    presses(page, "Go on")
    presses(page, "Announce it, and ask everybody")
    is_told(page, "Interpreters take turns: book two")


def books_and_writes(page, meeting):
    """The lead books the interpreter, and writes a paper in easy words for the item of the pair."""
    page.goto(f"/meetings/{meeting.ref}/support/")
    follows(page, "It is booked Book a BSL interpreter")
    types(page, "What did you book?", "Two interpreters, from ten to one")
    presses(page, "It is booked")
    is_told(page, "They are told, and say whether it is right.")
    page.goto(f"/meetings/{meeting.ref}/")
    follows(page, "Write a paper")
    types(page, "Title", "Letters that people can read")
    types(page, "What is it for?", "To choose the words")
    types(page, "Question for lay partners", "Which words would you use?")
    types(page, "The text, or a summary of it", "Our letters are long.\n\nNobody reads them.")
    page.get_by_label("For which item").select_option(label="Letters")
    presses(page, "Save")
    follows(page, "Release the papers of this meeting")
    presses(page, "Release them, and tell everybody")
    is_told(page, "The papers are out.")


def chairs_by_keyboard(page, live_server, cast, meeting):
    """From item to item with Tab and Enter alone."""
    sign_in(page, live_server, cast.amina.user)
    page.goto(f"/meetings/{meeting.ref}/chair/")
    is_told(page, "Ask: “Which words would you use?”")
    for _press in range(40):
        page.keyboard.press("Tab")
        if "Next item" in page.evaluate("document.activeElement.innerText"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**item=2")
    is_told(page, "Item 2 of 2")


def test_from_a_plan_to_minutes_that_the_pair_confirmed(transactional_db, browser, live_server):
    with hushed():
        cast = gather_today()
        stage = a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing, at=now())
        add_need(cast.joe, at=now(), kind="communication", words="Book a BSL interpreter", seen_by="organisers")
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "priya")
        plans(page, cast)
    meeting = Meeting.objects.get()
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "amina")
        page.goto(f"/meetings/{meeting.ref}/items/new/")
        types(page, "What should we talk about?", "Letters")
        presses(page, "Save")
        follows(page, "Add an item")
        types(page, "What should we talk about?", "The lift")
        presses(page, "Save")
        presses(page, "Yes, for the lay side")
        assert not is_wider_than_its_window(page)
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "priya")
        page.goto(f"/meetings/{meeting.ref}/agenda/")
        presses(page, "Yes, for the staff’s side")
        is_told(page, "The agenda is agreed: both sides have said yes.")
        books_and_writes(page, meeting)
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "joe")
        page.goto(f"/support/{Provision.objects.get().ref}/say/")
        page.get_by_label("Yes, it is right").check()
        presses(page, "Save")
        is_told(page, "Thank you. It is noted.")
    assert Provision.objects.get().state == "confirmed" and Paper.objects.in_time().count() == 1
    with opened_page(browser, live_server, width=1280) as page:
        chairs_by_keyboard(page, live_server, cast, meeting)

    gone_by = timedelta(days=36)       # five weeks later, on the day after
    Meeting.objects.update(starts_at=F("starts_at") - gone_by, ends_at=F("ends_at") - gone_by)
    type(stage).objects.update(opened_at=F("opened_at") - gone_by - timedelta(days=1))
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "priya")
        page.goto(f"/meetings/{meeting.ref}/presence/")
        for name in ("Amina", "Joe", "Priya"):
            page.get_by_role("group", name=f"Was {name} Example there?").get_by_label("There", exact=True).check()
        page.get_by_role("group", name="Who chaired?").get_by_label("Amina Example").check()
        presses(page, "Save")
        follows(page, "Write the minutes")
        types(page, "What should be kept?", "The letters go out in plain words.")
        presses(page, "Save the line")
        follows(page, "See all of the minutes, and send the draft out")
        presses(page, "Send the draft out")
        is_told(page, "The draft is out.")
    for who in ("amina", "joe"):
        with visiting(browser, live_server, width=320) as page:
            signs_in(page, who)
            page.goto(f"/meetings/{meeting.ref}/minutes/say/")
            page.get_by_label("Yes, they are right").check()
            presses(page, "Save")
    assert Minutes.objects.get().state == "confirmed"
    with hushed():
        check = a_check(cast, at=now())
        answers(check, "yes,no", is_lay=True, at=now())
        answers(check, "yes", is_lay=False, at=now())
        close_checks(TouchstoneCheck.objects.all(), at=now())
        check_stages(at=now())
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "amina")
        page.goto(check.get_absolute_url())
        is_told(page, "Lay partners mostly said yes to")
        page.goto(f"/groups/{cast.housing.group.ref}/involvement/")
        is_told(page, "Meetings that a lay partner chaired")
        assert not is_wider_than_its_window(page)
    shown = dict(stage.answers.filter(code__in=["8.1", "8.2", "8.3", "8.4", "8.8"]).values_list("code", "shown"))
    assert shown == dict.fromkeys(["8.1", "8.2", "8.3", "8.4", "8.8"], True)
    assert set(AgendaItem.objects.on_it().values_list("title", "is_lay")) == {("Letters", True), ("The lift", True)}
