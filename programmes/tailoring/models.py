"""A standard done another way, left out for a time, or excepted for a time; and what the other side says to it."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from programmes.catalogue import Standard, edition, standard_of
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, Workstream
from programmes.stages.models import Answer, Stage
from programmes.tailoring.lifecycles import (
    IN_FORCE,
    SETS_ASIDE,
    STANDING,
    TAILORING,
    WAITING,
    Kind,
    Side,
    TailoringState,
    ViewValue,
)

EXCEPTION_DAYS = 28         # b2: the longest exception from a core standard
NEAR_DAYS, VERY_NEAR_DAYS = 14, 3


class TailoringQuerySet(KeyedQuerySet):
    def visible_to(self, user: Any, *, on: date) -> "TailoringQuerySet":
        return self.filter(programme__in=Programme.objects.visible_to(user, on=on).values("pk"))

    def waiting(self) -> "TailoringQuerySet":
        """Proposed, and not answered by the other side."""
        return self.filter(state__in=WAITING)

    def in_force(self) -> "TailoringQuerySet":
        return self.filter(state__in=IN_FORCE)

    def live(self) -> "TailoringQuerySet":
        """Waiting, agreed or in force: what stands in the way of another proposal of the same."""
        return self.filter(state__in=[*WAITING, *STANDING])

    def setting_aside(self) -> "TailoringQuerySet":
        """Waivers and exceptions: the standard is not asked for while they are in force."""
        return self.filter(kind__in=SETS_ASIDE)

    def running(self) -> "TailoringQuerySet":
        """Those of programmes that are not closed."""
        return self.exclude(programme__state=ProgrammeState.CLOSED)

    def about(self, answer: Answer) -> "TailoringQuerySet":
        """What was ever proposed for this standard in this run of its stage."""
        stage = answer.stage
        return self.filter(Q(stage__isnull=True) | Q(stage=stage), programme=stage.programme_id, code=answer.code, cycle=stage.cycle)

    def with_people(self) -> "TailoringQuerySet":
        """With all that a page says about each: three queries for any number."""
        return self.select_related("programme", "stage__programme", "stage__workstream", "workstream", "proposed_by", "closed_by",
                                   "reviewed_by").prefetch_related("views__partner")

    def newest_first(self) -> "TailoringQuerySet":
        return self.order_by("-proposed_at", "-pk")


class Tailoring(Model):
    """How a programme departs from what one standard asks: why, what is done instead, from when, and until when."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="tailorings")
    workstream = models.ForeignKey(Workstream, models.CASCADE, null=True, blank=True, related_name="+")     # that of the run
    stage = models.ForeignKey(Stage, models.CASCADE, null=True, blank=True, related_name="tailorings")      # None: every run of the cycle
    cycle = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveSmallIntegerField()                 # of the standard's stage
    code = models.CharField(max_length=6)
    kind = models.CharField(_("how far?"), max_length=10, choices=Kind)
    renews = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="renewals")
    reason = models.TextField(_("why?"), max_length=4000)
    instead = models.TextField(_("what is done instead?"), max_length=4000)
    from_on = models.DateField(_("first day"))
    until_on = models.DateField(_("last day, or day of review"))
    state = models.CharField(max_length=10, choices=TailoringState, default=TAILORING.start)
    side = models.CharField(max_length=6, choices=Side)
    proposed_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    proposed_role = models.CharField(max_length=10)
    proposed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)     # refused, taken back, over, renewed or ended early
    closed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")     # None: the clock
    closed_because = models.TextField(_("why does it not stand?"), blank=True, max_length=4000)
    reviewed_at = models.DateTimeField(null=True, blank=True)   # standard 12.6
    reviewed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    review_note = models.TextField(_("what came out?"), blank=True, max_length=2000)

    objects = TailoringQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(
        ["proposed_by", "reason", "instead", "closed_by", "closed_because", "reviewed_by", "review_note"],
        "as long as the programme's record")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "programme", "cycle", "code", "kind", Coalesce("stage", 0), Coalesce("renews", 0), name="one_way_for_a_standard_at_a_time",
                condition=Q(state__in=["proposed", "lay_view", "approved", "active", "expiring"])),
            models.CheckConstraint(name="another_way_ends_after_it_begins", condition=Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(name="another_way_says_why_and_what_instead", condition=~Q(reason="") & ~Q(instead="")),
            models.CheckConstraint(
                name="another_way_that_does_not_stand_says_since_when",
                condition=Q(state__in=["refused", "withdrawn", "reopened", "renewed", "ended"], closed_at__isnull=False)
                | ~Q(state__in=["refused", "withdrawn", "reopened", "renewed", "ended"])
                & Q(closed_at__isnull=True, closed_by__isnull=True, closed_because="")),
            models.CheckConstraint(
                name="who_refuses_or_ends_another_way_says_why",
                condition=~Q(state__in=["refused", "ended"]) | Q(closed_by__isnull=False) & ~Q(closed_because="")),
            models.CheckConstraint(name="a_review_says_who_and_when",
                                   condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                                   | Q(reviewed_at__isnull=False, reviewed_by__isnull=False)),
        ]
        indexes = [models.Index(fields=["from_on", "until_on"], name="other_ways_by_day",
                                condition=Q(state__in=["approved", "active", "expiring"]))]

    def __str__(self) -> str:
        return f"tailoring {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:tailoring", args=[self.ref])

    @property
    def trail_book(self) -> str:
        return self.programme.ref

    @property
    def standard(self) -> Standard:
        """As the run's or the programme's edition words it; one that it does not ask any more, as the edition that added it did."""
        return standard_of(self.stage.edition if self.stage else self.programme.edition, self.code)

    def get_state_display(self) -> str:
        return label(TailoringState, self.state)

    def title(self) -> str:
        return f"{self.code} {self.standard.short}"

    def where(self) -> str:
        """The run of the stage that it is for, in words."""
        if self.stage:
            return self.stage.title()
        name = edition(self.programme.edition).stage(f"S{self.number}").name
        return gettext("S%(number)d %(name)s: every run of round %(cycle)d") % {"number": self.number, "name": name, "cycle": self.cycle}

    def is_waiting(self) -> bool:
        return self.state in WAITING

    def is_in_force(self) -> bool:
        return self.state in IN_FORCE

    def is_refused(self) -> bool:
        return self.state == TailoringState.REFUSED

    def sets_aside(self) -> bool:
        return self.kind in SETS_ASIDE

    def days_left(self, on: date) -> int:
        return (self.until_on - on).days


class TailoringView(Model):
    """What one person of the other side says to it. Each says it once, for themselves."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    tailoring = models.ForeignKey(Tailoring, models.CASCADE, related_name="views")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)
    value = models.CharField(max_length=10, choices=ViewValue)
    text = models.TextField(blank=True, max_length=4000)
    at = models.DateTimeField()

    PERSONAL: ClassVar = dict.fromkeys(["partner", "text"], "as long as the programme's record")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tailoring", "partner"], name="each_says_once_what_they_think_of_another_way"),
            models.CheckConstraint(name="who_does_not_agree_to_another_way_says_why", condition=Q(value="agree") | ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"view {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.tailoring.programme.ref
