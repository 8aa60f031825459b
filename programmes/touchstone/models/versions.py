"""The touchstone of a programme, in versions, and its points (6.1)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from programmes.programme.models import Programme
from programmes.touchstone.catalogue import ITEM_LONGEST, Start
from programmes.touchstone.lifecycles import TOUCHSTONE, TouchstoneState

RECORD = "as long as the programme's record"


class TouchstoneQuerySet(KeyedQuerySet):
    def agreed(self) -> "TouchstoneQuerySet":
        """The version that is in force."""
        return self.filter(state=TouchstoneState.AGREED)

    def in_work(self) -> "TouchstoneQuerySet":
        return self.filter(state__in=[TouchstoneState.DRAFT, TouchstoneState.ASKED])


class Touchstone(Model):
    """One version of how all partners work together: drafted by lay partners, agreed by the Advisory Group."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="touchstones")
    version = models.PositiveSmallIntegerField()
    start = models.CharField(max_length=10, choices=Start)
    template = models.CharField(_("which template was adapted?"), max_length=200, blank=True)
    drafters = models.ManyToManyField(Partner, related_name="+")
    state = models.CharField(max_length=10, choices=TouchstoneState, default=TOUCHSTONE.start)
    round = models.PositiveSmallIntegerField(default=0)         # how often the Advisory Group was asked
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = TouchstoneQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["drafters", "written_by", "asked_by"], RECORD)
    IMPERSONAL: ClassVar = ("template",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "version"], name="a_version_of_a_touchstone_is_written_once"),
            models.UniqueConstraint(fields=["programme"], condition=Q(state__in=["draft", "asked"]), name="one_touchstone_is_in_work"),
            models.UniqueConstraint(fields=["programme"], condition=Q(state="agreed"), name="one_touchstone_is_in_force"),
            models.CheckConstraint(name="a_touchstone_put_to_the_advisory_group_says_who_did",
                                   condition=Q(state="draft") | Q(asked_at__isnull=False, asked_by__isnull=False, round__gte=1)),
            models.CheckConstraint(
                name="an_agreed_touchstone_says_when",
                condition=Q(state__in=["agreed", "superseded"], agreed_at__isnull=False)
                | ~Q(state__in=["agreed", "superseded"]) & Q(agreed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"touchstone {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:touchstone-version", args=[self.ref])

    def get_state_display(self) -> str:
        return label(TouchstoneState, self.state)

    @property
    def trail_book(self) -> str:
        return self.programme.ref

    def title(self) -> str:
        return str(_("Touchstone, version %(number)d")) % {"number": self.version}

    @property
    def wording(self) -> str:
        """What somebody has read when they say yes or no: another one each time that it is asked about."""
        return f"{self.ref}.{self.round}"

    def is_draft(self) -> bool:
        return self.state == TouchstoneState.DRAFT

    def is_asked(self) -> bool:
        return self.state == TouchstoneState.ASKED

    def is_agreed(self) -> bool:
        return self.state == TouchstoneState.AGREED


class TouchstoneItem(Model):
    """One point of a version. It is kept as it was written, and never scored."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    touchstone = models.ForeignKey(Touchstone, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=ITEM_LONGEST)

    PERSONAL: ClassVar = {}
    IMPERSONAL: ClassVar = ("text",)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["touchstone", "position"], name="a_point_of_a_touchstone_has_its_place")]

    def __str__(self) -> str:
        return f"touchstone item {self.ref}"
