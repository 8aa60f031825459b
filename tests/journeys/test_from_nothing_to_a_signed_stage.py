"""A new programme from nothing to its first signed-off stage, in the browser, without JavaScript."""

import re

import pytest
from django.core import mail

from coprod.kit.clock import day_of, now
from programmes.models import Programme, Stage
from tests import makers
from tests.journeys.steps import follows, is_told, presses, signs_in, types, types_a_day, visiting

pytestmark = pytest.mark.django_db(transaction=True)
LEADERS = ("Rose Adeola", "Tariq Lund")


def link_in_the_invitation(to):
    letter = next(each for each in reversed(mail.outbox) if each.to == [to] and "/invitations/" in each.body)
    return re.search(r"https?://[^/]+(/invitations/\S+)", letter.body).group(1)


def adds(page, name, email, *, professional=False):
    follows(page, "People")
    follows(page, "Add a person")
    types(page, "Full name", name)
    types(page, "E-mail address", email)
    if professional:
        page.get_by_label("They take part as part of a paid job").check()
    presses(page, "Add the person")
    is_told(page, name)
    presses(page, "Invite them to open an account")
    is_told(page, "An invitation is on its way")


def opens_their_account(page, email, username):
    page.goto(link_in_the_invitation(email))
    types(page, "Choose a user name", username)
    types(page, "Choose a password", makers.PASSWORD)
    presses(page, "Open my account")
    page.wait_for_url("**/")


def test_a_manager_takes_a_programme_from_nothing_to_its_first_signed_stage(browser, live_server):
    makers.a_partner("Maya Marsh", professional=True, username="maya", at=now())
    today = day_of(now())
    with visiting(browser, live_server) as page:
        signs_in(page, "maya")
        is_told(page, "Nothing needs you today")
        follows(page, "Set up a programme")
        presses(page, "Set up the programme")
        is_told(page, "There is a problem")                              # nothing typed yet: told beside each field
        types(page, "What is the programme called?", "Home from Hospital")
        types(page, "What is its vision?", "Everyone gets home well.")
        types_a_day(page, "First day", today)
        presses(page, "Set up the programme")
        is_told(page, "You are its manager")

        for name in LEADERS:
            adds(page, name, f"{name.split()[0].lower()}@example.test")
        adds(page, "Sol Sponsor", "sol@example.test", professional=True)

        page.goto("/programmes/home-from-hospital/")
        follows(page, "Team")
        follows(page, "Give somebody a role")
        page.get_by_label("Who?").select_option(label="Sol Sponsor")
        page.get_by_label("Senior responsible owner").check()
        presses(page, "Give the role")
        is_told(page, "Sol Sponsor")

        page.goto("/programmes/home-from-hospital/")
        follows(page, "Groups and workstreams")
        follows(page, "Set up a group")
        types(page, "What is the group called?", "Founding leaders")
        page.get_by_label("Founding service-user leaders").check()
        types(page, "How many seats for lay partners?", "2")
        presses(page, "Set up the group")
        for name in LEADERS:
            page.get_by_role("link", name=re.compile("Propose somebody")).first.click()
            page.get_by_label("Whom do you propose?").select_option(label=name)
            presses(page, "Propose them")
            is_told(page, f"{name} is proposed")

        page.goto("/programmes/home-from-hospital/")
        follows(page, "Focus")
        follows(page, "Write a version")
        types(page, "What is the problem?", "People wait for days to leave hospital.")
        types(page, "Whom does it concern?", "Older people and those who care for them.")
        types(page, "In which area?", "Westmere")
        types_a_day(page, "When does the work end?", today.replace(year=today.year + 1))
        presses(page, "Save")
        page.goto("/programmes/home-from-hospital/scope/add/")
        types(page, "Matter", "The way people are told they may go home")
        page.get_by_label("Open to change").check()
        types(page, "Who decides?", "The Partnership Board")
        presses(page, "Put it on the list")
        page.goto("/programmes/home-from-hospital/")
        follows(page, "Open or plan a stage")
        page.get_by_label("Which stage?").select_option("S1")
        presses(page, "Go on")
        is_told(page, "The stage is open")

    stage = Stage.objects.get(code="S1")
    for name in LEADERS:
        first = name.split()[0].lower()
        with visiting(browser, live_server) as page:
            opens_their_account(page, f"{first}@example.test", first)
            page.goto("/waiting/")
            page.get_by_role("link", name=re.compile("seat to say yes or no to")).click()
            follows(page, "Founding leaders")
            presses(page, "Yes, I take this seat")
            is_told(page, "Thank you. You have said yes.")
            page.goto("/programmes/home-from-hospital/focus/")
            follows(page, "Comment on the newest version")
            types(page, "Your comment", "Say more about carers.")
            presses(page, "Keep my comment")
            is_told(page, "Say more about carers.")

    with visiting(browser, live_server) as page:
        signs_in(page, "maya")
        for code in ("1.1", "1.4", "1.5", "1.6"):
            page.goto(stage.answers.get(code=code).get_absolute_url())
            follows(page, "Claim that it is met")
            follows(page, "A reference to minutes")
            types(page, "What was done, by whom and when?", f"Done with the leaders this week ({code}).")
            types(page, "What is it?", "Minutes of the leaders' meeting")
            types_a_day(page, "What is its date?", today)
            presses(page, "Claim it")
            is_told(page, "It counts once a lay partner has confirmed it")
            assert page.get_by_role("button", name="Yes, I confirm it").count() == 0

    with visiting(browser, live_server) as page:
        signs_in(page, "rose")
        page.goto("/waiting/")
        page.get_by_role("link", name=re.compile("claims to confirm or dispute")).click()
        for answer in stage.answers.in_order():
            page.goto(answer.get_absolute_url())
            presses(page, "Yes, I confirm it")
            is_told(page, "because you confirmed it")
        stage.refresh_from_db()
        assert stage.state == "ready"

    for username in ("sol", "rose", "tariq"):
        with visiting(browser, live_server) as page:
            if username == "sol":
                opens_their_account(page, "sol@example.test", "sol")
            else:
                signs_in(page, username)
            page.goto("/waiting/")
            page.get_by_role("link", name=re.compile("stage to sign")).click()
            page.locator("main").get_by_role("link", name=re.compile("^S1")).click()
            follows(page, "Read it and sign")
            page.get_by_label("I agree", exact=True).check()
            presses(page, "Record what I say")
            is_told(page, "Your word is recorded")

    stage.refresh_from_db()
    assert stage.state == "signed_off"
    assert Programme.objects.get().state == "started"
