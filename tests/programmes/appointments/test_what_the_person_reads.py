"""The page of the first steps keeps its place and counts; after a yes the person's page and the nominator's say what is true."""

import pytest
from django.test import Client
from django.urls import reverse

from partners.candidates.models import token_of
from partners.models import Candidate
from programmes.appointments.actions.offering import accept_offer
from programmes.appointments.actions.terms import step_down
from programmes.appointments.catalogue import SIGNED
from programmes.appointments.models import NEEDED
from programmes.calls.models import token_of_request
from tests.makers import MONDAY
from tests.programmes.appointments.doing import accepted, now_, offered, with_account
from tests.programmes.selection.doing import nominees, released
from tests.programmes.stages.doing import get, post

pytestmark = pytest.mark.django_db


def token(appointment):
    return token_of(appointment.nomination.candidate.ref)


def read(name, key):
    return Client().get(reverse(f"programmes:{name}", args=[key])).content.decode()


def test_who_confirms_a_step_stays_at_it(cast, client):
    appointment = accepted(cast)
    welcome, tour = (appointment.items.get(code=code) for code in ("welcome", "tour"))
    where = reverse("programmes:induction-by-link", args=[token(appointment)])
    assert f'id="step-{welcome.ref}"' in client.get(where).content.decode()
    assert client.post(where, {"step": welcome.ref}).url == f"{where}#step-{welcome.ref}"
    assert post(cast.maya, "induction-done", tour).url.endswith(f"#step-{tour.ref}")
    assert post(cast.maya, "induction-note", tour, through="phone").url.endswith(f"#step-{tour.ref}")


def test_in_an_account_too(cast):
    appointment = accepted(cast)
    nora, watch = with_account(appointment), appointment.items.get(code="welcome")

    assert post(nora, "induction-confirm", watch).url.endswith(f"#step-{watch.ref}")


def test_the_person_is_you_to_themselves(cast):
    appointment = accepted(cast)

    assert "Who does it: You." in read("induction-by-link", token(appointment))
    staff = get(cast.maya, "induction", appointment).content.decode()
    assert "Who does it: The lay partner." in staff and "Who does it: You." not in staff


def test_the_page_counts_the_steps_and_says_when_all_are_done(cast, client):
    appointment = accepted(cast)
    where = reverse("programmes:induction-by-link", args=[token(appointment)])
    needed = appointment.items.filter(code__in=NEEDED)

    def pages():
        return client.get(where).content.decode(), get(cast.maya, "induction", appointment).content.decode()

    assert all(f"0 of {len(NEEDED)} steps that are needed are confirmed." in page for page in pages())
    for item in needed.exclude(code__in=SIGNED):
        client.post(where, {"step": item.ref})
    assert all(f"{len(NEEDED) - 2} of {len(NEEDED)} steps that are needed" in page for page in pages())
    client.post(reverse("programmes:interests-by-link", args=[token(appointment)]), {"kind": "nothing"})
    client.post(reverse("programmes:confidentiality-by-link", args=[token(appointment)]), {"agrees": "on"})
    assert all("All the steps that are needed are confirmed." in page and "steps that are needed are confirmed.</p>" not in page
               for page in pages())


@pytest.mark.parametrize("declares_first", [True, False])
def test_who_signs_reads_whether_confidential_papers_are_open_now(cast, client, declares_first):
    appointment = accepted(cast)
    if declares_first:
        client.post(reverse("programmes:interests-by-link", args=[token(appointment)]), {"kind": "nothing"})
    page = client.post(reverse("programmes:confidentiality-by-link", args=[token(appointment)]), {"agrees": "on"}, follow=True)

    assert ("confidential papers are open now" in page.content.decode()) is declares_first
    assert ("open when interests are declared, too" in page.content.decode()) is not declares_first


def test_the_persons_page_says_how_far_the_role_is(cast):
    appointment = offered(cast)
    assert "It waits for your yes or no." in read("my-nomination", token(appointment))
    accept_offer(appointment, at=MONDAY, through="link")
    page = read("my-nomination", token(appointment))
    assert "You take part." in page and "Decided." not in page
    step_down(now_(appointment), by=cast.maya, at=MONDAY)
    assert "You took part." in read("my-nomination", token(appointment))


def test_next_steps_are_promised_only_until_they_come(cast):
    from programmes.appointments.actions.offering import offer_appointment

    chosen, = nominees(released(cast, "select"))
    link = token_of(chosen.candidate.ref)
    assert "We write to you about the next steps." in read("my-nomination", link)
    accept_offer(offer_appointment(chosen, by=cast.maya, at=MONDAY), at=MONDAY, through="link")

    page = read("my-nomination", link)
    assert "You are selected." in page and "We write to you about the next steps." not in page and "You take part." in page


@pytest.mark.parametrize(("outcome", "words"), [("select", "was selected."), ("not_select", "was not selected.")])
def test_who_put_somebody_forward_reads_the_outcome_where_the_person_agreed(cast, outcome, words):
    chosen, = nominees(released(cast, outcome))
    link = token_of_request(chosen.call.requests.get().ref)
    page = read("nominate", link)
    assert f"{chosen.candidate.name} {words}" in page and "Decided." not in page and "You showed much of it." not in page
    Candidate.objects.filter(pk=chosen.candidate_id).update(nominator_may_hear=False)

    page = read("nominate", link)
    assert words not in page and "Decided." in page
