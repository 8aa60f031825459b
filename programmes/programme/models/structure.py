"""How a programme is built: the groups that work for it, and its workstreams."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from partners.about.catalogue import USUAL_HOURS, Experience, Population, labels
from partners.models import Group

PAIR_SIZE = 2       # R1: a workstream has two lay partners


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class ProgrammeGroup(Model):
    """A group that works for a programme. A small programme may borrow another's."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="group_links")
    group = models.ForeignKey(Group, models.PROTECT, related_name="programme_links")
    from_on = models.DateField()

    PERSONAL: ClassVar = {}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "group"], name="a_group_works_for_a_programme_once")]
        indexes = [models.Index(fields=["group", "programme"], name="programmes_of_a_group")]

    def __str__(self) -> str:
        return f"group {self.group_id} for programme {self.programme_id}"


class WorkstreamQuerySet(KeyedQuerySet):
    def running(self, on: date) -> "WorkstreamQuerySet":
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=on))

    def in_order(self) -> "WorkstreamQuerySet":
        return self.order_by("position", "pk")


class Workstream(Model):
    """A part of the programme with a lead, a group, and a pair of lay partners from the first day."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="workstreams")
    group = models.OneToOneField(Group, models.PROTECT, related_name="workstream")
    name = models.CharField(_("name"), max_length=200)
    purpose = models.TextField(_("purpose"), blank=True, max_length=2000)
    position = models.PositiveSmallIntegerField(default=0)
    meets = models.CharField(_("how often it meets"), max_length=100, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("planned last day"), null=True, blank=True)
    first_meeting_on = models.DateField(_("first meeting"), null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    weekday = models.PositiveSmallIntegerField(_("on which day does it usually meet?"), choices=Weekday, null=True, blank=True)
    hours_a_month = models.PositiveSmallIntegerField(_("hours a month that one seat takes, with reading"), default=USUAL_HOURS)
    population = models.CharField(_("for whom is it?"), max_length=14, choices=Population, blank=True)
    wanted = models.JSONField(_("which experience would help?"), default=list, blank=True)      # codes of Experience

    objects = WorkstreamQuerySet.as_manager()
    PERSONAL: ClassVar = {}
    IMPERSONAL: ClassVar = ("name", "purpose", "meets")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="a_workstream_is_named_once"),
            models.CheckConstraint(name="a_workstream_ends_after_it_begins",
                                   condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="a_workstream_meets_after_it_begins",
                                   condition=Q(first_meeting_on__isnull=True) | Q(first_meeting_on__gte=F("starts_on"))),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("programmes:workstream", args=[self.ref])

    @property
    def trail_book(self) -> str:
        return self.programme.ref

    def wanted_words(self) -> list[str]:
        return labels(Experience, self.wanted)
