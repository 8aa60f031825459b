"""What the clock says, once each (NT38, NT39); what the records show about 9.1 and 9.3 to 9.7; and what waits for whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.clock import add_working_days, start_of
from coprod.post.models import Message
from programmes.home.queues.rounds import ROWS
from programmes.plans.actions import tie_plan
from programmes.plans.models import Plan
from programmes.programme.models.standing import standing_of
from programmes.rounds.actions import ask_pair, close_round, publish_round, say_seen, send_answers
from programmes.rounds.actions.checking import check_rounds
from programmes.rounds.models import RoundInvited
from programmes.stages.models import Stage
from programmes.stages.proofs import are_silent, what_is_missing
from tests.makers import MONDAY, a_stage, gives
from tests.programmes.rounds.doing import (
    AFTER,
    CLOSES,
    DAY,
    LAST,
    OPENS,
    a_plan,
    a_round,
    closed,
    decided,
    delivered,
    fresh,
    said,
    sorted_into,
)
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db
CODES = ("9.1", "9.3", "9.4", "9.5", "9.6", "9.7")
WHO = ("amina", "joe", "ines", "femi", "forrest", "priya", "maya", "sid", "vic")


def told_to(kind):
    found = {}
    for each in Message.objects.filter(kind=kind).order_by("pk"):
        found.setdefault(each.to, []).append(each.occasion)
    return found


def run_each_working_day(first, last):
    for n in range(first, last + 1):
        at = start_of(add_working_days(CLOSES, n)) + timedelta(hours=8)
        check_rounds(at=at)
        check_rounds(at=at + timedelta(hours=1))


def test_nt39_while_somebody_waits_each_reminder_comes_once_and_goes_up(cast):
    it = a_round(cast)
    said(it, cast.forrest)
    closed(cast, it)

    run_each_working_day(1, 9)
    assert told_to("forum_round_answers_due") == {}
    run_each_working_day(10, 40)

    assert told_to("forum_round_answers_due") == {cast.priya.ref: ["day 10", "day 15", "day 20"]}
    assert told_to("forum_round_answers_late") == {
        cast.maya.ref: ["day 20"], cast.ines.ref: ["day 25"], cast.sid.ref: ["after 30 days"]}


def test_nobody_is_reminded_of_a_round_in_which_nobody_waits(cast):
    closed(cast, a_round(cast))

    run_each_working_day(1, 40)

    assert told_to("forum_round_answers_due") == told_to("forum_round_answers_late") == {}


def test_nt38_the_manager_hears_of_who_does_not_know_that_their_answer_is_here(cast):
    it = a_round(cast)
    said(it, cast.forrest)
    said(it, cast.femi)
    delivered("forum_answer_received", cast.femi)
    for n in range(1, 8):
        at = start_of(add_working_days(OPENS, n)) + timedelta(hours=8)
        check_rounds(at=at)
        assert told_to("forum_round_unacknowledged") == ({cast.maya.ref: ["day 6"]} if n >= 6 else {})


def test_the_clock_costs_the_same_for_1_and_12_rounds(cast):
    costs = []
    for number in (1, 12):
        for n in range(number):
            it = a_round(cast, a_plan(cast, mark=f"PL{number}{n}"))
            said(it, cast.forrest)
        with CaptureQueriesContext(connection) as asked:
            assert check_rounds(at=LAST + DAY)[0] == number
        with CaptureQueriesContext(connection) as again:
            assert check_rounds(at=LAST + 60 * DAY)[0] == 0
        costs.append((len(asked), len(again)))

    assert costs[0] == costs[1] == (24, 13)
    assert set(Plan.objects.values_list("state", flat=True)) == {"preparing"}


# --- the records ---------------------------------------------------------------------------------------------------------------------

def missing(stage):
    found = what_is_missing(Stage.objects.filter(pk=stage.pk), OPENS)[stage.pk]
    return {code: [each.words for each in found[code]] for code in CODES if found.get(code)}


def test_the_records_are_silent_without_a_round_and_then_show_each_standard(cast):
    plan, stage = a_plan(cast), a_stage(cast.programme, "S9", by=cast.maya, plan_name="PL1")
    tie_plan(plan, by=cast.maya, at=MONDAY, forum_stage=stage, decision_stage=None)
    assert all(are_silent(Stage.objects.filter(pk=stage.pk), OPENS, code) for code in CODES)

    it = a_round(cast, Plan.objects.whole().get())
    assert not any(are_silent(Stage.objects.filter(pk=stage.pk), OPENS, code) for code in CODES) and missing(stage) == {}
    said(it, cast.forrest)
    said(it, cast.femi)
    it = closed(cast, it)
    assert missing(stage) == {"9.5": ["2 answers of the Forum have no decision."],
                              "9.6": ["The pair has not said that the answers to the Forum are right."],
                              "9.7": ["2 people who answered have no “we said, we did” yet."]}
    decided(cast, sorted_into(cast, it))
    ask_pair(it, by=cast.priya, at=LAST)
    say_seen(it, by=cast.joe, at=LAST, is_right=False, text="Say when.")
    assert missing(stage)["9.6"] == ["The pair has not said that the answers to the Forum are right.",
                                     "One of the pair says that something in the answers is wrong, and has no answer."]
    say_seen(it, by=cast.joe, at=LAST, is_right=True)
    send_answers(it, by=cast.priya, at=AFTER)
    delivered("we_said_we_did", cast.forrest)
    assert missing(stage) == {"9.7": ["“We said, we did” is not published.", "1 person who answered has no “we said, we did” yet."]}
    delivered()
    publish_round(it, by=cast.priya, at=AFTER)
    assert missing(stage) == {}
    RoundInvited.objects.all().delete()
    assert missing(stage) == {"9.3": ["It is not written down which groups were invited."]}


# --- what waits for whom ------------------------------------------------------------------------------------------------------------

def waiting(cast, on=OPENS):
    """By queue: who finds how many in it. Each page that a queue leads to is opened."""
    found = {}
    for name in WHO:
        person = getattr(cast, name)
        here = standing_of(person, on=on)
        for queue in ROWS:
            rows = queue.rows(here, on) if queue.concerns(here) else ()
            for row in rows:
                found.setdefault(queue.name, set()).add(name)
                assert as_(person).get(reverse(queue.route, args=[row.ref])).status_code == 200, (name, queue.name)
            if rows:
                assert as_(person).get(reverse("programmes:queue", args=[queue.name])).status_code == 200
    return found


def test_each_finds_what_is_theirs_and_it_goes_when_it_is_done(cast, clock):
    gives(cast.programme, cast.vic, "FAC", by=cast.maya, at=MONDAY)
    it = a_round(cast)
    assert waiting(cast) == {"rounds-to-answer": {"amina", "joe", "ines", "femi", "forrest"}}
    said(it, cast.forrest)
    assert waiting(cast) == {"rounds-to-answer": {"amina", "joe", "ines", "femi"}, "answers-to-sort": {"amina", "joe", "priya"}}
    clock.to(LAST)
    close_round(it, by=cast.priya, at=LAST)
    assert waiting(cast, CLOSES) == {"answers-to-sort": {"amina", "joe", "priya"}, "answers-to-decide": {"priya"}}
    decided(cast, sorted_into(cast, fresh(it)))
    assert waiting(cast, CLOSES) == {"rounds-unanswered": {"priya", "maya"}}
    ask_pair(it, by=cast.priya, at=LAST)
    say_seen(it, by=cast.joe, at=LAST, is_right=False, text="Say when.")
    assert waiting(cast, CLOSES) == {
        "rounds-to-look-at": {"amina"}, "round-noes": {"priya", "maya"}, "rounds-unanswered": {"priya", "maya"}}
