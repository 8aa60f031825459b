"""The report of one seat to one meeting of the Advisory Group."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import Model
from coprod.kit.refs import new_ref
from partners.models import Partner, Seat
from partners.people.models import WHO_WROTE_IT_DOWN, Through
from programmes.meetings.models import Meeting

RECORD = "as long as the programme's record"


class SeatReport(Model):
    """What happened in the workstream since the last meeting, what worries, and what the Advisory Group is asked for. It belongs to the
    seat: who sits there later finds it (R7)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="reports")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="seat_reports")
    happened = models.TextField(_("what happened since the last meeting?"), max_length=2000, blank=True)
    worries = models.TextField(_("what worries you?"), max_length=2000, blank=True)
    asks = models.TextField(_("what should the Advisory Group do?"), max_length=2000, blank=True)
    written_at = models.DateTimeField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["happened", "worries", "asks", "by", "noted_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "meeting"], name="a_seat_reports_once_to_a_meeting"),
            models.CheckConstraint(name="a_report_says_something", condition=~Q(happened="", worries="", asks="")),
            models.CheckConstraint(name="a_report_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]
        indexes = [models.Index(fields=["meeting", "seat"], name="reports_to_a_meeting")]

    def __str__(self) -> str:
        return f"report {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.meeting.trail_book
