"""Days on which a programme plans no meetings if it can: school holidays, local festivals, a trust's busiest week."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from partners.models import Partner
from programmes.meetings.models.meeting import RECORD
from programmes.programme.models import Programme


class FreeDaysQuerySet(KeyedQuerySet):
    def standing(self) -> "FreeDaysQuerySet":
        return self.filter(removed_at__isnull=True)

    def on(self, day: date) -> "FreeDaysQuerySet":
        return self.standing().filter(from_on__lte=day, until_on__gte=day)


class FreeDays(Model):
    """From one day to another, both included. School holidays differ between councils, so that people write them down."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="free_days")
    words = models.CharField(_("what is it?"), max_length=120)
    from_on = models.DateField(_("first day"))
    until_on = models.DateField(_("last day"))
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = FreeDaysQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["added_by", "removed_by"], RECORD)
    IMPERSONAL: ClassVar = ("words",)

    class Meta:
        constraints = [
            models.CheckConstraint(name="free_days_end_after_they_begin", condition=Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(name="removed_free_days_say_who_and_when",
                                   condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                                   | Q(removed_at__isnull=False, removed_by__isnull=False))]
        indexes = [models.Index(fields=["programme", "until_on"], name="free_days_of_a_programme")]

    def __str__(self) -> str:
        return f"free days {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.ref
