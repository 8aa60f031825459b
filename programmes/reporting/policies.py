"""To which meeting a seat reports, who writes the report, and who reads it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now, start_of
from partners.groups.models import HoldingQuerySet
from partners.models import Group, Holding, Seat
from programmes.meetings.catalogue import Kind
from programmes.meetings.lifecycles import AHEAD, MeetingState
from programmes.meetings.models import Meeting
from programmes.programme.models import Programme, Workstream
from programmes.programme.policies import home_of, may_see_names, partner_of, standing
from programmes.reporting.models import SeatReport

REMIND_DAYS = 7
_WHO = _("The lay partner in the seat writes it; the programme manager and the lay co-chair may write it down for them.")
_READ = _("The Advisory Group, the team and the lay members of groups read it.")


def meetings_of_advisory(programme: Programme) -> QuerySet[Meeting]:
    return Meeting.objects.filter(group__kind=Group.Kind.ADVISORY, group__programme_links__programme=programme, kind=Kind.MEETING)


def meeting_to_report_to(seat: Seat, *, at: datetime) -> Meeting | None:
    """The next meeting of the Advisory Group; where none is announced, the last one that was held."""
    stream = Workstream.objects.filter(group=seat.group_id).select_related("programme").first()
    if stream is None:
        return None
    theirs = meetings_of_advisory(stream.programme).select_related("group")
    ahead: Meeting | None = theirs.filter(state__in=AHEAD, ends_at__gte=at).order_by("starts_at", "pk").first()
    held: Meeting | None = theirs.filter(state=MeetingState.HELD).order_by("-starts_at", "-pk").first()
    return ahead or held


def holder_of(seat: Seat, on: date) -> Holding | None:
    found: Holding | None = Holding.objects.serving(on).filter(seat=seat).select_related("partner").first()
    return found


def may_report(user: Any, seat: Seat) -> Answer:
    """Who holds the seat; or who writes down what they say."""
    holding = holder_of(seat, day_of(now())) if seat.is_lay else None
    if holding is None:
        return No(_("Nobody holds this seat today."))
    partner = partner_of(user)
    if partner and partner.pk == holding.partner_id:
        return YES
    home = home_of(seat.group)
    return YES if home and standing(user).codes(home) & {"PM", "LCC"} else No(_WHO)


def may_read_reports(user: Any, meeting: Meeting) -> Answer:
    if meeting.group.kind != Group.Kind.ADVISORY:
        return No(_("Workstreams report to the Advisory Group."))
    works_for = Programme.objects.filter(group_links__group=meeting.group)
    return YES if any(may_see_names(user, programme) for programme in works_for) else No(_READ)


def not_reported(*, on: date, days: int) -> HoldingQuerySet:
    """Serving lay seats of workstreams whose Advisory Group meets within so many days, without their report to it: with `m_meeting`."""
    soon = Meeting.objects.filter(
        group__kind=Group.Kind.ADVISORY, group__programme_links__programme__workstreams__group=OuterRef("seat__group"), kind=Kind.MEETING,
        state__in=AHEAD, starts_at__gte=start_of(on), starts_at__lt=start_of(on + timedelta(days=days + 1))).order_by("starts_at", "pk")
    found: HoldingQuerySet = Holding.objects.serving(on).lay().filter(seat__group__workstream__isnull=False).annotate(
        m_meeting=soon.values("pk")[:1], m_ref=soon.values("ref")[:1], m_round=soon.values("round")[:1]).filter(m_meeting__isnull=False)
    return found.filter(~Exists(SeatReport.objects.filter(seat=OuterRef("seat"), meeting=OuterRef("m_meeting")))).annotate(
        m_book=F("seat__group__home_book"))
