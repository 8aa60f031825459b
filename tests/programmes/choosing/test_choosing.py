"""The type of co-production of a programme: answers apart, then together; a choice with its reason; plan and practice compared."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from programmes.choosing.actions import choose_type, compare_phases, give_answers, keep_answers, say_view
from programmes.choosing.models import Choice, LeadersView, Phase, Sheet
from programmes.stages.models import Stage
from programmes.stages.proofs import what_is_missing
from tests.makers import MONDAY, a_stage
from tests.programmes.choosing.doing import ANSWERS
from tests.programmes.choosing.doing import gives as gives_answers
from tests.programmes.stages.doing import as_, post

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
SENT = {**ANSWERS, "Q8_seldom_heard": "true"}
EVERYONE = ("sam", "vic", "forrest", "olga", "amina", "joe", "ines", "femi", "fran", "priya", "maya", "sid")


def at(name, programme):
    return reverse(f"programmes:{name}", args=[programme.slug])


def gives(person, programme, **other):
    return gives_answers(person, programme, side="leaders" if person.name.startswith("F") else "manager", **other)


@pytest.fixture
def answered(cast):
    """The manager says the decision is joint, a leader that advice is only considered."""
    return gives(cast.maya, cast.programme), gives(cast.femi, cast.programme, Q4="advice")


@pytest.fixture
def choice(cast, answered):
    return choose_type(cast.programme, by=cast.maya, at=MONDAY, sheet=answered[0])


# --- answering ------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("who", EVERYONE)
def test_manager_and_leaders_answer_and_nobody_else(cast, who):
    response = as_(getattr(cast, who)).post(at("type-answer", cast.programme), SENT)

    expected = {"maya": 302, "femi": 302, "fran": 302, "sam": 404}.get(who, 403)
    assert (response.status_code, Sheet.objects.count()) == (expected, int(expected == 302))


def test_one_question_at_a_time_is_kept_as_one_goes(cast):
    client, where = as_(cast.femi), at("type-answer", cast.programme)

    first = client.post(f"{where}?question=Q1", {"Q1": "system"})
    eighth = client.post(f"{where}?question=Q8", {"Q8": "broad", "Q8_seldom_heard": "true"})

    assert (first.url, eighth.url) == (f"{where}?question=Q2", f"{where}?question=Q9")
    sheet = Sheet.objects.get()
    assert (sheet.answers, sheet.side, sheet.given_at) == ({"Q1": "system", "Q8": "broad", "Q8_seldom_heard": True}, "leaders", None)


def test_what_is_missing_is_asked_for_beside_its_question_and_the_rest_stays(cast):
    page = as_(cast.maya).post(at("type-answer", cast.programme), {**SENT, "Q3": "", "Q12": "everything"})

    assert list(page.context["form"].errors) == ["Q3", "Q12"]
    assert page.context["form"]["Q10"].value() == "five_or_more"
    assert not Sheet.objects.exists()


def test_all_on_one_page_is_saved_half_way_and_goes_on_from_there(cast):
    where = at("type-answer", cast.programme)
    half = {"Q1": "system", "Q2": ["design"], "Q3": "everything", "later": ""}

    response = as_(cast.maya).post(where, half)

    assert (response.url, Sheet.objects.get().answers) == (at("type", cast.programme), {"Q1": "system", "Q2": ["design"]})
    form = as_(cast.maya).get(where).context["form"]
    assert (form["Q1"].value(), form["Q2"].value(), form["Q3"].value()) == ("system", ["design"], None)
    as_(cast.maya).post(where, {"Q1": "service", "later": ""})
    assert Sheet.objects.get().answers == {"Q1": "service", "Q2": ["design"]}


def test_half_a_sheet_is_not_given(cast):
    keep_answers(cast.programme, by=cast.maya, side="manager", at=MONDAY, answers={"Q1": "system"})

    page = as_(cast.maya).post(at("type-check", cast.programme))

    assert "Some questions have no answer yet." in page.content.decode()
    assert Sheet.objects.get().given_at is None


def test_given_answers_do_not_change(cast, answered):
    with pytest.raises(NotAllowedNow):
        keep_answers(cast.programme, by=cast.maya, side="manager", at=MONDAY, answers={"Q4": "law"})
    with pytest.raises(NotAllowedNow):
        give_answers(answered[0], by=cast.maya, at=MONDAY)

    assert as_(cast.maya).post(at("type-answer", cast.programme), SENT).status_code == 403
    assert Sheet.objects.get(partner=cast.maya).answers["Q4"] == "joint"


# --- seeing the answers of others -------------------------------------------------------------------------------------------

DIFFERENCE = "Answered differently: Q4."


def test_nobody_sees_the_others_answers_before_giving_their_own(cast):
    gives(cast.maya, cast.programme)

    fran = as_(cast.fran).get(at("type", cast.programme)).content.decode()
    ines = as_(cast.ines).get(at("type", cast.programme)).content.decode()

    assert "Give your own answers first." in fran
    assert "The answers are shown when both sides have given theirs." in ines
    assert [page.count("Answers of each") for page in (fran, ines)] == [0, 0]


def test_then_both_stand_side_by_side_with_the_differences_marked(cast, answered):
    page = as_(cast.femi).get(at("type", cast.programme))
    row = next(row for row in page.context["rows"] if row.code == "Q4")

    assert row.differs and len(row.answers) == 2 and row.answers[0] != row.answers[1]
    assert [row.code for row in page.context["rows"] if row.differs] == ["Q4"]
    assert DIFFERENCE in page.content.decode()


def test_a_leader_who_still_has_to_answer_does_not_see_them_even_then(cast, answered):
    assert DIFFERENCE not in as_(cast.fran).get(at("type", cast.programme)).content.decode()


def test_a_forum_member_reads_whose_side_it_is_but_no_lay_name(cast, answered):
    page = as_(cast.forrest).get(at("type", cast.programme)).content.decode()

    assert DIFFERENCE in page
    assert cast.femi.name not in page


# --- choosing ---------------------------------------------------------------------------------------------------------------

def test_the_recommended_type_is_accepted_with_its_phases_published(cast, answered):
    assert post(cast.maya, "type-choose", cast.programme.slug, choice="recommended").status_code == 302

    choice = Choice.objects.get()
    assert (choice.packages, choice.is_other, choice.recommended["packages"]) == (["P2", "P1"], False, ["P2", "P1"])
    assert list(choice.phases.order_by("position").values_list("name", "mode", "rung")) == [
        ("priorities", "co-commissioning", 6), ("design", "co-design", 6)]
    assert "Rung 6" in as_(cast.forrest).get(at("type", cast.programme)).content.decode()


def test_another_type_needs_its_reason(cast, answered):
    sent = {"choice": "other", "package": "P3", "design": "5", "priorities": "6"}
    refused = post(cast.maya, "type-choose", cast.programme.slug, **sent)
    assert list(refused.context["form"].errors) == ["because"]
    assert not Choice.objects.exists()

    post(cast.maya, "type-choose", cast.programme.slug, because="One team is what we can support.", **sent)

    choice = Choice.objects.get()
    assert (choice.packages, choice.is_other, choice.because) == (["P3"], True, "One team is what we can support.")
    assert choice.phases.get(name="design").rung == 5


def test_the_same_type_called_another_is_not_another(cast, answered):
    sent = {"choice": "other", "package": "P1", "design": "6", "priorities": "6", "because": "So"}

    assert list(post(cast.maya, "type-choose", cast.programme.slug, **sent).context["form"].errors) == ["choice"]


def test_rung_one_is_never_offered(cast, answered):
    sent = {"choice": "other", "package": "P7", "design": "1", "priorities": "3", "because": "So"}

    assert list(post(cast.maya, "type-choose", cast.programme.slug, **sent).context["form"].errors) == ["design"]


@pytest.mark.parametrize("who", EVERYONE)
def test_only_the_manager_chooses(cast, answered, who):
    response = as_(getattr(cast, who)).post(at("type-choose", cast.programme), {"choice": "recommended"})

    expected = {"maya": 302, "sam": 404}.get(who, 403)
    assert (response.status_code, Choice.objects.count()) == (expected, int(expected == 302))


@pytest.mark.parametrize("missing", ["maya", "femi"])
def test_no_type_is_chosen_before_both_sides_have_answered(cast, missing):
    gives(cast.femi if missing == "maya" else cast.maya, cast.programme)

    assert post(cast.maya, "type-choose", cast.programme.slug, choice="recommended").status_code == 403
    assert not Choice.objects.exists()


def test_a_later_choice_replaces_the_earlier_one_which_stays(cast, answered, choice):
    later = choose_type(cast.programme, by=cast.maya, at=MONDAY, sheet=answered[0], packages=["P3"], because="Smaller")

    assert list(Choice.objects.current()) == [later]
    assert Choice.objects.get(pk=choice.pk).replaced_at == MONDAY
    assert as_(cast.femi).get(reverse("programmes:choice-view", args=[choice.ref])).status_code == 403


def test_what_leaders_said_about_an_earlier_type_stays_readable(cast, answered, choice):
    say_view(choice, by=cast.femi, at=MONDAY, value="disagree", text="Advice alone is not joint.")
    choose_type(cast.programme, by=cast.maya, at=MONDAY, sheet=answered[0], packages=["P3"], because="Smaller")

    page = as_(cast.forrest).get(at("type", cast.programme))

    assert (page.context["chosen"].packages, page.context["chosen"].views) == ("P3 Service co-design", [])
    assert [each.choice for each in page.context["before"]] == [choice]
    assert "Advice alone is not joint." in page.content.decode()


def test_the_plan_is_published_as_a_ladder_with_its_sentence_and_table(cast, choice):
    page = as_(cast.forrest).get(at("type", cast.programme)).content.decode()

    assert '<svg class="app-chart app-chart--ladder" role="img"' in page
    assert "Phase: design. Rung 6: co-design." in page


def test_two_types_never_hold_at_once(cast, choice):
    with pytest.raises(IntegrityError), transaction.atomic():
        Choice.objects.create(programme=cast.programme, cycle=1, sheet=choice.sheet, packages=["P3"], at=MONDAY, by=cast.maya)


# --- what leaders say about it -------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("who", EVERYONE)
def test_founding_leaders_say_what_they_think_of_it(cast, choice, who):
    response = post(getattr(cast, who), "choice-view", choice.ref, value="disagree", text="Advice alone is not joint.")

    expected = {"femi": 302, "fran": 302, "sam": 404}.get(who, 403)
    assert (response.status_code, LeadersView.objects.count()) == (expected, int(expected == 302))


def test_a_no_says_why_and_stays_readable(cast, choice):
    refused = post(cast.femi, "choice-view", choice.ref, value="disagree", text="")
    assert list(refused.context["form"].errors) == ["text"]

    post(cast.femi, "choice-view", choice.ref, value="disagree", text="Advice alone is not joint.")
    page = as_(cast.forrest).get(at("type", cast.programme)).content.decode()

    assert "Advice alone is not joint." in page
    assert "I do not agree with this type" in page
    assert cast.femi.name not in page
    with pytest.raises(NotAllowedNow):
        say_view(choice, by=cast.femi, at=MONDAY, value="agree")


# --- plan and practice ---------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("who", EVERYONE)
def test_manager_and_lay_co_chair_compare_plan_and_practice(cast, choice, who):
    sent = {"priorities": "4", "priorities_words": "We were asked once.", "design": "6", "design_words": ""}
    response = post(getattr(cast, who), "choice-compare", choice.ref, **sent)

    expected = {"maya": 302, "ines": 302, "sam": 404}.get(who, 403)
    assert response.status_code == expected
    assert list(Phase.objects.order_by("position").values_list("actual_rung", "what_happened")) == (
        [(4, "We were asked once."), (6, "")] if expected == 302 else [(None, ""), (None, "")])


def test_a_phase_without_a_rung_is_asked_for_and_nothing_is_kept(cast, choice):
    page = post(cast.maya, "choice-compare", choice.ref, priorities="4", design="9")

    assert list(page.context["form"].errors) == ["design"]
    assert not Phase.objects.filter(compared_at__isnull=False).exists()


# --- the records speak: 2.1, 2.2, 2.3, 12.5 ----------------------------------------------------------------------------------------

def missing(stage):
    found = what_is_missing(Stage.objects.filter(pk=stage.pk), TODAY)[stage.pk]
    return {code: [each.words for each in found.get(code, [])] for code in ("2.1", "2.2", "2.3", "12.5") if found.get(code)}


def test_the_records_say_step_by_step_what_is_missing(cast):
    stage = a_stage(cast.programme, "S2", by=cast.maya)
    nothing = {"2.1": ["No founding service-user leader has answered the thirteen questions yet.",
                       "The programme manager has not answered the thirteen questions yet."],
               "2.2": ["No type of co-production is chosen yet."], "2.3": ["Mode and rung of each phase are not published yet."]}
    assert {code: sorted(words) for code, words in missing(stage).items()} == nothing

    sheet = gives(cast.maya, cast.programme)
    assert missing(stage)["2.1"] == nothing["2.1"][:1]
    gives(cast.femi, cast.programme)
    assert "2.1" not in missing(stage)

    other = choose_type(cast.programme, by=cast.maya, at=MONDAY, sheet=sheet, packages=["P3"], because="Smaller")
    assert missing(stage) == {
        "2.2": ["Another type than the recommended one was chosen, and no leader has said what they think of it yet."]}
    say_view(other, by=cast.fran, at=MONDAY, value="agree")
    assert missing(stage) == {}


def test_answers_of_an_earlier_cycle_do_not_count(cast, choice):
    stage = a_stage(cast.programme, "S2", by=cast.maya)
    assert missing(stage) == {}

    type(cast.programme).objects.filter(pk=cast.programme.pk).update(cycle=2)

    assert sorted(missing(stage)) == ["2.1", "2.2", "2.3"]


def test_the_review_wants_each_phase_compared(cast, choice):
    stage = a_stage(cast.programme, "S12", by=cast.maya)
    assert [words.partition(":")[0] for words in missing(stage)["12.5"]] == ["Phase design", "Phase priorities"]

    compare_phases([(phase, 6, "") for phase in choice.phases.all()], by=cast.maya, at=MONDAY)

    assert missing(stage) == {}


def test_a_review_without_a_type_has_nothing_to_compare(cast):
    assert missing(a_stage(cast.programme, "S12", by=cast.maya)) == {
        "12.5": ["No type of co-production was chosen, so nothing can be compared."]}


def test_the_trail_tells_it(cast, choice):
    say_view(choice, by=cast.femi, at=MONDAY, value="disagree", text="Advice alone is not joint.")

    trail = as_(cast.maya).get(at("trail", cast.programme)).content.decode()

    assert "answered the thirteen questions" in trail
    assert "chose the type of co-production that was recommended: P2, P1" in trail
    assert "Advice alone is not joint." in trail
