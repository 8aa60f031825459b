"""Whether everybody may read a programme's log of decisions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from partners.models import Partner
from partners.people.models import NOTED, Through
from programmes.decisions.models.decisions import RECORD
from programmes.programme.models import Programme


class OpennessQuerySet(KeyedQuerySet):
    def waiting(self) -> "OpennessQuerySet":
        return self.filter(agreed_at__isnull=True, closed_at__isnull=True)

    def open(self) -> "OpennessQuerySet":
        return self.filter(agreed_at__isnull=False, closed_at__isnull=True)


class DecisionOpenness(Model):
    """Staff ask that the log is open to everybody, a lay co-chair agrees, and either side may close it again."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="decision_openness")
    decided_where = models.CharField(_("where was it decided?"), max_length=300)
    since_on = models.DateField(_("on which day was it decided?"))
    public_ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    agreed_noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OpennessQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["asked_by", "agreed_by", "agreed_noted_by", "closed_by"], RECORD)
    IMPERSONAL: ClassVar = ("decided_where",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme"], condition=Q(closed_at__isnull=True), name="a_log_is_opened_once_at_a_time"),
            models.CheckConstraint(name="an_open_log_says_where_it_was_decided", condition=~Q(decided_where="")),
            models.CheckConstraint(name="an_open_log_says_who_agreed_and_when", condition=Q(agreed_at__isnull=True, agreed_by__isnull=True)
                                   | Q(agreed_at__isnull=False, agreed_by__isnull=False)),
            models.CheckConstraint(name="a_closed_log_says_who_and_when", condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                                   | Q(closed_at__isnull=False, closed_by__isnull=False)),
            models.CheckConstraint(name="a_yes_to_an_open_log_says_who_wrote_it_down", condition=Q(
                agreed_noted_by__isnull=True, agreed_through__in=["account", "link"])
                | Q(agreed_noted_by__isnull=False, agreed_through__in=NOTED))]

    def __str__(self) -> str:
        return f"openness of a log {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.ref

    def is_open(self) -> bool:
        return self.agreed_at is not None and self.closed_at is None
