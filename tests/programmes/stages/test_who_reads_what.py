"""The pages of a stage and of a standard say whose turn it is in words, and name lay partners only to those who work with them."""

import pytest
from django.urls import reverse

from programmes.stages.actions.answering import confirm_standard, dispute_standard
from programmes.stages.actions.signing import proceed_without_agreement, sign_stage
from tests.makers import MONDAY, a_claim, a_stage, all_met


def words_of(client, who, address):
    client.force_login(who.user)
    return " ".join(client.get(address).content.decode().split())


def main_of(page):
    return page[page.index("<main"):page.index("</main>")]


@pytest.fixture
def stage(cast):
    """Stage 8 of Housing: Amina confirmed 8.1, Joe disputes 8.2 and claims 8.5."""
    stage = a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing)
    answers = {answer.code: answer for answer in stage.answers.select_related("stage__programme", "stage__workstream")}
    confirm_standard(a_claim(answers["8.1"], by=cast.priya), by=cast.amina, at=MONDAY)
    dispute_standard(a_claim(answers["8.2"], by=cast.priya), by=cast.joe, at=MONDAY, because="Slides were not readable")
    a_claim(answers["8.5"], by=cast.joe)
    return stage


def address(stage, code):
    return reverse("programmes:standard", args=[stage.answers.get(code=code).ref])


@pytest.mark.parametrize("name", ["forrest", "olga", "vic"])
def test_who_does_not_work_with_them_reads_the_role_of_a_lay_partner(client, cast, stage, name):
    reader = getattr(cast, name)
    pages = {code: main_of(words_of(client, reader, address(stage, code))) for code in ("8.1", "8.2", "8.5")}
    pages["stage"] = main_of(words_of(client, reader, stage.get_absolute_url()))
    pages["trail"] = main_of(words_of(client, reader, reverse("programmes:stage-trail", args=[stage.ref])))
    pages["programme"] = main_of(words_of(client, reader, reverse("programmes:trail", args=[cast.programme.slug])))

    assert [page for page, text in pages.items() if "Amina" in text or "Joe" in text] == []
    assert "Confirmed by a lay partner on 16 March 2026" in pages["8.1"]
    assert "Slides were not readable" in pages["8.2"]
    assert "The lay partner of the pair, 16 March 2026" in pages["8.2"]


@pytest.mark.parametrize("name", ["maya", "sid", "ines", "priya", "amina", "femi"])
def test_who_works_with_them_reads_the_name(client, cast, stage, name):
    reader = getattr(cast, name)

    assert "Confirmed by Amina Example on 16 March 2026" in words_of(client, reader, address(stage, "8.1"))
    assert "Joe Example, 16 March 2026" in words_of(client, reader, address(stage, "8.2"))


def test_who_is_paid_for_it_is_named_to_everyone(client, cast, stage):
    assert "Priya Example, 16 March 2026" in words_of(client, cast.forrest, address(stage, "8.2"))
    page = words_of(client, cast.forrest, stage.get_absolute_url())
    assert "Maya Example opened stage S8" in page
    assert "Somebody opened" not in page
    team = main_of(words_of(client, cast.forrest, cast.programme.get_absolute_url()))
    assert "Programme manager: Maya Example" in team


def test_the_stage_says_whose_turn_it_is_and_puts_the_reader_first(client, cast, stage):
    page = words_of(client, cast.amina, stage.get_absolute_url())
    turns = page[page.index("Whose turn it is"):page.index("<h2>Standards</h2>")]

    assert turns.index("Lay partner of the pair: Amina Example, Joe Example (this is you)") < turns.index("Workstream lead")
    assert "8.5 Challenges logged and answered on time</a>" in turns
    assert "(this is you)" not in words_of(client, cast.forrest, stage.get_absolute_url())


def test_nobody_is_asked_to_sign_once_the_programme_goes_on_without_agreement(client, cast):
    stage = a_stage(cast.programme, "S7", by=cast.maya, workstream=cast.housing)
    all_met(stage, claimed_by=cast.priya, confirmed_by=cast.ines)
    sign_stage(stage, by=cast.amina, at=MONDAY, value="disagree", text="We were not asked")
    assert "Whose turn it is" in words_of(client, cast.maya, stage.get_absolute_url())

    proceed_without_agreement(stage, by=cast.sid, at=MONDAY, because="The day cannot be moved")

    page = words_of(client, cast.forrest, stage.get_absolute_url())
    assert "Whose turn it is" not in page
    assert "The day cannot be moved" in page
    assert "We were not asked" in page


def test_a_standard_names_its_sources_by_their_titles(client, cast, stage):
    page = words_of(client, cast.amina, address(stage, "8.2"))

    assert "From what others published:<br>North West London WSIC Toolkit, chapter 3.5: the co-production touchstone" in page
    assert "TK-touch" not in page


def test_what_the_records_claim_is_not_said_to_be_the_clock(client, cast):
    stage = a_stage(cast.programme, "S7", by=cast.maya, workstream=cast.housing)
    answer = stage.answers.select_related("stage__programme", "stage__workstream").get(code="7.1")
    confirm_standard(answer, by=cast.ines, at=MONDAY)
    page = words_of(client, cast.forrest, address(stage, "7.1"))

    assert "The records claimed 7.1" in page
    assert "clock" not in main_of(page).lower()
