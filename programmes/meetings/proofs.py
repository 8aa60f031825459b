"""Standards 8.1, 8.3 and 8.4: what the records of meetings show. Of a stage in which no meeting is recorded they say nothing."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _

from partners.groups.lifecycles import HoldingState
from partners.models import Holding
from programmes.meetings.catalogue import THERE, Kind, Presence
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import AgendaYes, Attendance, Meeting
from programmes.stages.proofs import Row, columns, day, fact, silent

OPENED, SIGNED = "group__workstream__stages__opened_at", "group__workstream__stages__signed_at"
STAGE = "group__workstream__stages__id"


def held_in(stages: QuerySet) -> QuerySet[Meeting]:
    """Meetings that the workstreams of `stages` held since their stage opened and before it was signed, with their day as `m_day`."""
    return Meeting.objects.filter(
        group__workstream__stages__in=stages, starts_at__gte=F(OPENED), starts_at__lte=Coalesce(F(SIGNED), F("starts_at")),
        kind=Kind.MEETING, state=MeetingState.HELD).annotate(m_day=TruncDate("starts_at"))


def held_since_opened() -> QuerySet[Meeting]:
    """The same, seen from one stage."""
    return Meeting.objects.filter(
        group__workstream=OuterRef("workstream"), starts_at__gte=OuterRef("opened_at"), kind=Kind.MEETING, state=MeetingState.HELD,
        starts_at__lte=Coalesce(OuterRef("signed_at"), F("starts_at")))


@silent("8.1", "8.3", "8.4", stage="S8")
def without_a_meeting(stages: QuerySet, on: date) -> QuerySet:
    return stages.filter(~Exists(held_since_opened()))


def rows_of(meetings: QuerySet[Meeting], name: str) -> QuerySet:
    return columns(meetings, STAGE, name, since=F("m_day"), ref=F("ref"))


def _says(words: Any) -> Any:
    def say(row: Row, on: date) -> str:
        return str(words(row) % {"day": day(row.since)})

    return say


@fact("8.1", stage="S8", place="programmes:meeting",
      words=_says(lambda row: _("Meeting on %(day)s: not both sides said yes to the agenda.")))
def agenda_of_one_side(stages: QuerySet, on: date) -> QuerySet:
    yes = AgendaYes.objects.filter(meeting=OuterRef("pk"))
    return rows_of(held_in(stages).filter(~Exists(yes.filter(is_lay=True)) | ~Exists(yes.filter(is_lay=False))), "agenda_of_one_side")


@fact("8.3", stage="S8", place="programmes:meeting",
      words=_says(lambda row: _("Meeting on %(day)s: one of the pair was not there, and nobody is noted who came instead.")))
def pair_not_there(stages: QuerySet, on: date) -> QuerySet:
    noted = Attendance.objects.filter(meeting=OuterRef(OuterRef("pk")), partner=OuterRef("partner"), was__in=[*THERE, Presence.COVERED])
    sat = Holding.objects.lay().filter(
        Q(until_on__isnull=True) | Q(until_on__gte=OuterRef("m_day")), seat__group=OuterRef("group"), from_on__lte=OuterRef("m_day"),
        state__in=[HoldingState.SERVING, HoldingState.ENDED])
    return rows_of(held_in(stages).filter(Exists(sat.filter(~Exists(noted)))), "pair_not_there")


@fact("8.4", stage="S8", place="programmes:meeting", words=_says(lambda row: _("Meeting on %(day)s: it is not noted who chaired.")))
def chair_not_noted(stages: QuerySet, on: date) -> QuerySet:
    chaired = Meeting.chairs.through.objects.filter(meeting=OuterRef("pk"))     # type: ignore[attr-defined]
    return rows_of(held_in(stages).filter(~Exists(chaired)), "chair_not_noted")
