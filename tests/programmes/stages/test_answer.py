"""One standard: claimed with evidence, confirmed or disputed by a lay partner, or openly recorded as not met."""

import pytest
from django.db import IntegrityError, transaction

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.stages.actions.answering import (
    claim_standard,
    confirm_standard,
    dispute_standard,
    record_not_met,
    withdraw_claim,
    withdraw_evidence,
)
from programmes.stages.models import Answer, Dispute, Evidence
from tests.makers import MONDAY, a_claim, all_met
from tests.programmes.stages.doing import CLAIM, claimed, first_of, fresh, get, post, ready, s8

# --- claim -------------------------------------------------------------------------------------------------------

def test_a_claim_needs_something_that_shows_it(cast):
    answer = first_of(s8(cast))

    with pytest.raises(NotAllowedNow, match="Add what shows it"):
        claim_standard(answer, by=cast.priya, at=MONDAY, text="Of course we did.")

    assert fresh(answer).state == "unanswered"
    assert not Row.objects.filter(subject=answer.ref).exists()


def test_evidence_that_was_withdrawn_shows_nothing(cast):
    answer = claimed(cast)
    withdraw_claim(answer, by=cast.priya, at=MONDAY)
    withdraw_evidence(answer.evidence.get(), by=cast.priya, at=MONDAY)

    with pytest.raises(NotAllowedNow):
        claim_standard(answer, by=cast.priya, at=MONDAY, text="Once more.")


def test_evidence_given_earlier_is_enough(cast):
    answer = claimed(cast)
    withdraw_claim(answer, by=cast.priya, at=MONDAY)

    assert post(cast.maya, "standard-claim", answer, claim="As the minutes say.").status_code == 302
    assert (fresh(answer).state, fresh(answer).claimed_by, fresh(answer).claim) == ("claimed", cast.maya, "As the minutes say.")
    assert answer.evidence.count() == 1


def test_a_claim_says_who_when_and_on_what_it_rests(cast):
    answer = first_of(s8(cast))

    post(cast.priya, "standard-claim", answer, **CLAIM)

    answer, piece = fresh(answer), Evidence.objects.get()
    assert (answer.state, answer.claim, answer.claimed_by, answer.claimed_at) == ("claimed", CLAIM["claim"], cast.priya, MONDAY)
    assert (piece.kind, piece.title, str(piece.dated_on), piece.added_by) == ("minute", CLAIM["title"], "2026-03-03", cast.priya)
    assert list(Row.objects.filter(kind__in=["programmes.answer", "programmes.evidence"]).order_by("number").values_list(
        "move", "role", "actor")) == [("add", "WL", cast.priya.ref), ("claim", "WL", cast.priya.ref)]


@pytest.mark.parametrize(("sent", "words"), [
    ({"claim": "", **{k: v for k, v in CLAIM.items() if k != "claim"}}, "What was done, by whom and when?"),
    ({"claim": "Done."}, "What shows it?"),
    ({**CLAIM, "dated_on": ""}, "Enter the date of the minutes"),
    ({**CLAIM, "kind": "link", "link": "http://example.org/a"}, "Enter an address that begins with https://"),
    ({**CLAIM, "kind": "link", "link": "javascript:alert(1)"}, "web address"),
    ({**CLAIM, "kind": "witness"}, "Choose the witness"),
    ({**CLAIM, "kind": "file"}, "Choose the file"),
    ({**CLAIM, "kind": "record"}, "What shows it?"),
    ({**CLAIM, "title": "x" * 201}, "200 characters or fewer"),
    ({**CLAIM, "claim": "x" * 4001}, "4000 characters or fewer"),
])
def test_a_claim_with_a_gap_says_what_to_mend_and_changes_nothing(cast, sent, words):
    answer = first_of(s8(cast))

    page = post(cast.priya, "standard-claim", answer, **sent)

    assert page.status_code == 200
    assert words in page.content.decode()
    assert fresh(answer).state == "unanswered"
    assert not Evidence.objects.exists()


def test_a_claim_of_staff_does_not_count_until_a_lay_partner_confirms_it(cast):
    stage = s8(cast)
    for answer in stage.answers.select_related("stage__programme"):
        a_claim(answer, by=cast.priya)

    stage.refresh_from_db()
    assert stage.state == "open"
    assert not stage.is_complete()


# --- confirm -----------------------------------------------------------------------------------------------------

def test_a_confirmation_says_who_and_when_and_counts(cast):
    answer = claimed(cast)

    page = post(cast.joe, "standard-confirm", answer)

    answer = fresh(answer)
    assert page.status_code == 302
    assert (answer.state, answer.confirmed_by, answer.confirmed_at) == ("met", cast.joe, MONDAY)
    assert Row.objects.filter(subject=answer.ref, move="confirm").values_list("role", "was", "now").get() == ("PAIR", "claimed", "met")


def test_the_action_too_refuses_the_person_who_claimed(cast):
    answer = a_claim(first_of(s8(cast)), by=cast.amina)

    with pytest.raises(NotAllowedNow, match="You claimed this yourself"):
        confirm_standard(answer, by=cast.amina, at=MONDAY)


def test_the_database_too_refuses_a_standard_confirmed_by_who_claimed_it(cast):
    answer = claimed(cast)

    with pytest.raises(IntegrityError, match="a_met_standard_was_confirmed_by_somebody_else"), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(state="met", confirmed_by=cast.priya, confirmed_at=MONDAY)


def test_with_the_last_confirmation_the_stage_is_ready_and_those_who_sign_are_asked(cast):
    stage = ready(cast)

    assert (stage.state, stage.ready_at) == ("ready", MONDAY)
    asked = Message.objects.filter(kind="sign_off_asked", about=stage.ref)
    assert sorted(asked.values_list("to", flat=True)) == sorted([cast.priya.ref, cast.amina.ref, cast.joe.ref])


def test_two_who_confirm_at_the_same_moment_are_one_who_does_and_one_who_is_told(shared_cast, all_at_once):
    cast, answer = shared_cast, claimed(shared_cast)

    statuses = all_at_once(2, lambda number: post([cast.amina, cast.joe][number], "standard-confirm", answer).status_code)

    assert sorted(statuses) == [302, 409]
    assert Row.objects.filter(subject=answer.ref, move="confirm").count() == 1


def test_the_one_who_came_second_is_told_kindly_what_happened(cast):
    answer = claimed(cast)
    post(cast.joe, "standard-confirm", answer)

    page = post(cast.amina, "standard-confirm", answer)

    assert page.status_code == 409
    assert "Someone changed this a moment ago" in page.content.decode()
    assert fresh(answer).confirmed_by == cast.joe


# --- dispute -----------------------------------------------------------------------------------------------------

def test_a_dispute_keeps_what_was_claimed_by_whom_and_why_it_is_disputed(cast):
    answer = claimed(cast)

    post(cast.amina, "standard-dispute", answer, because="Slides were not readable")

    dispute = Dispute.objects.get()
    assert (dispute.by, dispute.role, dispute.because, dispute.claim, dispute.claimed_by, dispute.resolved_at) == (
        cast.amina, "PAIR", "Slides were not readable", answer.claim, cast.priya, None)
    assert fresh(answer).state == "disputed"


def test_who_claimed_and_the_managers_are_told_of_a_dispute_at_once(cast):
    dispute = dispute_standard(claimed(cast), by=cast.amina, at=MONDAY, because="No")

    assert sorted(Message.objects.filter(kind="standard_disputed", about=dispute.ref).values_list("to", flat=True)) == sorted(
        [cast.priya.ref, cast.maya.ref])


def test_a_dispute_stays_visible_after_it_is_resolved(cast):
    answer = claimed(cast)
    dispute_standard(answer, by=cast.amina, at=MONDAY, because="Slides in six point type")
    a_claim(answer, by=cast.priya, text="New slides went out.")
    confirm_standard(answer, by=cast.amina, at=MONDAY)

    assert Dispute.objects.get().resolved_at == MONDAY
    assert "Slides in six point type" in get(cast.vic, "standard", answer).content.decode()


def test_a_standard_that_was_met_can_be_disputed_and_its_stage_falls_back(cast):
    stage = ready(cast)
    answer = first_of(stage)

    dispute_standard(answer, by=cast.joe, at=MONDAY, because="I was not asked")

    stage.refresh_from_db()
    answer = fresh(answer)
    assert (stage.state, stage.ready_at) == ("open", None)
    assert (answer.state, answer.confirmed_by, answer.confirmed_at) == ("disputed", None, None)


def test_two_disputes_one_after_the_other_both_stay(cast):
    answer = claimed(cast)
    for words in ("First", "Second"):
        dispute_standard(answer, by=cast.amina, at=MONDAY, because=words)
        a_claim(answer, by=cast.priya)
    confirm_standard(answer, by=cast.joe, at=MONDAY)

    assert list(answer.disputes.order_by("pk").values_list("because", "resolved_at")) == [("First", MONDAY), ("Second", MONDAY)]


def test_a_dispute_without_a_reason_is_no_dispute(cast):
    answer = claimed(cast)

    assert post(cast.amina, "standard-dispute", answer, because=" ").status_code == 200
    assert fresh(answer).state == "claimed"


def test_one_who_confirms_and_one_who_disputes_at_the_same_moment_are_not_both_heard(shared_cast, all_at_once):
    cast, answer = shared_cast, claimed(shared_cast)

    def act(number):
        seen = fresh(answer)
        if number:
            return confirm_standard(seen, by=cast.joe, at=MONDAY)
        return dispute_standard(seen, by=cast.amina, at=MONDAY, because="No")

    all_at_once(2, act)

    answer = fresh(answer)      # either order is sound: what must not be is a met standard with an open dispute
    open_disputes = answer.disputes.filter(resolved_at__isnull=True).count()
    assert (answer.state, open_disputes) in [("met", 0), ("disputed", 1)]


# --- not met, withdraw ---------------------------------------------------------------------------------------------

def test_what_is_not_met_says_who_when_and_why(cast):
    answer = first_of(s8(cast))

    post(cast.maya, "standard-not-met", answer, because="The room was lost")

    answer = fresh(answer)
    assert (answer.state, answer.not_met_by, answer.not_met_at, answer.not_met_because) == ("not_met", cast.maya, MONDAY,
                                                                                            "The room was lost")


def test_a_stage_may_be_ready_with_gaps(cast):
    stage = s8(cast)
    record_not_met(first_of(stage), by=cast.maya, at=MONDAY, because="The room was lost")
    for answer in stage.answers.filter(state="unanswered").select_related("stage__programme"):
        a_claim(answer, by=cast.priya)
        confirm_standard(answer, by=cast.amina, at=MONDAY)

    stage.refresh_from_db()
    assert stage.state == "ready"


def test_what_was_not_met_may_be_claimed_later(cast):
    answer = first_of(s8(cast))
    record_not_met(answer, by=cast.maya, at=MONDAY, because="The room was lost")

    a_claim(answer, by=cast.priya)

    answer = fresh(answer)
    assert (answer.state, answer.not_met_at, answer.not_met_because) == ("claimed", None, "")


def test_recording_a_gap_resolves_the_dispute_about_it(cast):
    answer = claimed(cast)
    dispute_standard(answer, by=cast.amina, at=MONDAY, because="No")

    record_not_met(answer, by=cast.maya, at=MONDAY, because="They are right")

    assert Dispute.objects.get().resolved_at == MONDAY


def test_a_claim_that_is_taken_back_leaves_its_evidence(cast):
    answer = claimed(cast)

    post(cast.priya, "standard-withdraw", answer)

    answer = fresh(answer)
    assert (answer.state, answer.claim, answer.claimed_by, answer.claimed_at) == ("unanswered", "", None, None)
    assert answer.evidence.standing().count() == 1


def test_a_claim_that_was_confirmed_cannot_be_taken_back(cast):
    answer = claimed(cast)
    confirm_standard(answer, by=cast.joe, at=MONDAY)

    assert post(cast.priya, "standard-withdraw", answer).status_code == 409
    assert fresh(answer).state == "met"


@pytest.mark.parametrize(("update", "name"), [
    ({"state": "claimed"}, "a_claim_says_when"),
    ({"state": "met", "claimed_at": MONDAY}, "a_met_standard_was_confirmed_by_somebody_else"),
    ({"state": "not_met"}, "a_standard_not_met_says_who_when_and_why"),
])
def test_the_database_keeps_no_state_without_its_who_and_when(cast, update, name):
    answer = first_of(s8(cast))

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(**update)


def test_a_stage_with_all_its_standards_met_by_the_hands_of_two_people_is_complete(cast):
    stage = all_met(s8(cast), claimed_by=cast.amina, confirmed_by=cast.joe)

    assert stage.is_complete()
