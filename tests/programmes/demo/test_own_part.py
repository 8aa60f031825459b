"""What lay partners of the story say of themselves: what they bring, the support they need in several states, and who helps one."""

import pytest

from partners.models import About, Need, OnBehalf, Partner, Supporter
from programmes.demo.story.own_part import ADVISORY
from programmes.demo.story.people import NAMES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


def person(key):
    return Partner.objects.get(name=NAMES[key])


def test_all_sixteen_of_the_advisory_group_say_what_they_bring():
    said = {each.partner.name: each for each in About.objects.select_related("partner")}

    assert len(ADVISORY) == 16 and {NAMES[key] for key in ADVISORY} <= set(said)
    assert all(said[NAMES[key]].experience for key in ADVISORY)
    assert said[NAMES["LP09"]].hours_limit == 10
    assert said[NAMES["LP12"]].noted_by is None and said[NAMES["LP03"]].noted_by.name == NAMES["ruth"]


def test_support_stands_in_several_states_and_one_does_not_work():
    states = {(each.partner.name, each.state) for each in Need.objects.select_related("partner")}

    assert {(NAMES["LP12"], "met"), (NAMES["LP12"], "not_met"), (NAMES["LP19"], "arranged"), (NAMES["LP22"], "met"),
            (NAMES["LP22"], "asked"), (NAMES["LP06"], "arranged")} == states
    assert Need.objects.get(state="not_met").said.startswith("It is forgotten")


def test_what_brian_said_by_phone_was_written_down_for_him():
    noted = OnBehalf.objects.get(partner=person("LP06"))

    assert (noted.by.name, noted.through, noted.said.count()) == (NAMES["sam"], "phone", 2)
    assert noted.ended_at is not None
    assert person("LP06").needs.get().noted_by.name == NAMES["sam"]


def test_harjits_niece_sees_her_support_but_not_how_to_reach_her():
    supporter = Supporter.objects.get()

    assert (supporter.partner.name, supporter.state, supporter.sees_support, supporter.sees_reach) == (NAMES["LP23"], "active", True, False)
