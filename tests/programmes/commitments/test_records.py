"""What the records show about 8.6 and 11.1 to 11.3; the log in each pack (R9, 11.4); and the item on the agenda."""

from datetime import timedelta

import pytest

from coprod.kit.clock import add_working_days, day_of
from programmes.commitments.actions import ask_new_day, ask_promise, report
from programmes.commitments.models import Commitment
from programmes.meetings.models import AgendaItem
from programmes.papers.showing.pack import has_log, parts_in
from programmes.raising.models import About
from programmes.stages.actions.checking import check_stages
from programmes.stages.models import Answer, Stage
from programmes.stages.proofs import are_silent, what_is_missing
from tests.makers import MONDAY, a_stage
from tests.programmes.commitments.doing import DUE, fresh, kept, late, promised, said_done
from tests.programmes.meetings.doing import DAY
from tests.programmes.minutes.doing import confirmed
from tests.programmes.reporting.doing import an_advisory_meeting

pytestmark = pytest.mark.django_db
TODAY = day_of(MONDAY)


def s11(cast):
    return a_stage(cast.programme, "S11", by=cast.maya, at=MONDAY - timedelta(days=90))


def missing(stage, code, on=TODAY):
    return [each.words for each in what_is_missing(Stage.objects.filter(pk=stage.pk), on, [stage.code])[stage.pk].get(code, [])]


def silent(stage, code, on=TODAY):
    return are_silent(Stage.objects.filter(pk=stage.pk), on, code)


def test_they_say_nothing_while_nothing_is_promised(cast):
    stage = s11(cast)

    assert [silent(stage, code) for code in ("11.1", "11.2", "11.3")] == [True] * 3
    promised(cast)
    assert [silent(stage, code) for code in ("11.1", "11.2", "11.3")] == [False] * 3
    assert [missing(stage, code) for code in ("11.1", "11.2", "11.3")] == [[]] * 3


def test_11_1_a_report_that_did_not_come_for_a_week(cast):
    stage, made = s11(cast), promised(cast, due_on=DUE + timedelta(days=90))
    due = TODAY + timedelta(weeks=4)

    assert missing(stage, "11.1", due + timedelta(days=7)) == []
    assert missing(stage, "11.1", due + timedelta(days=8)) == [
        f"“{made.text}”: its owner was to say how it stands by {due.day} April, and has not."]
    report(made, by=cast.priya, at=MONDAY + timedelta(weeks=5), stands="on_track", text="Yes.")
    assert missing(stage, "11.1", due + timedelta(days=8)) == []


def test_11_2_a_claim_that_no_lay_partner_judged_in_four_weeks(cast):
    stage, made = s11(cast), said_done(cast)

    assert missing(stage, "11.2", TODAY + timedelta(days=28)) == []
    assert len(missing(stage, "11.2", TODAY + timedelta(days=29))) == 1 and made.state == "claimed"
    kept(cast)
    assert len(missing(stage, "11.2", TODAY + timedelta(days=29))) == 1


def test_11_3_late_and_nobody_says_why(cast):
    stage, made = s11(cast), late(cast, days=1)
    over = add_working_days(made.due_on, 10)

    assert missing(stage, "11.3", over - timedelta(days=1)) == [] and len(missing(stage, "11.3", over)) == 1
    report(made, by=cast.priya, at=MONDAY, stands="at_risk", text="The printer broke.")
    assert missing(stage, "11.3", over) == []


def test_11_3_another_day_that_nobody_answered(cast):
    stage, made = s11(cast), late(cast, days=1)
    ask_new_day(made, by=cast.priya, at=MONDAY, to_day=DUE, because="The printer.")

    assert missing(stage, "11.3", TODAY + timedelta(days=28)) == []
    assert [words for words in missing(stage, "11.3", TODAY + timedelta(days=29)) if "another day was asked for" in words]


def test_8_6_a_promise_in_the_minutes_that_is_not_in_the_log(cast):
    stage = a_stage(cast.programme, "S8", by=cast.maya, at=MONDAY - timedelta(days=30), workstream=cast.housing)
    assert silent(stage, "8.6")
    minutes = confirmed(cast)
    line = minutes.lines.first()
    type(line).objects.filter(pk=line.pk).update(kind="commitment", words="Large print.", state="open")

    assert not silent(stage, "8.6") and len(missing(stage, "8.6")) == 1
    ask_promise(About("minutes", minutes.meeting.ref, "Minutes", cast.programme, cast.housing.group), by=cast.amina, at=MONDAY,
                text="Large print.", owner=cast.priya, due_on=DUE, line=line)
    assert missing(stage, "8.6") == []


def test_the_records_claim_and_a_lay_partner_confirms(cast):
    stage = s11(cast)
    promised(cast)

    check_stages(at=MONDAY)

    assert set(Answer.objects.filter(stage=stage, state="claimed", shown=True).values_list("code", flat=True)) >= {"11.1", "11.2", "11.3"}


def test_the_log_is_in_each_pack_of_the_advisory_group_by_itself(cast):
    meeting = an_advisory_meeting(cast)
    assert has_log(meeting, at=MONDAY)
    promised(cast, text="Large print")
    Commitment.objects.filter(pk=kept(cast, text="Kept long ago").pk).update(closed_at=MONDAY - timedelta(days=300))

    log = next(part for part in parts_in(meeting, at=MONDAY) if part.key == "log")

    assert [row[0] for row in log.rows] == ["Large print", "Kept long ago"]       # the group has not met before
    assert log.rows[0][1:] == ("Priya Example", f"{DUE.day} April 2026", "Promised")


def test_what_fell_due_is_in_the_pack_with_what_its_owner_said(cast):
    meeting = an_advisory_meeting(cast)
    said_done(cast, text="Large print")
    promised(cast, text="Still ahead", due_on=DUE + timedelta(days=100))

    due = next(part for part in parts_in(meeting, at=MONDAY) if part.key == "due")

    assert [tuple(row) for row in due.rows] == [
        ("Large print", "Priya Example", f"{DUE.day} April 2026", "Said to be done: a lay partner is asked", "All letters are out.", "")]


def test_what_fell_due_stands_on_the_agenda_of_the_advisory_group(cast):
    promised(cast)

    meeting = an_advisory_meeting(cast)

    assert list(AgendaItem.objects.filter(meeting=meeting).values_list("standing", "state", "title")) == [
        ("promises", "on", "Promises that fell due")] and DAY > MONDAY


def test_without_a_promise_no_item_is_put_there(cast):
    meeting = an_advisory_meeting(cast)

    assert not AgendaItem.objects.filter(meeting=meeting).exists() and fresh(promised(cast)).state == "agreed"
