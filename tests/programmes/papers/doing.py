"""What tests of papers do: write one for a meeting of Housing five weeks ahead, release it, say something about it, let the clock run."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile

from partners.people.models import Through
from programmes.meetings.actions import note_presence
from programmes.meetings.models import Meeting
from programmes.papers.actions import (
    answer_comment,
    change_paper,
    copy_is_not_possible,
    copy_is_ready,
    release_papers,
    say_about,
    take_back_comment,
    want_copy,
    withdraw_paper,
    write_paper,
)
from programmes.papers.models import Paper, PaperParagraph, PaperRelease
from tests.makers import MONDAY
from tests.programmes.meetings.doing import DAY, a_meeting, an_item

TEXT = """# Why we ask

The letters are long. Some people do not read to the end.

- Short words
- Large print

## What it costs

Nothing but time.
"""
TYPED = {"kind": "discussion", "title": "Letters that people can read", "author": "", "author_name": "Priya Example", "item": "",
         "purpose": "To choose the words", "question": "Which words would you use?", "no_question_because": "", "text": TEXT}


def a_paper(cast: Any, meeting: Meeting | None = None, *, at: datetime = MONDAY, by: Any = None, **facts: Any) -> Paper:
    """A draft by Priya for a meeting of Housing."""
    facts = {"kind": "discussion", "title": "Letters that people can read", "author": cast.priya, "purpose": "To choose the words",
             "question": "Which words would you use?", "text": TEXT} | facts
    return write_paper(meeting or a_meeting(cast), by=by or cast.priya, at=at, **facts)


def released(paper: Paper, *, by: Any = None, at: datetime = MONDAY, **facts: Any) -> Paper:
    release_papers(paper.meeting, [paper], by=by or paper.written_by, at=at, **facts)
    paper.refresh_from_db()
    return paper


def out(cast: Any, **facts: Any) -> Paper:
    """The same, released on MONDAY: in time."""
    return released(a_paper(cast, **facts))


def paragraph_of(paper: Paper, words: str) -> PaperParagraph:
    return paper.paragraphs.get(text__contains=words)


def days_before(meeting: Meeting, days: int, hour: int = 8) -> datetime:
    return (meeting.starts_at - timedelta(days=days)).replace(hour=hour)


def a_held_meeting(cast: Any, *, group: Any = None, at: datetime = MONDAY, days_ago: int = 7, **facts: Any) -> Meeting:
    """A meeting that was called by other means, and noted afterwards."""
    meeting = a_meeting(cast, group=group, starts_at=at - timedelta(days=days_ago), at=at - timedelta(days=days_ago + 30), **facts)
    note_presence(meeting, {}, by=cast.maya, at=at, chairs=[])
    meeting.refresh_from_db()
    return meeting


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    """The parts of the address of each route of papers: one that is out and one that is written, with all that hangs on them."""
    meeting = a_meeting(cast, starts_at=DAY + timedelta(days=14))
    item = an_item(meeting, cast.amina, on=True)
    paper = a_paper(cast, meeting, item=item, author=None, author_name="The letters group")
    released(paper)
    draft = a_paper(cast, meeting, title="What the lift costs", kind="information", question="", no_question_because="It only informs.")
    late = a_paper(cast, meeting, title="Too late", author=cast.priya)
    release_papers(meeting, [late], by=cast.priya, at=days_before(meeting, 2), late_because="The figures came yesterday.")
    change_paper(late, by=cast.priya, at=MONDAY, text=TEXT + "\nOne more line.", what_changed="A line at the end")
    gone = released(a_paper(cast, meeting, title="Wrong numbers"))
    withdraw_paper(gone, by=cast.priya, at=MONDAY, because="The numbers were wrong.")
    asked, ready, never = (want_copy(paper, by=cast.priya, at=MONDAY, form=form, note=note)
                           for form, note in (("braille", ""), ("large_print", ""), ("language", "Welsh")))
    copy_is_ready(ready, by=cast.priya, at=MONDAY, file=ContentFile(b"Large letters.", name="large.txt"), content_type="text/plain")
    copy_is_not_possible(never, by=cast.priya, at=MONDAY, because="Nobody here writes Welsh.")
    where = paragraph_of(paper, "letters are long")
    comment = say_about(paper, where, by=cast.amina, at=MONDAY, text="Mine had nine pages.")
    answer_comment(say_about(paper, by=cast.joe, at=MONDAY, text="Read it aloud once.", through=Through.PHONE, noted_by=cast.priya),
                   by=cast.priya, at=MONDAY, answer="We will.")
    take_back_comment(say_about(paper, where, by=cast.joe, at=MONDAY, text="Never mind."), by=cast.joe, at=MONDAY)
    advisory = a_meeting(cast, group=cast.advisory, by=cast.ines, starts_at=DAY + timedelta(days=3))
    for_log = write_paper(advisory, by=cast.ines, at=MONDAY, kind="information", title="News", author=cast.ines, purpose="To tell",
                          question="", no_question_because="News", text="All is well.")
    release_papers(advisory, [for_log], by=cast.ines, at=MONDAY, no_log_because="It is being typed.")
    assert PaperRelease.objects.count() == 4
    found: dict[str, dict[str, str]] = {name: {"ref": meeting.ref} for name in ("paper-new", "papers-release", "papers-pack", "papers-pdf")}
    found |= {name: {"ref": paper.ref} for name in ("paper", "paper-copy-new", "paper-comment", "paper-comment-note")}
    found |= {name: {"ref": draft.ref} for name in ("paper-change", "paper-withdraw")}
    found |= {name: {"ref": where.ref} for name in ("paragraph-comment",)}
    found |= {name: {"ref": comment.ref} for name in ("comment-answer", "comment-take-back")}
    found |= {name: {"ref": asked.ref} for name in ("paper-copy-ready", "paper-copy-impossible")}
    found |= {name: {"ref": cast.housing.group.ref} for name in ("group-papers", "papers-days")}
    return found | {"paper-copy": {"ref": ready.ref}}
