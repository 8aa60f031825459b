"""Without JavaScript, at 320 px: from the offer by a link to an account, a whole induction, and a confidential paper that opens."""

import pytest
from django.urls import reverse

from coprod.kit.clock import now
from coprod.post.actions import hushed
from partners.candidates.models import token_of
from partners.models import Invitation
from partners.people.models import token_for
from programmes.appointments.actions.induction import confirm_item
from programmes.appointments.actions.offering import offer_appointment
from programmes.appointments.models import NEEDED, Appointment
from programmes.stages.actions.answering import add_evidence
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, visiting
from tests.makers import a_stage
from tests.programmes.appointments.doing import now_, one_of_each, selected
from tests.programmes.nominations.doing import a_call
from tests.programmes.stages.doing import first_of

pytestmark = pytest.mark.django_db(transaction=True)


def narrow(page):
    assert not is_wider_than_its_window(page), page.url


def test_from_the_offer_to_the_first_confidential_paper(transactional_db, browser, live_server):
    cast, at = gather_today(), now()
    with hushed():
        offer = offer_appointment(selected(cast, at=at, call=a_call(cast, at=at))[0], by=cast.maya, at=at)
        paper = add_evidence(first_of(a_stage(cast.programme, "S11", by=cast.maya, at=at)), by=cast.maya, at=at, kind="link",
                             title="Draft budget", link="https://example.org", audience="stage")
    with visiting(browser, live_server, width=320) as page:
        page.goto(reverse("programmes:my-nomination", args=[token_of(offer.nomination.candidate.ref)]))
        narrow(page)
        follows(page, "Read the offer and answer")
        is_told(page, "You may say no, and still take the role.")
        narrow(page)
        presses(page, "Send my answer")
        is_told(page, "Choose an answer to “Do you take the role?”")
        page.get_by_label("Yes, I take it").check()
        presses(page, "Send my answer")
        is_told(page, "Thank you for saying yes.")
        follows(page, "See my first steps")
        narrow(page)
        page.get_by_role("button", name="Yes, this happened A welcome call").click()
        is_told(page, "It is noted that this happened.")
    appointment = now_(offer)
    with visiting(browser, live_server, width=320) as page:
        page.goto(reverse("partners:invitation", args=[token_for(Invitation.objects.get().ref)]))
        page.get_by_label("Choose a user name").fill("nora")
        page.get_by_label("Choose a password").fill("three green bicycles")
        page.locator("main button").last.click()
        page.goto("/my-roles/")
        narrow(page)
        page.goto(paper.answer.get_absolute_url())
        is_told(page, "Before you read confidential papers: sign the confidentiality statement and declare your interests")
        page.goto("/my-roles/")
        follows(page, "My interests")
        narrow(page)
        page.get_by_label("I have nothing to declare").check()
        presses(page, "Declare it")
        is_told(page, "It is in the list.")
        page.goto("/my-roles/")
        follows(page, "Confidentiality")
        narrow(page)
        page.get_by_label("I have read it, and I agree").check()
        presses(page, "Sign it")
        is_told(page, "Signed, with today’s date.")
        for item in appointment.items.filter(code__in=NEEDED, confirmed_at=None).exclude(code="watch"):
            item.appointment = appointment
            confirm_item(item, at=now(), through="account")
        page.goto(reverse("programmes:induction", args=[appointment.ref]))
        page.get_by_role("button", name="Yes, this happened A meeting watched").click()
        page.goto("/my-roles/")
        is_told(page, "Active")
        page.goto(paper.answer.get_absolute_url())
        is_told(page, "Draft budget")
    assert Appointment.objects.get().state == "active"


def test_the_pages_of_appointments_have_no_barriers(transactional_db, browser, live_server):
    cast, at = gather_today(), now()
    with hushed():
        addresses = one_of_each(cast, a_call(cast, at=at), at=at)
    where = {name: reverse(f"programmes:{name}", kwargs=parts) for name, parts in addresses.items()}
    visits = {cast.maya: ("appointments", "appointment", "appointment-thank", "offer-new", "offer-note", "appointment-settle", "induction",
                          "interests", "interest-review", "confidentiality", "buddy-propose", "appointment-leave", "appointment-pause"),
              cast.amina: ("my-roles", "appointment", "induction", "interests", "confidentiality", "offer-answer", "buddy"),
              cast.ines: ("check-in",), None: ("offer", "induction-by-link", "interests-by-link", "confidentiality-by-link")}
    with opened_page(browser, live_server, width=320) as page:
        for person, names in visits.items():
            if person:
                sign_in(page, live_server, person.user)
            for name in names:
                page.goto(where[name])
                assert page.locator("h1").inner_text() != "You cannot do this", name
                assert (name, axe(page), is_wider_than_its_window(page)) == (name, [], False)
