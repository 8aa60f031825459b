"""Who is told of papers: when they go out, come late, change, are due, or have an answer (NT17 to NT19)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.kit.clock import day_of, start_of
from coprod.kit.saying import day
from coprod.kit.sql import DaysSince
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.models import Group, Holding, Partner
from programmes.meetings.catalogue import GATHER_SECONDS
from programmes.meetings.lifecycles import AHEAD
from programmes.meetings.models import Meeting
from programmes.meetings.policies import CHAIRS, called_to
from programmes.meetings.showing.words import when, where
from programmes.papers.catalogue import DUE_SOON, MOST_DAYS
from programmes.papers.lifecycles import OUT, FormState, PaperState
from programmes.papers.models import Paper, PaperComment, PaperRelease, PaperVersion, days_of, rule_of
from programmes.programme.models import Programme
from programmes.programme.roles import Team
from programmes.stages.notices.leading import with_lead
from programmes.stages.notices.rows import outbox_rows

declare(
    Topic.PAPERS,
    Kind("papers_out", gettext_lazy("The papers for a meeting go out"), gettext_lazy("Everybody who is asked to the meeting"),
         gettext_lazy("At once"), must=True, source="NT18"),
    Kind("papers_late", gettext_lazy("Papers for a meeting go out late"),
         gettext_lazy("Everybody who is asked to the meeting, and the lay co-chairs"), gettext_lazy("At once"), must=True, source="NT19"),
    Kind("paper_changed", gettext_lazy("A paper that is out has changed, or was taken out"),
         gettext_lazy("Everybody who is asked to the meeting"), gettext_lazy("At once"), must=True, source="NT19"),
    Kind("paper_comment_answered", gettext_lazy("There is an answer to what somebody said about a paper"), gettext_lazy("Who said it"),
         gettext_lazy("At once"), must=True),
    Kind("paper_due", gettext_lazy("A paper is still a draft, and its day comes"), gettext_lazy("Its author, or else who wrote it down"),
         gettext_lazy("5, 2 and 1 days before papers are due"), must=True,
         escalates=gettext_lazy("The managers and the lay co-chairs when the day has passed"), source="NT17", lead=True),
    Kind("papers_overdue", gettext_lazy("Papers for a meeting are past their day and not out"),
         gettext_lazy("The managers and the lay co-chairs"), gettext_lazy("On the day after"), must=True, source="NT17"))

# --- the rows ----------------------------------------------------------------------------------------------------------

def lay_chairs_of(group: Group, on: date) -> QuerySet[Partner]:
    """The lay co-chairs of the Advisory Group of the programme to which the group belongs."""
    chairs = Holding.objects.serving(on).lay().filter(
        seat__group__kind=Group.Kind.ADVISORY, seat__office__in=CHAIRS,
        seat__group__programme_links__programme__in=Programme.objects.filter(ref=group.home_book))
    return Partner.objects.filter(pk__in=chairs.order_by().values("partner"))


def went_out(release: PaperRelease, *, at: datetime) -> Iterator[Message]:
    """NT18: at release, to all who are asked to the meeting. NT19: what comes late also to the lay co-chairs, at once, with the reason."""
    meeting = release.meeting
    people = called_to(meeting)
    if release.is_late and not meeting.is_lay_only():
        chairs = lay_chairs_of(meeting.group, day_of(at)).order_by().values("pk")
        people = Partner.objects.filter(Q(pk__in=people.order_by().values("pk")) | Q(pk__in=chairs))
    kind = "papers_late" if release.is_late else "papers_out"
    for person in people:
        yield Message(kind=kind, about=release.ref, to=person.ref, occasion="out", book=release.trail_book, written_at=at, due_at=at)


def changed(paper: Paper, *, at: datetime) -> Iterator[Message]:
    """A paper that is out has a new version, or was taken out: to all who are asked, while the meeting is ahead. What is changed within
    a minute is one message."""
    if not paper.meeting.is_ahead(at):
        return
    due = at + timedelta(seconds=GATHER_SECONDS)
    occasion = f"version {paper.version}" if paper.is_out() else "taken out"
    for person in called_to(paper.meeting):
        yield Message(kind="paper_changed", about=paper.ref, to=person.ref, occasion=occasion, book=paper.trail_book, written_at=at,
                      due_at=due)


def answered(comment: PaperComment, *, at: datetime) -> list[Message]:
    return [Message(kind="paper_comment_answered", about=comment.ref, to=comment.by.ref, occasion="answered", book=comment.trail_book,
                    written_at=at, due_at=at)]


# --- the clock's rows --------------------------------------------------------------------------------------------------

def _left(things: QuerySet, path: str, on: date, at: datetime) -> QuerySet:
    """With `m_left`: how many days are left until papers are due, negative when that day is past. Only for meetings ahead."""
    near = start_of(on + timedelta(days=MOST_DAYS + max(DUE_SOON) + 1))
    ahead = {f"{path}state__in": AHEAD, f"{path}starts_at__gt": at, f"{path}starts_at__lt": near}
    return things.filter(**ahead).annotate(m_day=TruncDate(f"{path}starts_at")).annotate(
        m_left=Value(0) - DaysSince("m_day", on) - days_of(f"{path}group"))


def _round(path: str, window: Any) -> Any:
    return Concat(Cast(F(f"{path}round"), CharField()), window, output_field=CharField())


@with_lead
def papers_due(*, on: date, at: datetime) -> QuerySet:
    """NT17: five, two and one day before it is due, to the author of a paper that is still a draft; to who wrote it down, if the author
    is not known here. A clock that slept says the last only."""
    window = Case(*(When(m_left__lte=each, then=Value(f":{each}")) for each in sorted(DUE_SOON)), output_field=CharField())
    drafts = _left(Paper.objects.filter(state=PaperState.DRAFT), "meeting__", on, at).filter(m_left__gte=0, m_left__lte=max(DUE_SOON))
    drafts = drafts.annotate(m_person=Coalesce("author__ref", "written_by__ref"))
    return outbox_rows(drafts.order_by(), "paper_due", about="ref", to="m_person", occasion=_round("meeting__", window),
                       book="meeting__group__home_book", at=at)


def papers_overdue(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT17: the day is past and papers are still drafts: once to the managers and to the lay co-chairs."""
    drafts = Paper.objects.filter(meeting=OuterRef("pk"), state=PaperState.DRAFT)
    missed = _left(Meeting.objects.filter(Exists(drafts)), "", on, at).filter(m_left__lt=0).order_by()
    facts: dict[str, Any] = {"about": "ref", "occasion": _round("", Value(":missed")), "book": "group__home_book", "at": at}
    for way in ("group__workstream__programme__", "group__programme_links__programme__"):
        home = {f"{way}ref": F("group__home_book")}
        team, seats = f"{way}team__", f"{way}group_links__group__seats__"
        chairs = {f"{seats[:-7]}kind": Group.Kind.ADVISORY, f"{seats}office__in": CHAIRS, f"{seats}is_lay": True,
                  f"{seats}holdings__state": "serving"}
        for path, who in ((team, {f"{team}role": Team.PM}), (f"{seats}holdings__", chairs)):
            today = Q(**{f"{path}until_on__isnull": True}) | Q(**{f"{path}until_on__gte": on})
            yield outbox_rows(missed.filter(today, **home, **who, **{f"{path}from_on__lte": on}), "papers_overdue",
                              to=f"{path}partner__ref", **facts)


# --- the words ---------------------------------------------------------------------------------------------------------

def _facts(meeting: Meeting) -> list[str]:
    return [_("Meeting: %(name)s") % {"name": meeting.name}, _("When: %(when)s") % {"when": when(meeting)},
            _("Where: %(where)s") % {"where": where(meeting)}]


def _titles(papers: list[Paper]) -> list[str]:
    return [_("A confidential paper") if paper.is_confidential else paper.title for paper in papers]


def _release(message: Message) -> tuple[PaperRelease, list[Paper]] | None:
    """The release and what is still out of it, if the meeting is not cancelled."""
    release = PaperRelease.objects.select_related("meeting__group").one_or_none(ref=message.about)
    if release is None or release.meeting.state not in AHEAD:
        return None
    papers = list(Paper.objects.out().filter(release=release).prefetch_related("copies").order_by("pk"))
    return (release, papers) if papers else None


def _forms(papers: list[Paper]) -> list[str]:
    """Which papers are ready in which other forms."""
    found: dict[str, list[str]] = {}
    for paper, title in zip(papers, _titles(papers), strict=True):
        for copy in paper.copies.all():
            if copy.state == FormState.MADE:
                found.setdefault(copy.name, []).append(title)
    return [_("Also as “%(form)s”: %(titles)s") % {"form": form, "titles": "; ".join(titles)} for form, titles in sorted(found.items())]


def _went_out_words(message: Message, subject: str, *more: str) -> Words | None:
    found = _release(message)
    if found is None:
        return None
    release, papers = found
    lines = [*_facts(release.meeting), _("The papers: %(titles)s") % {"titles": "; ".join(_titles(papers))}, *_forms(papers), *more,
             _("You can read them as a page, listen to the page, or print them. If you would like them by post, tell us.")]
    return Words(subject=subject % {"day": day(release.meeting.begins)}, lines=lines, action=_("Read the papers"),
                 path=reverse("programmes:papers-pack", args=[release.meeting.ref]))


@says("papers_out")
def papers_out_words(message: Message) -> Words | None:
    return _went_out_words(message, _("The papers for the meeting on %(day)s"))


@says("papers_late")
def papers_late_words(message: Message) -> Words | None:
    release = PaperRelease.objects.one_or_none(ref=message.about)
    return release and _went_out_words(
        message, _("Papers for the meeting on %(day)s come late"),
        _("They were due on %(day)s. The reason: %(why)s") % {"day": day(release.due_on), "why": release.late_because})


@says("paper_changed")
def paper_changed_words(message: Message) -> Words | None:
    paper = Paper.objects.whole().one_or_none(ref=message.about)
    if paper is None or paper.meeting.state not in AHEAD:
        return None
    name = _titles([paper])[0]
    if message.occasion == "taken out":
        if paper.state != PaperState.WITHDRAWN:
            return None
        return Words(
            subject=_("A paper for the meeting on %(day)s was taken out") % {"day": day(paper.meeting.begins)},
            lines=[*_facts(paper.meeting), _("Please do not use “%(title)s” any more.") % {"title": name},
                   _("The reason: %(why)s") % {"why": paper.withdrawn_because}],
            action=_("See the papers"), path=reverse("programmes:papers-pack", args=[paper.meeting.ref]))
    if not paper.is_out() or message.occasion != f"version {paper.version}":     # a newer one tells of itself
        return None
    version = PaperVersion.objects.get(paper=paper, number=paper.version)
    return Words(
        subject=_("A paper for the meeting on %(day)s has changed") % {"day": day(paper.meeting.begins)},
        lines=[*_facts(paper.meeting), _("“%(title)s” has a new version.") % {"title": name},
               *([] if paper.is_confidential else [_("What is new: %(what)s") % {"what": version.what_changed}])],
        action=_("Read the paper"), path=paper.get_absolute_url())


@says("paper_comment_answered")
def paper_comment_answered_words(message: Message) -> Words | None:
    comment = PaperComment.objects.select_related("paper__meeting__group").filter(ref=message.about, taken_back_at__isnull=True).first()
    if comment is None or not comment.answer or comment.paper.state not in OUT:
        return None
    return Words(
        subject=_("There is an answer to what you said about a paper"),
        lines=[*_facts(comment.paper.meeting), _("The author answered what you said about “%(title)s”.") % {
            "title": _titles([comment.paper])[0]}],
        action=_("Read the answer"), path=f"{comment.paper.get_absolute_url()}#comment-{comment.ref}")


def _of_this_round(message: Message, meeting: Meeting) -> bool:
    return meeting.state in AHEAD and message.occasion.partition(":")[0] == str(meeting.round)


@says("paper_due")
def paper_due_words(message: Message) -> Words | None:
    paper = Paper.objects.whole().filter(ref=message.about, state=PaperState.DRAFT).first()
    if paper is None or not _of_this_round(message, paper.meeting):
        return None
    due = rule_of(paper.meeting.group).due_on(paper.meeting)
    return Words(
        subject=_("Your paper is due on %(day)s") % {"day": day(due)},
        lines=[*_facts(paper.meeting), _("“%(title)s” is still being written.") % {"title": _titles([paper])[0]},
               _("People need time to read. What comes later is marked as late, with your reason.")],
        action=_("Go on writing"), path=paper.get_absolute_url())


@says("papers_overdue")
def papers_overdue_words(message: Message) -> Words | None:
    meeting = Meeting.objects.select_related("group").one_or_none(ref=message.about)
    if meeting is None or not _of_this_round(message, meeting):
        return None
    left = Paper.objects.filter(meeting=meeting, state=PaperState.DRAFT).count()
    if not left:
        return None
    return Words(
        subject=_("Papers for the meeting on %(day)s are not out") % {"day": day(meeting.begins)},
        lines=[*_facts(meeting), _("They were due on %(day)s. Papers still being written: %(n)d.") % {
            "day": day(rule_of(meeting.group).due_on(meeting)), "n": left}],
        action=_("See the meeting"), path=meeting.get_absolute_url())
