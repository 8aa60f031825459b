"""The papers of meetings in the story: what was handed out, once on the day and once without the log; and what is read now."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile

from coprod.kit.clock import LONDON
from programmes.demo.story.diary import Story
from programmes.demo.story.meetings import ADVISORY, FORUM, HALL
from programmes.demo.story.papers import SITE
from programmes.demo.story.verbs import told_by
from programmes.meetings.actions import note_presence, plan_meetings
from programmes.meetings.lifecycles import AHEAD, MeetingState
from programmes.meetings.models import AgendaItem, Meeting
from programmes.papers.actions import answer_comment, copy_is_ready, release_papers, say_about, want_copy, write_paper
from programmes.papers.models import Paper, PaperComment

PILOT, REVIEW, LOG = "What the pilot costs", "How we work together: the interim review", "Commitments and challenges, as they stand"
TABLED = "10 Oct 13"
TABLED_TEXT = """# What we know

The pilot has money until the summer. After that two of the fifteen bodies have not said yet what they can give.

# What we do not know

What a day in the pilot costs, for one person.
"""
PILOT_TEXT = """# What the pilot costs

The pilot pays for three things:

- somebody who knows the person and rings them
- visits at home on the same day
- a place where carers can rest

So far 212 people have had help. Half of the money is spent.

# What we can choose

1. We go on as now, and the money ends in September.
2. We stop the place for carers, and go on until December.
3. We ask the fifteen bodies for more, and wait.

# What I would like to know

I do not know which of the three people would miss most.
"""
REVIEW_TEXT = """# Why now

We have met seven times. We said in October that we look after half a year at how we work together.

# What we said we would do

- Papers come a week before.
- A lay partner chairs or co-chairs.
- What is promised is written down, and somebody says by when.

# What I hear

Papers come in time more often than they did. Some still cannot be read aloud by a computer. The log was missing once.

# What I ask

Say below what should stay and what should change. We talk about it on the day.
"""
LOG_TEXT = """# Promises

- Papers in a form that people can use: open, and disputed by Colin.
- The log in every pack: kept since February.
- A workshop on data protection for the pair of W5: overdue.

# Challenges

- Who sits on the finance board: answer due this month.
"""
NO_LOG = "It was left out by mistake: there was no page three in the pack."


def tell_papers(story: Story) -> None:
    """Note everything of this chapter."""
    _tabled_on_the_day(story)
    for meeting, after, out, has_log in (("10 Dec 13", "11 Dec 13", "3 Dec 13", True), ("14 Jan 14", "15 Jan 14", "7 Jan 14", False),
                                         ("11 Feb 14", "12 Feb 14", "4 Feb 14", True), ("11 Mar 14", "12 Mar 14", "4 Mar 14", True)):
        story.note(after, lambda at, meeting=meeting, out=out, has_log=has_log: _noted(story, meeting, out, has_log, at), hour=9, minute=30)
    _finance(story)
    _advisory(story)
    story.note("13 Mar 14", lambda at: _write(
        story, _ahead(story.groups[FORUM]), "ruth", at, "Plan PL4 on four pages", purpose="The Forum says what it thinks of it",
        question="What would make this plan work where you live?",
        text="# The plan\n\nThe four pages come here. They are being shortened."),
        hour=17)


def _ahead(group: Any) -> Meeting:
    return Meeting.objects.select_related("group").filter(group=group, state__in=AHEAD).get()


def _write(story: Story, meeting: Meeting, who: str, at: datetime, title: str, **facts: Any) -> Paper:
    return write_paper(meeting, by=story.people[who], at=at, author=story.people[who], title=title, **{"kind": "discussion"} | facts)


def _tabled_on_the_day(story: Story) -> None:
    """W4 on 10 October: the finance paper lay on the table when people came (challenge C1)."""
    def act(at: datetime) -> None:
        begin = story.calendar.moment(TABLED, 14).astimezone(LONDON)
        martin = story.people["dunderdale"]
        meeting = plan_meetings(story.workstreams["W4"].group, by=martin, at=at, starts_at=begin, ends_at=begin + timedelta(minutes=120),
                                place=HALL)[0]
        there = {story.people[who]: ("room", "") for who in ("LP09", "LP10", "dunderdale")}
        note_presence(meeting, there, by=martin, at=at, chairs=[martin])
        paper = _write(story, meeting, "dunderdale", at, "The money of the pilot", purpose="To know what is left", text=TABLED_TEXT,
                       question="Is this enough to decide on?")
        release_papers(meeting, [paper], by=martin, at=at, out_at=begin,
                       late_because="The figures came from the finance team that morning.")

    story.note("11 Oct 13", act, hour=9)


def _noted(story: Story, day: str, out: str, has_log: bool, at: datetime) -> None:
    """What was in a pack of the Advisory Group, noted by Ruth the day after the meeting."""
    begin = story.calendar.moment(day, 10)
    meeting = Meeting.objects.select_related("group").get(group=story.groups[ADVISORY], starts_at=begin, state=MeetingState.HELD)
    papers = [_write(story, meeting, "ruth", at, "Reports of the workstreams", kind="information",
                     purpose="Everybody knows how each stands", text="One page from each of the seven workstreams.")]
    if has_log:
        papers.append(_write(story, meeting, "sam", at, LOG, kind="log", purpose="What was promised, and by when", text=LOG_TEXT))
    release_papers(meeting, papers, by=story.people["ruth"], at=at, out_at=story.calendar.moment(out, 12),
                   no_log_because="" if has_log else NO_LOG)


def _finance(story: Story) -> None:
    """W4 on 27 March: the paper is out two weeks before; Winston asks, and Martin answers."""
    def group() -> Any:
        return story.workstreams["W4"].group

    def out(at: datetime) -> None:
        item = AgendaItem.objects.get(meeting=_ahead(group()), title=PILOT)
        paper = _write(story, item.meeting, "dunderdale", at, PILOT, item=item, text=PILOT_TEXT, kind="discussion",
                       purpose="We choose one of three ways", question="Whom would it hit if the place for carers closed?")
        want_copy(paper, by=story.people["dunderdale"], at=at, form="large_print")
        release_papers(paper.meeting, [paper], by=story.people["dunderdale"], at=at)

    def asks(at: datetime) -> None:
        paper = Paper.objects.select_related("meeting__group").get(meeting=_ahead(group()), title=PILOT)
        say_about(paper, paper.paragraphs.get(text__startswith="We go on as now"), by=story.people["LP10"], at=at, **told_by(story, "LP10"),
                  text="Nobody asked the fifteen bodies yet. Why is that the last of the three?")

    def answers(at: datetime) -> None:
        answer_comment(PaperComment.objects.get(paper__meeting__group=group()), by=story.people["dunderdale"], at=at,
                       answer="You are right. I ask them this week, and say on the 27th what they said.")

    story.note("13 Mar 14", out, hour=15)
    story.note("14 Mar 14", asks, hour=9)
    story.note("14 Mar 14", answers, hour=15)


def _advisory(story: Story) -> None:
    """The Advisory Group on 8 April: Margaret’s paper and the log are out, with a voice recording for Colin (TA3)."""
    def group() -> Any:
        return story.groups[ADVISORY]

    def review() -> Paper:
        return Paper.objects.select_related("meeting__group").get(meeting=_ahead(group()), title=REVIEW)

    def out(at: datetime) -> None:
        meeting = _ahead(group())
        paper = _write(story, meeting, "LP01", at, REVIEW, text=REVIEW_TEXT, purpose="We say what stays and what changes",
                       question="What should stay, and what should change?",
                       item=AgendaItem.objects.filter(meeting=meeting, title=REVIEW).first())
        log = _write(story, meeting, "sam", at, LOG, kind="log", purpose="What was promised, and by when", text=LOG_TEXT)
        audio, large = (want_copy(paper, by=story.people["ruth"], at=at, form=form) for form in ("audio", "large_print"))
        copy_is_ready(audio, by=story.people["ruth"], at=at, link=f"{SITE}/advisory/8/review.mp3")
        copy_is_ready(large, by=story.people["ruth"], at=at, content_type="text/plain",
                      file=ContentFile(REVIEW_TEXT.upper().encode(), name="review-in-large-print.txt"))
        release_papers(meeting, [paper, log], by=story.people["LP01"], at=at)

    def says(who: str, about: str, text: str) -> None:
        story.note("14 Mar 14", lambda at: say_about(
            review(), review().paragraphs.get(text__startswith=about), by=story.people[who], at=at, text=text, **told_by(story, who)),
            hour=18)

    story.note("14 Mar 14", out, hour=17)
    says("LP12", "Papers come in time more often", "The slides of W5 were pictures again on the 7th. My computer reads “image, image”.")
    says("LP06", "Papers come a week before", "By post they come two days before. Send them a day earlier.")
    says("LP03", "Say below what should stay", "Meetings at eleven should stay. I can come when my son is at school.")
    story.note("14 Mar 14", lambda at: answer_comment(
        PaperComment.objects.get(paper=review(), by=story.people["LP12"]), by=story.people["LP01"], at=at,
        answer="That goes into the log, Colin, and I bring it up first."), hour=20)
