"""Reporting to the Advisory Group, and the reminder of it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send_rows
from coprod.trail.moves import record
from partners.models import Partner, Seat
from partners.people.models import Through
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting
from programmes.reporting import notices
from programmes.reporting.models import SeatReport
from programmes.stages.actions.checking import MORE_CHECKS


@transaction.atomic
def write_report(seat: Seat, meeting: Meeting, *, by: Partner, at: datetime, happened: str = "", worries: str = "", asks: str = "",
                 through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> SeatReport:
    """The report of the seat to that meeting; written again, it is set right. `by` holds the seat.

    Raises NotAllowedNow if the meeting is cancelled, or whoever held the seat before reported to it: that stays theirs.
    """
    if SeatReport.objects.filter(seat=seat, meeting=meeting).exclude(by=by).exists():
        raise NotAllowedNow("report", _("Whoever held the seat before has reported to this meeting."))
    if Meeting.objects.filter(pk=meeting.pk, state=MeetingState.CANCELLED).exists():
        raise NotAllowedNow("report", _("The meeting is cancelled."))
    facts: dict[str, Any] = {"happened": happened, "worries": worries, "asks": asks, "written_at": at, "by": by, "through": through,
                             "noted_by": noted_by}
    report, is_new = SeatReport.objects.update_or_create(seat=seat, meeting=meeting, defaults=facts)
    record(report, "write" if is_new else "change", by=noted_by or by, at=at)
    return report


@transaction.atomic
def check_reports(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """Reminds of reports a week before the Advisory Group meets. None when only some stages are looked at."""
    if stages is not None:
        return 0, 0
    return 0, send_rows(notices.due(on=on or day_of(at), at=at))


MORE_CHECKS.append(check_reports)
