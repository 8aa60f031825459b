"""`manage.py check_stages`: what the clock does, by hand; with --json what every running stage lacks (issue 6)."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from coprod.post.models import Message
from coprod.trail.models import Row
from partners.groups.actions import end_holding
from partners.models import Holding
from programmes.programme.actions import close_programme
from programmes.stages.actions.answering import dispute_standard, record_not_met
from programmes.stages.actions.opening import plan_stage
from programmes.stages.actions.signing import sign_stage
from programmes.stages.models import Answer, Evidence, Stage
from tests.makers import MONDAY, a_claim, a_stage
from tests.programmes.stages.crowd import crowd
from tests.programmes.stages.doing import first_of, ready, s8


def run(*arguments):
    out = StringIO()
    call_command("check_stages", *arguments, stdout=out)
    return out.getvalue()


def report(*arguments):
    return json.loads(run("--json", *arguments))


def test_without_running_stages_the_list_is_empty(cast):
    assert report() == []
    assert run() == ("terms ended: 0, opened: 0, claimed by records: 0, denied by records: 0, ready: 0, fell back: 0, "
                     "changed since signed: 0, ways and roles moved: 0, messages: 0\n")


def test_each_running_stage_is_one_object_of_exactly_this_shape(cast):
    stage = a_stage(cast.programme, "S7", by=cast.maya, workstream=cast.housing)
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group), by=cast.joe, at=MONDAY - timedelta(days=29),
                until_on=MONDAY.date() - timedelta(days=29))
    a_claim(first_of(stage, "7.6"), by=cast.priya)

    (found,) = report()

    assert list(found) == ["programme", "stage", "subject", "state", "standards"]
    assert {key: found[key] for key in ("programme", "stage", "subject", "state")} == {
        "programme": "care-together", "stage": "S7", "subject": "Housing", "state": "open"}
    assert {tuple(standard) for standard in found["standards"]} == {("code", "state", "missing", "next")}
    by_code = {standard["code"]: standard for standard in found["standards"]}
    assert list(by_code) == ["7.1", "7.2", "7.3", "7.4", "7.5", "7.6"]
    assert by_code["7.4"]["state"] == "unanswered"
    assert by_code["7.4"]["missing"] == [
        "Housing: a lay seat fell empty on 15 February and nobody recorded who covers it.",
        "Housing: a lay seat has been empty for 29 days, since 15 February; the limit is 28"]
    assert by_code["7.1"] == {"code": "7.1", "state": "claimed", "missing": ["A lay partner has not confirmed it yet."],
                              "next": ["lay co-chair: Ines Example", "lay partner of the pair: Amina Example"]}
    assert by_code["7.6"]["missing"] == ["A lay partner has not confirmed it yet."]


def test_a_stage_for_the_whole_programme_has_no_subject_and_one_for_a_plan_has_its_name(cast):
    a_stage(cast.programme, "S2", by=cast.maya)
    a_stage(cast.programme, "S9", by=cast.maya, plan_name="The hub")

    assert [(found["stage"], found["subject"]) for found in report()] == [("S2", None), ("S9", "The hub")]


def test_what_is_said_of_each_state(cast):
    stage = s8(cast)
    claimed, disputed, gap, *_rest = stage.answers.in_order().select_related("stage__programme", "stage__workstream")
    a_claim(claimed, by=cast.priya)
    a_claim(disputed, by=cast.priya)
    dispute_standard(disputed, by=cast.joe, at=MONDAY, because="No")
    record_not_met(gap, by=cast.maya, at=MONDAY, because="No time")

    (found,) = report()

    said = [(standard["state"], standard["missing"]) for standard in found["standards"]]
    assert said[:4] == [("claimed", ["A lay partner has not confirmed it yet."]), ("disputed", ["A lay partner disputes it."]),
                        ("not_met", ["Recorded as not met."]), ("unanswered", ["Nobody has answered it yet."])]
    assert found["standards"][2]["next"] == []


def test_running_means_at_work_or_changed_since_it_was_signed(cast):
    plan_stage(cast.programme, "S2", by=cast.maya, at=MONDAY, opens_on=MONDAY.date() + timedelta(days=9))
    stage = ready(cast)
    for person in (cast.priya, cast.amina, cast.joe):
        sign_stage(stage, by=person, at=MONDAY, value="agree")
    assert report() == []

    dispute_standard(first_of(stage), by=cast.joe, at=MONDAY, because="Not so")
    assert [(found["stage"], found["state"]) for found in report()] == [("S8", "signed_off")]


def test_one_programme_alone_and_nothing_of_a_closed_one(cast):
    s8(cast)
    a_stage(cast.elsewhere, "S2", by=cast.sam)

    assert [found["programme"] for found in report()] == ["care-together", "somewhere-else"]
    assert [found["programme"] for found in report("--programme", "somewhere-else")] == ["somewhere-else"]
    close_programme(cast.elsewhere, by=cast.sam, at=MONDAY, because="Merged")
    assert report("--programme", "somewhere-else") == []


def test_one_programme_alone_writes_nothing_in_another(cast):
    stage = a_stage(cast.elsewhere, "S1", by=cast.sam, due_on=MONDAY.date())
    s8(cast)

    run("--programme", "care-together")

    assert not Message.objects.filter(about=stage.ref).exists()


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Stage, Answer, Evidence, Message, Row)]


def test_as_at_another_day_it_tells_and_writes_nothing(cast):
    a_stage(cast.programme, "S7", by=cast.maya, workstream=cast.housing, due_on=MONDAY.date())
    plan_stage(cast.programme, "S2", by=cast.maya, at=MONDAY, opens_on=MONDAY.date())
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group), by=cast.joe, at=MONDAY, until_on=MONDAY.date())
    before = everything()

    words = run("--as-at", "2026-04-30")
    (found,) = report("--as-at", "2026-04-30")

    assert "Housing: a lay seat has been empty for 45 days, since 16 March; the limit is 28" in words
    assert words.splitlines()[0] == "care-together S7 Housing: open"
    assert "Housing: a lay seat has been empty for 45 days, since 16 March; the limit is 28" in [
        words for standard in found["standards"] for words in standard["missing"]]
    assert everything() == before
    assert "messages:" not in words


@pytest.mark.parametrize(("arguments", "words"), [
    (["--programme", "no-such-thing"], "There is no programme no-such-thing."),
    (["--as-at", "yesterday"], "yesterday is not a date. Write it like 2026-03-17."),
    (["--as-at", "2026-02-30"], "2026-02-30 is not a date. Write it like 2026-03-17."),
    (["--as-at", ""], " is not a date. Write it like 2026-03-17."),
])
def test_bad_input_gets_a_sentence(cast, arguments, words):
    with pytest.raises(CommandError) as refusal:
        run(*arguments)

    assert str(refusal.value) == words


def test_it_does_what_the_clock_does(cast):
    plan_stage(cast.programme, "S2", by=cast.maya, at=MONDAY, opens_on=MONDAY.date())

    assert "opened: 1" in run()
    assert Stage.objects.get().state == "open"


IDLE = 135       # queries of a check that finds nothing to do, with its savepoints


@pytest.mark.parametrize("programmes", [1, 3, 100])
def test_the_sweep_asks_the_same_however_many_programmes_there_are(db, clock, programmes, django_assert_num_queries):
    from programmes.stages.actions.checking import check_stages

    crowd(programmes, seed=5)
    check_stages(at=MONDAY)

    with django_assert_num_queries(IDLE):
        check_stages(at=MONDAY)


@pytest.mark.parametrize("stages", [1, 3, 30])
def test_the_report_asks_the_same_however_many_stages_there_are(cast, stages, django_assert_num_queries):
    for number in range(stages):
        a_stage(cast.programme, "S9", by=cast.maya, plan_name=f"Plan {number}")

    with django_assert_num_queries(13):
        report("--as-at", "2026-03-16")
