"""The pack of one meeting: when and where, the agenda, each paper, and what later wings put in."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from coprod.kit.saying import day
from coprod.kit.written import levels_of
from programmes.meetings.models import AgendaItem, Meeting
from programmes.meetings.showing.pages import agenda_of
from programmes.meetings.showing.words import when, where
from programmes.papers.catalogue import Kind
from programmes.papers.models import Paper, PaperParagraph, PaperRelease
from programmes.papers.policies import closed_among

LOG = "log"


class Section(NamedTuple):
    """What a later wing puts into a pack, as a table with the names of its columns; one with the key "log" is the log (R9)."""

    key: str
    title: str
    intro: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


PACK_PARTS: list[Callable[[Meeting, datetime], Section | None]] = []
LOGS: list[Callable[[Meeting], bool]] = []          # whether a later wing puts the log into the pack of this meeting, without making it


def parts_in(meeting: Meeting, *, at: datetime) -> list[Section]:
    parts = [part for each in PACK_PARTS if (part := each(meeting, at)) is not None]
    if any(part.key == LOG for part in parts) and _left_out(meeting):
        parts = [part for part in parts if part.key != LOG]
    return parts


def _left_out(meeting: Meeting) -> bool:
    """Whether the papers went out without the log, and it did not follow. One query."""
    out = list(PaperRelease.objects.filter(meeting=meeting).values_list("has_log", "no_log_because"))
    return bool(out) and not any(has_log for has_log, _why in out) and any(why for _has, why in out)


def has_log(meeting: Meeting, also: Sequence[Paper] = (), *, at: datetime) -> bool:
    """Whether the log is in the pack: a paper of that kind that is out, or is among `also`; or what a later wing puts in."""
    return (any(paper.kind == Kind.LOG for paper in also) or meeting.papers.out().filter(kind=Kind.LOG).exists()
            or (any(each(meeting) for each in LOGS) and not _left_out(meeting)))


class InPack(NamedTuple):
    """One paper of the pack, with the facts that stand above its text."""

    paper: Paper
    facts: list[tuple[str, str]]
    pieces: list[tuple[PaperParagraph, int]]        # with the level of a heading


class Pack(NamedTuple):
    meeting: Meeting
    title: str
    when: str
    where: str
    items: list[AgendaItem]
    papers: list[InPack]
    parts: list[Section]
    closed: list[str]               # why papers are left out for this reader
    releases: list[PaperRelease]

    @property
    def is_out(self) -> bool:
        return bool(self.releases)


def facts_of(paper: Paper) -> list[tuple[str, str]]:
    """What stands above the text: whose it is, what for, what it asks."""
    found = [(_("Written by"), paper.by_whom), (_("What kind"), paper.get_kind_display()), (_("What for"), paper.purpose)]
    if paper.item:
        found.append((_("For the item"), paper.item.title))
    if paper.question:
        found.append((_("Question for lay partners"), paper.question))
    elif paper.no_question_because:
        found.append((_("Why it asks lay partners nothing"), paper.no_question_because))
    if paper.version > 1:
        found.append((_("Version"), str(paper.version)))
    if paper.release and paper.release.is_late:
        found.append((_("It came late"), _("%(day)s, due %(due)s. The reason: %(why)s") % {
            "day": day(paper.release.at), "due": day(paper.release.due_on), "why": paper.release.late_because}))
    return found


def _with_levels(pieces: list[PaperParagraph]) -> list[tuple[PaperParagraph, int]]:
    return list(zip(pieces, levels_of(pieces), strict=True))


def pack_of(user: Any, meeting: Meeting, *, at: datetime) -> Pack:
    """What is out for this reader, in the order of the agenda. A fixed number of queries."""
    agenda = agenda_of(meeting)
    places = {item.pk: number for number, item in enumerate(agenda.items)}
    papers = list(Paper.objects.filter(meeting=meeting).out().whole().order_by("release__at", "pk"))
    papers.sort(key=lambda paper: places.get(paper.item_id or 0, len(places)))
    for paper in papers:
        paper.meeting = meeting
    closed = closed_among(user, meeting.group, papers)
    pieces: dict[int, list[PaperParagraph]] = {}
    for piece in PaperParagraph.objects.standing().filter(paper__in=[paper.pk for paper in papers if paper.pk not in closed]):
        pieces.setdefault(piece.paper_id, []).append(piece)
    return Pack(
        meeting, _("Papers for %(name)s") % {"name": meeting.name}, when(meeting), where(meeting), agenda.items,
        [InPack(paper, facts_of(paper), _with_levels(pieces.get(paper.pk, []))) for paper in papers if paper.pk not in closed],
        parts_in(meeting, at=at), sorted({str(no.why) for no in closed.values()}),
        list(PaperRelease.objects.filter(meeting=meeting).order_by("at", "pk")))


