"""A decision counts as made when nothing is missing, and never against lay partners without its reason (10.1 to 10.4, 8.7, PM13)."""

from datetime import timedelta

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from programmes.decisions.actions import (
    change_decision,
    defer_decision,
    list_change,
    record_position,
    resume_decision,
    say_dissent,
    say_nothing_changed,
    withdraw_decision,
    write_reason,
)
from programmes.decisions.models import DecisionRecord
from programmes.decisions.policies.deciding import missing_to_make
from programmes.meetings.actions import note_presence
from programmes.meetings.models import Meeting
from tests.makers import MONDAY, gives
from tests.programmes.decisions.doing import TODAY, fresh, made, makes, prepared, ready, says_position, told
from tests.programmes.meetings.doing import a_meeting

pytestmark = pytest.mark.django_db


def missing(decision):
    return missing_to_make(fresh(decision), on=TODAY)


def test_each_thing_that_is_missing_is_one_sentence(cast):
    decision = prepared(cast, options="", duty="", duty_how="", decided_on=None)

    assert missing(decision) == [
        "Say how it was decided.", "Say how many people were there, and how many of them were lay partners.",
        "Say on which day it was decided.",
        "The Advisory Group’s position is not recorded. It says it before the decision.",
        "Say whether the law asks that people are involved.", "Write which options were considered, or why no other was.",
        "List what was changed since lay partners last saw the text, or say that nothing was changed."]
    with pytest.raises(NotAllowedNow, match=r"position is not recorded.*options were considered"):
        makes(cast, decision)
    assert fresh(decision).state == "prepared" and told("decision_made") == 0


def test_made_it_says_who_when_how_and_tells_lay_partners(cast):
    decision = makes(cast, ready(cast), method="vote", votes_for=7, votes_against=1, votes_none=1)

    decision = fresh(decision)
    assert (decision.state, decision.made_by, decision.made_at, decision.how()) == (
        "made", cast.maya, MONDAY, "By a vote: 7 for, 1 against, 1 did not vote")
    assert told("decision_made") == told("decision_made", cast.amina, cast.joe, cast.ines) == 3
    with pytest.raises(NotAllowedNow):
        makes(cast, decision)


@pytest.mark.parametrize("value", ["concerns", "disagree"])
def test_against_the_lay_position_it_cannot_be_made_without_its_reason(cast, value):
    decision = ready(cast, value)
    with pytest.raises(NotAllowedNow, match="Write the reason that is published"):
        makes(cast, decision)
    assert fresh(decision).state == "prepared"

    makes(cast, decision, reason="The law leaves us until May.")

    assert fresh(decision).reason == "The law leaves us until May."
    with pytest.raises(NotAllowedNow, match="The reason stays"):
        write_reason(fresh(decision), by=cast.maya, at=MONDAY, reason="")
    assert fresh(decision).reason == "The law leaves us until May."


def test_nor_where_one_lay_partner_does_not_agree(cast):
    decision = ready(cast)
    say_dissent(decision, by=cast.joe, at=MONDAY, words="It forgets carers.")

    with pytest.raises(NotAllowedNow, match="Write the reason"):
        makes(cast, decision)


def test_it_says_how_many_were_there_unless_the_law_alone_decides(cast):
    decision = ready(cast)
    with pytest.raises(NotAllowedNow, match="how many of them were lay partners"):
        makes(cast, decision, present=None, lay_present=None)

    makes(cast, decision, method="law", present=None, lay_present=None)

    assert fresh(decision).state == "made"


@pytest.mark.parametrize(("facts", "why"), [
    ({"method": "deferred"}, "What is put off is not made"), ({"method": "vote"}, "how many voted"),
    ({"method": "vote", "votes_for": 1, "votes_against": 1}, "No more voted for it"),
    ({"method": "vote", "votes_for": 99, "votes_against": 0}, "more votes than people"),
    ({"decided_on": TODAY + timedelta(days=1)}, "still to come")])
def test_how_and_when_have_to_fit(cast, facts, why):
    decision = ready(cast)

    with pytest.raises(NotAllowedNow, match=why):
        makes(cast, decision, **facts)


def test_counts_beside_another_way_of_deciding_are_left_out(cast):
    decision = makes(cast, ready(cast), method="agreed", votes_for=3)

    assert fresh(decision).votes_for is None


def test_a_position_after_the_decision_is_refused_and_one_that_is_younger_does_not_count(cast):
    decision = ready(cast)
    with pytest.raises(NotAllowedNow, match="younger than the decision"):
        makes(cast, decision, decided_on=TODAY - timedelta(days=3))
    makes(cast, decision)

    with pytest.raises(NotAllowedNow, match="comes before it"):
        record_position(decision, by=cast.ines, at=MONDAY, value="agree", said_on=TODAY)
    assert decision.positions.count() == 1


def test_without_an_advisory_group_of_its_own_it_says_why_there_is_no_position(cast):
    gives(cast.elsewhere, cast.maya, "SRO", by=cast.sam)
    decision = prepared(cast, body_name="The Board")
    decision.programme = cast.elsewhere
    decision.workstream = None
    decision.save()
    say_nothing_changed(decision, by=cast.maya, at=MONDAY)
    assert "Say why there is no position of an Advisory Group." in missing(decision)

    change_decision(decision, by=cast.maya, at=MONDAY, seen=1, no_position_because="Care Together’s Advisory Group did not meet.")

    makes(cast, decision)
    assert fresh(decision).state == "made"


def test_where_there_is_an_advisory_group_no_reason_stands_for_its_position(cast):
    decision = prepared(cast, no_position_because="They were on holiday.")

    assert any("position is not recorded" in each for each in missing(decision))


def test_put_off_taken_up_again_and_withdrawn_with_a_reason(cast):
    decision = ready(cast)
    defer_decision(decision, by=cast.priya, at=MONDAY, because="No surveyor.")
    with pytest.raises(NotAllowedNow):
        makes(cast, decision)
    resume_decision(decision, by=cast.priya, at=MONDAY)

    withdraw_decision(decision, by=cast.maya, at=MONDAY, because="Not needed.")

    decision = fresh(decision)
    assert (decision.state, decision.withdrawn_because, decision.deferred_because) == ("withdrawn", "Not needed.", "No surveyor.")
    with pytest.raises(NotAllowedNow):
        says_position(cast, decision)


def test_who_was_there_comes_from_the_meeting_once_that_is_noted(cast):
    meeting = a_meeting(cast, starts_at=MONDAY - timedelta(days=1), at=MONDAY - timedelta(days=30))
    decision = made(cast, meeting=meeting, present=9, lay_present=4, decided_on=TODAY)
    assert fresh(decision).there() == (4, 9)

    note_presence(meeting, {cast.amina: ("room", ""), cast.joe: ("absent", ""), cast.priya: ("room", "")}, by=cast.priya, at=MONDAY,
                  chairs=[cast.amina], others_staff=3)

    assert Meeting.objects.get(pk=meeting.pk).state == "held" and fresh(decision).there() == (1, 5)


def test_what_was_said_of_changes_falls_when_the_words_change(cast):
    decision = ready(cast)
    assert decision.no_changes

    change_decision(decision, by=cast.priya, at=MONDAY, seen=decision.version, text="Letters in plain words, by May.")

    assert not fresh(decision).no_changes and "List what was changed" in missing(decision)[-1]
    list_change(decision, by=cast.priya, at=MONDAY, text="“By May” is new.")
    with pytest.raises(NotAllowedNow, match="Changes are listed already"):
        say_nothing_changed(decision, by=cast.priya, at=MONDAY)


def test_two_who_change_it_do_not_overwrite_each_other(cast):
    decision = prepared(cast)
    change_decision(decision, by=cast.priya, at=MONDAY, seen=1, title="Letters for all")

    with pytest.raises(NotAllowedNow, match="Somebody has changed it"):
        change_decision(decision, by=cast.maya, at=MONDAY, seen=1, title="No letters")
    assert fresh(decision).title == "Letters for all"


def test_sent_twice_it_is_put_there_once(cast):
    refs = {prepared(cast, ref="abcdefghijklmn").pk for _twice in range(2)}

    assert len(refs) == DecisionRecord.objects.count() == 1
