"""Standards 8.2 and 11.4: what the records show about papers that come in time, and about the log in each pack of the Advisory Group.

They speak of the last meeting of the group that was held since the stage opened and for which papers were released here, so that what is
mended counts; what came late before stays on the pages and is counted. As long as there is none they say nothing: a group may send its
papers by other means.
"""

from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from coprod.post.lifecycles import State
from coprod.post.models import Message
from partners.models import Group
from programmes.meetings.catalogue import Kind
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting
from programmes.papers.catalogue import Form
from programmes.papers.lifecycles import FormState
from programmes.papers.models import Paper, PaperCopy, PaperRelease
from programmes.stages.proofs import columns, day, fact, silent

OF_WORKSTREAM: dict[str, Any] = {"group__workstream": OuterRef("workstream")}
OF_ADVISORY: dict[str, Any] = {"group__programme_links__programme": OuterRef("programme"), "group__kind": Group.Kind.ADVISORY}


def _last_with_papers(which: dict[str, Any]) -> QuerySet[Meeting]:
    """For a query over stages: the last such meeting that was held since the stage opened and for which papers were released here."""
    released = PaperRelease.objects.filter(meeting=OuterRef("pk"))
    return Meeting.objects.filter(Exists(released), kind=Kind.MEETING, state=MeetingState.HELD, starts_at__gte=OuterRef("opened_at"),
                                  **which).order_by("-starts_at", "-pk")


def _with_last(stages: QuerySet, which: dict[str, Any]) -> QuerySet:
    """Those of `stages` with such a meeting, as `m_last`, its day and its ref."""
    last = _last_with_papers(which)
    return stages.annotate(
        m_last=Subquery(last.values("pk")[:1]), m_day=Subquery(last.annotate(on=TruncDate("starts_at")).values("on")[:1]),
        m_ref=Subquery(last.values("ref")[:1], output_field=CharField())).filter(m_last__isnull=False)


@silent("8.2", stage="S8")
def no_papers_kept_here(stages: QuerySet, on: date) -> QuerySet:
    return stages.filter(~Exists(_last_with_papers(OF_WORKSTREAM)))


@fact("8.2", stage="S8", place="programmes:meeting", words=lambda row, on: _(
    "%(name)s: no paper for the last meeting, on %(day)s, came in time.") % {"name": row.text, "day": day(row.since)})
def no_paper_in_time(stages: QuerySet, on: date) -> QuerySet:
    in_time = Paper.objects.in_time().filter(meeting=OuterRef("m_last"))
    found = _with_last(stages, OF_WORKSTREAM).filter(~Exists(in_time))
    return columns(found, "id", "no_paper_in_time", text=F("workstream__name"), since=F("m_day"), ref=F("m_ref"))


@fact("8.2", stage="S8", place="programmes:meeting", words=lambda row, on: _(
    "A paper for the last meeting, on %(day)s, was not there in a form that was wanted: %(form)s.") % {
        "form": Form(row.text).label, "day": day(row.since)})
def form_not_there(stages: QuerySet, on: date) -> QuerySet:
    """Copies of papers that are out, which are neither ready nor said to be impossible."""
    wanted = PaperCopy.objects.filter(paper__meeting=OuterRef("m_last"), state=FormState.WANTED).exclude(
        Q(paper__state="draft") | Q(paper__state="withdrawn")).order_by("pk")
    found = _with_last(stages, OF_WORKSTREAM).annotate(m_form=Subquery(wanted.values("form")[:1])).filter(m_form__isnull=False)
    return columns(found, "id", "form_not_there", text=F("m_form"), since=F("m_day"), ref=F("m_ref"))


@fact("8.2", stage="S8", place="programmes:meeting", words=lambda row, on: _(
    "The papers for the last meeting, on %(day)s, have not reached everybody: a message waits, or could not be sent.") % {
        "day": day(row.since)})
def papers_not_there(stages: QuerySet, on: date) -> QuerySet:
    """Released is not issued: the messages themselves say whether they came. What found nothing left to say, for the meeting was over, did
    not come either."""
    about = {"kind__in": ("papers_out", "papers_late"), "about": OuterRef("ref")}
    waits = Message.objects.on_the_way().filter(**about)
    too_late = Message.objects.filter(state=State.DROPPED, finished_at__gte=OuterRef("meeting__starts_at"), **about)
    not_there = PaperRelease.objects.filter(Exists(waits) | Exists(too_late), meeting=OuterRef("m_last"))
    found = _with_last(stages, OF_WORKSTREAM).filter(Exists(not_there))
    return columns(found, "id", "papers_not_there", since=F("m_day"), ref=F("m_ref"))


@silent("11.4", stage="S11")
def no_pack_kept_here(stages: QuerySet, on: date) -> QuerySet:
    return stages.filter(~Exists(_last_with_papers(OF_ADVISORY)))


@fact("11.4", stage="S11", place="programmes:meeting", words=lambda row, on: _(
    "The log was not in the last pack of the Advisory Group, for %(day)s.") % {"day": day(row.since)})
def pack_without_log(stages: QuerySet, on: date) -> QuerySet:
    with_log = PaperRelease.objects.filter(meeting=OuterRef("m_last"), has_log=True)
    found = _with_last(stages, OF_ADVISORY).filter(~Exists(with_log))
    return columns(found, "id", "pack_without_log", since=F("m_day"), ref=F("m_ref"))
