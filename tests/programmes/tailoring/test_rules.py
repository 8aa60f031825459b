"""What may not be proposed (b2): a waiver of a core standard, an exception of more than 28 days, anything upside down."""

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from programmes.stages.actions.opening import plan_stage
from programmes.tailoring.actions import (
    agree_to_tailoring,
    end_tailoring,
    refuse_tailoring,
    renew_tailoring,
    review_tailoring,
    withdraw_tailoring,
)
from programmes.tailoring.models import Tailoring, TailoringView
from tests.makers import MONDAY, a_stage
from tests.programmes.stages.doing import as_, s8
from tests.programmes.tailoring.doing import DAY, TODAY, a_way, day_parts, in_force, now_, proposal, s4

CORE_ONLY = "4.1 is a core standard. Only a time-limited exception is possible."


def sent(cast, **facts):
    """The page that comes back when Maya proposes this; "" when it was taken."""
    response = as_(cast.maya).post(f"/programmes/{cast.programme.slug}/tailoring/propose/", proposal(**facts))
    return "" if response.status_code == 302 else response.content.decode()


@pytest.mark.parametrize(("facts", "words"), [
    ({"standard": "4.1"}, CORE_ONLY),
    ({"standard": "4.1", "kind": "tailor"}, CORE_ONLY),
    ({"standard": "4.5"}, "4.5 may be done another way, but it may not be left out."),
    ({"standard": "4.1", "kind": "exception", "until_on": TODAY + 29 * DAY}, "An exception ends 28 days after its first day, or earlier"),
    ({"until_on": TODAY - DAY}, "The last day must be on or after the first day"),
    ({"from_on": TODAY - DAY}, "It begins today or later"),
    ({"reason": ""}, "Answer “Why?”"),
    ({"reason": "  \n "}, "Answer “Why?”"),
    ({"instead": ""}, "Answer “What is done instead?”"),
    ({"standard": "99.1"}, "Choose an answer from the list"),
    ({"standard": ""}, "Choose an answer to “Which standard?”"),
    ({"kind": "skip"}, "Choose an answer from the list"),
    ({"run": "nosuchrun"}, "Choose an answer from the list"),
    ({"until_on_day": "31", "until_on_month": "2"}, "must be a real date"),
    ({"from_on_year": ""}, "must include a year"),
    ({"reason": "x" * 4001}, "must be 4000 characters or fewer"),
])
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_written(cast, facts, words):
    page = sent(cast, **facts)

    assert words in page
    assert "There is a problem" in page
    assert Tailoring.objects.count() == 0


def test_an_exception_of_28_days_is_taken(cast):
    assert sent(cast, standard="4.1", kind="exception", until_on=TODAY + 28 * DAY) == ""
    way = Tailoring.objects.get()
    assert (way.code, way.kind, way.until_on, way.side, way.proposed_role, way.number, way.cycle) == (
        "4.1", "exception", TODAY + 28 * DAY, "staff", "PM", 4, 1)


def test_the_run_of_another_programme_or_of_another_stage_is_refused(cast):
    theirs, other_stage = a_stage(cast.elsewhere, "S4", by=cast.sam), s8(cast)

    assert "Choose an answer from the list" in sent(cast, run=theirs.ref)
    assert "4.4 is no standard of this stage. Choose a run of its own stage." in sent(cast, run=other_stage.ref)
    assert Tailoring.objects.count() == 0
    with pytest.raises(NotAllowedNow, match="does not belong to this stage"):
        a_way(cast, stage=theirs)
    with pytest.raises(NotAllowedNow, match="does not belong to this stage"):
        a_way(cast, stage=other_stage)


@pytest.mark.parametrize("facts", [
    {"code": "4.1"}, {"code": "4.1", "kind": "tailor"}, {"code": "4.5", "kind": "waive"},
    {"code": "4.1", "kind": "exception", "days": 29}, {"days": -1},
])
def test_the_action_refuses_what_the_form_refuses(cast, facts):
    with pytest.raises(NotAllowedNow):
        a_way(cast, **facts)
    assert Tailoring.objects.count() == 0


def test_the_same_is_not_proposed_twice_at_a_time(cast):
    first = a_way(cast)

    with pytest.raises(NotAllowedNow, match="proposed or in force already"):
        a_way(cast, by=cast.femi)

    refuse_tailoring(first, by=cast.ines, at=MONDAY, because="Not yet")
    assert a_way(cast).pk != first.pk       # after a refusal it may be tried again, and the refusal stays
    assert now_(first).state == "refused"


def test_a_refusal_keeps_its_reason_and_is_read_by_everybody(cast):
    refuse_tailoring(a_way(cast, by=cast.maya, code="9.4", kind="tailor", reason="Skip it"), by=cast.ines, at=MONDAY,
                     because="The Forum must be asked")

    for person in (cast.forrest, cast.vic, cast.maya):
        page = as_(person).get(f"/programmes/{cast.programme.slug}/tailoring/").content.decode()
        assert "The Forum must be asked" in page
        assert "Skip it" in page
    assert TailoringView.objects.get().value == "refuse"


def test_what_has_been_answered_is_not_answered_again(cast):
    way = in_force(cast)
    for again in (
            lambda: agree_to_tailoring(way, by=cast.femi, at=MONDAY),
            lambda: refuse_tailoring(way, by=cast.femi, at=MONDAY, because="No"),
            lambda: withdraw_tailoring(way, by=cast.maya, at=MONDAY)):
        with pytest.raises(NotAllowedNow):
            again()
    assert now_(way).state == "active"
    assert TailoringView.objects.count() == 1


def test_what_waits_is_neither_ended_nor_renewed_nor_reviewed(cast):
    way = a_way(cast)
    for verb in (
            lambda: end_tailoring(way, by=cast.maya, at=MONDAY, because="x"),
            lambda: renew_tailoring(way, by=cast.maya, at=MONDAY, until_on=TODAY + 90 * DAY, reason="x", instead="x"),
            lambda: review_tailoring(way, by=cast.ines, at=MONDAY, note="x")):
        with pytest.raises(NotAllowedNow):
            verb()
    assert now_(way).state == "proposed"


def test_nobody_agrees_to_what_is_past(cast):
    way = a_way(cast, days=3)

    with pytest.raises(NotAllowedNow, match="Its last day has passed"):
        agree_to_tailoring(way, by=cast.ines, at=MONDAY + 4 * DAY)
    assert agree_to_tailoring(way, by=cast.ines, at=MONDAY + 3 * DAY).state == "expiring"


def test_a_no_without_a_reason_is_asked_for_one(cast):
    way = a_way(cast)

    page = as_(cast.ines).post(f"{way.get_absolute_url()}refuse/", {"because": " "}).content.decode()

    assert "Answer “Why do you not agree?”" in page
    assert now_(way).state == "proposed"


def test_a_renewal_that_ends_before_it_begins_is_refused(cast):
    way = in_force(cast)

    page = as_(cast.maya).post(f"{way.get_absolute_url()}renew/", {
        "reason": "x", "instead": "x", **day_parts("until_on", way.until_on)}).content.decode()

    assert "The new last day must be on or after the day on which the renewal begins" in page
    assert way.renewals.count() == 0


def test_a_lead_is_offered_only_the_runs_of_their_own_workstream(cast):
    stage = s8(cast)
    other = s4(cast)
    planned = plan_stage(cast.programme, "S7", by=cast.maya, at=MONDAY, workstream=cast.housing, opens_on=TODAY + 9 * DAY)

    page = as_(cast.priya).get(f"/programmes/{cast.programme.slug}/tailoring/propose/?standard=8.3").content.decode()

    assert stage.ref in page
    assert planned.ref in page
    assert other.ref not in page
    assert "Every run in this round" not in page
