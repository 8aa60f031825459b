"""The toolkit of the story (domain.md TK-home): five chapters, of which three are published, one waits for its lay co-author and one is a
draft; two local partnerships that use it; and what readers say."""

from datetime import datetime
from typing import NamedTuple

from programmes.demo.story.diary import Story
from programmes.demo.story.verbs import told_by
from programmes.toolkit.actions import (
    answer_comment,
    ask_for_approval,
    begin_chapter,
    comment_on,
    note_for_adopter,
    publish_chapter,
    record_adopter,
    say_on_authorship,
    say_on_chapter,
    say_on_note,
    share_chapter,
)
from programmes.toolkit.models import AdopterNote, Chapter, ChapterAuthor, ChapterComment


class Written(NamedTuple):
    """A chapter: who begins it on which day, with which lay partner, and how far it comes: the days are "" for what has not happened."""

    title: str
    day: str
    by: str
    lay: str
    text: str
    named: bool = True
    asked: str = ""
    approved: str = ""
    published: str = ""


CHAPTERS = (
    Written("Begin with lay partners, before anything is fixed", "7 Jan 14", "ruth", "LP01",
            "# Why so early?\n\nWho joins late can only say yes or no. Six service-user leaders were there before the first line was "
            "written.\n\n# What we did\n\n- They wrote the focus with us.\n- They answered the same thirteen questions as the manager.\n"
            "- They signed before the programme began.\n\n# What we would do again\n\nAll of it, and a month sooner.", True,
            "20 Jan 14", "22 Jan 14", "23 Jan 14"),
    Written("Two lay partners in every workstream", "14 Jan 14", "ruth", "LP02",
            "# Never one alone\n\nOne person in a room of twenty is a guest. Two are partners: they can talk it over before and after.\n\n"
            "# How we chose\n\n1. Each said what they would like to work on.\n2. The lay chair proposed the pairs.\n"
            "3. The lead of the workstream said yes.\n\n# What went wrong\n\nIn two workstreams the second seat was empty for a month. We "
            "now look for a successor before somebody leaves.", True, "27 Jan 14", "29 Jan 14", "30 Jan 14"),
    Written("Support that lets people take part", "21 Jan 14", "sam", "LP01",
            "# Ask each person\n\nWhat one needs another does not. Ask, book it, and ask again whether it works.\n\n"
            "- Papers five working days before\n- A taxi at night\n- A reader, an interpreter, or somebody who sits in for a carer\n\n"
            "# What it cost\n\nLess than the meetings that nobody could come to.", False, "3 Feb 14", "5 Feb 14", "6 Feb 14"),
    Written("A larger Forum that answers emerging plans", "17 Feb 14", "ruth", "LP02",
            "# Why a Forum?\n\nThirteen people cannot speak for everybody. The Forum sees a plan while it can still change.\n\n"
            "# What it is not\n\nA Forum decides nothing. It is told afterwards what became of what it said.", True, "12 Mar 14"),
    Written("What we learnt about money", "10 Mar 14", "sam", "LP01", "# To be written\n\nThe workstream has not agreed yet what it says."),
)
ADOPTERS = (("Ashmere early adopter", "fairlea", "1 Apr 14", "24 Feb 14", 2), ("Kenbrook early adopter", "ruth", "6 May 14", "3 Mar 14", 3))


def tell_toolkit(story: Story) -> None:
    """Note everything of this chapter."""
    for each in CHAPTERS:
        story.note(each.day, lambda at, each=each: _begin(story, each, at), hour=14)
        if each.asked:
            story.note(each.asked, lambda at, each=each: ask_for_approval(_chapter(each.title), by=story.people[each.by], at=at), hour=14)
        if each.approved:
            story.note(each.approved, lambda at, each=each: _approve(story, each, at), hour=14)
        if each.published:
            story.note(each.published, lambda at, each=each: publish_chapter(
                _chapter(each.title), by=story.people[each.by], at=at), hour=14)
    story.note("10 Feb 14", lambda at: share_chapter(_chapter(CHAPTERS[0].title), by=story.people["LP01"], at=at), hour=14)
    _readers(story)
    _adopters(story)


def _chapter(title: str) -> Chapter:
    return Chapter.objects.select_related("book__programme").get(title=title)


def _begin(story: Story, each: Written, at: datetime) -> None:
    """The lay co-author says yes to it on the same day."""
    lay = story.people[each.lay]
    chapter = begin_chapter(story.programmes["JUL"], by=story.people[each.by], at=at, title=each.title, text=each.text, authors=[lay])
    author = ChapterAuthor.objects.get(chapter=chapter, partner=lay)
    say_on_authorship(author, at=at, agrees=True, named=each.named, **told_by(story, each.lay))


def _approve(story: Story, each: Written, at: datetime) -> None:
    say_on_chapter(_chapter(each.title), by=story.people[each.lay], at=at, seen=1, is_yes=True)


def _readers(story: Story) -> None:
    for title, who, day, text in (
            (CHAPTERS[0].title, "LP20", "27 Jan 14", "Did anybody say no in the beginning? I would like to read that too."),
            (CHAPTERS[1].title, "LP04", "3 Feb 14", "In our workstream the second of us came two months late. Please say so."),
            (CHAPTERS[2].title, "LP06", "10 Mar 14", "Say what a taxi costs. People think it is dear.")):
        story.note(day, lambda at, title=title, who=who, text=text: comment_on(
            _chapter(title), by=story.people[who], at=at, number=1, text=text, **told_by(story, who)), hour=12)
    story.note("29 Jan 14", lambda at: answer_comment(
        ChapterComment.objects.get(by=story.people["LP20"]), by=story.people["LP01"], at=at,
        text="Two did. We put it into the next version."), hour=12)
    story.note("4 Feb 14", lambda at: answer_comment(
        ChapterComment.objects.get(by=story.people["LP04"]), by=story.people["ruth"], at=at,
        text="You are right. It stands under “What went wrong” now."), hour=12)


def _adopters(story: Story) -> None:
    for name, by, starts, named, people in ADOPTERS:
        story.note("10 Mar 14", lambda at, name=name, by=by, starts=starts, named=named, people=people: _record(
            story, name, by, starts, named, people, at), hour=16)
    story.note("11 Mar 14", lambda at: _say(story, at), hour=16)


def _record(story: Story, name: str, by: str, starts: str, named: str, people: int, at: datetime) -> None:
    who = story.people[by]
    it = record_adopter(story.programmes["JUL"], by=who, at=at, name=name, organisation=None, lead_name="",
                        starts_on=story.calendar.day(starts))
    note_for_adopter(it, by=who, at=at, kind="lay", text="People who use services there, and carers.", lay_people=people,
                     named_on=story.calendar.day(named))
    note_for_adopter(it, by=who, at=at, kind="adapted", text="Pairs in the two workstreams that it has, and no Forum of its own.",
                     chapter=_chapter(CHAPTERS[1].title))


def _say(story: Story, at: datetime) -> None:
    """A lay co-chair says of both that the lay partners were named before the start; what was adapted nobody has confirmed yet."""
    for note in AdopterNote.objects.filter(adopter__book__programme=story.programmes["JUL"], kind="lay").order_by("pk"):
        say_on_note(note, by=story.people["LP01"], at=at, is_so=True)
