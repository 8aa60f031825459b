"""Questions about oneself: optional, kept without a name, deleted at once, and told to others as counts in which nobody is found."""

import ast
from functools import cache
from pathlib import Path

import pytest
from django.contrib import admin

from coprod.trail.models import Row
from partners.equality.actions import say_about_oneself, withdraw_answers
from partners.equality.catalogue import NO_ANSWER, QUESTIONS, as_shown, stands_for
from partners.equality.models import EqualityAnswers, mark_of
from partners.equality.policies import TooFew, answers_of, counts
from tests.cast import NAMES
from tests.makers import a_partner
from tests.programmes.stages.doing import as_

ROOT = Path(__file__).resolve().parents[3]
PAGE = "/about-you/"


# --- small numbers -------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("count", "shown"), [
    (0, "0"), (1, "*"), (2, "*"), (6, "*"), (7, "*"), (8, "10"), (9, "10"), (10, "10"), (12, "10"), (13, "15"), (17, "15"), (18, "20"),
    (102, "100"), (103, "105")])
def test_a_number_is_hidden_up_to_7_and_else_rounded_to_5(count, shown):
    assert as_shown(count) == shown


@pytest.mark.parametrize(("shown", "least", "most"), [("0", 0, 0), ("*", 1, 7), ("10", 8, 12), ("15", 13, 17), ("100", 98, 102)])
def test_a_shown_number_stands_for_exactly_those_that_are_shown_so(shown, least, most):
    assert stands_for(shown) == (least, most)
    assert {n for n in range(200) if as_shown(n) == shown} == set(range(least, most + 1))


def people(count, **answers):
    made = [a_partner() for _ in range(count)]
    for person in made:
        say_about_oneself(person, **answers)
    return [person.ref for person in made]


@pytest.mark.django_db
def test_counts_tell_every_answer_in_its_order_and_nothing_of_fewer_than_ten():
    refs = people(1, age="16-24") + people(8, age="65-74")
    with pytest.raises(TooFew):
        counts(refs, "age")
    refs += people(3, age=NO_ANSWER)        # they have answered, and said nothing
    with pytest.raises(TooFew):
        counts(refs, "age")

    refs += people(1, age="65-74")

    assert counts(refs, "age") == [("16-24", "*"), ("25-34", "0"), ("35-44", "0"), ("45-54", "0"), ("55-64", "0"), ("65-74", "10"),
                                   ("75-84", "0"), ("85", "0"), (NO_ANSWER, "*")]
    with pytest.raises(TooFew):
        counts(refs, "sex")                 # they were asked, and skipped it
    with pytest.raises(TooFew):
        counts(refs[:1] * 20, "age")        # one person many times is one person
    with pytest.raises(KeyError):
        counts(refs, "mark")                # two questions, or what is none, cannot be asked for


@pytest.mark.django_db
def test_people_who_are_not_meant_are_not_counted(django_assert_num_queries):
    refs = people(12, carer="50")
    people(9, carer="50")

    with django_assert_num_queries(1):
        assert dict(counts(refs, "carer"))["50"] == "10"


# --- without a name --------------------------------------------------------------------------------------------------------

def test_nothing_leads_from_the_answers_to_a_person():
    assert [field.name for field in EqualityAnswers._meta.get_fields()] == ["mark", *(question.name for question in QUESTIONS)]
    assert not any(field.is_relation for field in EqualityAnswers._meta.get_fields())
    assert EqualityAnswers not in admin.site._registry


@pytest.mark.django_db
def test_each_has_a_mark_of_their_own_that_holds_nothing_of_them_and_leaves_no_trail():
    one, other = a_partner(), a_partner()
    before = Row.objects.count()
    say_about_oneself(one, age="25-34")
    say_about_oneself(other, age="85")

    marks = set(EqualityAnswers.objects.values_list("mark", flat=True))
    assert marks == {mark_of(one.ref), mark_of(other.ref)} and len(marks) == 2
    assert not any(one.ref in mark or str(one.pk) == mark for mark in marks)
    assert (answers_of(one)["age"], answers_of(other)["age"]) == ("25-34", "85")
    assert Row.objects.count() == before


@pytest.mark.django_db
def test_taken_back_is_deleted_at_once_and_only_for_oneself():
    one, other = a_partner(), a_partner()
    for person in (one, other):
        say_about_oneself(person, age="25-34")

    withdraw_answers(one)

    assert (answers_of(one), answers_of(other)["age"], EqualityAnswers.objects.count()) == ({}, "25-34", 1)


@cache
def imports():
    """Every name that any of our modules imports, with the module's file."""
    found = []
    for top in ("coprod", "partners", "programmes"):
        for path in (ROOT / top).rglob("*.py"):
            text = path.read_text()
            for node in ast.walk(ast.parse(text)) if "equality" in text else ():
                if isinstance(node, ast.ImportFrom):
                    found += [(f"{node.module}.{alias.name}", str(path.relative_to(ROOT))) for alias in node.names]
                elif isinstance(node, ast.Import):
                    found += [(alias.name, str(path.relative_to(ROOT))) for alias in node.names]
    return found


def readers_of(name):
    """Our files that import anything called so, or from a module called so."""
    return {path for each, path in imports() if name in each}


def test_nobody_reads_the_answers_but_their_own_wing_and_only_the_page_of_recruitment_asks_for_counts():
    assert {path for path in readers_of("partners.equality.models") if not path.startswith("partners/equality/")} == {"partners/models.py"}
    assert readers_of("EqualityAnswers") <= {"partners/models.py", "partners/equality/actions.py", "partners/equality/policies.py"}
    assert readers_of("answers_of") == {"partners/equality/views.py"}
    assert readers_of("partners.equality.policies.counts") == {"programmes/renewal/policies.py"}
    asks_otherwise = [str(path.relative_to(ROOT)) for top in ("coprod", "partners", "programmes") for path in (ROOT / top).rglob("*.py")
                      if "equalityanswers" in path.read_text().lower() and "migrations" not in path.parts]
    assert sorted(asks_otherwise) == ["partners/equality/actions.py", "partners/equality/models.py", "partners/equality/policies.py",
                                      "partners/models.py"]


# --- the page --------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", NAMES)
def test_everybody_answers_for_themselves_alone(cast, name):
    person = getattr(cast, name)
    client = as_(person)

    assert client.post(PAGE, {"age": "45-54", "ref": cast.amina.ref}).status_code == 302

    assert EqualityAnswers.objects.values_list("mark", "age").get() == (mark_of(person.ref), "45-54")
    assert client.get(PAGE).content.decode().count("checked") == len(QUESTIONS)      # one answer, and the rest skipped
    assert client.post(PAGE, {"delete": "1"}).status_code == 302
    assert EqualityAnswers.objects.count() == 0


def test_every_question_may_be_skipped_and_says_prefer_not_to_say(cast):
    client = as_(cast.amina)
    page = client.get(PAGE).content.decode()

    assert page.count("Prefer not to say") == page.count("No answer") == len(QUESTIONS) == page.count("(optional)")
    assert "You do not have to answer." in page and "Delete my answers" not in page
    assert client.post(PAGE, {}).status_code == 302
    assert EqualityAnswers.objects.count() == 0      # nothing said, nothing kept


def test_answers_can_be_changed_and_taken_out_one_by_one(cast):
    client = as_(cast.amina)
    client.post(PAGE, {"age": "45-54", "sex": "female"})
    client.post(PAGE, {"age": "", "sex": "female", "health": NO_ANSWER})

    assert {name: value for name, value in answers_of(cast.amina).items() if value} == {"sex": "female", "health": NO_ANSWER}
    assert "Delete my answers" in client.get(PAGE).content.decode()

    client.post(PAGE, {})
    assert EqualityAnswers.objects.count() == 0


def test_what_is_no_answer_is_said_beside_the_question_and_changes_nothing(cast):
    client = as_(cast.amina)
    client.post(PAGE, {"age": "45-54"})

    answer = client.post(PAGE, {"age": "200", "sex": "female"})

    assert (answer.status_code, dict(answer.context["form"].errors)) == (200, {"age": ["Choose an answer from the list"]})
    assert answers_of(cast.amina)["age"] == "45-54"


def test_answers_of_two_people_at_once_and_of_one_twice(cast):
    for name in ("amina", "joe", "amina"):
        as_(getattr(cast, name)).post(PAGE, {"work": "student"})

    assert EqualityAnswers.objects.count() == 2


def test_a_lay_partner_finds_the_questions_under_me(cast):
    assert f'href="{PAGE}"' in as_(cast.amina).get("/me/").content.decode()
