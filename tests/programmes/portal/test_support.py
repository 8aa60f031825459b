"""Support: asked for as an instruction, arranged by staff, met when the person says so; a no waits until somebody arranges it anew."""

import pytest
from django.urls import reverse

from coprod.kit.clock import add_months
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from partners.models import Look, NamedContact, Need, SupportCheck
from partners.support.actions import (
    arrange_need,
    confirm_need,
    deny_need,
    say_need_impossible,
    say_support_is_right,
    withdraw_need,
)
from partners.support.lifecycles import NEED, NeedState
from programmes.home.queues import BY_NAME
from programmes.programme.models.standing import standing_of
from tests.makers import MONDAY
from tests.programmes.portal.doing import INTERPRETER, a_need, arranged, own, press

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def now_(need):
    return Need.objects.get(pk=need.pk)


def test_a_need_is_an_instruction_and_the_manager_is_told_without_its_words(cast):
    own(cast.amina, "me-need-new", **INTERPRETER)

    need = Need.objects.get()
    assert (need.words, need.kind, need.seen_by, need.state, need.through, need.noted_by) == (
        "Book a BSL interpreter", "communication", "organisers", "asked", "account", None)
    told = Message.objects.get(kind="need_added")
    words = registry.words["need_added"](told)
    assert (told.to, told.book) == (cast.maya.ref, cast.programme.ref)
    assert "BSL" not in " ".join([words.subject, *words.lines, words.path])
    assert "Do not write medical history" in own(cast.amina, "me-need-new").content.decode()


def test_the_named_contact_is_told_in_place_of_the_managers(cast):
    NamedContact.objects.create(partner=cast.amina, home_book=cast.programme.ref, owner=cast.priya, named_at=MONDAY, named_by=cast.maya)

    own(cast.amina, "me-need-new", **INTERPRETER)

    assert [message.to for message in Message.objects.filter(kind="need_added")] == [cast.priya.ref]


@pytest.mark.parametrize(("wrong", "words"), [
    ({"words": ""}, "Answer “What should we do?”"), ({"words": "x" * 301}, "300 characters or fewer"),
    ({"kind": "diagnosis"}, "Choose an answer from the list"), ({"seen_by": ""}, "Choose an answer to “Who may see this?”")])
def test_what_is_missing_is_said_and_what_was_typed_stays(cast, wrong, words):
    page = own(cast.amina, "me-need-new", **INTERPRETER | wrong).content.decode()

    assert words in page
    assert (INTERPRETER | wrong)["words"] in page
    assert not Need.objects.exists()


def test_the_six_steps_stand_beside_each_need(cast):
    need = arranged(cast, cast.amina)
    say_support_is_right(cast.amina, at=MONDAY, review_on=add_months(TODAY, 3))

    page = own(cast.amina, "me-need", need.ref).content.decode()

    for words in ("1. You told us", "2. We wrote it down", "3. It is marked", "4. Who may see it", "5. Is it met?", "6. We look again",
                  "An interpreter is booked for each meeting", "16 June 2026", "those who organise my groups"):
        assert words in page


def test_what_staff_arranged_is_met_when_the_person_says_so_and_they_are_told_to_look(cast):
    need = arranged(cast, cast.amina)
    assert (now_(need).state, now_(need).said_at) == ("arranged", None)
    told = Message.objects.get(kind="need_arranged")
    words = registry.words["need_arranged"](told)
    assert (told.to, told.book, words.subject, words.path) == (
        cast.amina.ref, cast.programme.ref, "Something was arranged for you", reverse("programmes:me-support"))

    press(cast.amina, "me-need-works", need.ref)

    assert (now_(need).state, now_(need).said_at, now_(need).said_through) == ("met", MONDAY, "account")
    assert registry.words["need_arranged"](told) is None


def test_a_no_says_why_waits_for_staff_and_tells_them(cast):
    need = arranged(cast, cast.amina)
    assert "Answer “What is not right?”" in own(cast.amina, "me-need-not", need.ref, why="").content.decode()

    own(cast.amina, "me-need-not", need.ref, why="The interpreter did not come")

    assert (now_(need).state, now_(need).said) == ("not_met", "The interpreter did not come")
    told = Message.objects.get(kind="need_denied")
    assert told.to == cast.maya.ref
    assert "did not come" not in registry.words["need_denied"](told).subject
    assert "The interpreter did not come" in own(cast.amina, "me-need", need.ref).content.decode()


def test_something_impossible_is_said_with_why_and_the_person_may_say_no_to_that(cast):
    need = a_need(cast.amina)
    say_need_impossible(need, by=cast.maya, at=MONDAY, why="No interpreter is free on Sundays")
    assert registry.words["need_arranged"](Message.objects.get(kind="need_arranged")).subject == "About the support you asked for"

    own(cast.amina, "me-need-not", need.ref, why="Then let us meet on Monday")

    assert now_(need).state == "not_met"
    arrange_need(now_(need), by=cast.maya, at=MONDAY, what="We meet on Mondays")
    assert now_(need).state == "arranged"


def test_a_need_in_other_words_is_the_same_one_while_nobody_has_acted_on_it(cast):
    need = a_need(cast.amina)

    own(cast.amina, "me-need-change", need.ref, **INTERPRETER | {"words": "Book two BSL interpreters"})

    assert Need.objects.get().words == "Book two BSL interpreters"
    assert now_(need).state == "asked"


def test_what_was_arranged_begins_anew_with_other_words(cast):
    need = arranged(cast, cast.amina)

    own(cast.amina, "me-need-change", need.ref, **INTERPRETER | {"words": "Book a speech-to-text reporter"})

    assert now_(need).state == "withdrawn"
    anew = Need.objects.standing().get()
    assert (anew.words, anew.state, anew.arranged) == ("Book a speech-to-text reporter", "asked", "")


def test_what_is_not_needed_any_more_is_off_the_list(cast):
    need = a_need(cast.amina)

    press(cast.amina, "me-need-end", need.ref)

    assert (now_(need).state, now_(need).ended_at) == ("withdrawn", MONDAY)
    assert INTERPRETER["words"] not in own(cast.amina, "me-support").content.decode()
    assert own(cast.amina, "me-need", need.ref).status_code == 404


@pytest.mark.parametrize("state", list(NeedState))
@pytest.mark.parametrize("move", list(NEED.moves))
def test_every_move_of_a_need_happens_in_its_states_and_in_no_other(cast, state, move):
    need = a_need(cast.amina)
    facts = {"arranged": "x", "arranged_at": MONDAY, "arranged_by": cast.maya, "said": "x", "said_at": MONDAY, "said_through": "account",
             "ended_at": MONDAY if state == NeedState.WITHDRAWN else None}
    Need.objects.filter(pk=need.pk).update(state=state, **facts)
    need.refresh_from_db()
    rows = Row.objects.count()

    def make():
        match move:
            case "arrange":
                arrange_need(need, by=cast.maya, at=MONDAY, what="Done")
            case "say_impossible":
                say_need_impossible(need, by=cast.maya, at=MONDAY, why="No")
            case "confirm":
                confirm_need(need, at=MONDAY)
            case "deny":
                deny_need(need, at=MONDAY, why="No")
            case "withdraw":
                withdraw_need(need, at=MONDAY)

    if state in NEED.moves[move]:
        make()
        assert now_(need).state == NEED.after(move, state)
        assert Row.objects.count() == rows + 1
    else:
        with pytest.raises(NotAllowedNow):
            make()
        assert (now_(need).state, Row.objects.count()) == (state, rows)


def test_right_as_it_stands_is_kept_with_the_day_to_ask_again_a_year_from_now_unless_it_is_sooner(cast):
    SupportCheck.objects.all().delete()
    assert "Have a look at your support" in own(cast.amina, "me").content.decode()
    page = own(cast.amina, "me-support-right").content.decode()
    assert 'value="2027"' in page

    own(cast.amina, "me-support-right", review_on="2026-09-16")

    check = SupportCheck.objects.get(partner=cast.amina)
    assert (str(check.review_on), check.through, check.said_at) == ("2026-09-16", "account", MONDAY)
    assert "Have a look at your support" not in own(cast.amina, "me").content.decode()


@pytest.mark.parametrize(("day", "words"), [("2027-03-17", "in the next twelve months"), ("2026-03-16", "Choose a day after today"),
                                            ("2025-01-01", "Choose a day after today")])
def test_the_day_to_ask_again_lies_in_the_next_twelve_months(cast, day, words):
    before = SupportCheck.objects.count()

    assert words in own(cast.amina, "me-support-right", review_on=day).content.decode()
    assert SupportCheck.objects.count() == before


def test_the_needs_of_others_are_not_there(cast):
    need = arranged(cast, cast.amina)

    for route in ("me-need", "me-need-change", "me-need-not"):
        assert own(cast.joe, route, need.ref).status_code == 404
    assert press(cast.joe, "me-need-works", need.ref).status_code == 404
    assert press(cast.maya, "me-need-works", need.ref).status_code == 404
    assert now_(need).state == "arranged"


def test_what_was_arranged_waits_in_the_persons_queue(cast):
    need = arranged(cast, cast.amina)
    queue = BY_NAME["support-to-confirm"]

    found = {who: list(queue.rows(standing_of(getattr(cast, who), on=TODAY), TODAY)) for who in ("amina", "joe", "maya")}

    assert found == {"amina": [need], "joe": [], "maya": []}
    assert INTERPRETER["words"] in own(cast.amina, "queue", "support-to-confirm").content.decode()


def test_who_looked_stands_on_a_page_for_the_person(cast):
    Look.objects.create(partner=cast.amina, by=cast.maya, on=TODAY)

    assert "Maya Example" in own(cast.amina, "me-looks").content.decode()
    assert "Maya Example" not in own(cast.joe, "me-looks").content.decode()
