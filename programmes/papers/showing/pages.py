"""One paper with what is said about it, the papers of a group, what a release looks at, and which forms people need."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from coprod.kit.clock import day_of
from coprod.kit.saying import day
from coprod.kit.written import levels_of, unexplained
from partners.models import Group, Need
from programmes.meetings.lifecycles import AHEAD
from programmes.meetings.models import Meeting
from programmes.meetings.policies import called_to, side_in
from programmes.meetings.showing.words import when
from programmes.papers.lifecycles import FormState, PaperState
from programmes.papers.models import Paper, PaperComment, PaperCopy, PaperParagraph, rule_of
from programmes.papers.policies import closed_among, may_answer_comment, needs_a_log, takes_back
from programmes.papers.showing.pack import has_log
from programmes.programme.policies import partner_of


class Shown(NamedTuple):
    """One comment as the reader sees it."""

    comment: PaperComment
    who: str
    may_answer: bool
    may_take_back: bool


class Place(NamedTuple):
    """A paragraph with what is said about it."""

    piece: PaperParagraph
    level: int
    comments: list[Shown]


class Read(NamedTuple):
    """The text in its order, what is said about the whole, and what was said about words that are not in it any more."""

    places: list[Place]
    whole: list[Shown]
    before: list[Place]
    said: int


def read(user: Any, paper: Paper) -> Read:
    """A fixed number of queries, however much is said."""
    comments: dict[int | None, list[Shown]] = {}
    partner, side = partner_of(user), side_in(user, paper.meeting.group)
    rows = paper.comments.select_related("by", "answered_by", "noted_by").order_by("at", "pk")
    answers: dict[bool, bool] = {}          # whether the reader answers, which is the same for all that stand
    for row in rows:
        row.paper = paper
        gone = row.taken_back_at is not None
        if not gone and gone not in answers:
            answers[gone] = bool(may_answer_comment(user, row))
        comments.setdefault(row.paragraph_id, []).append(Shown(
            row, row.by.shown if row.is_lay else row.by.name, not gone and answers.get(False, False),
            takes_back(partner, row, side)))
    pieces = list(paper.paragraphs.order_by("number", "pk"))
    stands = [piece for piece in pieces if piece.gone_in is None]
    said = sum(not each.comment.taken_back_at for some in comments.values() for each in some)
    return Read([Place(piece, level, comments.get(piece.pk, [])) for piece, level in zip(stands, levels_of(stands), strict=True)],
                comments.get(None, []),
                [Place(piece, 0, comments[piece.pk]) for piece in pieces if piece.gone_in is not None and piece.pk in comments], said)


class Line(NamedTuple):
    """One paper in a list. The title of a confidential one is for those who may read it."""

    paper: Paper
    title: str
    when: str
    forms: list[PaperCopy]
    said: int
    late: str


def title_for(paper: Paper, closed: Container[int]) -> str:
    """The title, for those who may read the paper."""
    return _("A confidential paper") if paper.pk in closed else paper.title


def titled(user: Any, meeting: Meeting, drafts: Sequence[Paper]) -> list[tuple[Paper, str]]:
    """Drafts with their titles, as this reader may read them. Three queries at most."""
    closed = closed_among(user, meeting.group, drafts)
    return [(paper, title_for(paper, closed)) for paper in drafts]


def lines(user: Any, group: Group, papers: Iterable[Paper]) -> list[Line]:
    """Papers of one group. Two queries more, for the copies and for what is said; and where some are confidential, whether they open."""
    found = list(papers)
    closed = closed_among(user, group, found)
    copies: dict[int, list[PaperCopy]] = {}
    for copy in PaperCopy.objects.filter(paper__in=found, state=FormState.MADE).order_by("form", "pk"):
        copies.setdefault(copy.paper_id, []).append(copy)
    said = dict(PaperComment.objects.standing().filter(paper__in=found).order_by().values_list("paper").annotate(n=Count("pk")))
    return [Line(paper, title_for(paper, closed), when(paper.meeting), copies.get(paper.pk, []),
                 said.get(paper.pk, 0), late_words(paper)) for paper in found]


def late_words(paper: Paper) -> str:
    release = paper.release
    if release is None or not release.is_late:
        return ""
    return _("It came late: %(day)s, due %(due)s. The reason: %(why)s") % {
        "day": day(release.at), "due": day(release.due_on), "why": release.late_because}


class Needed(NamedTuple):
    """A form that people who are asked to a meeting need, as an instruction, and how many of them."""

    words: str
    people: int


def forms_needed(meeting: Meeting) -> list[Needed]:
    """What those who are asked need, without names or reasons. What somebody keeps to their contact is not among it. One query."""
    people = called_to(meeting).order_by().values("pk")
    rows = Need.objects.standing().filter(kind=Need.Kind.FORMAT, seen_by=Need.Seen.ORGANISERS, partner__in=people)
    found = Counter(words.strip().rstrip(".") for words in rows.values_list("words", flat=True))
    return [Needed(words, count) for words, count in sorted(found.items())]


class Ready(NamedTuple):
    """One draft before a release: what is missing, and what to look at. Of one that is closed to the reader, only what is missing."""

    paper: Paper
    title: str
    is_closed: bool
    wanted: list[PaperCopy]
    hints: list[str]


class Before(NamedTuple):
    """What a release looks at: the drafts, the days, whether it is late, whether the log is missing."""

    drafts: list[Ready]
    due_on: date
    forms_due_on: date
    is_late: bool
    asks_log: bool
    has_log: bool
    was_held: bool
    is_open: bool


def hints_of(paper: Paper) -> list[str]:
    """What the writer may wish to mend: hints, never walls (WL10)."""
    short = unexplained(" ".join([paper.title, paper.purpose, paper.question, paper.text]))
    return [_("Short forms that are not explained: %(forms)s. Write them out once, with the short form in brackets.") % {
        "forms": ", ".join(short)}] if short else []


def before_release(user: Any, meeting: Meeting, *, at: datetime) -> Before:
    rule = rule_of(meeting.group)
    drafts = list(Paper.objects.filter(meeting=meeting, state=PaperState.DRAFT).whole().prefetch_related("copies").order_by("pk"))
    due_on, asks_log, closed = rule.due_on(meeting), needs_a_log(meeting), closed_among(user, meeting.group, drafts)
    return Before(
        [Ready(paper, title_for(paper, closed), paper.pk in closed, [copy for copy in paper.copies.all() if copy.state == FormState.WANTED],
               [] if paper.pk in closed else hints_of(paper)) for paper in drafts],
        due_on, rule.forms_due_on(meeting), day_of(at) > due_on, asks_log, asks_log and has_log(meeting, drafts, at=at),
        meeting.state == "held", meeting.state in (*AHEAD, "held"))


def to_be_seen(meeting: Meeting, *, leads: bool) -> Sequence[Paper]:
    """The papers of a meeting: those that are out or were taken out after that; drafts too for those who lead."""
    seen = ~Q(state=PaperState.DRAFT) & Q(release__isnull=False)
    return list(Paper.objects.filter(seen | Q(state=PaperState.DRAFT) if leads else seen, meeting=meeting).whole().order_by(
        "release__at", "pk"))
