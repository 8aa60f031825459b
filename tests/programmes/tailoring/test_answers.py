"""What a waiver or an exception does to the answers of its standard, and to their stages (b5)."""

from datetime import timedelta

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.stages.actions.answering import claim_standard, dispute_standard, record_not_met
from programmes.stages.actions.checking import check_stages
from programmes.stages.actions.opening import plan_stage
from programmes.stages.actions.signing import reopen_stage, sign_stage
from programmes.stages.models import Answer, Stage
from programmes.tailoring.actions import agree_to_tailoring, end_tailoring
from programmes.tailoring.models import Tailoring
from tests.makers import MONDAY, a_claim, all_met
from tests.programmes.nominations.doing import a_whole_round
from tests.programmes.stages.doing import first_of, get, post, s8
from tests.programmes.tailoring.doing import DAY, TODAY, a_way, in_force, now_, s4, state_of


def finished_but(stage, code, cast):
    """Every standard of the stage but one is met."""
    a_whole_round(cast, takes_own=code != "4.4")
    for answer in stage.answers.in_order().exclude(code=code).select_related("stage__programme", "stage__workstream"):
        a_claim(answer, by=cast.maya)
        post(cast.ines, "standard-confirm", answer)
    stage.refresh_from_db()
    return stage


@pytest.mark.parametrize("before", ["unanswered", "claimed", "disputed", "not_met"])
@pytest.mark.parametrize(("code", "kind", "after"), [("4.4", "waive", "waived"), ("4.1", "exception", "excepted")])
def test_what_is_not_confirmed_is_set_aside_and_taken_up_again(cast, before, code, kind, after):
    answer = first_of(s4(cast), code)
    if before in ("claimed", "disputed"):
        a_claim(answer, by=cast.maya)
    if before == "disputed":
        dispute_standard(answer, by=cast.ines, at=MONDAY, because="No")
    if before == "not_met":
        record_not_met(answer, by=cast.maya, at=MONDAY, because="No time")
    assert first_of(answer.stage, code).state == before

    way = in_force(cast, code=code, kind=kind, days=20)
    assert first_of(answer.stage, code).state == after
    assert not answer.disputes.filter(resolved_at__isnull=True).exists()

    end_tailoring(way, by=cast.maya, at=MONDAY, because="There is time")
    answer = first_of(answer.stage, code)
    assert (answer.state, answer.claim, answer.claimed_by, answer.claimed_at, answer.not_met_because) == ("unanswered", "", None, None, "")
    assert answer.evidence.count() == (before in ("claimed", "disputed"))       # what was laid beside it stays


def test_what_a_lay_partner_confirmed_stays_met(cast):
    a_whole_round(cast)
    stage = all_met(s4(cast), claimed_by=cast.maya, confirmed_by=cast.ines)

    in_force(cast)

    assert state_of(stage, "4.4") == "met"


def test_a_stage_with_a_waived_standard_becomes_ready_is_signed_and_has_no_gap(cast):
    stage = finished_but(s4(cast), "4.4", cast)
    assert stage.state == "open"

    in_force(cast)
    stage.refresh_from_db()
    assert stage.state == "ready"
    for person in (cast.maya, cast.femi):
        sign_stage(stage, by=person, at=MONDAY, value="agree")

    stage.refresh_from_db()
    assert stage.state == "signed_off"


def test_ending_it_early_lets_a_ready_stage_fall_back_and_asks_for_agreement_anew(cast):
    stage = finished_but(s4(cast), "4.4", cast)
    way = in_force(cast)
    sign_stage(stage, by=cast.maya, at=MONDAY, value="agree")

    end_tailoring(way, by=cast.femi, at=MONDAY, because="A form exists now")

    stage.refresh_from_db()
    assert (stage.state, state_of(stage, "4.4")) == ("open", "unanswered")
    assert not stage.signatures.current().exists()


def test_a_signed_stage_has_changed_since_it_was_signed_when_its_waiver_is_over(cast):
    stage = finished_but(s4(cast), "4.4", cast)
    in_force(cast, days=20)
    for person in (cast.maya, cast.femi):
        sign_stage(stage, by=person, at=MONDAY, value="agree")

    later = MONDAY + 21 * DAY
    check_stages(at=later)

    stage.refresh_from_db()
    assert (stage.state, stage.changed_at, state_of(stage, "4.4")) == ("signed_off", later, "unanswered")


def test_who_signed_the_stage_hears_once_that_its_waiver_is_over(clock, cast):
    stage = finished_but(s4(cast), "4.4", cast)
    in_force(cast, days=20)
    for person in (cast.maya, cast.femi):
        sign_stage(stage, by=person, at=MONDAY, value="agree")

    check_stages(at=clock.to(MONDAY + 21 * DAY))

    written = {kind: Message.objects.filter(kind=kind) for kind in ("tailoring_over", "changed_since_signed")}
    said = {kind: {message.to for message in rows if registry.words[kind](message)} for kind, rows in written.items()}
    assert said == {"tailoring_over": {cast.ines.ref, cast.fran.ref}, "changed_since_signed": {cast.maya.ref, cast.femi.ref}}


def test_a_gap_that_was_signed_for_stays_a_gap(cast):
    stage = s4(cast)
    record_not_met(first_of(stage, "4.4"), by=cast.maya, at=MONDAY, because="No time")
    finished_but(stage, "4.4", cast)
    for person in (cast.maya, cast.femi):
        sign_stage(stage, by=person, at=MONDAY, value="agree")

    in_force(cast)

    stage.refresh_from_db()
    assert (stage.state, state_of(stage, "4.4"), stage.changed_at) == ("closed_with_gaps", "not_met", None)


def test_when_a_signed_stage_is_opened_again_what_is_in_force_is_left_out_again(cast):
    stage = s4(cast)
    record_not_met(first_of(stage, "4.4"), by=cast.maya, at=MONDAY, because="No time")
    finished_but(stage, "4.4", cast)
    for person in (cast.maya, cast.femi):
        sign_stage(stage, by=person, at=MONDAY, value="agree")
    in_force(cast)
    stage.refresh_from_db()

    reopen_stage(stage, by=cast.ines, at=MONDAY, because="Look again", codes=["4.4"])
    check_stages(at=MONDAY)

    assert state_of(stage, "4.4") == "waived"


def test_a_stage_that_opens_while_it_is_in_force_leaves_the_standard_out_from_its_first_day(cast):
    in_force(cast)

    assert state_of(s4(cast), "4.4") == "waived"


def test_a_stage_that_the_clock_opens_leaves_it_out_as_well(cast):
    in_force(cast)
    stage = plan_stage(cast.programme, "S4", by=cast.maya, at=MONDAY, opens_on=TODAY + DAY)

    check_stages(at=MONDAY + DAY)

    assert Stage.objects.get(pk=stage.pk).state == "open"
    assert state_of(stage, "4.4") == "waived"


def test_a_waiver_of_one_run_leaves_the_others_alone(cast):
    from tests.makers import a_stage, a_workstream

    other = a_workstream(cast.programme, by=cast.maya, lead=cast.priya)
    here = a_stage(cast.programme, "S7", by=cast.maya, workstream=cast.housing)
    there = a_stage(cast.programme, "S7", by=cast.maya, workstream=other)

    in_force(cast, code="7.6", stage=here)

    assert (state_of(here, "7.6"), state_of(there, "7.6")) == ("waived", "unanswered")


def test_a_waiver_of_the_first_round_says_nothing_about_the_second(cast):
    s4(cast)
    in_force(cast)

    assert state_of(s4(cast, cycle=2), "4.4") == "unanswered"


def test_two_that_overlap_end_when_the_last_one_does(cast):
    stage = s4(cast)
    first, second = in_force(cast), in_force(cast, stage=stage)

    end_tailoring(first, by=cast.maya, at=MONDAY, because="One is enough")
    assert state_of(stage, "4.4") == "waived"
    end_tailoring(second, by=cast.maya, at=MONDAY, because="None is needed")
    assert state_of(stage, "4.4") == "unanswered"


def test_nobody_answers_what_is_left_out(cast):
    stage = s4(cast)
    in_force(cast)
    answer = first_of(stage, "4.4")

    for verb in (lambda: claim_standard(answer, by=cast.maya, at=MONDAY, text="x"),
                 lambda: record_not_met(answer, by=cast.maya, at=MONDAY, because="x"),
                 lambda: dispute_standard(answer, by=cast.ines, at=MONDAY, because="x")):
        with pytest.raises(NotAllowedNow):
            verb()
    page = get(cast.maya, "standard", answer).content.decode()
    assert "Claim that it is met" not in page
    assert first_of(stage, "4.4").state == "waived"


def test_what_is_done_another_way_is_answered_as_ever(cast):
    stage = s8(cast)
    in_force(cast, code="8.3", kind="tailor", stage=stage)

    a_claim(first_of(stage, "8.3"), by=cast.priya)

    assert state_of(stage, "8.3") == "claimed"


def test_records_that_claimed_it_look_anew_when_it_is_taken_up(cast):
    from tests.makers import a_stage

    stage = a_stage(cast.programme, "S7", by=cast.maya, workstream=cast.housing)
    check_stages(at=MONDAY)
    assert state_of(stage, "7.5") == "claimed"
    way = in_force(cast, code="7.5", kind="exception", stage=stage, days=20)
    assert state_of(stage, "7.5") == "excepted"

    end_tailoring(way, by=cast.maya, at=MONDAY, because="Not needed")
    check_stages(at=MONDAY + timedelta(hours=1))

    answer = Answer.objects.get(stage=stage, code="7.5")
    assert answer.state == "claimed"
    assert answer.evidence.standing().count() == 1


def test_of_two_who_agree_at_once_one_does_it(shared_cast, all_at_once):
    way = a_way(shared_cast)
    people = [shared_cast.ines, shared_cast.femi, shared_cast.fran]

    answers = all_at_once(3, lambda n: agree_to_tailoring(Tailoring.objects.get(pk=way.pk), by=people[n], at=MONDAY))

    assert sum(isinstance(answer, NotAllowedNow) for answer in answers) == 2
    way = now_(way)
    assert (way.state, len(way.views.all())) == ("active", 1)


def test_a_pair_that_agrees_at_once_agrees_twice(shared_cast, all_at_once):
    way = a_way(shared_cast, code="8.3", kind="tailor", stage=s8(shared_cast))
    pair = [shared_cast.amina, shared_cast.joe]

    all_at_once(2, lambda n: agree_to_tailoring(Tailoring.objects.get(pk=way.pk), by=pair[n], at=MONDAY))

    way = now_(way)
    assert (way.state, len(way.views.all())) == ("active", 2)


def test_of_two_who_propose_the_same_at_once_one_does(shared_cast, all_at_once):
    people = [shared_cast.maya, shared_cast.sid, shared_cast.femi]

    answers = all_at_once(3, lambda n: a_way(shared_cast, by=people[n]))

    assert sum(isinstance(answer, NotAllowedNow) for answer in answers) == 2
    assert Tailoring.objects.count() == 1


def test_clocks_that_run_at_once_do_it_once(shared_cast, all_at_once):
    from coprod.trail.models import Row
    from programmes.tailoring.actions import check_tailoring

    stage, way = s4(shared_cast), in_force(shared_cast, days=20)

    all_at_once(3, lambda n: check_tailoring(on=TODAY + 21 * DAY, at=MONDAY + 21 * DAY))

    assert (now_(way).state, state_of(stage, "4.4")) == ("reopened", "unanswered")
    assert Row.objects.filter(move__in=["expire", "take_up_again"]).count() == 2


@pytest.mark.parametrize("broken", [
    {"until_on": TODAY - DAY}, {"reason": ""}, {"instead": ""}, {"state": "refused", "closed_at": MONDAY}, {"state": "ended"},
    {"closed_at": MONDAY}, {"reviewed_at": MONDAY},
])
def test_the_database_refuses_what_makes_no_sense(cast, broken):
    from django.db import IntegrityError, transaction

    way = in_force(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tailoring.objects.filter(pk=way.pk).update(**broken)
