"""Standards 4.3 to 4.6 are shown by records, and each thing missing is named with the place that mends it."""

from datetime import timedelta

import pytest

from coprod.post.models import Message
from programmes.calls.actions import close_call, copy_is_not_possible, copy_is_ready, want_copy, withdraw_call
from programmes.nominations.models import Nomination
from programmes.stages.models import Stage
from programmes.stages.proofs import denied, what_is_missing
from tests.makers import MONDAY, a_stage
from tests.programmes.messages.doing import deliver_all
from tests.programmes.nominations.doing import a_call, a_nominee, a_request

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
CODES = ("4.3", "4.4", "4.5", "4.6")


def missing(stage, on=TODAY):
    """What is missing by code; the page and the sweep must agree."""
    here = Stage.objects.filter(pk=stage.pk)
    found = what_is_missing(here, on, ["S4"])[stage.pk]
    assert {code for _stage, code in denied(here, on, CODES)} == {code for code in CODES if found[code]}
    return {code: [each.words for each in found[code]] for code in CODES if found[code]}


def test_without_a_call_all_four_are_missing_and_lead_to_the_calls(cast):
    stage = a_stage(cast.programme, "S4", by=cast.maya)

    assert missing(stage) == {
        "4.3": ["No call for nominations was sent in this round."],
        "4.4": ["No call since this round began lets people put themselves forward."],
        "4.5": ["No accessible form of the call is on the list yet."],
        "4.6": ["No call for nominations was sent in this round, so no nomination is on record."]}
    assert what_is_missing(Stage.objects.filter(pk=stage.pk), MONDAY.date(), ["S4"])[stage.pk]["4.3"][0].path == (
        f"/programmes/{cast.programme.slug}/calls/")


def test_each_sector_that_was_not_asked_is_named(cast):
    stage = a_stage(cast.programme, "S4", by=cast.maya)
    call = a_call(cast)
    deliver_all(MONDAY)
    assert missing(stage)["4.3"] == ["The call went to no organisation of this sector: Health.",
                                     "The call went to no organisation of this sector: Voluntary."]
    a_request(cast, call, kind="voice")
    a_request(cast, call, kind="charity")
    deliver_all(MONDAY)
    assert missing(stage)["4.3"] == ["The call went to no organisation of this sector: Health."]
    last = a_request(cast, call, kind="acute")
    deliver_all(MONDAY)
    assert "4.3" not in missing(stage)
    Message.objects.filter(kind="call_request", about=last.ref).update(state="failed")
    assert missing(stage)["4.3"] == [f"The call has not reached {last.organisation.name} yet: it waits, or could not be sent."]


def test_a_copy_counts_when_it_is_ready_or_said_to_be_impossible(cast):
    stage = a_stage(cast.programme, "S4", by=cast.maya)
    call = a_call(cast)
    large, braille = (want_copy(call, by=cast.maya, at=MONDAY, form=form) for form in ("large_print", "braille"))
    assert missing(stage)["4.5"] == ["Braille: it is on the list and not ready.", "Large print: it is on the list and not ready."]
    copy_is_ready(large, by=cast.maya, at=MONDAY)
    copy_is_not_possible(braille, by=cast.maya, at=MONDAY, because="Nobody prints it.")
    assert "4.5" not in missing(stage)


def test_copies_that_all_turned_out_impossible_are_no_copy(cast):
    stage = a_stage(cast.programme, "S4", by=cast.maya)
    copy = want_copy(a_call(cast), by=cast.maya, at=MONDAY, form="braille")
    copy_is_not_possible(copy, by=cast.maya, at=MONDAY, because="Nobody prints it.")

    assert missing(stage)["4.5"] == ["No accessible form of the call was made."]


def test_a_later_call_opens_the_way_for_ones_own_and_a_round_that_was_called_off_counts_for_nothing(cast):
    stage = a_stage(cast.programme, "S4", by=cast.maya)
    first = a_call(cast, takes_own=False)
    assert "4.4" in missing(stage) and "4.6" not in missing(stage)
    close_call(first, by=cast.maya, at=MONDAY)
    second = a_call(cast, profiles=list(first.profiles.all()))
    assert "4.4" not in missing(stage)
    withdraw_call(second, by=cast.maya, at=MONDAY, because="No.")
    assert "4.4" in missing(stage)


def test_a_nomination_without_consent_after_14_days_is_a_gap_while_the_clock_sleeps(cast):
    stage = a_stage(cast.programme, "S4", by=cast.maya)
    call = a_call(cast)
    for name in ("One", "Two"):
        a_nominee(cast, call, name, agreed=False)
    assert "4.6" not in missing(stage, on=MONDAY.date() + timedelta(days=14))
    assert missing(stage, on=MONDAY.date() + timedelta(days=15))["4.6"] == [
        "A nomination of round 1 has had no consent for more than 14 days."]
    Nomination.objects.update(state="consented")
    assert "4.6" not in missing(stage, on=MONDAY.date() + timedelta(days=15))


def test_another_round_and_another_programme_show_nothing(cast):
    first = a_stage(cast.programme, "S4", by=cast.maya)
    a_call(cast)
    second = a_stage(cast.programme, "S4", by=cast.maya, cycle=2)
    theirs = a_stage(cast.elsewhere, "S4", by=cast.sam)

    assert "4.6" not in missing(first)
    assert set(missing(second)) == set(missing(theirs)) == set(CODES)
