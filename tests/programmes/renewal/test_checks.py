"""The Forum compared with its agreed profile: only what may be shown, a decision for every gap, confirmed by a lay partner."""

from typing import Any, NamedTuple

import pytest
from django.db import transaction

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from partners.equality.actions import withdraw_answers
from programmes.renewal.actions.checks import compare, confirm_check, decide
from programmes.renewal.actions.strategy import ask_about_strategy
from programmes.renewal.catalogue import Verdict, verdict
from programmes.renewal.models import GapCheck, GapLine, GapNo
from programmes.renewal.policies import Counted
from tests.cast import NAMES
from tests.makers import MONDAY
from tests.programmes.renewal.doing import (
    CARERS,
    DAY,
    NEAR,
    WORKING,
    YOUNG,
    a_check,
    a_strategy,
    agreed,
    confirmed,
    decided,
    members,
    now_,
    put,
    refused,
)
from tests.programmes.stages.doing import as_, get, post
from tests.programmes.test_bad_input import kept

LAY = {"amina", "joe", "ines"}
READERS = {*LAY, "femi", "fran", "priya", "maya", "sid"}


# --- the numbers -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("wanted", "shown", "said"), [
    (6, "0", "short"), (6, "*", "perhaps"), (1, "*", "enough"), (8, "*", "short"), (7, "*", "perhaps"), (12, "10", "perhaps"),
    (13, "10", "short"), (8, "10", "enough"), (9, "10", "perhaps"), (13, "15", "enough"), (6, "", "unknown")])
def test_the_verdict_follows_from_the_shown_number_alone(wanted, shown, said):
    assert verdict(wanted, shown) == Verdict(said)


def shown(check):
    return {line.name(): (line.shown, line.is_gap) for line in check.lines.order_by("pk")}


def test_of_a_forum_with_fewer_than_ten_nothing_is_told_and_that_is_a_gap(cast):
    members(cast, 8, area="Westmere", age="16-24", work="employed")      # nine, with Forrest

    check = a_check(cast, YOUNG, WORKING, NEAR, CARERS)

    assert shown(check) == {"Age: 16 to 24": ("", True), "Work: Of working age, in paid work": ("", True),
                            "Place: Westmere": ("", True), "Group: carers": ("", True)}


def test_answers_places_and_groups_are_told_by_the_same_rule(cast):
    members(cast, 2, area="  westmere ", age="16-24", work="employed")
    members(cast, 13, area="Westmere", age="65-74", work="pension")
    strategy = agreed(cast, YOUNG, WORKING, NEAR, CARERS)
    group = strategy.targets.get(dimension="group")

    check = compare(cast.programme, by=cast.maya, at=MONDAY, by_hand={group.ref: Counted(5, "At the meeting of 3 March")})

    assert shown(check) == {"Age: 16 to 24": ("*", True), "Work: Of working age, in paid work": ("*", True),
                            "Place: Westmere": ("15", False), "Group: carers": ("*", True)}
    assert [line.verdict() for line in check.lines.order_by("pk")] == ["perhaps", "short", "enough", "short"]
    page = get(cast.femi, "gap-check", check).content.decode()
    assert "1 to 7" in page and "about 15" in page and "At the meeting of 3 March" in page
    assert {line.shown for line in GapLine.objects.all()} == {"*", "15"}     # the true numbers are kept nowhere


def test_only_who_sits_in_the_forum_on_that_day_is_counted(cast):
    members(cast, 12, age="16-24")
    gone = members(cast, 9, age="16-24")
    for person in gone:
        person.holdings.update(until_on=MONDAY.date() - DAY)

    assert shown(a_check(cast, YOUNG))["Age: 16 to 24"] == ("10", False)


def test_it_is_compared_once_a_month_so_that_two_counts_do_not_tell_who_joined(cast):
    confirmed(cast)
    with pytest.raises(NotAllowedNow, match="this month already"):
        compare(cast.programme, by=cast.maya, at=MONDAY + 10 * DAY)

    assert compare(cast.programme, by=cast.maya, at=MONDAY + 16 * DAY).on == MONDAY.date() + 16 * DAY      # 1 April


def test_it_is_not_compared_without_an_agreed_strategy_nor_while_the_last_one_is_in_work(cast):
    ask_about_strategy(a_strategy(cast), by=cast.maya, at=MONDAY)
    before = kept()
    answer = post(cast.maya, "gap-check-new", cast.programme.slug)
    assert (answer.status_code, kept()) == (409, before)
    assert "Lay partners agree the recruitment strategy first." in answer.content.decode()


def test_another_months_comparison_waits_until_the_last_is_confirmed(cast):
    put(cast)

    with pytest.raises(NotAllowedNow, match="not confirmed yet"):
        compare(cast.programme, by=cast.maya, at=MONDAY + 40 * DAY)


def test_taking_answers_back_leaves_what_was_counted_before(cast):
    people = members(cast, 12, age="16-24")
    check = a_check(cast, YOUNG)
    for person in people:
        withdraw_answers(person)

    assert shown(check) == {"Age: 16 to 24": ("10", False)}


# --- moves -----------------------------------------------------------------------------------------------------------------

class Moving(NamedTuple):
    route: str
    sent: dict
    make: Any
    after: str
    may: set[str]


MOVES = [
    Moving("gap-check-ask", {}, decided, "asked", {"maya"}),
    Moving("gap-check-take-back", {}, put, "open", {"maya"}),
    Moving("gap-check-confirm", {}, put, "confirmed", LAY),
    Moving("gap-check-refuse", {"because": "The college is closed."}, put, "refused", LAY),
]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.route)
def test_rule_and_address_agree_for_everybody(cast, move):
    check = move.make(cast)
    before, rows = check.state, Row.objects.count()
    for name in NAMES:
        person = getattr(cast, name)
        with transaction.atomic():
            status = post(person, move.route, check, **move.sent).status_code
            state, written = now_(check).state, Row.objects.count() - rows
            transaction.set_rollback(True)
        person.user.__dict__.pop("_standing", None)
        assert status == (302 if name in move.may else 404 if name == "sam" else 403), name
        assert (state, bool(written)) == ((move.after, True) if name in move.may else (before, False)), name


@pytest.mark.parametrize("name", NAMES)
def test_who_reads_compares_decides_and_answers(cast, name):
    person, refusal = getattr(cast, name), 404 if name == "sam" else 403
    agreed(cast)
    expected = 302 if name == "maya" else refusal
    assert post(person, "gap-check-new", cast.programme.slug).status_code == expected
    assert GapCheck.objects.count() == (name == "maya")
    GapCheck.objects.all().delete()
    check = a_check(cast)
    line = check.lines.get()
    assert post(person, "gap-decide", line, decision="Ask the college.", due_on="2026-04-30").status_code == expected
    line.refresh_from_db()
    assert line.decision == ("Ask the college." if name == "maya" else "")
    GapCheck.objects.all().delete()
    check = refused(cast)
    assert get(person, "gap-check", check).status_code == (200 if name in READERS else refusal)
    assert post(person, "gap-answer", GapNo.objects.get(), answer="It opens again.").status_code == expected
    assert now_(check).state == ("open" if name == "maya" else "refused")


def test_a_no_stays_with_its_answer_and_lay_partners_are_asked_anew(cast):
    check = refused(cast)
    page = get(cast.femi, "gap-check", check).content.decode()
    assert "The college is closed." in page and "This “no” waits for an answer." in page
    assert post(cast.ines, "gap-check-confirm", check).status_code == 409       # another's yes does not answer it

    post(cast.maya, "gap-answer", GapNo.objects.get(), answer="We ask the youth club.")
    post(cast.maya, "gap-decide", check.lines.get(), decision="The youth club asks.", due_on="2026-05-30")
    post(cast.maya, "gap-check-ask", check)
    post(cast.amina, "gap-check-confirm", check)

    check = now_(check)
    assert (check.state, check.confirmed_by, check.confirmed_as, check.round) == ("confirmed", cast.amina, "AG", 2)
    page = get(cast.femi, "gap-check", check).content.decode()
    for words in ("The college is closed.", "We ask the youth club.", "The youth club asks.", "By 30 May 2026",
                  "Confirmed by Amina Example"):
        assert words in page
    assert {(m.kind, m.to, m.occasion.split()[0]) for m in Message.objects.filter(kind__startswith="gap")} == {
        ("gap_check_asked", cast.ines.ref, "round"), ("gap_check_refused", cast.maya.ref, "no"),
        ("gap_no_answered", cast.amina.ref, "answered")}


def test_what_the_state_does_not_allow_changes_nothing(cast):
    check = a_check(cast)
    before = kept()
    tried = [post(cast.maya, "gap-check-ask", check), post(cast.amina, "gap-check-confirm", check),
             post(cast.amina, "gap-check-refuse", check, because="x"), post(cast.maya, "gap-check-take-back", check)]
    assert [each.status_code for each in tried] == [409] * 4
    assert "Write for each who does what, by when." in tried[0].content.decode()
    assert kept() == before


def test_of_two_who_answer_at_the_same_moment_one_is_told_so(cast):
    first, second = put(cast), GapCheck.objects.select_related("programme").get()
    confirm_check(first, by=cast.amina, at=MONDAY)

    with pytest.raises(NotAllowedNow):
        confirm_check(second, by=cast.joe, at=MONDAY)
    assert now_(first).confirmed_by == cast.amina


def test_of_four_who_compare_at_the_same_moment_one_does(shared_cast, all_at_once):
    agreed(shared_cast)

    answers = all_at_once(4, lambda _number: compare(shared_cast.programme, by=shared_cast.maya, at=MONDAY))

    assert sorted(type(answer).__name__ for answer in answers) == ["GapCheck", *["NotAllowedNow"] * 3]
    assert GapCheck.objects.count() == 1


def test_nothing_is_decided_where_there_is_no_gap_nor_once_it_is_confirmed(cast):
    members(cast, 12, age="16-24")
    check = a_check(cast, YOUNG, CARERS)
    reached = check.lines.select_related("check_of__programme").get(dimension="age")
    with pytest.raises(NotAllowedNow, match="nothing to decide"):
        decide(reached, by=cast.maya, at=MONDAY, decision="x", due_on=MONDAY.date())
    assert post(cast.maya, "gap-decide", reached, decision="x", due_on="2026-04-30").status_code == 409


@pytest.mark.parametrize(("sent", "field", "words"), [
    ({"decision": ""}, "decision", "Answer “What is done about it?”"),
    ({"due_on": ""}, "due_on", "Answer “By when?”"),
    ({"due_on": "2026-03-15"}, "due_on", "The day must be today or later"),
    ({"decision": "x" * 1001}, "decision", "Your answer must be 1000 characters or fewer"),
])
def test_a_decision_typed_wrongly_is_said_beside_its_field(cast, sent, field, words):
    line = a_check(cast).lines.get()
    before = kept()

    answer = post(cast.maya, "gap-decide", line, **{"decision": "Ask the college.", "due_on": "2026-04-30"} | sent)

    assert (answer.status_code, dict(answer.context["form"].errors)) == (200, {field: [words]})
    assert kept() == before
    line.refresh_from_db()
    assert line.decision == ""


@pytest.mark.parametrize(("number", "source", "field", "words"), [
    ("1", "", "s", "Say who counted, and how"), ("", "At the meeting", "n", "Enter the number that was counted"),
    ("-1", "x", "n", "Your answer must be 0 or more"), ("99", "x", "n", "Your answer must be 1 or less"),
    ("some", "x", "n", "Your answer must be a whole number, like 15")])
def test_a_group_counted_wrongly_is_said_beside_its_field(cast, number, source, field, words):
    target = agreed(cast, CARERS).targets.get()
    before = kept()

    answer = post(cast.maya, "gap-check-new", cast.programme.slug, **{f"n_{target.ref}": number, f"s_{target.ref}": source})

    assert (answer.status_code, dict(answer.context["form"].errors)) == (200, {f"{field}_{target.ref}": [words]})
    assert kept() == before


def test_a_no_needs_its_reason(cast):
    check = put(cast)
    answer = post(cast.amina, "gap-check-refuse", check, because="")

    assert (answer.status_code, now_(check).state) == (200, "asked")
    assert dict(answer.context["form"].errors) == {"because": ["Answer “Why do you not agree?”"]}


def test_home_counts_what_waits_for_lay_partners_and_for_the_manager(cast):
    check = put(cast)

    def waiting(person, queue):
        return check.get_absolute_url() in as_(person).get(f"/waiting/{queue}/").content.decode()

    assert [waiting(each, "gaps") for each in (cast.ines, cast.amina)] == [True, True]
    assert as_(cast.maya).get("/waiting/gaps/").status_code == 404
    assert not waiting(cast.maya, "gap-noes")
    GapCheck.objects.all().delete()
    check = refused(cast)
    assert (waiting(cast.maya, "gap-noes"), waiting(cast.ines, "gaps")) == (True, False)
