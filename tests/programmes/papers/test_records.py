"""Standards 8.2 and 11.4: what the records show, deny, or say nothing about."""

from datetime import timedelta

import pytest

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import deliver, mark_all_as_told
from coprod.post.models import Message
from partners.models import Partner
from programmes.meetings.actions import note_presence
from programmes.papers.actions import copy_is_ready, release_papers, want_copy
from programmes.stages.actions.answering import confirm_standard
from programmes.stages.actions.checking import check_stages
from programmes.stages.models import Stage
from programmes.stages.proofs import heard, what_is_missing
from tests.makers import MONDAY, a_claim, a_stage, all_met
from tests.programmes.meetings.doing import DAY, a_meeting
from tests.programmes.papers.doing import a_held_meeting, a_paper, released
from tests.programmes.stages.doing import first_of, fresh, get

pytestmark = pytest.mark.django_db
OPENED = MONDAY - timedelta(days=60)


def missing(stage, code):
    return [each.words for each in what_is_missing(Stage.objects.filter(pk=stage.pk), day_of(MONDAY), [stage.code])[stage.pk][code]]


def silent(stage, code):
    return (stage.pk, code) in heard(Stage.objects.all(), day_of(MONDAY))[1]


@pytest.fixture
def s8(cast):
    return a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing, at=OPENED)


@pytest.fixture
def s11(cast):
    return a_stage(cast.programme, "S11", by=cast.maya, at=OPENED)


def handed_out(cast, meeting, *, days, by=None, **facts):
    """A paper for a meeting that was held, noted afterwards: handed out so many days before it."""
    given = {name: facts.pop(name) for name in ("late_because", "no_log_because") if name in facts}
    paper = a_paper(cast, meeting, **facts)
    release_papers(meeting, [paper], by=by or cast.priya, at=MONDAY, out_at=meeting.starts_at - timedelta(days=days), **given)
    return paper


def test_the_records_say_nothing_while_no_papers_of_a_held_meeting_are_kept_here(cast, s8):
    a_held_meeting(cast)
    answer = first_of(s8, "8.2")

    check_stages(at=MONDAY)

    assert silent(s8, "8.2") and missing(s8, "8.2") == []
    assert (fresh(answer).shown, fresh(answer).state) == (None, "unanswered")
    assert "The records show" not in get(cast.priya, "standard", answer).content.decode()
    a_claim(answer, by=cast.priya)
    confirm_standard(fresh(answer), by=cast.amina, at=MONDAY)
    assert fresh(answer).state == "met"


def test_a_paper_that_came_in_time_shows_it(cast, s8):
    handed_out(cast, a_held_meeting(cast), days=8)

    check_stages(at=MONDAY)

    assert not silent(s8, "8.2") and missing(s8, "8.2") == []
    assert (fresh(first_of(s8, "8.2")).shown, fresh(first_of(s8, "8.2")).state) == (True, "claimed")


def test_a_paper_tabled_on_the_day_denies_it_and_a_lay_partner_cannot_confirm_it(cast, s8):
    meeting = a_held_meeting(cast)
    handed_out(cast, meeting, days=0, late_because="The figures came that morning.")
    answer = a_claim(first_of(s8, "8.2"), by=cast.priya)

    assert missing(s8, "8.2") == ["Housing: no paper for the last meeting, on 9 March, came in time."]
    with pytest.raises(NotAllowedNow, match="no paper for the last meeting"):
        confirm_standard(answer, by=cast.amina, at=MONDAY)
    check_stages(at=MONDAY)
    assert fresh(answer).shown is False

    handed_out(cast, a_held_meeting(cast, days_ago=2), days=8)      # the next one came in time: what is mended counts
    check_stages(at=MONDAY)
    assert fresh(answer).shown is True


def test_a_form_that_was_wanted_and_is_not_there_denies_it(cast, s8):
    paper = handed_out(cast, a_held_meeting(cast), days=8)
    copy = want_copy(paper, by=cast.priya, at=MONDAY, form="audio")
    assert missing(s8, "8.2") == ["A paper for the last meeting, on 9 March, was not there in a form that was wanted: Audio."]

    copy_is_ready(copy, by=cast.priya, at=MONDAY, link="https://papers.example/audio")

    assert missing(s8, "8.2") == []


def test_papers_whose_message_has_not_come_to_everybody_deny_it(cast, s8):
    """Released is not issued: the messages themselves say whether they came."""
    Partner.objects.filter(pk=cast.joe.pk).update(channel="post")
    meeting = a_meeting(cast, starts_at=DAY, at=OPENED)
    released(a_paper(cast, meeting, at=OPENED), at=DAY - timedelta(days=10))
    there = Message.objects.filter(kind="papers_out")
    while deliver(at=DAY - timedelta(days=9)):
        pass
    assert set(there.values_list("state", flat=True)) == {"sent", "by_hand"}
    note_presence(meeting, {}, by=cast.maya, at=DAY, chairs=[])

    def on_the_day_after():
        stages = Stage.objects.filter(pk=s8.pk)
        return [each.words for each in what_is_missing(stages, day_of(DAY) + timedelta(days=1), ["S8"])[s8.pk]["8.2"]]

    words = "The papers for the last meeting, on {day}, have not reached everybody: a message waits, or could not be sent."
    assert on_the_day_after() == [words.format(day=f"{DAY:%-d %B}")]
    mark_all_as_told(there, at=DAY + timedelta(hours=2))
    assert on_the_day_after() == []


def test_papers_of_which_nobody_heard_before_the_meeting_deny_it(cast, s8):
    meeting = a_meeting(cast, starts_at=DAY, at=OPENED)
    released(a_paper(cast, meeting, at=OPENED), at=DAY - timedelta(days=10))
    note_presence(meeting, {}, by=cast.maya, at=DAY, chairs=[])
    while deliver(at=DAY + timedelta(hours=3)):      # what sends was down until then
        pass

    assert set(Message.objects.filter(kind="papers_out").values_list("state", flat=True)) == {"dropped"}
    found = what_is_missing(Stage.objects.filter(pk=s8.pk), day_of(DAY) + timedelta(days=1), ["S8"])[s8.pk]["8.2"]
    assert len(found) == 1 and "have not reached everybody" in found[0].words


def test_meetings_before_the_stage_opened_and_of_others_are_no_part_of_it(cast, s8, s11):
    handed_out(cast, a_held_meeting(cast, days_ago=70), days=0, late_because="So")
    handed_out(cast, a_held_meeting(cast, group=cast.advisory, by=cast.ines), days=9, kind="log", by=cast.ines)

    assert silent(s8, "8.2") and not silent(s11, "11.4")


def test_a_pack_of_the_advisory_group_without_the_log_denies_11_4_until_it_is_there_again(cast, s11):
    assert silent(s11, "11.4")
    handed_out(cast, a_held_meeting(cast, group=cast.advisory, by=cast.ines), days=9, by=cast.ines, no_log_because="Left out by mistake.")
    assert missing(s11, "11.4") == ["The log was not in the last pack of the Advisory Group, for 9 March."]
    check_stages(at=MONDAY)
    assert fresh(first_of(s11, "11.4")).shown is False

    handed_out(cast, a_held_meeting(cast, group=cast.advisory, by=cast.ines, days_ago=1), days=9, kind="log", by=cast.ines)
    check_stages(at=MONDAY)

    assert missing(s11, "11.4") == [] and fresh(first_of(s11, "11.4")).shown is True


def test_stages_answered_without_papers_here_are_as_they_were(cast):
    stage = all_met(a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing), claimed_by=cast.priya, confirmed_by=cast.amina)

    check_stages(at=MONDAY)

    stage.refresh_from_db()
    assert stage.state == "ready" and fresh(first_of(stage, "8.2")).shown is None
