"""Whoever signs in to the story finds their work, and nothing of another programme."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from coprod.accounts.models import User
from coprod.kit.clock import day_of, now
from partners.models import Group
from programmes.demo import story
from programmes.programme.models import Programme
from tests import makers
from tests.accounts.people import sign_in, words_of
from tests.programmes.demo.reading import FINDS, W4, browser_of, partner, stage_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


def test_everybody_on_the_list_is_in_this_table():
    assert [username for username, _name, _role in story.PEOPLE] == list(FINDS)
    assert User.objects.count() == len(FINDS) and User.objects.get(is_superuser=True).username == "admin"


@pytest.mark.parametrize("username", FINDS)
def test_each_person_signs_in_and_finds_their_work(username):
    browser = browser_of(username)
    assert browser.get("/").status_code == 200
    answer = browser.get(reverse("programmes:asked"))

    found = {row.queue.name: row for row in answer.context["counted"] if row.count}
    assert FINDS[username] <= set(found)
    for row in found.values():
        assert row.title in words_of(answer)
    if not FINDS[username]:
        assert not found


def test_the_cochair_has_a_claim_to_confirm_and_one_to_dispute():
    listed = words_of(browser_of("cochair").get(reverse("programmes:queue", args=["claims"])))

    assert "11.1 Commitments reported at agreed intervals" not in listed      # Sam says so, and the log denies it: one has not reported
    assert "11.2 Lay partner confirmed each “met”" in listed


def test_the_lead_of_w4_has_standards_of_s8_to_claim():
    w4 = stage_of("S8", W4)

    unanswered = w4.answers.filter(state="unanswered").in_order().values_list("code", flat=True)
    assert list(unanswered) == ["8.7", "8.8"]        # no minutes are kept of the first meeting in October
    assert w4.answers.get(code="8.1").claimed_by == partner("lead-w4")
    assert set(w4.answers.filter(state="claimed", claimed_by=None).values_list("code", flat=True)) == {"8.3", "8.5",
        "8.6"}     # by the records


def test_a_manager_of_another_programme_sees_nothing_of_it():
    stranger = makers.a_partner("Sal Elsewhere", professional=True, username="sal", at=now())
    makers.a_programme("Somewhere Else", by=stranger, at=now(), starts_on=day_of(now()))
    cache.clear()
    client = Client()
    sign_in(client, "sal", makers.PASSWORD)

    assert [each.name for each in Programme.objects.visible_to(stranger.user, on=day_of(now()))] == ["Somewhere Else"]
    assert client.get(reverse("programmes:programme", args=["joined-up-lives"])).status_code == 404
    assert [each["programme"].name for each in client.get(reverse("programmes:programme-list")).context["rows"]] == ["Somewhere Else"]
    assert not any(row.count for row in client.get("/").context["counted"])


def test_home_straight_borrows_the_advisory_group_and_nothing_else():
    home = Programme.objects.get(slug="home-straight")
    here = Group.objects.filter(programme_links__programme=home)

    assert {group.name for group in here} == {"Home Straight leaders", "Lay Partners Advisory Group"}
