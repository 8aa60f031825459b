"""Who the person is who said yes to an offer, and what begins with it."""


import pytest
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from partners.candidates.models import token_of
from partners.models import Invitation, Partner
from programmes.appointments.actions.offering import (
    accept_offer,
    note_answer,
    offer_appointment,
    settle_person,
)
from programmes.appointments.models import Appointment
from programmes.home.queues import BY_NAME
from programmes.nominations.actions import withdraw_nomination
from programmes.programme.models.standing import standing_of
from tests.makers import MONDAY, a_partner
from tests.programmes.appointments.doing import accepted, now_, selected
from tests.programmes.nominations.doing import a_call, a_nominee
from tests.programmes.stages.doing import get, post

TODAY = MONDAY.date()


def waits(person, name):
    return BY_NAME[name].rows(standing_of(person, on=TODAY), TODAY).count()


# --- who it is --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("facts", "is_asked"), [
    ({"email": "NORA@nominee.test"}, True), ({"email": "x@y.test", "phone": "+44 7700 900123"}, True),
    ({"email": "other@example.test"}, False), ({"name": "Nora Examples", "email": "nora@nominee.test"}, False),
])
def test_nobody_is_taken_for_another_without_being_asked(cast, facts, is_asked):
    known = a_partner(**{"name": "nora exámple"} | facts)
    nomination, = selected(cast)
    nomination.candidate.phone = "07700 900 123"
    nomination.candidate.save()

    appointment = now_(accept_offer(offer_appointment(nomination, by=cast.maya, at=MONDAY), at=MONDAY, through="link"))

    assert (appointment.is_unsettled(), appointment.partner == known) == (is_asked, False)
    assert waits(cast.maya, "people-to-settle") == int(is_asked)
    assert Message.objects.filter(kind="person_to_settle", to=cast.maya.ref).exists() is is_asked
    assert appointment.items.exists() is not is_asked


@pytest.mark.parametrize("is_known", [True, False])
def test_the_manager_says_who_it_is(cast, is_known):
    known = a_partner("Nora Example", email="nora@nominee.test", phone="0123")
    appointment = accepted(cast)
    assert "Is this the same person?" in get(cast.maya, "appointment", appointment).content.decode()
    assert "nora@nominee.test" in get(cast.maya, "appointment-settle", appointment).content.decode()

    post(cast.maya, "appointment-settle", appointment, who=known.ref if is_known else "new")

    after = now_(appointment)
    assert (after.partner == known, after.settled_by, after.items.count()) == (is_known, cast.maya, 17)
    assert Partner.objects.filter(name="Nora Example").count() == (1 if is_known else 2)
    with pytest.raises(NotAllowedNow):
        settle_person(appointment, by=cast.maya, at=MONDAY, partner=None)
    assert post(cast.maya, "appointment-settle", appointment, who="new").status_code == 409


def test_of_who_may_be_the_same_only_what_is_the_same_is_shown(cast):
    a_partner("Nora Example", email="nora@nominee.test", phone="020 7946 0777")
    appointment = accepted(cast)
    page = get(cast.maya, "appointment-settle", appointment).content.decode()

    assert "nora@nominee.test" in page and "0777" not in page


def test_a_stranger_cannot_be_chosen_for_the_person(cast):
    a_partner("Nora Example", email="nora@nominee.test")
    appointment = accepted(cast)

    page = post(cast.maya, "appointment-settle", appointment, who=cast.amina.ref)

    assert page.status_code == 200
    assert now_(appointment).is_unsettled()


def test_unsettled_somebody_may_still_step_back_and_is_erased(cast):
    a_partner("Nora Example", email="nora@nominee.test")
    appointment = accepted(cast)

    withdraw_nomination(appointment.nomination, by=appointment.nomination.candidate, at=MONDAY)

    after = now_(appointment)
    assert (after.state, after.partner, after.nomination.candidate.state) == ("stepped_down", None, "erased")


# --- what begins ------------------------------------------------------------------------------------------------------

def test_they_get_an_empty_lay_seat_of_the_group_for_their_term(cast):
    empty = cast.advisory.seats.filter(holdings__isnull=True).order_by("pk").first()

    appointment = accepted(cast)

    holding = appointment.holding
    assert (holding.seat, holding.state, holding.hours_a_month) == (empty, "serving", 8)
    assert (holding.from_on, holding.until_on) == (appointment.from_on, appointment.until_on)
    assert "AG" in standing_of(appointment.partner, on=TODAY, programme=cast.programme).codes(cast.programme)


def test_where_every_seat_is_taken_a_new_one_is_opened(cast):
    call, seats = a_call(cast), cast.advisory.seats.count()
    for name in ("Ann One", "Bea Two", "Cem Three"):
        accepted(cast, name=name, call=call)

    assert cast.advisory.seats.count() == seats + 1
    assert len({each.holding.seat_id for each in Appointment.objects.select_related("holding")}) == 3


def test_an_invitation_goes_to_who_has_an_address_and_no_account(cast):
    accepted(cast)
    assert Invitation.objects.get().partner.name == "Nora Example"


def test_no_invitation_goes_to_who_is_reached_by_phone(cast):
    nomination = a_nominee(cast, a_call(cast), "Nora Example", channel="phone", email="", phone="0123")
    nomination.state = "selected"
    nomination.save()
    offer = offer_appointment(nomination, by=cast.maya, at=MONDAY)

    note_answer(offer, by=cast.maya, at=MONDAY, through="phone", is_yes=True)

    partner = now_(offer).partner
    assert (partner.phone, partner.channel, partner.email) == ("0123", "phone", "")
    assert not Invitation.objects.exists()


def test_the_welcome_is_said_on_the_first_day_with_the_way_to_the_steps(cast):
    appointment = accepted(cast)

    message = Message.objects.get(kind="welcome")
    words = registry.words["welcome"](message)
    assert (message.to, message.occasion) == (appointment.partner.ref, "day 0")
    assert words.subject == "Welcome to Care Together: your first steps"
    assert words.path == reverse("programmes:induction-by-link", args=[token_of(appointment.nomination.candidate.ref)])
