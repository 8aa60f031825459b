"""What the records show about reports to the Advisory Group (8.9)."""

from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from partners.models import Group
from programmes.meetings.catalogue import Kind
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting
from programmes.reporting.models import SeatReport
from programmes.stages.proofs import columns, day, fact, silent


def _held_since() -> QuerySet[Meeting]:
    """Meetings of the Advisory Group of the stage's programme, held since the stage was opened and before it was signed, the last first."""
    return Meeting.objects.filter(
        group__kind=Group.Kind.ADVISORY, group__programme_links__programme=OuterRef("programme"), kind=Kind.MEETING,
        state=MeetingState.HELD, starts_at__gte=OuterRef("opened_at"),
        starts_at__lte=Coalesce(OuterRef("signed_at"), F("starts_at"))).order_by("-starts_at", "-pk")


@silent("8.9", stage="S8")
def no_advisory_meeting(stages: QuerySet, on: date) -> QuerySet:
    """The Advisory Group has not met since the stage was opened, as far as is recorded: there was nobody to report to."""
    return stages.filter(~Exists(_held_since()))


@fact("8.9", stage="S8", place="programmes:workstream",
      words=lambda row, on: _("%(name)s: nobody of the pair reported to the Advisory Group’s meeting of %(day)s.") % {
          "name": row.text, "day": day(row.since)})
def pair_not_reported(stages: QuerySet, on: date) -> QuerySet:
    last = _held_since()
    reported = SeatReport.objects.filter(seat__group=OuterRef("workstream__group"), meeting=OuterRef("m_last"))
    found = stages.annotate(m_last=Subquery(last.values("pk")[:1]), m_on=Subquery(last.values("starts_at__date")[:1]))
    return columns(found.filter(m_last__isnull=False).filter(~Exists(reported)), "id", "pair_not_reported", text=F("workstream__name"),
                   since=F("m_on"), ref=F("workstream__ref"))
