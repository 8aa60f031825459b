"""A paper is written, goes out with others, in time or late with a reason, and has versions (8.2, R9, WL1, WL5, NT18, NT19)."""

from datetime import timedelta

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.written import pieces_of, unexplained
from coprod.post.actions import deliver
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.meetings.actions import agree_to_agenda, cancel, note_presence
from programmes.meetings.models import AgendaYes
from programmes.papers.actions import change_paper, release_papers, settle_days, withdraw_paper
from programmes.papers.models import Paper, PaperParagraph, PaperRelease
from programmes.papers.showing import pack as packs
from tests.makers import MONDAY
from tests.programmes.meetings.doing import a_meeting, a_plan, an_item
from tests.programmes.papers.doing import TEXT, a_held_meeting, a_paper, days_before, out, paragraph_of, released

pytestmark = pytest.mark.django_db


def told(kind, *people):
    rows = Message.objects.filter(kind=kind)
    return rows.filter(to__in=[each.ref for each in people]).count() if people else rows.count()


# --- the text ----------------------------------------------------------------------------------------------------------

def test_four_signs_are_known_and_nothing_else_becomes_part_of_a_page():
    assert [(each.kind, each.level, each.text) for each in pieces_of(TEXT)] == [
        ("heading", 1, "Why we ask"), ("text", 0, "The letters are long. Some people do not read to the end."),
        ("list", 0, "Short words\nLarge print"), ("heading", 2, "What it costs"), ("text", 0, "Nothing but time.")]
    odd = "<script>x</script>\n**bold** [a](javascript:x)\n\n1. One\n2) Two\n\n- a\n\n- b\n#no heading"
    assert [(each.kind, each.text) for each in pieces_of(odd)] == [
        ("text", "<script>x</script> **bold** [a](javascript:x)"), ("numbers", "One\nTwo"), ("list", "a"), ("list", "b"),
        ("text", "#no heading")]


def test_short_forms_that_are_explained_nowhere_are_named():
    assert unexplained("The ICB (Integrated Care Board) and the MDT met. NHS (the health service). The MDTs met again.") == ["MDT"]


# --- writing -----------------------------------------------------------------------------------------------------------

def test_a_paper_that_asks_lay_partners_nothing_says_why(cast):
    meeting = a_meeting(cast)
    with pytest.raises(NotAllowedNow, match="Ask lay partners a question"):
        a_paper(cast, meeting, question="")
    with pytest.raises(NotAllowedNow, match="A file alone is not enough"):
        a_paper(cast, meeting, text=" \n ")
    assert not Paper.objects.exists()

    a_paper(cast, meeting, question="", no_question_because="The council asked already.")
    a_paper(cast, meeting, question="", kind="information")
    assert Paper.objects.count() == 2


def test_a_form_that_is_sent_twice_makes_one_paper(cast):
    meeting = a_meeting(cast)
    one, two = (a_paper(cast, meeting, ref="aaaabbbbcccc22") for _n in range(2))

    assert one == two and Paper.objects.count() == 1 and one.paragraphs.count() == 5


def test_a_cancelled_meeting_takes_no_paper(cast):
    meeting = a_meeting(cast)
    paper = a_paper(cast, meeting)
    cancel(meeting, by=cast.priya, at=MONDAY, because="Snow")

    with pytest.raises(NotAllowedNow, match="cancelled"):
        a_paper(cast, meeting)
    with pytest.raises(NotAllowedNow, match="cancelled"):
        released(paper)


# --- releasing ---------------------------------------------------------------------------------------------------------

def test_papers_go_out_together_in_time_and_everybody_who_is_asked_is_told_once(cast):
    meeting = a_meeting(cast)
    one, two = a_paper(cast, meeting), a_paper(cast, meeting, title="The lift")

    release = release_papers(meeting, [one, two], by=cast.priya, at=days_before(meeting, 7))

    assert (release.is_late, release.due_on, release.late_because) == (False, meeting.on - timedelta(days=7), "")
    assert set(Paper.objects.values_list("state", "version", "release")) == {("issued", 1, release.pk)}
    meeting.refresh_from_db()
    assert meeting.state == "papers_issued"
    assert told("papers_out") == told("papers_out", cast.priya, cast.amina, cast.joe) == 3 and told("papers_late") == 0
    with pytest.raises(NotAllowedNow):
        release_papers(meeting, [one], by=cast.priya, at=days_before(meeting, 7))
    assert PaperRelease.objects.count() == 1
    assert Paper.objects.all().in_time_of_all() == (2, 2)


def test_a_late_paper_needs_a_reason_is_counted_and_told_at_once_to_the_lay_co_chairs_too(cast, mailoutbox):
    meeting = a_meeting(cast)
    out(cast, meeting=meeting)
    late = a_paper(cast, meeting, title="The finance paper")
    at = days_before(meeting, 6)
    with pytest.raises(NotAllowedNow, match="Say why they come late"):
        released(late, at=at)
    late.refresh_from_db()
    assert late.state == "draft"

    released(late, at=at, late_because="The figures came yesterday.")
    deliver(at=at, limit=100)

    assert Paper.objects.all().in_time_of_all() == (1, 2)
    assert list(Paper.objects.late()) == [late] and Paper.objects.in_time().count() == 1
    assert told("papers_late") == told("papers_late", cast.priya, cast.amina, cast.joe, cast.ines) == 4
    mail = next(each for each in mailoutbox if each.to == [cast.ines.email] and "late" in each.subject)
    assert "The figures came yesterday." in mail.body and "The finance paper" in mail.body
    assert "finance" not in mail.subject and late.ref not in mail.subject
    withdraw_paper(late, by=cast.priya, at=at, because="Wrong")
    assert Paper.objects.all().in_time_of_all() == (1, 2)       # that it came late is not undone by taking it out


def test_a_group_settles_on_other_days(cast):
    settle_days(cast.housing.group, by=cast.amina, at=MONDAY, days=3, forms_days=5)
    meeting = a_meeting(cast)

    assert not released(a_paper(cast, meeting), at=days_before(meeting, 3)).release.is_late
    with pytest.raises(NotAllowedNow, match="late"):
        released(a_paper(cast, meeting), at=days_before(meeting, 2))


def test_nothing_goes_out_before_the_meeting_is_announced(cast):
    with pytest.raises(NotAllowedNow, match="once the meeting is announced"):
        released(a_paper(cast, a_plan(cast)))


def test_the_agenda_may_be_opened_again_and_papers_that_are_out_stay_out(cast):
    meeting = a_meeting(cast)
    an_item(meeting, cast.priya, is_lay=False, on=True)
    for is_lay, who in ((True, cast.amina), (False, cast.priya)):
        agree_to_agenda(meeting, by=who, at=MONDAY, is_lay=is_lay)
    released(a_paper(cast, meeting))

    an_item(meeting, cast.amina, title="The lift", on=True)

    meeting.refresh_from_db()
    assert meeting.state == "papers_issued" and not AgendaYes.objects.exists()
    for is_lay, who in ((True, cast.amina), (False, cast.priya)):
        agree_to_agenda(meeting, by=who, at=MONDAY, is_lay=is_lay)
    meeting.refresh_from_db()
    assert meeting.state == "papers_issued"
    assert list(Row.objects.filter(subject=meeting.ref).order_by("number").values_list("move", flat=True)) == [
        "plan", "announce", "agree_agenda", "agree_agenda", "build_agenda", "issue_papers", "open_agenda", "agree_agenda",
        "agree_agenda", "build_agenda"]


def test_a_paper_is_talked_about_when_its_meeting_is_held(cast):
    meeting = a_meeting(cast)
    paper, draft = out(cast, meeting=meeting), a_paper(cast, meeting)

    note_presence(meeting, {}, by=cast.priya, at=meeting.ends_at, chairs=[])

    paper.refresh_from_db()
    draft.refresh_from_db()
    assert (paper.state, draft.state) == ("discussed", "draft")


def test_what_was_handed_out_on_the_day_is_noted_afterwards_and_nobody_is_told(cast):
    meeting = a_held_meeting(cast)
    paper = a_paper(cast, meeting, title="The finance paper")
    with pytest.raises(NotAllowedNow, match="Say on which day"):
        released(paper, late_because="So")

    released(paper, out_at=meeting.starts_at, late_because="It was tabled on the day.")

    assert (paper.state, paper.release.is_late, paper.release.at) == ("discussed", True, meeting.starts_at)
    assert not Message.objects.filter(kind__startswith="papers").exists()


# --- the log (R9) ------------------------------------------------------------------------------------------------------

def for_advisory(cast, **facts):
    meeting = a_meeting(cast, group=cast.advisory, by=cast.ines)
    return a_paper(cast, meeting, by=cast.ines, author=cast.ines, **facts)


def test_a_pack_of_the_advisory_group_that_was_without_the_log_says_why(cast):
    paper = released(for_advisory(cast), no_log_because="Left out by mistake.")

    assert (paper.release.has_log, paper.release.no_log_because) == (False, "Left out by mistake.")


def test_else_the_log_is_in_it_by_itself(cast):
    assert released(for_advisory(cast)).release.has_log
    assert not out(cast).release.has_log        # another group: nobody asks for it


def test_where_nothing_puts_it_there_it_needs_a_reason(cast, monkeypatch):
    monkeypatch.setattr(packs, "LOGS", [])
    with pytest.raises(NotAllowedNow, match="log of commitments and challenges"):
        released(for_advisory(cast))


def test_a_paper_of_that_kind_is_the_log(cast):
    paper = for_advisory(cast, kind="log", question="")

    assert released(paper, no_log_because="Never read").release.has_log and paper.release.no_log_because == ""


# --- versions ----------------------------------------------------------------------------------------------------------

def test_a_draft_is_changed_without_a_version_and_what_is_out_says_what_is_new(cast):
    paper = a_paper(cast)
    change_paper(paper, by=cast.priya, at=MONDAY, text="Short.")
    assert paper.paragraphs.count() == 1 and not paper.versions.exists()
    released(paper)
    with pytest.raises(NotAllowedNow, match="Say what is new"):
        change_paper(paper, by=cast.priya, at=MONDAY, text="Longer.")

    change_paper(paper, by=cast.priya, at=MONDAY, text="Longer.", what_changed="It is longer.")

    paper.refresh_from_db()
    assert paper.version == 2 and list(paper.versions.order_by("number").values_list("number", "what_changed")) == [
        (1, ""), (2, "It is longer.")]
    assert told("paper_changed", cast.amina, cast.joe, cast.priya) == told("paper_changed") == 3


def test_a_paragraph_stays_the_same_as_long_as_its_words_do(cast):
    paper = out(cast)
    before = {each.text: each.pk for each in PaperParagraph.objects.standing()}

    change_paper(paper, by=cast.priya, at=MONDAY, text=TEXT.replace("Nothing but time.", "Eight pounds.") + "\n\nThe end.",
                 what_changed="What it costs")

    after = {each.text: each for each in PaperParagraph.objects.standing()}
    assert {text: each.pk for text, each in after.items() if text in before} == {
        text: pk for text, pk in before.items() if text != "Nothing but time."}
    assert [each.number for each in after.values()] == [1, 2, 3, 4, 5, 6]
    assert paragraph_of(paper, "Nothing but time.").gone_in == 2 and after["The end."].since == 2


def test_a_change_of_what_nobody_reads_is_no_version(cast):
    paper = out(cast)

    change_paper(paper, by=cast.priya, at=MONDAY, author=None, author_name="The letters group")

    paper.refresh_from_db()
    assert (paper.version, paper.by_whom) == (1, "The letters group")


def test_what_is_taken_out_says_why_and_is_told(cast):
    paper = out(cast)

    withdraw_paper(paper, by=cast.priya, at=MONDAY, because="The numbers were wrong.")

    assert told("paper_changed") == 3 and paper.state == "withdrawn"
    with pytest.raises(NotAllowedNow):
        withdraw_paper(paper, by=cast.priya, at=MONDAY, because="Again")
    with pytest.raises(NotAllowedNow, match="taken out"):
        change_paper(paper, by=cast.priya, at=MONDAY, text="New")
