"""A stage is laid down with its dates, and opened by a manager or by the clock on its day: once."""

from datetime import timedelta

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.models import Row
from programmes.catalogue import CURRENT, edition
from programmes.stages.actions.checking import check_stages
from programmes.stages.actions.opening import open_stage, plan_stage
from programmes.stages.models import Answer, Stage
from tests.makers import MONDAY, a_stage, all_met
from tests.programmes.stages.doing import as_, first_of, get, post, s8

DAY = timedelta(days=1)


def test_a_stage_that_is_laid_down_asks_nothing_yet(cast):
    stage = plan_stage(cast.programme, "S2", by=cast.maya, at=MONDAY, opens_on=MONDAY.date() + DAY, due_on=MONDAY.date() + 9 * DAY)

    assert (stage.state, stage.number, stage.cycle, stage.answers.count()) == ("not_open", 2, 1, 0)
    assert Row.objects.about(stage).values_list("move", "actor").get() == ("plan", cast.maya.ref)


@pytest.mark.parametrize("code", [stage.code for stage in edition(CURRENT).stages])
def test_an_open_stage_asks_every_standard_of_its_edition_in_order(cast, code):
    stage = a_stage(cast.programme, code, by=cast.maya, workstream=cast.housing if code in ("S7", "S8") else None,
                    plan_name="Hub" if code in ("S9", "S10") else "")

    assert [answer.code for answer in stage.answers.in_order()] == [standard.code for standard in edition(CURRENT).stage(code).standards]
    assert set(stage.answers.values_list("state", flat=True)) == {"unanswered"}
    assert (stage.state, stage.opened_at, stage.opens_on) == ("open", MONDAY, MONDAY.date())


def test_it_is_opened_once(cast):
    stage = a_stage(cast.programme, "S2", by=cast.maya)

    with pytest.raises(NotAllowedNow):
        open_stage(stage, by=cast.maya, at=MONDAY)

    assert stage.answers.count() == len(stage.catalogue.standards)
    assert Row.objects.about(stage).filter(move="open").count() == 1


def test_the_clock_opens_it_on_its_day_and_not_before(cast):
    stage = plan_stage(cast.programme, "S2", by=cast.maya, at=MONDAY, opens_on=MONDAY.date() + DAY)

    assert check_stages(at=MONDAY).opened == 0
    assert check_stages(at=MONDAY + DAY).opened == 1
    assert check_stages(at=MONDAY + DAY).opened == 0

    stage.refresh_from_db()
    assert (stage.state, stage.opens_on) == ("open", MONDAY.date() + DAY)
    assert stage.answers.count() == len(stage.catalogue.standards)
    assert list(Row.objects.about(stage).values_list("move", "actor")) == [("plan", cast.maya.ref), ("open", "clock")]


def test_a_clock_that_slept_opens_late_what_was_due(cast):
    stage = plan_stage(cast.programme, "S2", by=cast.maya, at=MONDAY, opens_on=MONDAY.date() + DAY)

    check_stages(at=MONDAY + 9 * DAY)

    stage.refresh_from_db()
    assert (stage.state, stage.opens_on, stage.opened_at) == ("open", MONDAY.date() + DAY, MONDAY + 9 * DAY)


def test_two_clocks_at_the_same_moment_open_it_once(shared_cast, all_at_once):
    cast = shared_cast
    stages = [plan_stage(cast.programme, code, by=cast.maya, at=MONDAY, opens_on=MONDAY.date()) for code in ("S2", "S3", "S4")]

    answers = all_at_once(2, lambda number: check_stages(at=MONDAY).opened)

    assert sum(answers) == 3
    assert Row.objects.filter(move="open", kind="programmes.stage").count() == 3
    assert Answer.objects.count() == sum(len(stage.catalogue.standards) for stage in stages)


def test_a_stage_is_there_once_until_it_is_signed(cast):
    stage = plan_stage(cast.programme, "S2", by=cast.maya, at=MONDAY)

    with pytest.raises(NotAllowedNow, match="there already"):
        plan_stage(cast.programme, "S2", by=cast.maya, at=MONDAY)
    with pytest.raises(NotAllowedNow, match="there already"):
        a_stage(cast.programme, "S2", by=cast.maya)

    assert Stage.objects.get() == stage


def test_two_who_lay_it_down_at_the_same_moment_lay_down_one(shared_cast, all_at_once):
    answers = all_at_once(2, lambda number: plan_stage(shared_cast.programme, "S2", by=shared_cast.maya, at=MONDAY))

    assert sorted(type(answer).__name__ for answer in answers) == ["NotAllowedNow", "Stage"]
    assert Stage.objects.count() == 1


def test_workstreams_and_plans_each_have_their_own(cast):
    from tests.makers import a_workstream

    other = a_workstream(cast.programme, by=cast.maya)
    stages = [a_stage(cast.programme, "S7", by=cast.maya, workstream=stream) for stream in (cast.housing, other)]
    stages += [a_stage(cast.programme, "S9", by=cast.maya, plan_name=plan) for plan in ("Hub", "Night sitting")]

    assert [stage.subject() for stage in stages] == ["Housing", other.name, "Hub", "Night sitting"]


def test_working_in_a_workstream_makes_the_programme_active_once_it_has_started(cast):
    s8(cast)
    cast.programme.refresh_from_db()
    assert cast.programme.state == "draft"      # stage 1 is not signed

    type(cast.programme).objects.update(state="started")
    cast.programme.refresh_from_db()
    a_stage(cast.programme, "S11", by=cast.maya)

    cast.programme.refresh_from_db()
    assert cast.programme.state == "delivering"


def test_a_manager_opens_it_before_its_day_in_the_browser(cast):
    stage = plan_stage(cast.programme, "S2", by=cast.maya, at=MONDAY, opens_on=MONDAY.date() + 30 * DAY)

    assert post(cast.maya, "stage-open", stage).status_code == 302
    again = post(cast.maya, "stage-open", stage)

    stage.refresh_from_db()
    assert (stage.state, stage.opens_on) == ("open", MONDAY.date())
    assert again.status_code == 409
    assert "Someone changed this a moment ago" in again.content.decode()


@pytest.mark.parametrize(("sent", "words"), [
    ({"code": "S7", "opens_on": "2026-03-16"}, "Choose the workstream that this stage runs for"),
    ({"code": "S9", "opens_on": "2026-03-16"}, "Enter the name of the plan that this stage runs for"),
    ({"code": "S2", "opens_on": "2026-03-16", "due_on": "2026-03-15"}, "It must be due on or after the day it opens"),
    ({"code": "S13", "opens_on": "2026-03-16"}, "Choose an answer from the list"),
    ({"opens_on": "2026-03-16"}, "Choose an answer to “Which stage?”"),
])
def test_a_form_with_a_gap_says_what_to_mend_and_lays_nothing_down(cast, sent, words):
    page = post(cast.maya, "stage-plan", cast.programme.slug, **sent)

    assert page.status_code == 200
    assert words in page.content.decode()
    assert not Stage.objects.exists()


def test_a_programme_can_be_opened_stage_by_stage_in_the_browser(cast):
    assert post(cast.maya, "stage-plan", cast.programme.slug, code="S7", workstream=cast.housing.pk, opens_on="2026-03-16",
                due_on="2026-04-16").status_code == 302
    assert post(cast.maya, "stage-plan", cast.programme.slug, code="S3", opens_on="2026-05-01").status_code == 302

    assert list(Stage.objects.in_order().values_list("code", "state", "workstream__name")) == [
        ("S3", "not_open", None), ("S7", "open", "Housing")]


def test_what_a_form_does_not_ask_for_changes_nothing(cast):
    post(cast.maya, "stage-plan", cast.programme.slug, code="S2", opens_on="2026-05-01", state="signed_off", programme=cast.elsewhere.pk,
         cycle=9, round=7)

    stage = Stage.objects.get()
    assert (stage.programme, stage.state, stage.cycle, stage.round) == (cast.programme, "not_open", 1, 1)


def test_a_signed_stage_runs_again_as_its_next_cycle(cast):
    from programmes.stages.actions.signing import sign_stage

    stage = all_met(s8(cast), claimed_by=cast.priya, confirmed_by=cast.amina)
    for person in (cast.priya, cast.amina, cast.joe):
        sign_stage(stage, by=person, at=MONDAY, value="agree")
    again = plan_stage(cast.programme, "S8", by=cast.maya, at=MONDAY, workstream=cast.housing)

    assert again.cycle == 2


def test_a_stage_that_is_not_open_can_be_looked_at(cast):
    stage = plan_stage(cast.programme, "S2", by=cast.maya, at=MONDAY, opens_on=MONDAY.date() + 30 * DAY)

    assert "Not open" in get(cast.vic, "stage", stage).content.decode()
    assert as_(cast.maya).get(stage.get_absolute_url()).status_code == 200
    assert first_of(stage) is None
