"""Writing a paper, giving it new versions, and taking it out."""

from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.kit.written import Piece, pieces_of
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting
from programmes.papers import notices
from programmes.papers.catalogue import ASKS_LAY, MOST_PIECES, READ
from programmes.papers.lifecycles import PAPER, PaperState
from programmes.papers.models import Paper, PaperParagraph, PaperVersion
from programmes.papers.policies import asks_lay


@transaction.atomic
def write_paper(meeting: Meeting, *, by: Partner, at: datetime, ref: str = "", **facts: Any) -> Paper:
    """A draft, which its author and those who lead the group see. A form that was sent twice with the same words is one paper, with other
    words a second: `ref` names it.

    Raises NotAllowedNow if the meeting is cancelled, the text is empty or too long, or the paper should ask lay partners something and
    neither does nor says why not (WL5).
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)
    if meeting.state == MeetingState.CANCELLED:
        raise NotAllowedNow("write", _("The meeting is cancelled."))
    there = Paper.objects.one_or_none(ref=ref) if ref else None
    paper = Paper(ref=ref if ref and not there else new_ref(), meeting=meeting, written_at=at, written_by=by, **facts)
    if there and there.meeting_id == meeting.pk and there.written_by_id == by.pk and there.stamp() == paper.stamp():
        return there
    pieces = _checked(paper)
    try:
        with transaction.atomic():
            paper.save()
    except IntegrityError:
        raise NotAllowedNow("write") from None
    _lay_down(paper, pieces)
    record(paper, "write", by=by, at=at, now=paper.state)
    return paper


class ChangedMeanwhile(NotAllowedNow):
    """Somebody else saved the paper since it was opened."""


@transaction.atomic
def change_paper(paper: Paper, *, by: Partner, at: datetime, what_changed: str = "", seen: str = "", **facts: Any) -> Paper:
    """Other words or facts. Of a paper that is out, other words make a new version, which says what is new in it; those who are asked
    to the meeting are told.

    Raises NotAllowedNow if it was taken out, as `write_paper` does, or if a new version does not say what is new; ChangedMeanwhile if
    `seen` is given and is not the mark of what stands there now.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("meeting__group").get(pk=paper.pk)
    if paper.state == PaperState.WITHDRAWN:
        raise NotAllowedNow("change", _("This paper was taken out."))
    if seen and seen != paper.stamp():
        raise ChangedMeanwhile("change", _(
            "Somebody else changed this paper since you opened it. What stands there now is above. Take from it what you need, then save: "
            "your text takes its place."))
    reads_anew = any(name in facts and facts[name] != getattr(paper, name) for name in READ)
    for name, value in facts.items():
        setattr(paper, name, value)
    pieces = _checked(paper)
    is_new = paper.is_out() and reads_anew
    if is_new:
        if not what_changed:
            raise NotAllowedNow("change", _("Say what is new in this version."))
        paper.version += 1
        PaperVersion.objects.create(paper=paper, number=paper.version, at=at, by=by, what_changed=what_changed)
    paper.save()
    if paper.is_draft():
        paper.paragraphs.all().delete()
        _lay_down(paper, pieces)
    elif is_new:
        _word_anew(paper, pieces)
    if not is_new:
        record(paper, "change", by=by, at=at)
    else:
        record(paper, "renew", by=by, at=at, version=paper.version)
        send(notices.changed(paper, at=at))
    return paper


@transaction.atomic
def withdraw_paper(paper: Paper, *, by: Partner, at: datetime, because: str) -> None:
    """It is not used any more, with the reason, which everybody reads who has read it. That it came late, or in time, stays counted."""
    was_out = paper.is_out()
    make_move(paper, PAPER, "withdraw", by=by, at=at, closed_at=at, closed_by=by, withdrawn_because=because)
    if was_out:
        send(notices.changed(paper, at=at))


def _checked(paper: Paper) -> list[Piece]:
    """The pieces of its text. Raises NotAllowedNow if it cannot be issued so."""
    pieces = pieces_of(paper.text)
    if not pieces:
        raise NotAllowedNow("write", _("Enter the text, or a summary of it. A file alone is not enough."))
    if len(pieces) > MOST_PIECES:
        raise NotAllowedNow("write", _("The text has too many paragraphs. Write a summary, and put the whole beside it as a file."))
    if paper.kind in ASKS_LAY and not paper.question and not paper.no_question_because and asks_lay(paper.meeting.group):
        raise NotAllowedNow("write", _("Ask lay partners a question, or say why there is none."))
    return pieces


def _lay_down(paper: Paper, pieces: list[Piece]) -> None:
    PaperParagraph.objects.bulk_create([
        PaperParagraph(paper=paper, number=number, kind=piece.kind, level=piece.level, text=piece.text)
        for number, piece in enumerate(pieces, start=1)], batch_size=500)


def _word_anew(paper: Paper, pieces: list[Piece]) -> None:
    """What stays keeps its row, and what was said about it; what goes is kept as gone; what comes is new."""
    was = list(paper.paragraphs.standing())
    now = [(piece.kind, piece.level, piece.text) for piece in pieces]
    matched = SequenceMatcher(a=[(each.kind, each.level, each.text) for each in was], b=now, autojunk=False)
    stays: list[PaperParagraph] = []
    gone: list[int] = []
    made: list[PaperParagraph] = []
    for sign, a1, a2, b1, b2 in matched.get_opcodes():
        if sign == "equal":
            for each, number in zip(was[a1:a2], range(b1 + 1, b2 + 1), strict=True):
                each.number = number
                stays.append(each)
            continue
        gone += [each.pk for each in was[a1:a2]]
        made += [PaperParagraph(paper=paper, number=number, kind=kind, level=level, text=text, since=paper.version)
                 for number, (kind, level, text) in enumerate(now[b1:b2], start=b1 + 1)]
    PaperParagraph.objects.bulk_update(stays, ["number"], batch_size=500)
    PaperParagraph.objects.filter(pk__in=gone).update(gone_in=paper.version)
    PaperParagraph.objects.bulk_create(made, batch_size=500)
