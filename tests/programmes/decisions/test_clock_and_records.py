"""What the clock asks for, once each; what waits for whom; and what the records show about 8.7 and 10.1 to 10.4."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.clock import add_working_days
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.decisions.actions import (
    answer_seen,
    defer_decision,
    link_decision,
    list_change,
    publish_decision,
    say_dissent,
    say_nothing_changed,
    say_seen,
    show_changes,
)
from programmes.decisions.actions.checking import check_decisions
from programmes.decisions.models import DecisionRecord
from programmes.home.queues import BY_NAME
from programmes.minutes.models import MinuteLine, Minutes
from programmes.programme.policies import standing
from programmes.stages.models import Stage
from programmes.stages.proofs import are_silent, what_is_missing
from tests.makers import MONDAY
from tests.programmes.decisions.doing import (
    DAY,
    TODAY,
    a_run,
    fresh,
    looked,
    made,
    makes,
    prepared,
    run_clock,
    says_position,
    told,
)
from tests.programmes.minutes.doing import WAS, a_held, a_line
from tests.programmes.stages.doing import as_, s8

pytestmark = pytest.mark.django_db


# --- the clock ---------------------------------------------------------------------------------------------------------

def test_the_position_is_asked_for_at_once_and_again_five_working_days_before_once(cast):
    day = add_working_days(TODAY, 10)
    prepared(cast, decided_on=day)
    assert told("decision_position_asked") == told("decision_position_asked", cast.ines) == 1
    reminds = add_working_days(day, -5)
    for number in range(1, 15):
        run_clock(MONDAY + number * DAY)
        due = told("decision_position_due")
        assert due == (1 if TODAY + number * DAY >= reminds else 0), number

    assert told("decision_position_due", cast.ines) == 1


@pytest.mark.parametrize("answered", ["position", "made later", "put off", "no day"])
def test_nobody_is_reminded_of_what_is_answered_put_off_or_has_no_day(cast, answered):
    decision = prepared(cast, decided_on=None if answered == "no day" else TODAY + 7 * DAY)
    assert told("decision_position_asked") == (0 if answered == "no day" else 1)
    if answered in ("position", "made later"):
        says_position(cast, decision)
    if answered == "made later":
        say_nothing_changed(decision, by=cast.maya, at=MONDAY)
        makes(cast, decision)
    if answered == "put off":
        defer_decision(decision, by=cast.maya, at=MONDAY, because="No surveyor.")

    for number in range(1, 8):
        run_clock(MONDAY + number * DAY)

    assert told("decision_position_due") == 0
    asked = Message.objects.filter(kind="decision_position_asked").first()
    assert asked is None or registry.words[asked.kind](asked) is None


def test_the_clock_asks_once_however_many_there_are(cast):
    spent = []
    for count in (1, 3, 50):
        for number in range(count):
            prepared(cast, title=f"Number {number}", at=MONDAY - DAY)
        with CaptureQueriesContext(connection) as queries:
            check_decisions(at=MONDAY + timedelta(hours=1))
        spent.append(len(queries))

    assert len(set(spent)) == 1 and spent[0] <= 8


def test_what_waits_for_whom(cast):
    def waits(person, name):
        return BY_NAME[name].rows(standing(person.user), TODAY).count()

    decision = prepared(cast, decided_on=TODAY - DAY)
    assert (waits(cast.ines, "decision-positions"), waits(cast.maya, "decisions-past")) == (1, 1)
    says_position(cast, decision, said_on=TODAY - DAY)
    list_change(decision, by=cast.priya, at=MONDAY, text="One comma.")
    show_changes(decision, by=cast.priya, at=MONDAY)
    assert (waits(cast.ines, "decision-positions"), waits(cast.amina, "decision-changes"), waits(cast.joe, "decision-changes")) == (0, 1, 1)
    no = say_seen(decision, by=cast.amina, at=MONDAY, is_right=False, text="Two commas.")
    assert (waits(cast.amina, "decision-changes"), waits(cast.maya, "decision-noes"), waits(cast.priya, "decision-noes")) == (0, 1, 1)
    for person, name in ((cast.maya, "decision-noes"), (cast.joe, "decision-changes"), (cast.maya, "decisions-past")):
        page = as_(person).get(reverse("programmes:queue", args=[name]))
        assert page.status_code == 200 and "Letters" in page.content.decode(), name
    answer_seen(no, by=cast.priya, at=MONDAY, answer="Two.")
    makes(cast, decision, decided_on=TODAY - DAY)

    assert (waits(cast.maya, "decision-noes"), waits(cast.maya, "decisions-past")) == (0, 0)


# --- 10.1 to 10.4 ------------------------------------------------------------------------------------------------------

def missing(stage, code):
    return [each.words for each in what_is_missing(Stage.objects.filter(pk=stage.pk), TODAY)[stage.pk][code]]


def is_silent(stage, code):
    return are_silent(Stage.objects.filter(pk=stage.pk), TODAY, code)


def test_the_records_say_nothing_of_a_run_without_a_decision(cast):
    stage = a_run(cast)
    assert all(is_silent(stage, code) for code in ("10.1", "10.2", "10.3", "10.4"))

    prepared(cast, stage=stage)

    assert not any(is_silent(stage, code) for code in ("10.1", "10.2", "10.3", "10.4"))
    assert missing(stage, "10.1") == missing(stage, "10.4") == ["The decision is not made yet."]
    assert missing(stage, "10.2") == ["The Advisory Group’s position is not recorded before the decision."]
    assert missing(stage, "10.3") == ["What was changed since lay partners last saw the text is not listed."]


def test_they_show_each_of_the_four_once_it_is_so(cast):
    stage, meeting = a_run(cast), a_held(cast)
    decision = prepared(cast, stage=stage)
    says_position(cast, decision, "disagree")
    assert missing(stage, "10.2") == []
    list_change(decision, by=cast.priya, at=MONDAY, text="One comma.")
    assert missing(stage, "10.3") == ["Nobody of the lay side has looked at what was changed."]
    makes(cast, decision, reason="The law.", method="law", present=None, lay_present=None)
    assert missing(stage, "10.1") == ["The log does not show a lay partner who was there when it was decided.",
                                      "The log does not say at which meeting, or by which body outside, it was decided."]
    link_decision(decision, by=cast.maya, at=MONDAY, stage=stage, meeting=meeting)
    assert missing(stage, "10.1") == []
    show_changes(decision, by=cast.priya, at=MONDAY)
    no = say_seen(decision, by=cast.amina, at=MONDAY, is_right=False, text="Two.")
    assert missing(stage, "10.3") == ["A lay partner says that what was changed is wrong, and has no answer."]
    answer_seen(no, by=cast.priya, at=MONDAY, answer="Yes, two.")
    assert missing(stage, "10.3") == []
    assert missing(stage, "10.4") == ["It differs from what lay partners say, and the reason is not published."]

    publish_decision(decision, by=cast.sid, at=MONDAY)

    assert missing(stage, "10.4") == []


def test_where_all_agree_there_is_no_reason_to_publish_and_dissent_later_asks_for_one(cast):
    stage = a_run(cast)
    decision = prepared(cast, stage=stage)
    looked(cast, made(cast, decision=decision))
    assert missing(stage, "10.4") == []

    say_dissent(decision, by=cast.joe, at=MONDAY, words="It forgets carers.")

    assert missing(stage, "10.4") == ["It differs from what lay partners say, and the reason is not published."]


def test_a_stage_has_one_decision_and_it_may_be_named_later(cast):
    stage = a_run(cast)
    first, second = prepared(cast), prepared(cast, title="Lifts")
    link_decision(first, by=cast.maya, at=MONDAY, stage=stage, meeting=None)

    with pytest.raises(Exception, match="has its decision already"):
        link_decision(second, by=cast.maya, at=MONDAY, stage=stage, meeting=None)
    assert fresh(second).stage is None and DecisionRecord.objects.get(stage=stage) == first


# --- 8.7 -----------------------------------------------------------------------------------------------------------------

def test_8_7_every_decision_in_confirmed_minutes_is_in_the_log(cast):
    stage = s8(cast)
    Stage.objects.filter(pk=stage.pk).update(opened_at=WAS - DAY)
    meeting = a_held(cast)
    line = a_line(meeting, cast.priya, kind="decision", words="Letters in plain words.", how="agreed")
    a_line(meeting, cast.priya, kind="decision", words="Lifts.", how="deferred")
    assert is_silent(stage, "8.7")
    Minutes.objects.update(state="confirmed", confirmed_at=MONDAY, released_at=MONDAY, released_by=cast.priya, comments_until=TODAY)
    assert not is_silent(stage, "8.7")
    assert missing(stage, "8.7") == ["Housing: 1 decision in confirmed minutes is not in the log of decisions."]

    prepared(cast, minute_line=line)

    assert missing(stage, "8.7") == [] and MinuteLine.objects.filter(decision__isnull=False).count() == 1


def test_8_7_is_shown_by_a_decision_of_the_group_alone(cast):
    stage = s8(cast)
    made(cast, decision=prepared(cast, group=cast.advisory))
    assert is_silent(stage, "8.7")

    made(cast, at=MONDAY + DAY)

    assert not is_silent(stage, "8.7") and missing(stage, "8.7") == []


# --- what was signed stays -----------------------------------------------------------------------------------------------

def signed(stage, at=MONDAY, state="signed_off"):
    Stage.objects.filter(pk=stage.pk).update(state=state, signed_at=at, signed_fingerprint="x")


CODES = ("10.1", "10.2", "10.3", "10.4")


def test_nothing_that_comes_after_a_stage_was_signed_denies_anything_in_it(cast):
    stage = a_run(cast)
    decision = looked(cast, made(cast, decision=prepared(cast, stage=stage, body_name="The Board", group=None, workstream=cast.housing)))
    assert [missing(stage, code) for code in CODES] == [[], [], [], []]
    signed(stage, MONDAY + timedelta(hours=1))

    list_change(decision, by=cast.priya, at=MONDAY + DAY, text="One comma.")
    show_changes(decision, by=cast.priya, at=MONDAY + DAY)
    say_seen(decision, by=cast.amina, at=MONDAY + DAY, is_right=False, text="Two.")
    say_dissent(decision, by=cast.joe, at=MONDAY + DAY, words="It forgets carers.")

    assert [missing(stage, code) for code in CODES] == [[], [], [], []] and not any(is_silent(stage, code) for code in CODES)
    with pytest.raises(NotAllowedNow, match="is signed"):
        link_decision(decision, by=cast.maya, at=MONDAY + DAY, stage=None, meeting=None)
    Stage.objects.update(state="reopened")
    assert [bool(missing(stage, code)) for code in CODES] == [False, False, True, True]


def test_a_link_made_after_the_stage_was_signed_shows_and_denies_nothing(cast):
    stage, decision = a_run(cast), prepared(cast)
    signed(stage)

    link_decision(decision, by=cast.maya, at=MONDAY + DAY, stage=stage, meeting=None)

    assert all(is_silent(stage, code) for code in CODES) and [missing(stage, code) for code in CODES] == [[], [], [], []]


def test_8_7_minutes_that_were_confirmed_after_the_stage_was_signed_deny_nothing(cast):
    stage = s8(cast)
    Stage.objects.filter(pk=stage.pk).update(opened_at=WAS - DAY)
    a_line(a_held(cast), cast.priya, kind="decision", words="Letters in plain words.", how="agreed")
    Minutes.objects.update(state="confirmed", confirmed_at=MONDAY + DAY, released_at=MONDAY, released_by=cast.priya, comments_until=TODAY)
    signed(stage)
    assert missing(stage, "8.7") == [] and is_silent(stage, "8.7")

    Minutes.objects.update(confirmed_at=MONDAY)

    assert len(missing(stage, "8.7")) == 1
