"""What can still change in a plan (9.1)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from partners.models import Partner
from programmes.plans.models.plan import RECORD, Plan


class PointQuerySet(KeyedQuerySet):
    def open(self) -> "PointQuerySet":
        return self.filter(closed_at__isnull=True).order_by("number", "pk")


class OpenPoint(Model):
    """A question that is not settled: the Forum may answer it. When it is closed it says how it was settled."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(_("what can still change?"), max_length=500)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    settled = models.CharField(_("how was it settled?"), max_length=500, blank=True)

    objects = PointQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["added_by", "closed_by"], RECORD)
    IMPERSONAL: ClassVar = ("text", "settled")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="an_open_point_has_its_own_number"),
            models.CheckConstraint(
                name="a_point_that_is_settled_says_how",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, settled="")
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(settled="")),
        ]

    def __str__(self) -> str:
        return f"open point {self.ref}"
