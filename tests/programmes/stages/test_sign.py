"""Sign-off: who must sign is worked out from the stage, everyone says one of four things, a pair signs as two (b1, b3)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from partners.groups.actions import end_holding
from partners.models import Group, Holding
from programmes.programme.actions import end_role
from programmes.programme.models import TeamRole
from programmes.stages.actions.answering import confirm_standard, record_not_met
from programmes.stages.actions.settling import fingerprint
from programmes.stages.actions.signing import sign_stage
from programmes.stages.models import Signature, Stage
from programmes.stages.policies import slots
from tests.makers import (
    MONDAY,
    a_claim,
    a_group,
    a_partner,
    a_seat_for,
    a_stage,
    a_workstream,
    an_organisation,
    signs_for,
)
from tests.programmes.stages.doing import first_of, get, post, ready, s8

TODAY = MONDAY.date()


def wanted(stage):
    """Who must sign, as {label: (how many, names)}."""
    return {slot.label(): (slot.need, sorted(person.name.split()[0] for person in slot.people.values())) for slot in slots(stage, on=TODAY)}


SRO, PM, CHAIR = ("senior responsible owner", (1, ["Sid"])), ("programme manager", (1, ["Maya"])), ("Advisory Group, by its lay co-chair",
                                                                                                    (1, ["Ines"]))
LCC, FOUNDER = ("lay co-chair", (1, ["Ines"])), ("founding service-user leader", (1, ["Femi", "Fran"]))
LEAD, PAIR = ("workstream lead, Housing", (1, ["Priya"])), ("lay partner of the pair, Housing", (2, ["Amina", "Joe"]))


@pytest.mark.parametrize(("code", "cycle", "who"), [
    ("S1", 1, [SRO, ("founding service-user leader", (2, ["Femi", "Fran"]))]),
    ("S2", 1, [SRO, FOUNDER]),
    ("S3", 1, [PM, FOUNDER]),
    ("S3", 2, [PM, CHAIR]),
    ("S4", 1, [PM, FOUNDER]),
    ("S4", 2, [PM, LCC]),
    ("S5", 1, [SRO, ("lay member of the selection panel", (1, []))]),
    ("S6", 1, [("organisation's signatory, Westmere Council", (1, ["Olga"])), CHAIR, LEAD, PAIR]),
    ("S7", 1, [LEAD, PAIR, LCC]),
    ("S8", 1, [LEAD, PAIR]),
    ("S9", 1, [("workstream lead", (1, ["Priya"])), ("lay partner of the pair", (2, ["Amina", "Joe"])), LCC]),
    ("S10", 1, [SRO, ("organisation's signatory", (1, ["Olga"])), CHAIR]),
    ("S11", 1, [CHAIR, SRO]),
    ("S12", 1, [CHAIR, SRO]),
])
def test_who_must_sign_each_stage(cast, code, cycle, who):
    stage = a_stage(cast.programme, code, by=cast.maya, workstream=cast.housing if code in ("S7", "S8") else None,
                    plan_name="Hub" if code in ("S9", "S10") else "", cycle=cycle)

    assert wanted(stage) == dict(who)


def test_stage_6_asks_every_organisation_every_lead_and_every_pair(cast):
    other = a_workstream(cast.programme, by=cast.maya, lead=cast.priya, name="Money")
    for number in range(2):
        a_seat_for(a_partner(f"Lay {number}"), other.group, by=cast.ines, lead=cast.priya)
    signs_for(an_organisation("Alder Trust", by=cast.maya), a_partner("Otto"), cast.programme, by=cast.maya)

    labels = list(wanted(a_stage(cast.programme, "S6", by=cast.maya)))

    assert labels == ["organisation's signatory, Alder Trust", "organisation's signatory, Westmere Council",
                      "Advisory Group, by its lay co-chair",
                      "workstream lead, Housing", "workstream lead, Money", "lay partner of the pair, Housing",
                      "lay partner of the pair, Money"]


def test_of_several_organisations_the_one_that_decides_signs_stage_10(cast):
    signs_for(an_organisation("Alder Trust", by=cast.maya), a_partner("Otto"), cast.programme, by=cast.maya)

    assert wanted(a_stage(cast.programme, "S10", by=cast.maya, plan_name="Hub"))["organisation's signatory"] == (1, ["Olga", "Otto"])


def test_a_panel_signs_stage_5(cast):
    panel = a_group(cast.programme, Group.Kind.PANEL, by=cast.maya, seats=1)
    a_seat_for(cast.forrest, panel, by=cast.maya)

    assert wanted(a_stage(cast.programme, "S5", by=cast.maya))["lay member of the selection panel"] == (1, ["Forrest"])


def test_a_slot_that_nobody_can_fill_says_so(cast):
    slot = slots(a_stage(cast.programme, "S5", by=cast.maya), on=TODAY)[1]

    assert slot.missing() == "lay member of the selection panel: 1 must sign, and only 0 hold the role"


# --- signing -----------------------------------------------------------------------------------------------------

def test_a_stage_closes_when_everybody_has_agreed_and_a_pair_is_two_people(cast):
    stage = ready(cast)
    states = []
    for person in (cast.priya, cast.amina, cast.joe):
        sign_stage(stage, by=person, at=MONDAY, value="agree")
        stage.refresh_from_db()
        states.append(stage.state)

    assert states == ["ready", "ready", "signed_off"]
    assert stage.signed_at == MONDAY
    assert stage.signed_fingerprint == fingerprint(stage) != ""
    assert list(Row.objects.filter(move="sign").order_by("number").values_list("role", "now")) == [
        ("WL", "agree"), ("PAIR", "agree"), ("PAIR", "agree")]


def test_one_of_the_pair_cannot_sign_for_the_other(cast):
    stage = ready(cast)
    for _ in range(2):
        sign_stage(stage, by=cast.amina, at=MONDAY, value="agree")
    sign_stage(stage, by=cast.priya, at=MONDAY, value="agree")

    stage.refresh_from_db()
    assert stage.state == "ready"
    assert [slot.missing() for slot in slots(stage, on=TODAY)] == ["", "lay partner of the pair, Housing: 1 to sign"]


def test_concerns_are_kept_and_the_stage_says_that_there_are_some(cast):
    stage = ready(cast)
    sign_stage(stage, by=cast.amina, at=MONDAY, value="concerns", text="Too quick by half")
    for person in (cast.priya, cast.joe):
        sign_stage(stage, by=person, at=MONDAY, value="agree")

    stage.refresh_from_db()
    assert stage.state == "signed_off_with_concerns"
    assert "Too quick by half" in get(cast.vic, "stage", stage).content.decode()


def test_a_stage_with_a_standard_not_met_closes_with_gaps(cast):
    stage = s8(cast)
    record_not_met(first_of(stage), by=cast.maya, at=MONDAY, because="The room was lost")
    for answer in stage.answers.filter(state="unanswered").select_related("stage__programme"):
        a_claim(answer, by=cast.priya)
        confirm_standard(answer, by=cast.amina, at=MONDAY)
    stage.refresh_from_db()
    sign_stage(stage, by=cast.joe, at=MONDAY, value="concerns", text="We should have had that room")
    for person in (cast.priya, cast.amina):
        sign_stage(stage, by=person, at=MONDAY, value="agree")

    stage.refresh_from_db()
    assert stage.state == "closed_with_gaps"


@pytest.mark.parametrize("who", ["amina", "priya"])
def test_who_does_not_agree_leaves_the_stage_unresolved_and_those_who_must_act_are_told(cast, who):
    stage = ready(cast)

    sign_stage(stage, by=getattr(cast, who), at=MONDAY, value="disagree", text="We were not heard")

    stage.refresh_from_db()
    assert stage.state == "unresolved"
    assert sorted(Message.objects.filter(kind="stage_unresolved").values_list("to", flat=True)) == sorted(
        [cast.sid.ref, cast.maya.ref, cast.ines.ref])


def test_a_change_of_mind_resolves_it_and_the_first_word_stays_on_record(cast):
    stage = ready(cast)
    sign_stage(stage, by=cast.amina, at=MONDAY, value="disagree", text="We were not heard")
    sign_stage(stage, by=cast.amina, at=MONDAY + timedelta(hours=1), value="agree")

    stage.refresh_from_db()
    assert stage.state == "ready"
    assert list(Signature.objects.order_by("pk").values_list("value", "replaced_at")) == [
        ("disagree", MONDAY + timedelta(hours=1)), ("agree", None)]
    assert "We were not heard" in get(cast.vic, "stage", stage).content.decode()


def test_others_who_agree_do_not_outvote_one_who_does_not(cast):
    stage = ready(cast)
    sign_stage(stage, by=cast.amina, at=MONDAY, value="disagree", text="We were not heard")
    for person in (cast.priya, cast.joe):
        sign_stage(stage, by=person, at=MONDAY, value="agree")

    stage.refresh_from_db()
    assert stage.state == "unresolved"


def test_who_is_not_able_to_judge_has_not_agreed_and_is_asked_further(cast):
    stage = ready(cast)
    for person in (cast.priya, cast.joe):
        sign_stage(stage, by=person, at=MONDAY, value="agree")
    sign_stage(stage, by=cast.amina, at=MONDAY, value="unable", text="I have not seen the minutes")

    stage.refresh_from_db()
    assert stage.state == "ready"
    assert [person for slot in slots(stage, on=TODAY) for person in slot.waiting()] == [cast.amina]


def test_somebody_with_two_roles_signs_in_both_with_one_word(cast):
    """Priya leads two workstreams: stage 6 asks her for each."""
    a_workstream(cast.programme, by=cast.maya, lead=cast.priya, name="Money")
    stage = a_stage(cast.programme, "S6", by=cast.maya)
    Stage.objects.filter(pk=stage.pk).update(state="ready", ready_at=MONDAY)

    signed = sign_stage(stage, by=cast.priya, at=MONDAY, value="agree")

    assert sorted(signature.workstream.name for signature in signed) == ["Housing", "Money"]


# --- refused -----------------------------------------------------------------------------------------------------

def test_a_stage_that_is_not_ready_is_not_signed(cast):
    stage = s8(cast)

    with pytest.raises(NotAllowedNow, match="not up for signing"):
        sign_stage(stage, by=cast.priya, at=MONDAY, value="agree")
    assert post(cast.priya, "stage-sign", stage, value="agree").status_code == 409
    assert not Signature.objects.exists()


@pytest.mark.parametrize("who", ["maya", "sid", "ines", "femi", "forrest", "olga", "vic"])
def test_who_does_not_sign_this_stage_is_told_so(cast, who):
    stage = ready(cast)

    page = post(getattr(cast, who), "stage-sign", stage, value="agree")

    assert page.status_code == 403
    assert "Your role does not sign this stage, or it has ended." in page.content.decode()
    with pytest.raises(NotAllowedNow):
        sign_stage(stage, by=getattr(cast, who), at=MONDAY, value="agree")
    assert not Signature.objects.exists()


def test_who_left_the_pair_yesterday_signs_no_more(cast):
    stage = ready(cast)
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group), by=cast.joe, at=MONDAY,
                until_on=TODAY - timedelta(days=1))

    assert post(cast.joe, "stage-sign", stage, value="agree").status_code == 403
    with pytest.raises(NotAllowedNow, match="it has ended"):
        sign_stage(stage, by=cast.joe, at=MONDAY, value="agree")


def test_a_lead_whose_role_has_ended_signs_no_more(cast):
    stage = ready(cast)
    end_role(TeamRole.objects.get(partner=cast.priya), by=cast.maya, at=MONDAY, until_on=TODAY - timedelta(days=1))

    assert post(cast.priya, "stage-sign", stage, value="agree").status_code == 404      # it was all that she was here
    with pytest.raises(NotAllowedNow, match="it has ended"):
        sign_stage(stage, by=cast.priya, at=MONDAY, value="agree")


def test_with_a_seat_empty_a_pair_cannot_have_signed(cast):
    stage = ready(cast)
    sign_stage(stage, by=cast.amina, at=MONDAY, value="agree")
    sign_stage(stage, by=cast.priya, at=MONDAY, value="agree")
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group), by=cast.joe, at=MONDAY,
                until_on=TODAY - timedelta(days=1))

    stage.refresh_from_db()
    assert stage.state == "ready"
    assert slots(stage, on=TODAY)[1].missing() == "lay partner of the pair, Housing: 2 must sign, and only 1 hold the role"


@pytest.mark.parametrize(("value", "words"), [
    ("concerns", "Say what your concerns are"), ("disagree", "Say why you do not agree"), ("unable", "Say what is missing"),
    ("perhaps", "from the list"), ("", "What do you say?"),
])
def test_a_word_without_its_reason_is_asked_for_and_not_kept(cast, value, words):
    stage = ready(cast)

    page = post(cast.amina, "stage-sign", stage, value=value)

    assert page.status_code == 200
    assert words in page.content.decode()
    assert not Signature.objects.exists()


def test_the_database_too_wants_the_reason(cast):
    with pytest.raises(IntegrityError, match="all_but_plain_agreement_say_why"), transaction.atomic():
        sign_stage(ready(cast), by=cast.amina, at=MONDAY, value="disagree")


def test_who_signs_twice_at_the_same_moment_has_one_last_word(shared_cast, all_at_once):
    cast, stage = shared_cast, ready(shared_cast)

    statuses = all_at_once(2, lambda number: post(cast.amina, "stage-sign", stage, value="agree").status_code)

    assert set(statuses) <= {302, 409}
    assert Signature.objects.current().count() == 1


def test_two_last_signatures_at_the_same_moment_close_the_stage_once(shared_cast, all_at_once):
    cast, stage = shared_cast, ready(shared_cast)
    sign_stage(stage, by=cast.priya, at=MONDAY, value="agree")

    statuses = all_at_once(2, lambda number: post([cast.amina, cast.joe][number], "stage-sign", stage, value="agree").status_code)

    stage.refresh_from_db()
    assert statuses == [302, 302]
    assert stage.state == "signed_off"
    assert Row.objects.filter(move="sign_off").count() == 1


def test_when_stage_1_is_signed_the_programme_has_started(cast):
    stage = a_stage(cast.programme, "S1", by=cast.maya)
    Stage.objects.filter(pk=stage.pk).update(state="ready", ready_at=MONDAY)
    for person in (cast.sid, cast.femi, cast.fran):
        sign_stage(stage, by=person, at=MONDAY, value="agree")

    cast.programme.refresh_from_db()
    assert cast.programme.state == "started"
