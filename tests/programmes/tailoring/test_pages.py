"""The page of all other ways, one of them, the page of a standard, and the recipes (issue, section 2)."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.groups.actions import add_seat
from programmes.catalogue import CORE, CURRENT, TAILOR, WAIVE, edition
from programmes.choosing.actions import choose_type
from programmes.stages.actions.checking import check_stages
from programmes.stages.actions.opening import change_dates
from programmes.tailoring.actions import (
    agree_to_tailoring,
    end_tailoring,
    refuse_tailoring,
    renew_tailoring,
    review_tailoring,
    withdraw_tailoring,
)
from programmes.tailoring.catalogue import RECIPES, Facts, fitting
from programmes.tailoring.models import Tailoring
from programmes.tailoring.showing import TONES, facts_of
from tests.makers import MONDAY, a_stage
from tests.programmes.choosing.doing import gives
from tests.programmes.stages.doing import as_, first_of, get, s8
from tests.programmes.tailoring.doing import DAY, TODAY, a_way, in_force, now_, s4


def list_of(cast):
    return reverse("programmes:tailorings", args=[cast.programme.slug])


def page_for(person, address):
    return as_(person).get(address).content.decode()


def test_each_stands_under_its_heading_with_who_proposed_and_who_agreed(cast):
    in_force(cast, reason="REASON-A")
    refuse_tailoring(a_way(cast, code="9.4", kind="tailor", reason="REASON-B"), by=cast.ines, at=MONDAY, because="The Forum must be asked")
    a_way(cast, by=cast.femi, code="4.2", kind="tailor", reason="REASON-C")
    end_tailoring(in_force(cast, code="5.3", reason="REASON-D"), by=cast.maya, at=MONDAY, because="Done")

    page = page_for(cast.maya, list_of(cast))

    parts = [page.index(head) for head in ("<h2>In force</h2>", "<h2>Waiting for the other side</h2>", "<h2>Refused</h2>", "<h2>Over</h2>",
                                           "<h2>How others do it</h2>")]
    found = [page.index(f"REASON-{letter}") for letter in "ACBD"]
    assert sorted([*parts, *found]) == [parts[0], found[0], parts[1], found[1], parts[2], found[2], parts[3], found[3], parts[4]]
    assert "Maya Example, 16 March 2026" in page
    assert "Ines Example, 16 March 2026" in page
    assert "The Forum must be asked" in page


def test_the_forum_reads_everything_and_lay_partners_by_their_role(cast):
    in_force(cast, by=cast.femi)
    a_way(cast, by=cast.maya, code="9.4", kind="tailor")
    way = Tailoring.objects.get(code="4.4")

    for address in (list_of(cast), way.get_absolute_url()):
        page = page_for(cast.forrest, address)
        assert "founding service-user leader" in page
        assert "Femi" not in page
        assert "Maya Example" in page           # who is paid for it is named
        assert "Propose another way" not in page
        assert "How others do it" not in page


def test_a_person_reads_their_own_name(cast):
    way = in_force(cast, by=cast.femi)

    assert "Femi Example" in page_for(cast.femi, way.get_absolute_url())


def test_the_page_of_a_standard_shows_what_is_done_instead_and_who_agreed(cast):
    stage = s8(cast)
    in_force(cast, code="8.3", kind="tailor", stage=stage, instead="We meet in the evening, by phone.")

    page = get(cast.forrest, "standard", first_of(stage, "8.3")).content.decode()

    assert "Done another way:" in page
    assert "We meet in the evening, by phone." in page
    assert "Agreed by the lay co-chair on 16 March 2026." in page
    assert "Do this another way" not in page
    assert "We meet in the evening" not in get(cast.forrest, "standard", first_of(stage, "8.4")).content.decode()


def test_the_page_of_a_waived_standard_says_until_when(cast):
    stage = s4(cast)
    in_force(cast)

    page = get(cast.maya, "standard", first_of(stage, "4.4")).content.decode()

    assert "Left out for a time, agreed" in page
    assert "From 16 March 2026 until 25 April 2026." in page
    assert f"?standard=4.4&amp;run={stage.ref}" in page
    assert "4.4 was left out for a time, as both sides agreed" in page
    assert "1 left out for a time, agreed" in get(cast.maya, "stage", stage).content.decode()


def test_a_refusal_is_seen_on_the_page_of_its_standard(cast):
    stage = s4(cast)
    refuse_tailoring(a_way(cast), by=cast.femi, at=MONDAY, because="No")

    assert "Refused on 16 March 2026: left out until a day." in get(cast.maya, "standard", first_of(stage, "4.4")).content.decode()


def test_the_propose_page_begins_with_the_standard_and_its_run(cast):
    stage = s4(cast)

    page = page_for(cast.maya, f"{list_of(cast)}propose/?standard=4.4&run={stage.ref}")

    assert '<option value="4.4" selected>' in page
    assert stage.ref in page
    assert 'value="waive"' in page


def test_a_recipe_fills_in_the_words_and_they_can_be_changed(cast):
    page = page_for(cast.maya, f"{list_of(cast)}propose/?standard=8.9&recipe=confidential-finance")

    recipe = next(each for each in RECIPES if each.name == "confidential-finance")
    assert str(recipe.instead) in page
    assert str(recipe.reason) in page
    assert page_for(cast.maya, f"{list_of(cast)}propose/?standard=nothing&recipe=nothing").count("There is a problem") == 0


def test_the_trail_of_the_programme_tells_it_in_words(cast):
    way = in_force(cast)
    end_tailoring(way, by=cast.ines, at=MONDAY, because="We changed our mind")
    withdraw_tailoring(a_way(cast, code="5.3"), by=cast.maya, at=MONDAY)

    page = page_for(cast.maya, reverse("programmes:trail", args=[cast.programme.slug]))

    for words in ("Maya Example (programme manager) proposed to do 4.4 another way", "Ines Example (lay co-chair) agreed to the proposal",
                  "The proposal about 4.4 was agreed by both sides", "What was agreed about 4.4 came into force",
                  "Ines Example (lay co-chair) ended early what was agreed about 4.4", "We changed our mind",
                  "took back the proposal about 5.3"):
        assert words in page, words


def test_what_is_written_is_shown_as_text(cast):
    way = in_force(cast, reason="<b>x</b>", instead="<script>1</script>")

    for address in (list_of(cast), way.get_absolute_url()):
        page = page_for(cast.maya, address)
        assert "<script>1" not in page
        assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_one_page_links_what_renews_and_what_is_renewed(cast):
    way = in_force(cast)
    renewal = renew_tailoring(way, by=cast.maya, at=MONDAY, until_on=TODAY + 90 * DAY, reason="Still", instead="As before")

    assert renewal.get_absolute_url() in page_for(cast.maya, way.get_absolute_url())
    assert way.get_absolute_url() in page_for(cast.maya, renewal.get_absolute_url())


def test_the_programme_leads_there(cast):
    assert list_of(cast) in page_for(cast.forrest, cast.programme.get_absolute_url())


def test_every_state_has_a_tone():
    from programmes.tailoring.lifecycles import TailoringState

    assert set(TONES) == set(TailoringState.values)


# --- how many questions ----------------------------------------------------------------------------------------------

def test_the_list_costs_the_same_for_1_3_and_100(cast):
    expected = {"forrest": 10, "maya": 14}
    clients, spent = {name: as_(getattr(cast, name)) for name in expected}, {name: {} for name in expected}
    for client in clients.values():
        client.get(reverse("privacy"))
    for rows in (1, 3, 100):
        with transaction.atomic():
            for number in range(rows):
                way = a_way(cast, code="9.4", kind="tailor", stage=a_stage(cast.programme, "S9", by=cast.maya, plan_name=f"Plan {number}"))
                agree_to_tailoring(way, by=cast.ines, at=MONDAY)
            for name, client in clients.items():
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(list_of(cast)).status_code == 200
                spent[name][rows] = len(queries)
            transaction.set_rollback(True)

    assert spent == {name: dict.fromkeys((1, 3, 100), number) for name, number in expected.items()}


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_one_of_them_costs_the_same_however_long_its_story(cast, rows):
    way = in_force(cast)
    for number in range(rows):
        review_tailoring(way, by=cast.ines, at=MONDAY + number * DAY, note="Seen")
    client = as_(cast.maya)
    client.get(reverse("privacy"))

    with CaptureQueriesContext(connection) as queries:
        assert client.get(way.get_absolute_url()).status_code == 200

    assert len(queries) == 11


# --- recipes ---------------------------------------------------------------------------------------------------------

LARGE = Facts(organisations=9, workstreams=7, has_forum=True, empty_seats=0, days_left=400)
ALWAYS = {"not-by-day", "confidential-finance", "small-population"}


@pytest.mark.parametrize(("facts", "more"), [
    ({}, set()),
    ({"workstreams": 1, "has_forum": False}, {"small-project"}),
    ({"workstreams": 1}, set()),
    ({"organisations": 1}, {"one-organisation"}),
    ({"days_left": 89}, {"short-time", "short-call"}),
    ({"days_left": 90}, set()),
    ({"days_left": None}, set()),
    ({"empty_seats": 1}, {"no-nominations"}),
    ({"packages": frozenset(["P1", "P2"])}, set()),
    ({"packages": frozenset(["P3"])}, {"one-team", "chosen-by-the-team"}),
    ({"packages": frozenset(["P3", "P4"])}, {"one-team", "chosen-by-the-team"}),
    ({"packages": frozenset(["P4"])}, {"one-team", "chosen-by-the-team", "spoken-papers"}),
    ({"packages": frozenset(["P7"])}, {"no-facilitator"}),
])
def test_a_recipe_is_offered_where_the_facts_fit(facts, more):
    from dataclasses import replace

    assert {recipe.name for recipe in fitting(replace(LARGE, **facts))} == ALWAYS | more


def test_every_recipe_obeys_the_class_of_its_standard():
    classes = {"tailor": {TAILOR, WAIVE}, "waive": {WAIVE}, "exception": {CORE, TAILOR, WAIVE}, "": {CORE}}
    for recipe in RECIPES:
        for code in recipe.codes:
            assert edition(CURRENT).standard(code).klass in classes[recipe.kind], recipe.name
        assert (recipe.days > 0) == bool(recipe.kind)
        assert recipe.kind != "exception" or recipe.days <= 28


def test_the_facts_are_those_of_the_records(cast):
    assert facts_of(cast.programme, on=TODAY) == Facts(organisations=1, workstreams=1, has_forum=True, empty_seats=0, days_left=100)
    stage = s8(cast)
    change_dates(stage, by=cast.maya, at=MONDAY, opens_on=TODAY, due_on=TODAY + 10 * DAY)
    add_seat(cast.housing.group, by=cast.maya, at=MONDAY, opened_on=TODAY)

    assert facts_of(cast.programme, on=TODAY) == Facts(organisations=1, workstreams=1, has_forum=True, empty_seats=1, days_left=10)


def test_what_the_chosen_type_does_not_need_is_offered_with_its_reason(cast):
    sheet = gives(cast.maya, cast.programme, side="manager")
    choose_type(cast.programme, by=cast.maya, at=MONDAY, sheet=sheet, packages=["P3"], rungs={"design": 6}, because="One team")

    page = as_(cast.maya).get(reverse("programmes:tailorings", args=[cast.programme.slug])).content.decode()

    assert "Propose this for 7.2" in page
    address = reverse("programmes:tailoring-propose", args=[cast.programme.slug])
    form = page_for(cast.maya, f"{address}?standard=7.2&recipe=chosen-by-the-team")
    assert "The chosen type has no Advisory Group that could allocate pairs." in form


# --- standard 12.6 ---------------------------------------------------------------------------------------------------

def missing(cast, stage):
    from programmes.stages.models import Stage
    from programmes.stages.proofs import what_is_missing

    return [each.words for each in what_is_missing(Stage.objects.filter(pk=stage.pk), TODAY)[stage.pk].get("12.6", [])]


def test_12_6_wants_everything_in_force_or_over_reviewed_since_the_review_began(cast):
    way, over = in_force(cast), in_force(cast, code="5.3")
    end_tailoring(over, by=cast.maya, at=MONDAY, because="Done")
    review_tailoring(way, by=cast.ines, at=MONDAY - DAY, note="Before the review")
    refuse_tailoring(a_way(cast, code="3.6"), by=cast.ines, at=MONDAY, because="No")
    a_way(cast, code="1.6")
    stage = a_stage(cast.programme, "S12", by=cast.maya)

    assert sorted(missing(cast, stage)) == [
        "What was agreed about 4.4 is not reviewed yet.", "What was agreed about 5.3 is not reviewed yet."]
    assert way.get_absolute_url() in get(cast.maya, "standard", first_of(stage, "12.6")).content.decode()

    response = as_(cast.amina).post(f"{way.get_absolute_url()}review/", {"note": "It worked for most."})
    assert response.status_code == 302
    assert (now_(way).reviewed_by, now_(way).review_note) == (cast.amina, "It worked for most.")
    review_tailoring(over, by=cast.ines, at=MONDAY, note="Over")

    assert missing(cast, stage) == []
    check_stages(at=MONDAY)
    assert first_of(stage, "12.6").state == "claimed"


def test_12_6_is_shown_when_there_is_nothing_to_review_and_in_other_cycles(cast):
    in_force(cast)
    stage = a_stage(cast.programme, "S12", by=cast.maya, cycle=2)

    assert missing(cast, stage) == []
