"""Pairs, seats and hours are seen alive in the story (domain.md e3, e4)."""

import re

import pytest
from django.urls import reverse

from partners.models import Handover
from programmes.pairing.models import Allocation, Briefing, Wish
from tests.accounts.people import words_of
from tests.programmes.demo.reading import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


def test_margaret_allocated_every_pair_and_fiona_for_helen():
    made = Allocation.objects.filter(workstream__programme__slug="joined-up-lives").select_related("made_by")

    assert made.count() == 7 + 1
    assert {each.made_by.name for each in made} == {"Margaret Osei-Bright"}
    assert all(each.by_lay_chair for each in made)
    assert sum(each.seats.count() for each in made) == 14 + 1


def test_every_lead_talked_with_the_pair_and_each_of_them_says_so():
    held = Briefing.objects.filter(workstream__programme__slug="joined-up-lives")

    assert held.count() == 7 and {briefing.views.filter(was_so=True).count() for briefing in held} == {2}


def test_the_empty_seat_of_w4_stands_in_the_picture_with_its_39_days():
    told = words_of(browser_of("forum").get(reverse("programmes:seats", args=["joined-up-lives"])))

    assert "14 of 14 lay seats in 7 workstreams are filled today." in told
    assert "The longest time that a seat stood empty is 39 days." in told
    assert "Empty for 39 days, over the limit of 28" in told


def test_helen_left_a_note_and_fiona_finds_it():
    handover = Handover.objects.get()

    assert (handover.holding.partner.name, handover.read_at) == ("Helen Marchbank", None)
    assert handover.holding.seat.group.name == "Commissioning, Governance & Finance"


def test_the_manager_sees_who_gives_too_much_and_the_co_chair_too():
    for username in ("manager", "cochair"):
        told = words_of(browser_of(username).get(reverse("programmes:load", args=["joined-up-lives"])))
        assert re.search(r"Winston Delacroix .* (Much|Far too much)", told)


def test_margaret_finds_two_empty_pairs_of_home_straight_with_a_suggestion_for_each():
    told = browser_of("cochair").get(reverse("programmes:pairs", args=["home-straight"]))

    shown = {each.workstream.name: [member.partner.name for member in each.people] for each in told.context["shown"]}
    assert set(shown) == {"On the ward", "The first week at home"}
    assert "Colin Featherway" in shown["On the ward"]                   # he asked for it
    assert "Fiona Strathearn" in shown["The first week at home"]
    assert not any("Winston Delacroix" in pair for name, pair in shown.items() if name == "On the ward")
    assert told.context["unfilled"] == []
    assert Wish.objects.filter(value="conflict").count() == 2
