"""Plans and published chapters are found by search, by each role what it may read; a programme's published plans stand in one list."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes.plans.models import Plan
from programmes.rounds.actions import publish_round
from programmes.toolkit.actions import share_chapter
from tests.makers import MONDAY
from tests.programmes.plans.doing import a_plan, published, withdraw_plan
from tests.programmes.rounds import doing as rounds
from tests.programmes.stages.doing import as_
from tests.programmes.toolkit import doing as toolkit

pytestmark = pytest.mark.django_db
ROLES = ("sam", "vic", "forrest", "amina", "ines", "priya", "maya", "sid")


def found(person, words):
    page = as_(person).get(reverse("programmes:search"), {"q": words}).content.decode()
    return re.findall(r'<li><a href="([^"]+)">', page.split("<main")[1].split("</main>")[0])


def test_each_role_finds_the_plans_that_it_may_read(cast):
    emerging = a_plan(cast, title="Écoles and lifts")

    seen = {who: emerging.get_absolute_url() in found(getattr(cast, who), "ecoles") for who in ROLES}

    assert seen == {"sam": False, "vic": True, "forrest": False, "amina": True, "ines": True, "priya": True, "maya": True, "sid": True}
    rounds.a_round(cast, rounds.a_plan(cast, mark="PL9"))
    assert found(cast.forrest, "pl9") == [Plan.objects.get(mark="PL9").get_absolute_url()]
    assert found(cast.maya, "ÉCOLES") == found(cast.maya, "école") == [emerging.get_absolute_url()]


def test_what_is_shown_beside_it_says_where_it_stands_and_nothing_is_found_by_words_of_its_text(cast):
    plan = a_plan(cast, title="Lifts <b>now</b>")

    page = as_(cast.maya).get(reverse("programmes:search"), {"q": "lifts"}).content.decode()

    assert "Emerging: it can still change" in page and "Lifts &lt;b&gt;now&lt;/b&gt;" in page and "<b>now</b>" not in page
    assert found(cast.maya, "nothing-has-this-name") == [] and plan.pk


def test_published_chapters_are_found_in_ones_own_programme_and_shared_ones_by_everybody(cast):
    own = toolkit.published(cast, title="How we wrote letters")
    toolkit.approved(cast, title="Letters that are not out")
    address = reverse("programmes:public-chapter", args=[own.ref])

    assert {who: found(getattr(cast, who), "letters") for who in ROLES if who != "sam"} == {
        who: [address] for who in ROLES if who != "sam"}
    assert found(cast.sam, "letters") == []
    share_chapter(own, by=cast.amina, at=MONDAY)
    assert found(cast.sam, "letters") == [address] and Client().get(address).status_code == 200


def test_the_search_costs_the_same_however_many_there_are(cast):
    client, spent = as_(cast.maya), {}
    client.get(reverse("privacy"))
    for number in range(3):
        a_plan(cast, mark=f"PL{number + 1}", title=f"Another {number}")
        toolkit.published(cast, title=f"Another {number}")
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("programmes:search"), {"q": "another"}).content.decode()
        assert page.count("Another ") == 2 * (number + 1)
        spent[number + 1] = len(queries)

    assert spent == {1: 11, 2: 11, 3: 11}


def test_published_plans_stand_in_one_list_for_everybody_the_newest_first(cast):
    out, later = published(cast), published(cast, a_plan(cast, mark="PL2", title="Doors"))
    Plan.objects.filter(pk=out.pk).update(published_at=MONDAY.replace(year=2025))
    a_plan(cast, mark="PL3", title="Not out yet")
    withdraw_plan(a_plan(cast, mark="PL4", title="Paint"), by=cast.priya, at=MONDAY, because="It is painted.")

    page = Client().get(reverse("programmes:public-plans", args=[cast.programme.slug]))

    words = page.content.decode()
    assert page.status_code == 200 and "Not out yet" not in words and "Paint" not in words
    assert re.findall(r'href="/plans/(\w+)/"', words) == [later.public_ref, out.public_ref]
    assert reverse("programmes:public-plans", args=[cast.programme.slug]) in Client().get(f"/plans/{out.public_ref}/").content.decode()
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_where_nothing_is_published_there_is_no_list(cast):
    a_plan(cast)

    for slug in (cast.programme.slug, cast.elsewhere.slug, "no-such-programme"):
        assert Client().get(reverse("programmes:public-plans", args=[slug])).status_code == 404


def test_the_list_goes_on_page_by_page(cast, monkeypatch):
    monkeypatch.setattr("programmes.plans.showing.public.ON_A_PAGE", 2)
    for number in range(3):
        published(cast, a_plan(cast, mark=f"PL{number}", title=f"Plan {number}"))
    address = reverse("programmes:public-plans", args=[cast.programme.slug])

    pages = [Client().get(f"{address}{end}").content.decode() for end in ("", "?from=2", "?from=99")]

    assert [page.count('<section class="app-card"') for page in pages] == [2, 1, 0]
    assert "?from=2" in pages[0] and "?from=0" in pages[1]


def test_what_became_of_a_round_leads_to_its_plan_once_that_is_published(cast):
    it = rounds.sent(cast)
    publish_round(it, by=cast.priya, at=rounds.AFTER)
    public = reverse("programmes:we-said-we-did", args=[rounds.fresh(it).public_ref])
    assert "Read the plan" not in Client().get(public).content.decode()
