"""Moving loses nothing that was answered, leaves what is signed as it was signed, and asks what the new edition asks."""

from datetime import timedelta

import pytest

from coprod.trail.models import Row
from coprod.trail.moves import record
from programmes.catalogue import edition
from programmes.home.queues import standards_to_answer
from programmes.moving.actions import agree_to_move
from programmes.programme.models import Programme
from programmes.programme.models.standing import standing_of
from programmes.stages.actions.answering import (
    claim_standard,
    confirm_standard,
    dispute_standard,
    record_not_met,
    withdraw_claim,
)
from programmes.stages.actions.checking import check_stages
from programmes.stages.actions.opening import open_stage, plan_stage
from programmes.stages.actions.settling import fingerprint, is_unsigned_again
from programmes.stages.actions.signing import reopen_stage, sign_stage
from programmes.stages.models import Answer, Dispute, Evidence, Signature, Stage
from tests.makers import MONDAY, a_claim, a_stage
from tests.programmes.editions.doing import EASY_READ, NEW_QUESTION, published
from tests.programmes.moving.doing import a_move, moved
from tests.programmes.stages.doing import CLAIM, as_, first_of, fresh, get, post, ready, s8
from tests.programmes.tailoring.doing import in_force

TODAY = MONDAY.date()
ANSWERED = ("ref", "code", "state", "shown", "claim", "claimed_at", "claimed_by", "confirmed_at", "confirmed_by", "not_met_at",
            "not_met_by", "not_met_because", "worded_in")


def everything_said(stage):
    """Every answer that was given, every piece of evidence and every dispute, in full."""
    return (sorted(Answer.objects.filter(stage=stage).exclude(state="unanswered").values_list(*ANSWERED)),
            sorted(Evidence.objects.filter(answer__stage=stage).values_list("ref", "answer__ref", "title", "withdrawn_at")),
            sorted(Dispute.objects.filter(answer__stage=stage).values_list("ref", "answer__ref", "because", "claim", "resolved_at")))


def a_bit_of_everything(cast):
    """Stage 8 of Housing with an answer in every state; 8.7 to 8.9 are not answered."""
    stage = s8(cast)
    a_claim(first_of(stage, "8.1"), by=cast.priya)
    confirm_standard(first_of(stage, "8.1"), by=cast.amina, at=MONDAY)
    a_claim(first_of(stage, "8.2"), by=cast.priya)
    dispute_standard(a_claim(first_of(stage, "8.3"), by=cast.priya), by=cast.joe, at=MONDAY, because="Not so")
    record_not_met(first_of(stage, "8.4"), by=cast.priya, at=MONDAY, because="No time")
    withdraw_claim(a_claim(first_of(stage, "8.5"), by=cast.priya), by=cast.priya, at=MONDAY)
    in_force(cast, code="8.9", kind="tailor", stage=stage)
    return stage


def signed(cast):
    stage = ready(cast)
    for who in (cast.priya, cast.amina, cast.joe):
        sign_stage(stage, by=who, at=MONDAY, value="agree")
    stage.refresh_from_db()
    assert stage.state == "signed_off"
    return stage


def test_everything_that_was_answered_is_there_after_the_move(cast):
    stage = a_bit_of_everything(cast)
    before = everything_said(stage)

    moved(cast)

    stage.refresh_from_db()
    assert (cast.programme.edition, stage.edition) == (101, 101)
    assert everything_said(stage) == before
    assert [(each.code, each.state, each.asked, each.worded_in) for each in stage.answers.in_order()] == [
        ("8.1", "met", True, 1), ("8.2", "claimed", True, 1), ("8.3", "disputed", True, 1), ("8.4", "not_met", True, 1),
        *((f"8.{n}", "unanswered", True, 101) for n in range(5, 10)), ("8.L1", "unanswered", True, 101)]


def test_the_new_standard_is_answered_like_any_other(cast):
    stage = s8(cast)
    moved(cast)
    answer = first_of(stage, "8.L1")

    page = get(cast.priya, "standard", answer).content.decode()
    assert EASY_READ["question"] in page and EASY_READ["evidence"] in page and "Added here, in the words of edition 101" in page
    assert "has changed" not in page
    assert post(cast.priya, "standard-claim", answer, **CLAIM).status_code == 302
    assert post(cast.joe, "standard-confirm", answer).status_code == 302
    assert fresh(answer).state == "met"


def test_a_changed_question_is_marked_with_both_wordings_until_it_is_answered_anew(cast):
    stage = a_bit_of_everything(cast)
    old = first_of(stage, "8.1").standard.question
    moved(cast)

    page = get(cast.vic, "standard", first_of(stage, "8.1")).content.decode()
    assert "The question has changed since this was answered." in page
    assert f"<q>{old}</q>" in page and NEW_QUESTION in page
    assert "The question has changed" not in get(cast.vic, "standard", first_of(stage, "8.2")).content.decode()
    listed = get(cast.vic, "stage", stage).content.decode()
    assert listed.count("The question has changed since this was answered") == 1

    dispute_standard(first_of(stage, "8.1"), by=cast.joe, at=MONDAY, because="It asks more now")
    assert "The question has changed" in get(cast.vic, "standard", first_of(stage, "8.1")).content.decode()
    claim_standard(first_of(stage, "8.1"), by=cast.priya, at=MONDAY, text="We did it together")
    assert fresh(first_of(stage, "8.1")).worded_in == 101
    assert "The question has changed" not in get(cast.vic, "standard", first_of(stage, "8.1")).content.decode()


def test_a_signed_stage_keeps_the_edition_under_which_it_was_signed(cast):
    stage = signed(cast)
    seal, said = stage.signed_fingerprint, list(stage.signatures.values_list("ref", "fingerprint", "replaced_at"))

    moved(cast)

    stage = Stage.objects.select_related("programme", "workstream").get(pk=stage.pk)
    assert (stage.edition, stage.state, stage.changed_at, stage.programme.edition) == (1, "signed_off", None, 101)
    assert fingerprint(stage) == seal and not is_unsigned_again(stage)
    assert list(stage.signatures.values_list("ref", "fingerprint", "replaced_at")) == said
    assert [each.code for each in stage.answers.in_order()] == [f"8.{n}" for n in range(1, 10)]
    page = get(cast.vic, "stage", stage).content.decode()
    assert "This stage asks under edition 1." in page and "has changed" not in page
    assert NEW_QUESTION not in get(cast.vic, "standard", first_of(stage, "8.1")).content.decode()


def test_a_stage_opened_again_keeps_its_edition_until_the_next_move(cast):
    stage = signed(cast)
    moved(cast)
    reopen_stage(stage, by=cast.maya, at=MONDAY, because="New papers", codes=["8.1"])
    check_stages(at=MONDAY)
    stage.refresh_from_db()
    assert (stage.edition, stage.answers.count()) == (1, 9)

    moved(cast, name="More", added=(EASY_READ | {"short": "Papers read aloud"},), words={})

    stage.refresh_from_db()
    assert stage.edition == 102
    assert list(stage.answers.in_order().values_list("code", flat=True))[-2:] == ["8.L1", "8.L2"]


def test_agreement_to_what_was_asked_before_is_asked_for_again_and_a_no_stays(cast):
    stage = ready(cast)
    sign_stage(stage, by=cast.priya, at=MONDAY, value="agree")
    sign_stage(stage, by=cast.joe, at=MONDAY, value="disagree", text="Too quick")
    before = fingerprint(Stage.objects.select_related("programme").get(pk=stage.pk))

    moved(cast)

    stage = Stage.objects.select_related("programme").get(pk=stage.pk)
    assert fingerprint(stage) != before
    assert [(each.partner, each.value) for each in Signature.objects.current().filter(stage=stage)] == [(cast.joe, "disagree")]
    assert stage.state == "reopened"        # 8.L1 waits for an answer
    assert get(cast.vic, "stage", stage).content.decode().count("Too quick") >= 1


def test_a_stage_that_is_planned_or_not_open_asks_under_the_new_edition(cast):
    planned = plan_stage(cast.programme, "S8", by=cast.maya, at=MONDAY, workstream=cast.housing, opens_on=TODAY + timedelta(days=9))
    read_before = Programme.objects.get(pk=cast.programme.pk)
    stale = Stage.objects.select_related("programme", "workstream").get(pk=planned.pk)
    moved(cast)

    open_stage(stale, by=cast.maya, at=MONDAY)      # read before the move
    later = plan_stage(read_before, "S9", by=cast.maya, at=MONDAY, plan_name="PL1")

    assert "8.L1" in planned.answers.values_list("code", flat=True)
    assert (Stage.objects.get(pk=planned.pk).edition, later.edition) == (101, 101)
    assert list(planned.answers.values_list("worded_in", flat=True).distinct().order_by()) == [101]


def test_other_programmes_and_their_stages_stay(cast):
    theirs = a_stage(cast.elsewhere, "S9", by=cast.sam, plan_name="x")

    moved(cast)

    theirs.refresh_from_db()
    assert (theirs.edition, Programme.objects.get(pk=cast.elsewhere.pk).edition) == (1, 1)


# --- what is not asked any more --------------------------------------------------------------------------------------------

def move_away(cast):
    """To an edition that begins from the catalogue's own: it does not ask 8.L1."""
    number = published(cast.maya, name="Plain", based_on=1, added=(), words={"8.2": {"evidence": "A table of days"}}).number
    return moved(cast, to=number)


def test_what_is_not_asked_any_more_goes_only_if_nobody_ever_touched_it(cast):
    moved(cast)
    stage = s8(cast)
    untouched = first_of(stage, "8.L1")

    move_away(cast)

    assert not Answer.objects.filter(pk=untouched.pk).exists()
    assert get(cast.vic, "stage", stage).status_code == 200
    row = Row.objects.get(subject=stage.ref, move="take_edition")
    assert row.about == {"code": "S8", "from": 101, "to": 102}
    assert "asks under edition 102 from then on" in get(cast.maya, "stage", stage).content.decode()


def claimed(cast, answer):
    a_claim(answer, by=cast.priya)


def met(cast, answer):
    confirm_standard(a_claim(answer, by=cast.priya), by=cast.joe, at=MONDAY)


def disputed(cast, answer):
    dispute_standard(a_claim(answer, by=cast.priya), by=cast.joe, at=MONDAY, because="Not so")


def not_met(cast, answer):
    record_not_met(answer, by=cast.priya, at=MONDAY, because="No time")


def taken_back(cast, answer):
    withdraw_claim(a_claim(answer, by=cast.priya), by=cast.priya, at=MONDAY)


def only_in_the_trail(cast, answer):
    record(answer, "withdraw", by=cast.priya, at=MONDAY, code=answer.code)


@pytest.mark.parametrize(("do", "state"), [(claimed, "claimed"), (met, "met"), (disputed, "disputed"), (not_met, "not_met"),
                                           (taken_back, "unanswered"), (only_in_the_trail, "unanswered")])
def test_what_was_said_to_it_stays_with_the_words_in_which_it_was_asked(cast, do, state):
    moved(cast)
    stage = s8(cast)
    do(cast, first_of(stage, "8.L1"))
    before = everything_said(stage)

    move_away(cast)

    answer = first_of(stage, "8.L1")
    assert everything_said(stage) == before
    assert (answer.state, answer.asked, answer.worded_in) == (state, False, 101)
    page = get(cast.priya, "standard", answer).content.decode()
    assert "Not asked any more." in page and EASY_READ["question"] in page and "These are the words of edition 101." in page
    assert get(cast.priya, "stage", stage).content.decode().count("Not asked any more") == 1
    incomplete = set(Answer.objects.incomplete().filter(stage=stage).values_list("code", flat=True))
    assert ("8.L1" in incomplete) == (state in ("claimed", "disputed"))


def test_nobody_is_asked_for_what_is_not_asked_any_more(cast):
    moved(cast)
    stage = s8(cast)
    taken_back(cast, first_of(stage, "8.L1"))
    move_away(cast)
    answer = first_of(stage, "8.L1")

    refused = post(cast.priya, "standard-claim", answer, **CLAIM)

    assert refused.status_code == 403 and "This standard is not asked any more." in refused.content.decode()
    assert not standards_to_answer(standing_of(cast.maya, on=TODAY), TODAY).filter(pk=answer.pk).exists()
    assert fresh(answer).state == "unanswered"
    counted = as_(cast.vic).get(cast.programme.get_absolute_url()).context["counts"]
    assert ("Not answered yet", 9) in [(str(words), n) for words, n in counted]


def test_a_dispute_about_it_can_still_be_settled(cast):
    moved(cast)
    stage = s8(cast)
    disputed(cast, first_of(stage, "8.L1"))
    move_away(cast)

    record_not_met(first_of(stage, "8.L1"), by=cast.priya, at=MONDAY, because="We stopped")

    answer = first_of(stage, "8.L1")
    assert (answer.state, answer.asked, answer.worded_in) == ("not_met", False, 101)
    assert answer.disputes.get().resolved_at == MONDAY


def test_what_is_asked_again_is_asked_again_with_what_was_said(cast):
    moved(cast)
    stage = s8(cast)
    met(cast, first_of(stage, "8.L1"))
    before = everything_said(stage)
    move_away(cast)
    again = published(cast.maya, name="Again", based_on=101, added=(), words={"8.3": {"evidence": "A list"}})

    moved(cast, to=again.number)

    answer = first_of(stage, "8.L1")
    assert (answer.state, answer.asked) == ("met", True)
    assert everything_said(stage) == before
    assert stage.answers.count() == 10


def test_a_stage_that_waits_for_nothing_else_becomes_ready_when_the_last_one_goes(cast):
    moved(cast)
    stage = s8(cast)
    for answer in stage.answers.exclude(code="8.L1").select_related("stage__programme", "stage__workstream"):
        confirm_standard(a_claim(answer, by=cast.priya), by=cast.joe, at=MONDAY)
    assert Stage.objects.get(pk=stage.pk).state == "open"

    move_away(cast)

    assert Stage.objects.get(pk=stage.pk).state == "ready"


# --- other ways go on --------------------------------------------------------------------------------------------------------

def test_other_ways_keep_working_and_keep_their_words(cast):
    moved(cast, added=(EASY_READ | {"klass": "waive"},))
    stage = s8(cast)
    way = in_force(cast, code="8.L1", kind="waive", stage=stage)
    assert first_of(stage, "8.L1").state == "waived"

    move_away(cast)

    assert first_of(stage, "8.L1").state == "waived"
    for address in (way.get_absolute_url(), f"/programmes/{cast.programme.slug}/tailoring/"):
        assert "8.L1 Papers also in easy read" in as_(cast.vic).get(address).content.decode()
    check_stages(at=MONDAY + timedelta(days=41))
    assert (first_of(stage, "8.L1").state, first_of(stage, "8.L1").asked) == ("unanswered", False)
    assert as_(cast.maya).get(first_of(stage, "8.L1").get_absolute_url()).status_code == 200


def test_a_way_is_proposed_for_what_the_run_asks_and_for_nothing_else(cast):
    old = signed(cast)
    moved(cast)
    reopen_stage(old, by=cast.maya, at=MONDAY, because="x", codes=["8.1"])
    page = as_(cast.maya).post(f"/programmes/{cast.programme.slug}/tailoring/propose/", {
        "standard": "8.L1", "run": old.ref, "kind": "tailor", "reason": "x", "instead": "x", "from_on_day": 16, "from_on_month": 3,
        "from_on_year": 2026, "until_on_day": 20, "until_on_month": 3, "until_on_year": 2026})

    assert page.status_code == 200
    assert "This run of the stage does not ask 8.L1. Choose another one." in str(page.context["form"].errors["run"])


# --- all of it, by the addresses ------------------------------------------------------------------------------------------------

def test_a_move_from_the_page_of_the_programme_to_the_new_standard(cast):
    stage = s8(cast)
    number = published(cast.maya).number
    page = as_(cast.maya).get(cast.programme.get_absolute_url()).content.decode()
    assert f'href="/programmes/{cast.programme.slug}/edition/"' in page

    read = get(cast.maya, "edition", cast.programme.slug).content.decode()
    assert "works under edition 1." in read and "Edition 101: Easy read first" in read and "Two of us cannot read long papers." in read
    assert EASY_READ["question"] in read and NEW_QUESTION in read and "Question until now" in read
    assert post(cast.maya, "edition-propose", cast.programme.slug, will_be=str(number), why="We need it").status_code == 302
    waiting = get(cast.ines, "edition", cast.programme.slug)
    assert "We need it" in waiting.content.decode() and "Yes, I agree" in waiting.content.decode()
    assert "Yes, I agree" not in get(cast.amina, "edition", cast.programme.slug).content.decode()
    done = post(cast.ines, "edition-agree", waiting.context["waiting"].move)
    assert done.headers["Location"] == f"/programmes/{cast.programme.slug}/edition/"

    after = get(cast.vic, "edition", cast.programme.slug).content.decode()
    assert "works under edition 101. Easy read first." in after and "There is no newer edition." in after
    assert "8.L1 Papers also in easy read" in get(cast.priya, "stage", stage).content.decode()


@pytest.mark.parametrize("stages", [1, 3, 6])
def test_a_move_asks_as_often_for_1_stage_as_for_6(cast, stages, django_assert_num_queries):
    move = a_move(cast)
    for number in range(stages):
        a_stage(cast.programme, "S9", by=cast.maya, plan_name=f"Plan {number}")
    edition(move.will_be)

    with django_assert_num_queries(38):
        agree_to_move(move, by=cast.ines, at=MONDAY)
