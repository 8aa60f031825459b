"""How a person is reached is for managers of programmes in which the person has a part, as long as both have their roles."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.kit.clock import day_of
from partners.models import Group
from partners.people.actions import add_partner, name_signatory
from programmes.programme.actions import end_role, give_role, propose_partner
from tests.makers import MONDAY, a_group

TODAY = day_of(MONDAY)
PHONE = "020 7946 0999"


@pytest.fixture
def nadia(cast):
    """Somebody whom Maya, the manager, has just noted down."""
    return add_partner(by=cast.maya, at=MONDAY, name="Nadia Noted", email="nadia@example.test", phone=PHONE)


def sees(client, person, who):
    client.force_login(who.user)
    found = client.get(reverse("programmes:person", args=[person.ref]))
    return PHONE in found.content.decode() if found.status_code == 200 else found.status_code


def test_who_noted_a_person_down_reaches_them_before_they_have_any_role(client, cast, nadia):
    assert sees(client, nadia, cast.maya) is True
    assert sees(client, nadia, cast.sam) == 404


def test_a_manager_whose_role_has_ended_reaches_nobody_any_more(client, clock, cast, nadia):
    give_role(cast.programme, nadia, role="FAC", from_on=TODAY, by=cast.maya, at=MONDAY)
    give_role(cast.programme, cast.vic, role="PM", from_on=TODAY, by=cast.maya, at=MONDAY)
    maya_leads = cast.programme.team.get(partner=cast.maya, role="PM")
    end_role(maya_leads, by=cast.vic, at=MONDAY, until_on=TODAY)

    assert sees(client, nadia, cast.maya) is True                   # her last day
    clock.to(MONDAY + timedelta(days=1))
    assert sees(client, nadia, cast.maya) == 404                    # the day after it
    assert sees(client, nadia, cast.vic) is True


def test_a_manager_reaches_people_whose_role_is_still_to_come(client, cast, nadia):
    give_role(cast.programme, nadia, role="FAC", from_on=TODAY + timedelta(days=30), by=cast.maya, at=MONDAY)

    assert sees(client, nadia, cast.maya) is True


def test_a_manager_reaches_whom_they_have_asked_to_take_a_seat(client, cast, nadia):
    board = a_group(cast.programme, Group.Kind.BOARD, by=cast.maya)
    propose_partner(board.seats.first(), nadia, by=cast.maya, at=MONDAY, from_on=TODAY + timedelta(days=5))

    assert sees(client, nadia, cast.maya) is True


def test_a_manager_reaches_signatories_of_their_own_organisations_only(client, cast, nadia):
    name_signatory(cast.council, nadia, by=cast.maya, at=MONDAY, from_on=TODAY)

    assert sees(client, nadia, cast.maya) is True
    assert sees(client, nadia, cast.sam) == 404


def test_other_roles_see_the_person_but_not_how_to_reach_them(client, cast, nadia):
    give_role(cast.programme, nadia, role="FAC", from_on=TODAY, by=cast.maya, at=MONDAY)

    assert [sees(client, nadia, who) for who in (cast.sid, cast.ines, cast.priya)] == [False, False, False]
    assert [sees(client, nadia, who) for who in (cast.amina, cast.forrest, cast.olga, cast.vic)] == [404, 404, 404, 404]
