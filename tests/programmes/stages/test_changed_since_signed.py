"""A sign-off keeps a fingerprint of what was signed; what changes afterwards shows, and those who signed are told."""

from datetime import timedelta

import pytest

from coprod.post.models import Message
from partners.groups.actions import end_holding
from partners.models import Holding
from programmes.stages.actions.answering import add_evidence, dispute_standard, record_not_met, withdraw_evidence
from programmes.stages.actions.checking import check_stages
from programmes.stages.actions.settling import fingerprint, is_unsigned_again
from programmes.stages.actions.signing import sign_stage
from programmes.stages.models import Answer, Evidence, Stage
from tests.makers import MONDAY, a_stage, all_met
from tests.programmes.stages.doing import first_of, get, ready

LATER = MONDAY + timedelta(days=2)
CHANGED = "Changed since it was signed"


@pytest.fixture
def signed(cast):
    stage = ready(cast)
    for person in (cast.priya, cast.amina, cast.joe):
        sign_stage(stage, by=person, at=MONDAY, value="agree")
    stage.refresh_from_db()
    return stage


def told(stage):
    return sorted(Message.objects.filter(kind="changed_since_signed", about=stage.ref).values_list("to", flat=True))


def test_nothing_has_changed_while_nothing_changes(cast, signed):
    check_stages(at=LATER)

    signed.refresh_from_db()
    assert signed.changed_at is None
    assert not is_unsigned_again(signed)
    assert told(signed) == []
    assert CHANGED.lower() not in get(cast.vic, "stage", signed).content.decode().lower()


CHANGES = {
    "evidence added": lambda cast, answer: add_evidence(answer, by=cast.priya, at=LATER, kind="link", title="More", link="https://example.org"),
    "evidence withdrawn": lambda cast, answer: withdraw_evidence(answer.evidence.get(), by=cast.priya, at=LATER),
    "disputed": lambda cast, answer: dispute_standard(answer, by=cast.joe, at=LATER, because="No"),
    "not met after all": lambda cast, answer: record_not_met(answer, by=cast.maya, at=LATER, because="We were wrong"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_shows_and_everyone_who_signed_is_told_once(cast, signed, change):
    CHANGES[change](cast, first_of(signed))
    check_stages(at=LATER)
    check_stages(at=LATER)

    signed.refresh_from_db()
    assert signed.changed_at == LATER
    assert is_unsigned_again(signed)
    assert told(signed) == sorted([cast.priya.ref, cast.amina.ref, cast.joe.ref])
    page = get(cast.vic, "stage", signed).content.decode()
    assert CHANGED.lower() in page.lower()


def test_who_may_see_names_sees_to_whom_it_was_told(cast, signed):
    CHANGES["evidence added"](cast, first_of(signed))

    page = get(cast.maya, "stage", signed).content.decode()

    assert all(name in page for name in ("Priya Example", "Amina Example", "Joe Example"))


@pytest.mark.parametrize("change", [
    {"claim": "Something else"}, {"state": "disputed", "confirmed_by": None, "confirmed_at": None}, {"not_met_because": "x"},
])
def test_the_fingerprint_notices_a_change_made_behind_everybody_s_back(signed, change):
    before = fingerprint(signed)
    Answer.objects.filter(pk=first_of(signed).pk).update(**change)

    assert fingerprint(signed) != before
    assert is_unsigned_again(signed)


@pytest.mark.parametrize("change",
                         [{"title": "Another"}, {"text": "x"}, {"sha256": "0" * 64}, {"dated_on": "2020-01-01"}, {"withdrawn_at": MONDAY}])
def test_the_fingerprint_covers_the_evidence(signed, change):
    before = fingerprint(signed)
    Evidence.objects.filter(answer=first_of(signed)).update(**change)

    assert fingerprint(signed) != before


def test_the_fingerprint_is_the_same_when_nothing_changed(signed):
    assert fingerprint(Stage.objects.get(pk=signed.pk)) == fingerprint(signed) == signed.signed_fingerprint


def test_records_that_deny_anew_what_was_signed_have_changed_it(cast):
    """Stage 7 is signed; then Joe leaves, and the seat stands empty for longer than four weeks."""
    stage = all_met(a_stage(cast.programme, "S7", by=cast.maya, workstream=cast.housing), claimed_by=cast.priya, confirmed_by=cast.ines)
    for person in (cast.priya, cast.amina, cast.joe, cast.ines):
        sign_stage(stage, by=person, at=MONDAY, value="agree")
    stage.refresh_from_db()
    assert stage.state == "signed_off"
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group), by=cast.joe, at=MONDAY, until_on=MONDAY.date())

    much_later = MONDAY + timedelta(days=29)
    done = check_stages(at=much_later)

    stage.refresh_from_db()
    assert (done.changed_since_signed, stage.state, stage.changed_at) == (1, "signed_off", much_later)
    assert told(stage) == sorted(person.ref for person in (cast.priya, cast.amina, cast.joe, cast.ines))
    assert check_stages(at=much_later).changed_since_signed == 0


def test_agreement_to_what_is_no_longer_there_is_asked_for_again(cast):
    stage = ready(cast)
    sign_stage(stage, by=cast.priya, at=MONDAY, value="agree")
    sign_stage(stage, by=cast.amina, at=MONDAY, value="unable", text="I was away")

    add_evidence(stage.answers.in_order().first(), by=cast.priya, at=LATER, kind="link", title="More", link="https://example.org")

    assert list(stage.signatures.current().values_list("value", flat=True)) == ["unable"]
    for person in (cast.amina, cast.joe):
        sign_stage(stage, by=person, at=LATER, value="agree")
    stage.refresh_from_db()
    assert stage.state == "ready"
    sign_stage(stage, by=cast.priya, at=LATER, value="agree")
    stage.refresh_from_db()
    assert stage.state == "signed_off"
    assert {each.fingerprint for each in stage.signatures.current()} == {stage.signed_fingerprint}
