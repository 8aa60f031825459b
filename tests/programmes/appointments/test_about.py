"""Who has no account answers questions about themselves by their own link; and the interests that others may read."""

import pytest
from django.test import Client
from django.urls import reverse

from partners.candidates.models import token_of
from partners.declarations.actions import review_interest
from partners.equality.models import EqualityAnswers
from partners.equality.policies import answers_of
from programmes.appointments.actions.induction import declare_interest
from programmes.appointments.actions.terms import step_down
from tests.makers import MONDAY
from tests.programmes.appointments.doing import accepted, active, with_account
from tests.programmes.nominations.doing import a_call, a_nominee
from tests.programmes.stages.doing import get

pytestmark = pytest.mark.django_db


def page_of(appointment):
    return reverse("programmes:about-by-link", args=[token_of(appointment.nomination.candidate.ref)])


def test_who_has_no_account_answers_changes_and_deletes_by_their_link(cast):
    appointment, client = accepted(cast), Client()
    token = token_of(appointment.nomination.candidate.ref)
    for name in ("my-nomination", "induction-by-link"):
        assert page_of(appointment) in client.get(reverse(f"programmes:{name}", args=[token])).content.decode()
    client.post(page_of(appointment), {"age": "16-24"})
    assert answers_of(appointment.partner)["age"] == "16-24"
    assert "Delete all my answers" in client.get(page_of(appointment)).content.decode()
    assert "Choose" in client.post(page_of(appointment), {"age": "a hundred"}).content.decode()
    client.post(page_of(appointment), {"age": "25-34"})
    assert answers_of(appointment.partner)["age"] == "25-34"
    client.post(page_of(appointment), {"delete": "1"})

    assert answers_of(appointment.partner) == {} and not EqualityAnswers.objects.exists()


def test_the_link_opens_no_answers_of_who_takes_no_part_yet_or_signs_in(cast):
    waiting = a_nominee(cast, a_call(cast), "Una Example")
    assert Client().get(reverse("programmes:about-by-link", args=[token_of(waiting.candidate.ref)])).status_code == 404
    appointment = accepted(cast)
    with_account(appointment)

    assert Client().get(page_of(appointment)).headers["Location"] == reverse("partners:about-you")


def test_the_register_has_what_others_may_read_of_who_takes_part(cast):
    nora = active(cast)
    said = {text: declare_interest(nora, at=MONDAY, through="link", kind="professional", text=text)
            for text in ("A shop", "A secret", "New")}
    review_interest(said["A shop"], by=cast.maya, at=MONDAY, action="note", is_published=True)
    review_interest(said["A secret"], by=cast.maya, at=MONDAY, action="note", is_published=False, privacy_reason="Her home")
    seen = get(cast.forrest, "interest-register", cast.programme.slug).content.decode()
    assert "Nora Example" in seen and "A shop" in seen and "A secret" not in seen and "New" not in seen
    step_down(nora, by=nora.partner, at=MONDAY)

    assert "Nora Example" not in get(cast.forrest, "interest-register", cast.programme.slug).content.decode()
