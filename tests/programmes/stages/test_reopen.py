"""A signed or unresolved stage is opened again, for a reason and for named standards; what was signed stays on record."""

import pytest

from coprod.trail.models import Row
from programmes.stages.actions.answering import confirm_standard
from programmes.stages.actions.signing import reopen_stage, sign_stage
from programmes.stages.models import Reopening, Signature
from programmes.stages.policies import slots
from tests.cast import NAMES
from tests.makers import MONDAY
from tests.programmes.stages.doing import first_of, get, post, ready, s8


@pytest.fixture
def signed(cast):
    stage = ready(cast)
    for person in (cast.priya, cast.amina, cast.joe):
        sign_stage(stage, by=person, at=MONDAY, value="agree")
    stage.refresh_from_db()
    return stage


def test_manager_owner_and_lay_co_chair_may_reopen(cast, signed):
    may = {name for name in NAMES if get(getattr(cast, name), "stage-reopen", signed).status_code == 200}

    assert may == {"maya", "sid", "ines"}


def test_what_is_chosen_waits_for_a_lay_partner_again_and_the_rest_stays(cast, signed):
    assert post(cast.ines, "stage-reopen", signed, because="New papers turned up", codes=["8.1", "8.2"]).status_code == 302

    signed.refresh_from_db()
    assert (signed.state, signed.round, signed.ready_at, signed.changed_at) == ("reopened", 2, None, None)
    states = dict(signed.answers.values_list("code", "state"))
    assert {code for code, state in states.items() if state == "claimed"} == {"8.1", "8.2"}
    assert set(states.values()) == {"claimed", "met"}
    assert Reopening.objects.get().because == "New papers turned up"
    assert Row.objects.filter(subject=signed.ref, move="reopen").values_list("role", "was", "now").get() == ("LCC", "signed_off",
                                                                                                             "reopened")


def test_everybody_signs_anew_and_earlier_signatures_stay(cast, signed):
    reopen_stage(signed, by=cast.maya, at=MONDAY, because="New papers", codes=["8.1"])
    confirm_standard(first_of(signed, "8.1"), by=cast.joe, at=MONDAY)

    signed.refresh_from_db()
    assert signed.state == "ready"
    assert all(slot.missing() for slot in slots(signed, on=MONDAY.date()))
    for person in (cast.priya, cast.amina, cast.joe):
        sign_stage(signed, by=person, at=MONDAY, value="agree")
    signed.refresh_from_db()
    assert signed.state == "signed_off"
    assert sorted(Signature.objects.values_list("round", flat=True)) == [1, 1, 1, 2, 2, 2]


def test_an_unresolved_stage_may_be_reopened(cast):
    stage = ready(cast)
    sign_stage(stage, by=cast.amina, at=MONDAY, value="disagree", text="No")

    assert post(cast.maya, "stage-reopen", stage, because="Let us look again", codes=["8.1"]).status_code == 302
    stage.refresh_from_db()
    assert (stage.state, stage.round) == ("reopened", 2)


def test_a_stage_at_work_cannot_be_reopened(cast):
    stage = s8(cast)

    assert post(cast.maya, "stage-reopen", stage, because="Why not", codes=["8.1"]).status_code == 409
    assert not Reopening.objects.exists()


@pytest.mark.parametrize(("sent", "words"), [
    ({"because": "", "codes": ["8.1"]}, "Why is the stage opened again?"), ({"because": "So"}, "Which standards must be looked at again?"),
    ({"because": "So", "codes": ["7.1"]}, "Choose only from the list"),
])
def test_a_form_with_a_gap_reopens_nothing(cast, signed, sent, words):
    page = post(cast.maya, "stage-reopen", signed, **sent)

    assert page.status_code == 200
    assert words in page.content.decode()
    signed.refresh_from_db()
    assert signed.state == "signed_off"


def test_two_who_reopen_at_the_same_moment_reopen_it_once(shared_cast, all_at_once):
    cast, stage = shared_cast, ready(shared_cast)
    for person in (cast.priya, cast.amina, cast.joe):
        sign_stage(stage, by=person, at=MONDAY, value="agree")

    statuses = all_at_once(2, lambda number: post([cast.maya, cast.sid][number], "stage-reopen", stage, because="So",
                                                  codes=["8.1"]).status_code)

    stage.refresh_from_db()
    assert sorted(statuses) == [302, 409]
    assert (Reopening.objects.count(), stage.round) == (1, 2)


def test_the_reason_is_told_in_the_history(cast, signed):
    reopen_stage(signed, by=cast.maya, at=MONDAY, because="New papers turned up", codes=["8.1"])

    page = get(cast.vic, "stage", signed).content.decode()

    assert "The programme manager reopened stage S8" in page
    assert "New papers turned up" in page
