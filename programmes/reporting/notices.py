"""Who is reminded of a report."""

from datetime import date, datetime

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.kit.clock import day_of
from coprod.kit.saying import day
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.models import Holding
from programmes.meetings.lifecycles import AHEAD
from programmes.meetings.models import Meeting
from programmes.reporting.models import SeatReport
from programmes.reporting.policies import REMIND_DAYS, not_reported
from programmes.stages.notices.leading import with_lead
from programmes.stages.notices.rows import outbox_rows

declare(
    Topic.MEETINGS,
    Kind("report_due", gettext_lazy("The Advisory Group meets, and a pair has not reported to it"), gettext_lazy("Both of the pair"),
         gettext_lazy("7 days before the meeting"), must=False, reminder=True, lead=True))


@with_lead
def due(*, on: date, at: datetime) -> QuerySet:
    """Seven days before the Advisory Group meets, to each of a pair that has not reported yet: once for each meeting and its time."""
    occasion = Concat(F("m_ref"), Value(":"), Cast(F("m_round"), CharField()), output_field=CharField())
    return outbox_rows(not_reported(on=on, days=REMIND_DAYS).order_by(), "report_due", about="ref", to="partner__ref", occasion=occasion,
                       book="m_book", at=at)


@says("report_due")
def report_due_words(message: Message) -> Words | None:
    """Nothing once the report is written, the meeting is off or moved, or the person has left the seat."""
    ref, _sign, its_round = message.occasion.partition(":")
    meeting = Meeting.objects.filter(ref=ref, state__in=AHEAD).first()
    holding = Holding.objects.serving(day_of(message.written_at)).select_related("seat__group").one_or_none(ref=message.about)
    if meeting is None or holding is None or str(meeting.round) != its_round:
        return None
    if SeatReport.objects.filter(seat=holding.seat, meeting=meeting).exists():
        return None
    return Words(
        subject=_("Your report to the Advisory Group for %(day)s") % {"day": day(meeting.begins)},
        lines=[_("The Advisory Group meets on %(day)s. What should it know of “%(group)s”?") % {
            "day": day(meeting.begins), "group": holding.seat.group.name},
               _("A few words are enough. You may also tell it at the meeting, or by phone.")],
        action=_("Write your report"), path=reverse("programmes:seat-report", args=[holding.seat.ref]))
