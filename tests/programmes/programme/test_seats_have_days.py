"""Who sits in a seat is who holds it today: until the last day has passed, and not before the first has come."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.kit.clock import day_of
from partners.groups.actions import end_holding
from partners.models import Group, Holding
from partners.people.actions import name_signatory
from programmes.programme.actions import propose_partner
from programmes.programme.policies import may_sign_touchstone
from tests.makers import MONDAY, a_group, a_partner, a_seat_for

TODAY = day_of(MONDAY)
LEAVES = TODAY + timedelta(days=10)


def page(client, who, address):
    client.force_login(who.user)
    return client.get(address).content.decode()


@pytest.fixture
def joe_leaves(cast):
    """Joe of the pair says when he will leave: in ten days."""
    holding = Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group)
    end_holding(holding, by=cast.joe, at=MONDAY, until_on=LEAVES, because="My hours have changed")
    return holding


def test_who_leaves_next_week_still_sits_there_today(client, cast, joe_leaves):
    words = page(client, cast.maya, cast.housing.get_absolute_url())

    assert ">Joe Example</a>" in words
    assert "to 26 March 2026" in words
    assert "Empty" not in words
    assert "When a seat stood empty" not in words
    assert "Who sat here before" not in words


def test_the_seat_is_empty_on_the_day_after(client, clock, cast, joe_leaves):
    clock.to(MONDAY + timedelta(days=11))
    words = page(client, cast.maya, cast.housing.get_absolute_url())

    assert "Empty" in words
    assert "for 1 day, since 26 March 2026; the limit is 28 days" in " ".join(words.split())
    assert "Who sat here before" in words


def test_why_somebody_leaves_is_not_on_the_page_of_the_workstream(client, cast, joe_leaves):
    for who in (cast.amina, cast.ines, cast.priya, cast.forrest, cast.maya):
        assert "My hours have changed" not in page(client, who, cast.housing.get_absolute_url())


def test_who_begins_next_week_is_announced_and_holds_no_seat_yet(client, cast, joe_leaves):
    nadia = a_partner("Nadia Next")
    a_seat_for(nadia, cast.housing.group, by=cast.ines, lead=cast.priya, from_on=LEAVES + timedelta(days=1), seat=joe_leaves.seat)
    words = page(client, cast.maya, cast.housing.get_absolute_url())

    assert "Nadia Next begins on 27 March 2026" in words
    assert ">Joe Example</a>" in words


def test_who_is_proposed_for_the_forum_is_named_only_to_those_who_see_people(client, cast):
    nadia = a_partner("Nadia Next")
    propose_partner(cast.forum.seats.order_by("pk").last(), nadia, by=cast.maya, at=MONDAY, from_on=TODAY)
    address = reverse("programmes:group", args=[cast.forum.ref])

    assert "Nadia Next is proposed" in page(client, cast.maya, address)
    for who in (cast.forrest, cast.amina, cast.olga, cast.vic):
        words = page(client, who, address)
        assert "Nadia" not in words
        assert "Somebody is proposed" in words


def test_a_seat_outside_the_workstreams_has_no_limit_of_days(client, clock, cast):
    board = a_group(cast.programme, Group.Kind.BOARD, by=cast.maya)
    holding = a_seat_for(cast.femi, board, by=cast.maya)
    end_holding(holding, by=cast.femi, at=MONDAY, until_on=TODAY)
    clock.to(MONDAY + timedelta(days=3))
    words = page(client, cast.maya, reverse("programmes:group", args=[board.ref]))

    assert "for 3 days, since 16 March 2026" in words
    assert "limit" not in words


def test_the_list_of_organisations_names_who_signs_today(client, clock, cast):
    address = reverse("programmes:organisations", args=[cast.programme.slug])
    olga_signs = cast.council.signatories.get(partner=cast.olga)
    olga_signs.until_on = TODAY
    olga_signs.save()
    name_signatory(cast.council, a_partner("Nadia Next", professional=True), by=cast.maya, at=MONDAY, from_on=TODAY + timedelta(days=1))
    member = cast.programme.memberships.get(organisation=cast.council)

    words = page(client, cast.maya, address)
    assert ("Olga Example" in words, "Nadia Next" in words) == (True, False)
    assert may_sign_touchstone(cast.olga.user, member)

    clock.to(MONDAY + timedelta(days=1))
    words = page(client, cast.maya, address)
    assert ("Olga Example" in words, "Nadia Next" in words) == (False, True)
