"""What pages show of reports: those to one meeting of the Advisory Group, and those of one workstream."""

from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from partners.models import Group, Holding
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting
from programmes.meetings.showing.parts import MORE_PARTS, Part
from programmes.papers.showing.pack import PACK_PARTS, Section
from programmes.programme.models import Workstream
from programmes.reporting.models import SeatReport
from programmes.reporting.policies import may_read_reports


class OfStream(NamedTuple):
    """A workstream with its reports to one meeting."""

    workstream: Workstream
    reports: list[SeatReport]


def reports_to(meeting: Meeting) -> list[OfStream]:
    """Each workstream of the programmes that the group works for, with or without a report. Two queries."""
    reports = list(SeatReport.objects.filter(meeting=meeting).select_related("seat", "by", "noted_by").order_by("seat__name", "pk"))
    streams = Workstream.objects.running(meeting.on).filter(
        programme__group_links__group=meeting.group, starts_on__lte=meeting.on).order_by("programme", "position", "pk")
    return [OfStream(each, [report for report in reports if report.seat.group_id == each.group_id]) for each in streams]


def part_of_meeting(user: Any, meeting: Meeting, side: str, at: datetime) -> Part | None:
    """On the page of an Advisory Group's meeting."""
    if meeting.group.kind != Group.Kind.ADVISORY or meeting.is_lay_only() or meeting.state in (MeetingState.DRAFT, MeetingState.CANCELLED):
        return None
    if not may_read_reports(user, meeting):
        return None
    streams = reports_to(meeting)
    said = sum(bool(each.reports) for each in streams)
    return Part("agenda", "programmes/reporting/_part.html", {"meeting": meeting, "said": said, "all": len(streams)}) if streams else None


def in_pack(meeting: Meeting, at: datetime) -> Section | None:
    """The reports in the pack of an Advisory Group's meeting."""
    if meeting.group.kind != Group.Kind.ADVISORY:
        return None
    rows = [(each.workstream.name, report.by.shown, report.happened, report.worries, report.asks)
            for each in reports_to(meeting) for report in each.reports]
    return Section("reports", _("Reports from the workstreams"), "", [
        _("Workstream"), _("Who"), _("What happened"), _("What worries"), _("What is asked for")], rows) if rows else None


def seat_of(user_partner: Any, workstream: Workstream, *, on: Any) -> Holding | None:
    """The lay seat that the reader holds in the workstream."""
    if user_partner is None:
        return None
    found: Holding | None = Holding.objects.serving(on).lay().filter(seat__group=workstream.group_id, partner=user_partner).select_related(
        "seat").first()
    return found


MORE_PARTS.append(part_of_meeting)
PACK_PARTS.append(in_pack)
