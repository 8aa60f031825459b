"""Days that end before they start, days that do not exist, and names of 200 characters in any script (issue 8)."""

import pytest
from django.urls import reverse

from partners.models import Group, Organisation, Partner
from programmes.programme.models import Programme, Workstream
from tests.programmes.stages.doing import as_, get
from tests.programmes.test_bad_input import kept

# --- ends before it starts ----------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("route", "sent", "words"), [
    ("programme-new", {"name": "New", "starts_on": "2026-03-16", "ends_on": "2026-03-15"},
     "The last day must be on or after the first day"),
    ("programme-change", {"name": "New", "starts_on": "2026-03-16", "ends_on": "2026-03-15"},
     "The last day must be on or after the first day"),
    ("workstream-new", {"name": "New", "starts_on": "2026-03-16", "ends_on": "2026-03-15", "level": "system"},
     "The planned last day must be on or after the first day"),
    ("workstream-change", {"name": "New", "starts_on": "2026-03-16", "first_meeting_on": "2026-03-15", "level": "system"},
     "The first meeting must be on or after the first day"),
    ("role-give", {"role": "VIEW", "from_on": "2026-03-16", "until_on": "2026-03-15"}, "The last day must be on or after the first day"),
    ("role-end", {"until_on": "2020-01-01"}, "The last day must be on or after the first day"),
    ("holding-end", {"until_on": "2020-01-01"}, "The last day must be on or after the first day"),
    ("seat-propose", {"from_on": "2026-03-16", "until_on": "2026-03-15", "hours_a_month": "8"},
     "The last day must be on or after the first day"),
    ("stage-plan", {"code": "S2", "opens_on": "2026-03-16", "due_on": "2026-03-15"}, "It must be due on or after the day it opens"),
    ("stage-dates", {"opens_on": "2026-03-16", "due_on": "2026-03-15"}, "It must be due on or after the day it opens"),
])
def test_what_ends_before_it_starts_is_said_so_and_not_kept(furnished, route, sent, words):
    cast, where = furnished
    before = kept()

    page = as_(cast.maya).post(where[f"programmes:{route}"], {"partner": cast.joe.pk} | sent)

    assert page.status_code == 200
    assert words in page.content.decode()
    assert kept() == before


@pytest.mark.parametrize("day", ["2026-02-30", "30 February", "0000-00-00", "99999-01-01", "tomorrow", "2026-13-01", "1", "\x00"])
def test_a_day_that_does_not_exist_is_asked_for_again(cast, day):
    page = as_(cast.maya).post(reverse("programmes:programme-new"), {"name": "New", "starts_on": day})

    assert page.status_code == 200
    assert "starts_on" in page.context["form"].errors
    assert not Programme.objects.filter(name="New").exists()


def test_days_typed_in_three_parts_are_days(cast):
    as_(cast.maya).post(reverse("programmes:programme-new"),
                        {"name": "New", "starts_on_day": "3", "starts_on_month": "4", "starts_on_year": "2026"})

    assert str(Programme.objects.get(name="New").starts_on) == "2026-04-03"


# --- names of 200 characters, in any script -------------------------------------------------------------------------------

NAMES_OF_200 = ["W" * 200, "Ł" * 200, ("Праграма " * 23)[:200], ("برنامج " * 29)[:200], ("共同生产" * 50)[:200], ("कार्यक्रम " * 20)[:200],
                ("e\u0301" * 100), "👩\u200d👩\u200d👧" * 40, ("supercalifragilistic" * 10)]


@pytest.mark.parametrize("name", NAMES_OF_200)
def test_a_name_of_200_characters_in_any_script_is_kept_found_and_shown(cast, name):
    name = name.strip()
    assert len(name) <= 200
    response = as_(cast.maya).post(reverse("programmes:programme-new"), {"name": name, "starts_on": "2026-03-16"})
    programme = Programme.objects.order_by("-pk").first()
    assert (response.status_code, response.headers["Location"]) == (302, programme.get_absolute_url())
    assert programme.name == name
    assert 0 < len(programme.slug) <= 60

    client = as_(cast.maya)
    for address in (programme.get_absolute_url(), reverse("programmes:programme-list"), reverse("programmes:home"),
                    reverse("programmes:search") + "?" + "q=" + name[:20]):
        page = client.get(address)
        assert page.status_code == 200
        assert name in page.content.decode(), address


def test_people_organisations_groups_and_workstreams_take_200_characters_too(cast):
    name = ("Żółć 会 " * 40)[:200].strip()
    client = as_(cast.maya)
    slug = cast.programme.slug
    for route, sent in ((("person-new",), {"name": name, "channel": "phone", "phone": "1"}),
                        (("organisation-new",), {"name": name, "kind": "other"}),
                        (("group-found", slug),
                         {"name": name, "kind": "board", "level": "system", "lay_seats": "2", "from_on": "2026-03-16"}),
                        (("workstream-new", slug), {"name": name, "starts_on": "2026-03-16", "level": "system", "hours_a_month": "8"})):
        response = client.post(reverse(f"programmes:{route[0]}", args=route[1:]), sent)
        assert response.status_code == 302, (route, response.context["form"].errors)

    for model in (Partner, Organisation, Group, Workstream):
        assert model.objects.filter(name=name).exists()


def test_201_characters_are_asked_to_be_fewer(cast):
    page = as_(cast.maya).post(reverse("programmes:programme-new"), {"name": "W" * 201, "starts_on": "2026-03-16"})

    assert "200 characters or fewer" in page.content.decode()
    assert not Programme.objects.filter(name__startswith="WWW").exists()


@pytest.mark.parametrize("name", ["", "   ", "\t\n", "\x00", "\u200b\u200d", "\u00a0\ufeff\u2060"])
def test_a_name_of_nothing_is_no_name(cast, name):
    before = Programme.objects.count()

    page = as_(cast.maya).post(reverse("programmes:programme-new"), {"name": name, "starts_on": "2026-03-16"})

    assert (page.status_code, Programme.objects.count()) == (200, before)


def test_two_programmes_of_one_name_have_two_addresses(cast):
    for _ in range(2):
        as_(cast.maya).post(reverse("programmes:programme-new"), {"name": "Care Together", "starts_on": "2026-03-16"})

    assert sorted(Programme.objects.filter(name="Care Together").values_list("slug", flat=True)) == [
        "care-together", "care-together-2", "care-together-3"]


def test_no_programme_takes_an_address_of_the_site(cast):
    as_(cast.maya).post(reverse("programmes:programme-new"), {"name": "New", "starts_on": "2026-03-16"})

    programme = Programme.objects.get(name="New")
    assert get(cast.maya, "programme", programme.slug).status_code == 200
    assert programme.get_absolute_url() != reverse("programmes:programme-new")
