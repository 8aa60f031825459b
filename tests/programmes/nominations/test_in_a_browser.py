"""Without JavaScript and at 320 px: a charity's contact opens the link, puts two people forward and sees how far they are; one of them
says yes on their own page; somebody else puts themselves forward. Then the pages are looked at for barriers."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from playwright.sync_api import expect

from coprod.kit.clock import now
from coprod.post.actions import hushed
from partners.candidates.models import token_of
from partners.models import Candidate
from programmes.calls.actions import want_copy
from programmes.calls.models import token_of_request
from programmes.nominations.actions.lists import check_list
from programmes.nominations.models import Nomination
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, types, visiting
from tests.programmes.nominations.doing import a_call, a_draft, a_nominee

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_contact_puts_two_people_forward_and_one_of_them_says_yes(transactional_db, browser, live_server):
    cast = gather_today()
    with hushed():
        call = a_call(cast, at=now())
    with visiting(browser, live_server, width=320) as page:
        page.goto(reverse("programmes:nominate", args=[token_of_request(call.requests.get().ref)]))
        is_told(page, "You need no account.")
        for name in ("Nora Example", "Cher"):
            follows(page, "Put somebody forward")
            types(page, "Full name", name)
            page.get_by_label("E-mail", exact=True).check()
            types(page, "E-mail address", "shared@nominee.test")
            types(page, "Why do you think they would be good at it?", "People listen to her.")
            assert not is_wider_than_its_window(page)
            presses(page, "Put them forward")
            is_told(page, "Ask the person first. Then tick this box")
            page.get_by_label("I have asked them").check()
            presses(page, "Put them forward")
            is_told(page, "Thank you. We are asking the person whether they agree.")
        assert page.locator("main").inner_text().count("They have not answered yet.") == 2
    cher = Candidate.objects.get(name="Cher")
    with visiting(browser, live_server, width=320) as page:
        page.goto(reverse("programmes:my-nomination", args=[token_of(cher.ref)]))
        is_told(page, "People listen to her.")
        presses(page, "Send my answer")
        expect(page.get_by_text("There is a problem")).to_be_in_viewport()      # though the question stands far down
        page.get_by_label("Yes, I agree").check()
        presses(page, "Send my answer")
        is_told(page, "Thank you. You agreed.")
        assert not is_wider_than_its_window(page)
    with visiting(browser, live_server, width=320) as page:
        page.goto("/open-roles/")
        follows(page, call.profiles.get().title)
        follows(page, "Put yourself forward")
        types(page, "Full name", "Olu Example")
        page.get_by_label("Phone", exact=True).check()
        types(page, "Phone number", "020 7946 0199")
        types(page, "Why would you like to do this", "I have waited in many rooms.")
        page.get_by_label("I agree that you keep").check()
        presses(page, "Send it")
        is_told(page, "This page is yours.")
    assert sorted(Nomination.objects.values_list("candidate__name", "state")) == [
        ("Cher", "consented"), ("Nora Example", "received"), ("Olu Example", "consented")]


def test_the_pages_have_no_barriers(transactional_db, browser, live_server):
    cast, at = gather_today(), now()
    with hushed():
        call = a_call(cast, at=at)
        waiting, agreed = a_nominee(cast, call, agreed=False, at=at), a_nominee(cast, call, at=at)
        draft, copy = a_draft(cast, at=at, profiles=list(call.profiles.all())), want_copy(call, by=cast.maya, at=at, form="bsl")
        batch = check_list(call, ContentFile(b"name,email\nAnn,\n", name="list.csv"), by=cast.maya, at=at)
    mine, theirs = token_of(waiting.candidate.ref), token_of_request(call.requests.get().ref)
    outside = [reverse(f"programmes:{name}", args=[token]) for name, token in (
        ("nominate", theirs), ("nominate-person", theirs), ("nominate-decline", theirs), ("my-nomination", mine),
        ("my-nomination", token_of(agreed.candidate.ref)), ("my-withdrawal", mine), ("nominate", "no-such-link"))]
    outside.append(reverse("programmes:put-oneself-forward", args=[call.profiles.get().ref]))
    inside = [reverse(f"programmes:{name}", args=[thing]) for name, thing in (
        ("calls", cast.programme.slug), ("call", call.ref), ("call", draft.ref), ("call-change", draft.ref), ("call-withdraw", call.ref),
        ("request-new", call.ref), ("copy-new", call.ref), ("copy-ready", copy.ref), ("register", call.ref), ("nomination-new", call.ref),
        ("alike", call.ref), ("list-new", call.ref), ("nomination", waiting.ref), ("nomination-consent", waiting.ref),
        ("batch", batch.ref))]
    with opened_page(browser, live_server, width=320) as page:
        for address in outside:
            page.goto(address)
            assert (address, axe(page), is_wider_than_its_window(page)) == (address, [], False)
        sign_in(page, live_server, cast.maya.user)
        for address in inside:
            page.goto(address)
            assert page.locator("h1").inner_text() != "You cannot do this", address
            assert (address, axe(page), is_wider_than_its_window(page)) == (address, [], False)
