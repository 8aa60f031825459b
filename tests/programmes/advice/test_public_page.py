"""The public page: anyone may use it, every way through it ends on the recommendation, and nothing is stored."""

import re

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from programmes.advice import advise
from programmes.advice.catalogue import PARTS, QUESTIONS
from programmes.advice.forms import Answers, as_link, as_sent, as_typed, carried, from_link, parts_of
from tests.programmes.advice.answering import CLOSING, HOME_STRAIGHT, HOW_MANY, JOINED_UP, OPEN, given, numbered

START, ALL, ONE = reverse("programmes:advice"), reverse("programmes:advice-questions"), reverse("programmes:advice-question")
CHECK, RESULT, LINK = reverse("programmes:advice-check"), reverse("programmes:advice-result"), reverse("programmes:advice-link")
SHARED = reverse("programmes:advice-shared")
CHECKED = '" checked'
HIDDEN = re.compile(r'<input type="hidden" name="(Q[^"]+)" value="([^"]+)">')


@pytest.fixture(autouse=True)
def no_question_to_the_database(db, django_assert_num_queries):
    """Not one page of these asks the database anything, or keeps anything in it."""
    before = rows()
    with django_assert_num_queries(0):
        yield
    assert rows() == before


def rows():
    return {model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed}


def page_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def hidden(response):
    """The answers that a page takes along."""
    return sorted(HIDDEN.findall(response.content.decode()))


def sent(answers, **more):
    return as_typed(answers) | more


# --- who, and what is kept ---------------------------------------------------------------------------------------------------

def test_the_start_says_what_it_is_and_offers_two_ways(client):
    response = client.get(START)
    page = page_of(response)

    assert "<h1>Which type of co-production suits your programme?</h1>" in page
    assert "We store nothing." in page
    assert f'href="{ONE}"' in page and f'href="{ALL}"' in page
    assert dict(response.cookies) == {}


@pytest.mark.parametrize("address", [ALL, ONE])
def test_a_page_with_a_form_sets_the_cookie_of_the_form_and_no_other(client, address):
    assert list(client.get(address).cookies) == ["csrftoken"]
    assert client.get(address).wsgi_request.session.is_empty()


@pytest.mark.parametrize("address", [ALL, ONE, CHECK, RESULT, LINK])
def test_a_form_of_another_site_is_refused(address):
    assert Client(enforce_csrf_checks=True).post(address, sent(OPEN)).status_code == 403


@pytest.mark.parametrize("address", [START, SHARED])
def test_pages_without_a_form_of_their_own_take_no_post(client, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", [CHECK, RESULT, LINK])
def test_a_page_that_needs_answers_leads_to_the_start_when_it_is_only_opened(client, address):
    response = client.get(address)

    assert (response.status_code, response.headers["Location"]) == (302, START)


# --- all on one page -----------------------------------------------------------------------------------------------------------

def test_all_thirteen_questions_stand_on_one_page(client):
    page = page_of(client.get(ALL))

    for number, asked in enumerate(QUESTIONS, start=1):
        assert f"{number}. {asked.text}" in page
    assert page.count("<fieldset") == 14
    assert CHECKED not in page


def test_what_is_missing_is_said_beside_its_question_and_what_was_chosen_stays(client):
    answers = sent(OPEN)
    del answers["Q5"], answers["Q2"]

    response = client.post(ALL, answers)
    page = page_of(response)

    assert set(response.context["form"].errors) == {"Q2", "Q5"}
    assert "<title> Error: All questions" in page or "<title>Error: All questions" in page
    assert '<a href="#id_Q5">Choose an answer to “5. How long is it until the decision?”</a>' in page
    assert 'id="id_Q5-error"' in page and 'id="id_Q2-error"' in page
    assert re.search(r'name="Q1" type="radio" value="service" checked', page)
    assert re.search(r'name="Q8_seldom_heard" type="radio" value="false" checked', page)


def test_an_answer_that_is_not_offered_is_refused_and_not_shown(client):
    response = client.post(ALL, sent(OPEN, Q4="<script>"))

    assert list(response.context["form"].errors) == ["Q4"]
    assert "<script>" not in page_of(response).partition("<main")[2].partition("</main>")[0]


def test_the_check_page_tells_every_answer_with_a_way_to_change_it(client):
    response = client.post(ALL, sent(HOME_STRAIGHT))
    page = page_of(response)

    assert "<h1><span" in page and "Check your answers" in page
    for asked in QUESTIONS:
        assert f'name="change" value="{asked.code}" formaction="{ONE}"' in page
    assert "Design: how it will be done; Delivery: doing it" in page
    assert "A small group of people that is known; seldom-heard groups: no" in page
    assert hidden(response) == sorted(as_sent(HOME_STRAIGHT))


def test_answers_can_be_changed_all_at_once(client):
    response = client.post(ALL, sent(JOINED_UP, edit="yes"))

    assert len(re.findall(CHECKED, page_of(response))) == 14
    assert response.context["form"].errors == {}


# --- one at a time -------------------------------------------------------------------------------------------------------------

def test_one_question_after_the_other_leads_to_the_check_with_every_answer(client):
    response = client.get(ONE)
    for number, asked in enumerate(QUESTIONS, start=1):
        page = page_of(response)
        assert f"Question {number} of 13" in page
        assert f"{number}. {asked.text}" in page
        assert ("name=\"back\"" in page) == (number > 1)
        answers = {code: value for code, value in sent(JOINED_UP).items() if code in parts_of(asked.code)}
        along = {}
        for name, value in hidden(response):
            along.setdefault(name, []).append(value)
        response = client.post(ONE, along | answers | {"asked": asked.code})

    assert "Check your answers" in page_of(response)
    assert hidden(response) == sorted(as_sent(JOINED_UP))


def test_no_answer_is_asked_for_again_on_the_same_question(client):
    response = client.post(ONE, {"asked": "Q8", "Q8": "broad", "Q1": "system"})
    page = page_of(response)

    assert list(response.context["form"].errors) == ["Q8_seldom_heard"]
    assert "Question 8 of 13" in page
    assert re.search(r'name="Q8" type="radio" value="broad" checked', page)
    assert hidden(response) == [("Q1", "system")]


def test_back_shows_the_question_before_with_its_answer_and_keeps_the_rest(client):
    response = client.post(ONE, {"asked": "Q3", "back": "yes", "Q1": "system", "Q2": ["design", "delivery"], "Q3": "aim"})
    page = page_of(response)

    assert "Question 2 of 13" in page
    assert len(re.findall(r'name="Q2" type="checkbox" value="(?:design|delivery)" checked', page)) == 2
    assert hidden(response) == [("Q1", "system"), ("Q3", "aim")]


def test_one_answer_can_be_changed_from_the_check_page(client):
    asked = client.post(ONE, sent(OPEN, change="Q6"))
    changed = client.post(ONE, sent(OPEN, asked="Q6", then="check", Q6="nothing"))
    left = client.post(ONE, sent(OPEN, asked="Q6", then="check", back="yes"))

    assert "Question 6 of 13" in page_of(asked)
    assert '<input type="hidden" name="then" value="check">' in page_of(asked)
    assert "Check your answers" in page_of(changed)
    assert hidden(changed) == sorted(as_sent(OPEN | {"Q6": "nothing"}))
    assert hidden(left) == sorted(as_sent(OPEN))


@pytest.mark.parametrize("junk", [{}, {"asked": "Q99"}, {"asked": "<b>"}, {"change": "Q0"}, {"asked": "Q1", "Q2": "nonsense", "Qx": "1"}])
def test_made_up_steps_lead_to_the_first_question(client, junk):
    response = client.post(ONE, junk)

    assert "Question 1 of 13" in page_of(response)
    assert hidden(response) == []


def test_the_last_question_with_others_missing_asks_for_them(client):
    response = client.post(ONE, {"asked": "Q13", "Q13": "no", "Q1": "service"})

    assert "Some answers are still missing." in page_of(response)
    assert len(re.findall(CHECKED, page_of(response))) == 2


# --- the recommendation ------------------------------------------------------------------------------------------------------

def test_the_result_says_the_recommendation_its_rules_and_what_follows(client):
    response = client.post(RESULT, sent(JOINED_UP | {"Q13": "not_checked"}))
    page = page_of(response)

    assert "Strategic co-design with pairs and a Forum, at strategic level." in page
    for fired in advise(JOINED_UP | {"Q13": "not_checked"}).fired:
        assert f"<strong>{fired.name}</strong>: {fired.sentence}" in page
    assert '<th scope="row">Phase: design</th><td>co-design</td><td>Rung 6: co-design</td>' in page
    assert "Phase: design. Rung 6: co-design.</figcaption>" in page
    assert '<svg class="app-chart app-chart--ladder" role="img"' in page
    assert "No gate caps the whole work." in page
    assert "<strong>An Advisory Group.</strong>" in page
    assert "3.5 Development planned for both sides" in page
    assert "2.6 Duty to consult recorded" in page
    assert "Rung 1: coercion" not in page
    assert "style=" not in page


def test_honest_engagement_is_called_nothing_else_and_says_what_holds_it(client):
    response = client.post(RESULT, sent(CLOSING | {"Q2": ["design", "assessment"]}))
    main = page_of(response).partition("</h1>")[2].partition("<h2>Your answers</h2>")[0]
    said = re.sub(r"<svg.*?</svg>", "", main)

    assert "Honest engagement, at service level." in said
    assert "No phase goes above Rung 3: informing. The reason is rule G1:" in said
    assert "To go one rung higher: Something must be open to change, at least the details." in said
    assert "If nothing held the rungs down, the answers would lead to: Co-assessment." in said
    assert "co-production" not in said


def test_working_with_one_person_needs_no_grid(client):
    page = page_of(client.post(RESULT, sent(given(Q1="individual", Q6="nothing"))))

    assert "Working together with one person, at individual level." in page
    assert "<svg class=\"app-chart" not in page and "No phase goes above Rung" not in page
    assert "<strong>G3</strong>" in page


def test_the_result_without_all_answers_asks_for_them(client):
    response = client.post(RESULT, {"Q1": "service"})

    assert len(response.context["form"].errors) == 13
    assert "There is a problem" in page_of(response)


# --- a link, only for who asks -----------------------------------------------------------------------------------------------

def test_no_address_carries_answers_until_somebody_asks_for_a_link(client):
    pages = [client.post(address, sent(OPEN)) for address in (ALL, CHECK, RESULT)] + [client.post(ONE, sent(OPEN, asked="Q13"))]

    for response in pages:
        assert SHARED not in page_of(response)
        assert re.findall(r'(?:href|action|formaction)="[^"]*(?:Q\d|a=)', page_of(response)) == []


@pytest.mark.parametrize("answers", [OPEN, JOINED_UP, HOME_STRAIGHT, CLOSING, given(Q1="individual", Q8_seldom_heard=True)])
def test_the_link_leads_to_the_same_recommendation(client, answers):
    made = client.post(LINK, sent(answers))
    response = client.get(made.headers["Location"])

    assert made.status_code == 302
    assert re.fullmatch(re.escape(SHARED) + r"\?a=1-[0-9a-f]{14}", made.headers["Location"])
    assert response.context["found"].advice == advise(answers)
    assert f'<a href="http://testserver{made.headers["Location"]}">' in page_of(response)
    assert hidden(response) == sorted(as_sent(answers))


@pytest.mark.parametrize("text", ["", "1-", "1", "2-12345678901234", "1-0000000000000", "1-00000000000000", "1-9f999999999999",
                                  "1-1111111111111١", "<b>", "1-" + "1" * 5000])
def test_a_link_that_cannot_be_read_says_so_and_leads_to_the_start(client, text):
    page = page_of(client.get(SHARED, {"a": text}))

    assert "This link cannot be read" in page
    assert "One question at a time" in page


def test_every_set_of_answers_survives_the_link_and_the_hidden_fields():
    from django.http import QueryDict

    for number in range(0, HOW_MANY, HOW_MANY // 3001):
        answers = numbered(number)
        data = QueryDict(mutable=True)
        for name, value in as_sent(answers):
            data.appendlist(name, value)
        form = Answers(data) if number % 50 == 0 else None
        assert from_link(as_link(answers)) == answers
        assert carried(data) == answers
        assert form is None or (form.is_valid() and form.answers() == answers)


def test_the_form_asks_only_what_it_is_told_to():
    assert list(Answers().fields) == [part.code for part in PARTS]
    assert list(Answers(only=parts_of("Q8")).fields) == ["Q8", "Q8_seldom_heard"]
    assert parts_of("Q1") == ("Q1",)
