"""An offer and its answer."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from coprod.trail.moves import make_move
from partners.candidates.models import token_of
from partners.models import Candidate, Holding, Partner
from programmes.appointments.actions.offering import (
    accept_offer,
    decline_offer,
    offer_appointment,
    withdraw_offer,
)
from programmes.appointments.models import Appointment
from programmes.nominations.actions import put_before_panel, withdraw_nomination
from programmes.nominations.lifecycles import NOMINATION
from programmes.nominations.models import Nomination
from tests.makers import MONDAY
from tests.programmes.appointments.doing import accepted, now_, offered, selected
from tests.programmes.nominations.doing import a_call, a_nominee, before_panel
from tests.programmes.profiles.doing import published
from tests.programmes.stages.doing import as_, get, post

DAY = timedelta(days=1)
TODAY = MONDAY.date()
TERMS = {"from_on": "2026-04-01", "until_on": "2027-03-31", "renewals_left": "1", "hours_a_month": "8", "reading_hours": "3",
         "support": "A named contact.", "confidentiality": "Short.", "payment": "You choose later; you may say no.",
         "how_to_leave": "Say so."}


def by_link(client, appointment, route="offer", method="get", **data):
    where = reverse(f"programmes:{route}", args=[token_of(appointment.nomination.candidate.ref)])
    return getattr(client, method)(where, data)


# --- the terms --------------------------------------------------------------------------------------------------------

def test_the_terms_come_from_the_role_profile_and_the_settings(cast):
    offer = offered(cast)

    assert (offer.from_on, offer.until_on, offer.renewals_left) == (TODAY, date(2028, 3, 15), 1)
    assert (offer.hours_a_month, offer.reading_hours, offer.support, offer.how_to_leave) == (8, 3, "About support.", "About how_to_leave.")
    assert str(offer.payment) == "You choose later whether you want to be paid. You may say no, and still take the role."
    assert (offer.state, offer.group, offer.partner) == ("offered", cast.advisory, None)


def test_the_manager_offers_with_terms_of_their_own_through_the_page(cast):
    nomination, = selected(cast)
    page = get(cast.maya, "offer-new", nomination)
    assert "About support." in page.content.decode()

    response = post(cast.maya, "offer-new", nomination, **TERMS)

    offer = Appointment.objects.get()
    assert response.url == offer.get_absolute_url()
    assert (offer.from_on, offer.until_on, offer.support) == (date(2026, 4, 1), date(2027, 3, 31), "A named contact.")


@pytest.mark.parametrize(("wrong", "told"), [
    ({"until_on": "2026-04-01"}, "The last day must be after the first day"),
    ({"reading_hours": "9"}, "Hours for reading cannot be more than the hours in all"),
    ({"hours_a_month": "many"}, "Hours a month, in all must be a whole number, like 15"),
    ({"support": " \u200b "}, "Answer “What support does the person get?”"),
    ({"from_on_day": "30", "from_on_month": "2", "from_on_year": "2026"}, "First day must be a real date, such as 6 8 2026"),
])
def test_bad_terms_are_told_beside_the_field_and_nothing_is_offered(cast, wrong, told):
    nomination, = selected(cast)

    page = post(cast.maya, "offer-new", nomination, **TERMS | wrong)

    assert page.status_code == 200
    assert told in page.content.decode()
    assert "You choose later; you may say no." in page.content.decode()
    assert not Appointment.objects.exists()


def test_who_was_not_selected_is_offered_nothing(cast):
    nomination, = before_panel(cast, a_call(cast), "Nora Example")

    with pytest.raises(NotAllowedNow):
        offer_appointment(nomination, by=cast.maya, at=MONDAY)
    assert post(cast.maya, "offer-new", nomination, **TERMS).status_code == 409
    assert not Appointment.objects.exists()


def test_somebody_on_the_reserve_list_is_selected_by_the_offer(cast):
    nomination, = before_panel(cast, a_call(cast), "Nora Example")
    make_move(nomination, NOMINATION, "keep_in_reserve", by=cast.maya, at=MONDAY, settled_at=MONDAY)
    for until in (None, MONDAY.date() - DAY):           # they have not said yes, or it is over
        Nomination.objects.filter(pk=nomination.pk).update(reserve_until=until)
        with pytest.raises(NotAllowedNow, match="said yes to the reserve list"):
            offer_appointment(nomination, by=cast.maya, at=MONDAY)
    Nomination.objects.filter(pk=nomination.pk).update(reserve_until=MONDAY.date())

    offer_appointment(nomination, by=cast.maya, at=MONDAY)

    nomination.refresh_from_db()
    assert nomination.state == "selected"


def test_who_was_selected_waits_in_the_managers_queue_until_the_role_is_offered(cast):
    nomination, = selected(cast, "Nora Example")
    page = get(cast.maya, "queue", "offers-to-make").content.decode()
    assert "Nora Example" in page and reverse("programmes:offer-new", args=[nomination.ref]) in page
    offer_appointment(nomination, by=cast.maya, at=MONDAY)

    assert "Nora Example" not in get(cast.maya, "queue", "offers-to-make").content.decode()


def test_who_said_no_does_not_wait_for_an_offer(cast):
    offer = offered(cast)
    waits = "Selected, and not offered anything yet"
    decline_offer(offer, at=MONDAY, through="link")
    assert waits not in get(cast.maya, "appointments", cast.programme.slug).content.decode()
    again = offer_appointment(offer.nomination, by=cast.maya, at=MONDAY)
    withdraw_offer(again, by=cast.maya, at=MONDAY)

    assert waits not in get(cast.maya, "appointments", cast.programme.slug).content.decode()


def test_the_manager_reads_what_the_person_needs_beside_the_terms(cast):
    nomination, = selected(cast, "Nora Example")
    Candidate.objects.filter(pk=nomination.candidate_id).update(support="An interpreter")

    assert "An interpreter" in get(cast.maya, "offer-new", nomination).content.decode()


def test_one_open_offer_at_a_time_and_another_after_a_no(cast):
    offer = offered(cast)
    with pytest.raises(NotAllowedNow, match="offered to the person already"):
        offer_appointment(offer.nomination, by=cast.maya, at=MONDAY)

    decline_offer(offer, at=MONDAY, through="link")
    again = offer_appointment(offer.nomination, by=cast.maya, at=MONDAY)

    assert [now_(offer).state, again.state] == ["declined", "offered"]


# --- the mail ---------------------------------------------------------------------------------------------------------

def test_the_offer_does_not_look_like_a_receipt(cast, mailoutbox, after_commit):
    with after_commit():
        offer = offered(cast)

    mail = next(mail for mail in mailoutbox if "nora@nominee.test" in mail.to and "answer" in mail.subject.lower())
    assert mail.subject == "Please answer: will you take a role in Care Together?"
    assert "This is not a receipt. We need an answer from you." in mail.body
    assert f"/considered/{token_of(offer.nomination.candidate.ref)}/offer/" in mail.body
    assert "Nora" not in mail.subject


def test_nothing_is_said_any_more_about_an_offer_that_is_answered(cast):
    offer = offered(cast)
    message = Message.objects.get(kind="role_offered")
    assert registry.words["role_offered"](message)

    decline_offer(offer, at=MONDAY, through="link")

    assert registry.words["role_offered"](message) is None


# --- the answer -------------------------------------------------------------------------------------------------------

def test_the_person_reads_the_terms_by_their_link_and_says_yes(cast, client):
    offer = offered(cast)
    own_page = by_link(client, offer, "my-nomination").content.decode()
    assert "You are offered this role" in own_page
    page = by_link(client, offer).content.decode()
    for words in ("16 March 2026", "15 March 2028", "About support.", "You may say no, and still take the role.", "About how_to_leave.",
                  "It can be renewed once."):
        assert words in page
    assert now_(offer).state == "offered"       # looking answers nothing

    response = by_link(client, offer, method="post", answer="yes")

    after = now_(offer)
    assert response.url == reverse("programmes:my-nomination", args=[token_of(offer.nomination.candidate.ref)])
    assert (after.state, after.through, after.noted_by, after.person) == ("accepted", "link", None, "Nora Example")
    assert after.partner == after.nomination.candidate.partner
    assert (after.partner.email, after.partner.channel, after.partner.is_professional) == ("nora@nominee.test", "email", False)


def test_an_answer_is_given_once(cast, client):
    offer = offered(cast)
    assert by_link(client, offer, method="post", answer="yes").status_code == 302
    assert by_link(client, offer, method="post", answer="no").status_code == 409
    assert by_link(client, offer).status_code == 409
    with pytest.raises(NotAllowedNow):
        decline_offer(offer, at=MONDAY, through="link")

    assert now_(offer).state == "accepted"
    assert Partner.objects.filter(name="Nora Example").count() == 1


def test_an_answer_that_was_not_given_is_asked_for(cast, client):
    offer = offered(cast)

    page = by_link(client, offer, method="post", csrfmiddlewaretoken="x")

    assert "Choose an answer to “Do you take the role?”" in page.content.decode()
    assert now_(offer).state == "offered"


def test_a_no_is_a_no(cast, client):
    offer = offered(cast)

    by_link(client, offer, method="post", answer="no")

    assert now_(offer).state == "declined"
    assert not Partner.objects.filter(name="Nora Example").exists()


def test_a_link_of_nobody_and_one_of_a_person_without_an_offer(cast, client):
    nominee = a_nominee(cast, a_call(cast))
    assert client.get(reverse("programmes:offer", args=["nosuchtoken"])).status_code == 410
    assert client.get(reverse("programmes:offer", args=[token_of(nominee.candidate.ref)])).status_code == 409
    assert client.get(reverse("programmes:induction-by-link", args=[token_of(nominee.candidate.ref)])).status_code == 404


def test_staff_note_what_somebody_said_who_rang(cast):
    offer = offered(cast)
    wrong = post(cast.maya, "offer-note", offer, answer="yes")
    assert "Choose an answer to “How did they tell you?”" in wrong.content.decode()

    post(cast.maya, "offer-note", offer, answer="yes", through="phone")

    after = now_(offer)
    assert (after.state, after.through, after.noted_by) == ("accepted", "phone", cast.maya)
    assert post(cast.maya, "offer-note", offer, answer="no", through="post").status_code == 409


def test_the_offer_is_taken_back_when_the_person_steps_back_in_between(cast, client):
    offer = offered(cast)

    by_link(client, offer, "my-withdrawal", "post")

    after = now_(offer)
    assert (after.state, after.answered_at, after.nomination.state) == ("withdrawn", None, "withdrawn")
    assert after.nomination.candidate.state == "erased"
    with pytest.raises(NotAllowedNow):
        accept_offer(offer, at=MONDAY, through="link")
    assert not Partner.objects.filter(name="Nora Example").exists()


def test_who_steps_back_after_a_yes_has_left(cast):
    appointment = accepted(cast)

    withdraw_nomination(appointment.nomination, by=appointment.nomination.candidate, at=MONDAY)

    after = now_(appointment)
    assert (after.state, after.left_on, after.holding.state) == ("stepped_down", TODAY, "ended")


def test_an_offer_that_was_taken_back_is_not_answered(cast, client):
    offer = offered(cast)
    withdraw_offer(offer, by=cast.maya, at=MONDAY)

    assert by_link(client, offer, method="post", answer="yes").status_code == 409
    assert now_(offer).state == "withdrawn"


# --- two at once ------------------------------------------------------------------------------------------------------

def test_of_two_who_accept_at_once_one_does(shared_cast, all_at_once):
    offer = offered(shared_cast)

    answers = all_at_once(4, lambda number: accept_offer(offer, at=MONDAY, through="link") and "yes")

    assert answers.count("yes") == 1
    assert Partner.objects.filter(name="Nora Example").count() == 1
    assert Holding.objects.filter(partner__name="Nora Example").count() == 1
    assert Row.objects.filter(subject=offer.ref, move="accept").count() == 1
    assert now_(offer).items.count() == 17


def test_who_says_yes_to_two_roles_at_once_becomes_one_partner(shared_cast, all_at_once):
    call = a_call(shared_cast, profiles=[published(shared_cast, title=title, closing_at=MONDAY + 40 * DAY) for title in ("One", "Two")])
    first = a_nominee(shared_cast, call)
    second = a_nominee(shared_cast, call, profile=call.profiles.last(), agreed=False)
    Nomination.objects.filter(pk=second.pk).update(candidate=first.candidate, state="consented")
    put_before_panel(call, by=shared_cast.maya, at=MONDAY)
    offers = []
    for each in Nomination.objects.select_related("call__programme").filter(pk__in=[first.pk, second.pk]):
        make_move(each, NOMINATION, "select", by=shared_cast.maya, at=MONDAY, settled_at=MONDAY)
        offers.append(offer_appointment(each, by=shared_cast.maya, at=MONDAY))

    all_at_once(2, lambda number: accept_offer(offers[number], at=MONDAY, through="link"))

    assert [now_(each).state for each in offers] == ["accepted"] * 2
    assert Partner.objects.filter(name="Nora Example").count() == 1
    assert {now_(each).partner.name for each in offers} == {"Nora Example"}


def test_of_two_who_offer_at_once_one_does(shared_cast, all_at_once):
    nomination, = selected(shared_cast)

    answers = all_at_once(3, lambda number: offer_appointment(nomination, by=shared_cast.maya, at=MONDAY) and "offered")

    assert answers.count("offered") == 1
    assert Appointment.objects.count() == 1


# --- who may ----------------------------------------------------------------------------------------------------------

NAMES = ("maya", "sid", "priya", "amina", "ines", "femi", "forrest", "olga", "vic", "sam")
FORM = {"answer": "yes", "through": "phone"}


@pytest.mark.parametrize(("route", "data"), [("offer-new", TERMS), ("offer-note", FORM), ("offer-withdraw", {})])
def test_only_the_manager_offers_notes_and_takes_back(cast, route, data):
    offer = offered(cast) if route != "offer-new" else selected(cast)[0]

    answers = {}
    for name in NAMES:
        with transaction.atomic():
            answers[name] = as_(getattr(cast, name)).post(reverse(f"programmes:{route}", args=[offer.ref]), data).status_code
            transaction.set_rollback(True)

    assert answers == dict.fromkeys(NAMES, 403) | {"maya": 302, "sam": 404}


def test_who_reads_the_terms_of_others(cast):
    appointment = accepted(cast)

    assert {name: get(getattr(cast, name), "appointment", appointment).status_code for name in NAMES} == dict.fromkeys(NAMES, 403) | {
        "maya": 200, "sid": 200, "ines": 200, "sam": 404}
    where = reverse("programmes:appointments", args=[cast.programme.slug])
    listed = {name: as_(getattr(cast, name)).get(where).status_code for name in NAMES}
    assert listed == dict.fromkeys(NAMES, 403) | {"maya": 200, "sid": 200, "ines": 200, "sam": 404}
