"""What the records show about 5.4, 5.5, 5.6 and 12.8, in words."""


import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.groups.actions import give_office
from partners.models import Seat
from programmes.appointments.actions.offering import accept_offer, decline_offer, offer_appointment
from programmes.appointments.actions.terms import note_exit, offer_renewal, step_down, thank
from programmes.appointments.models import Appointment
from programmes.stages import proofs
from tests.makers import MONDAY, a_stage
from tests.programmes.appointments.doing import accepted, active, now_, selected, whole
from tests.programmes.nominations.doing import a_call
from tests.programmes.stages.doing import as_

TODAY = MONDAY.date()


OURS = [fact for fact in proofs.FACTS if fact.rows.__module__ == "programmes.appointments.proofs"]


@pytest.fixture
def missing(cast):
    """What is missing for a standard of a stage, by the facts of this wing, whether or not the site has taken them up."""
    def ask(stage, code):
        stages = type(stage).objects.filter(pk=stage.pk)
        return [fact.words(proofs.Row(*row), TODAY) for fact in OURS if fact.code == code for row in fact.rows(stages, TODAY)]

    return ask


NOBODY = "Nobody was selected in this round yet, or nobody who was took the role."


def test_5_4_everybody_who_was_selected_has_said_yes(cast, missing):
    stage = a_stage(cast.programme, "S5", by=cast.maya)
    assert missing(stage, "5.4") == [NOBODY]
    first, second = (offer_appointment(each, by=cast.maya, at=MONDAY) for each in selected(cast, "Nora Example", "Omar Example"))
    assert missing(stage, "5.4") == ["2 people who were selected have not said yes to the terms."]
    accept_offer(first, at=MONDAY, through="link")
    assert missing(stage, "5.4") == ["1 person who was selected has not said yes to the terms."]
    decline_offer(second, at=MONDAY, through="link")
    assert missing(stage, "5.4") == []                  # a no is their good right
    second = offer_appointment(second.nomination, by=cast.maya, at=MONDAY)
    assert missing(stage, "5.4") == ["1 person who was selected has not said yes to the terms."]
    accept_offer(second, at=MONDAY, through="link")
    assert missing(stage, "5.4") == []
    assert missing(a_stage(cast.elsewhere, "S5", by=cast.sam), "5.4") == [NOBODY]


def test_5_5_everybody_who_began_has_confirmed_the_induction(cast, missing):
    stage, call = a_stage(cast.programme, "S5", by=cast.maya), a_call(cast)
    assert missing(stage, "5.5") == ["Nobody has begun in this round yet."]
    first = accepted(cast, call=call)
    active(cast, name="Omar Example", call=call)
    assert missing(stage, "5.5") == ["1 new member has not confirmed their induction."]
    whole(first)
    assert missing(stage, "5.5") == []
    accept_offer(offer_renewal(now_(first), by=cast.maya, at=MONDAY), at=MONDAY, through="link")
    assert missing(stage, "5.5") == []      # a new term asks for no second induction


def test_5_6_the_advisory_group_has_a_lay_chair(cast, missing):
    stage = a_stage(cast.programme, "S5", by=cast.maya)
    assert missing(stage, "5.6") == []
    give_office(Seat.objects.get(group=cast.advisory, office="co_chair"), by=cast.maya, at=MONDAY, office="member")
    assert missing(stage, "5.6") == ["No lay partner is noted as chair or co-chair of the Advisory Group."]


def test_12_8_everybody_who_left_was_thanked_and_asked(cast, missing):
    stage, appointment = a_stage(cast.programme, "S12", by=cast.maya), accepted(cast)
    assert missing(stage, "12.8") == []
    step_down(appointment, by=appointment.partner, at=MONDAY)
    assert missing(stage, "12.8") == ["1 person who left was not thanked.", "1 person who left was not asked why."]
    thank(appointment, by=cast.maya, at=MONDAY, words="Thank you.")
    assert missing(stage, "12.8") == ["1 person who left was not asked why."]
    note_exit(appointment, by=cast.maya, at=MONDAY)
    assert missing(stage, "12.8") == []


def test_the_list_and_the_page_of_one_cost_the_same_for_1_and_8(cast):
    call, spent = a_call(cast), []
    client, where = as_(cast.maya), reverse("programmes:appointments", args=[cast.programme.slug])
    client.get(reverse("privacy"))
    made = [accepted(cast, call=call)]
    for grow in (0, 7):
        people = selected(cast, *(f"Person{number} Example" for number in range(grow)), call=call) if grow else []
        made += [accept_offer(offer_appointment(each, by=cast.maya, at=MONDAY), at=MONDAY, through="link") for each in people]
        counts = []
        for address in (where, made[0].get_absolute_url(), reverse("programmes:induction", args=[made[0].ref])):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        spent.append(counts)

    assert Appointment.objects.count() == 8
    assert spent[0] == spent[1]
    assert spent[0][0] <= 8
