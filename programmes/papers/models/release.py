"""When the papers of a meeting went out, and how many days before it they are due in a group."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import Model
from coprod.kit.refs import new_ref
from partners.models import Group, Partner
from programmes.meetings.models import Meeting
from programmes.papers.catalogue import FORMS_DAYS, PAPERS_DAYS

RECORD = "as long as the programme's record"


class PaperRule(Model):
    """How many days before a meeting of this group its papers are due, and the copies in other forms. Without one: 7 and 14."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    group = models.OneToOneField(Group, models.CASCADE, related_name="paper_rule")
    days = models.PositiveSmallIntegerField(default=PAPERS_DAYS)
    forms_days = models.PositiveSmallIntegerField(default=FORMS_DAYS)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"set_by": RECORD}

    class Meta:
        constraints = [models.CheckConstraint(name="other_forms_are_due_no_later_than_papers",
                                              condition=Q(forms_days__gte=models.F("days")))]

    def __str__(self) -> str:
        return f"paper rule {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.group.home_book

    def due_on(self, meeting: Meeting) -> date:
        """The last day on which its papers come in time."""
        return meeting.on - timedelta(days=self.days)

    def forms_due_on(self, meeting: Meeting) -> date:
        return meeting.on - timedelta(days=self.forms_days)


def rule_of(group: Group) -> PaperRule:
    """What the group settled on, else 7 and 14 days. One query."""
    return PaperRule.objects.filter(group=group).first() or PaperRule(group=group)


def days_of(path: str) -> Any:
    """As `rule_of(...).days`, for a query over anything with a group at `path`."""
    rules = PaperRule.objects.filter(group=OuterRef(path)).values("days")
    return Coalesce(Subquery(rules, output_field=IntegerField()), Value(PAPERS_DAYS))


class PaperRelease(Model):
    """Papers of one meeting that went out together: when, whether in time, whether the log was in the pack. `at` is when they went out;
    of what was noted afterwards, `noted_at` is later."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="paper_releases")
    at = models.DateTimeField()
    noted_at = models.DateTimeField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    due_on = models.DateField()
    is_late = models.BooleanField()
    late_because = models.CharField(_("why do they come late?"), max_length=300, blank=True)
    has_log = models.BooleanField()
    no_log_because = models.CharField(_("why is the log not in the pack?"), max_length=300, blank=True)

    PERSONAL: ClassVar = {"by": RECORD}
    IMPERSONAL: ClassVar = ("late_because", "no_log_because")

    class Meta:
        constraints = [
            models.CheckConstraint(name="papers_that_come_late_say_why", condition=Q(is_late=False) | ~Q(late_because="")),
            models.CheckConstraint(name="papers_go_out_before_it_is_noted", condition=Q(noted_at__gte=models.F("at"))),
        ]
        indexes = [models.Index(fields=["meeting", "at"], name="releases_of_a_meeting")]

    def __str__(self) -> str:
        return f"release of papers {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.meeting.trail_book
