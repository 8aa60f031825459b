"""How a group makes the touchstone its own (R6, 6.3, 6.6), and comes back to it when it has lost its way (6.5)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Group, Partner
from partners.people.models import WHO_WROTE_IT_DOWN, Through
from programmes.touchstone.catalogue import ITEM_LONGEST
from programmes.touchstone.lifecycles import ADOPTION, AdoptionState
from programmes.touchstone.models.versions import RECORD, Touchstone, TouchstoneItem


class AdoptionQuerySet(KeyedQuerySet):
    def adopted(self) -> "AdoptionQuerySet":
        return self.filter(state=AdoptionState.ADOPTED)

    def proposed(self) -> "AdoptionQuerySet":
        return self.filter(state=AdoptionState.PROPOSED)


class Adoption(Model):
    """A group agrees to one version, with what its members owe each other and how it settles a disagreement."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="adoptions")
    touchstone = models.ForeignKey(Touchstone, models.PROTECT, related_name="adoptions")
    meeting_on = models.DateField(_("on which day did the group talk about it?"))
    responsibilities = models.TextField(_("what do the members owe each other, and expect?"), max_length=4000)
    rule = models.TextField(_("how does the group settle a disagreement?"), max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=AdoptionState, default=ADOPTION.start)
    round = models.PositiveSmallIntegerField(default=1)         # it grows with every change: then both sides are asked anew
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    adopted_at = models.DateTimeField(null=True, blank=True)

    objects = AdoptionQuerySet.as_manager()
    PERSONAL: ClassVar = {"written_by": RECORD}
    IMPERSONAL: ClassVar = ("responsibilities", "rule")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group"], condition=Q(state="proposed"), name="a_group_has_one_adoption_in_work"),
            models.UniqueConstraint(fields=["group"], condition=Q(state="adopted"), name="a_group_has_one_adoption_in_force"),
            models.CheckConstraint(name="an_adoption_says_what_members_owe_each_other", condition=~Q(responsibilities="")),
            models.CheckConstraint(name="an_adoption_says_when", condition=Q(state="proposed", adopted_at__isnull=True)
                                   | ~Q(state="proposed") & Q(adopted_at__isnull=False)),
        ]
        indexes = [models.Index(fields=["group", "state"], name="adoptions_of_a_group")]

    def __str__(self) -> str:
        return f"adoption {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:group-touchstone", args=[self.group.ref])

    def get_state_display(self) -> str:
        return label(AdoptionState, self.state)

    @property
    def trail_book(self) -> str:
        return self.group.home_book

    @property
    def wording(self) -> str:
        """What somebody has read when they say yes or no: another one after each change."""
        return f"{self.ref}.{self.round}"

    def is_proposed(self) -> bool:
        return self.state == AdoptionState.PROPOSED

    def points(self) -> list[str]:
        """What the group keeps to: the points of the version, some in its own words, and what it added. Two queries."""
        own = list(self.own_items.order_by("position", "pk"))
        instead = {item.instead_of_id: item.text for item in own if item.instead_of_id}
        theirs = [instead.get(item.pk, item.text) for item in self.touchstone.items.order_by("position")]
        return theirs + [item.text for item in own if not item.instead_of_id]


class GroupItem(Model):
    """A point of the group's own: beside those of the version, or in its own words instead of one of them."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="own_items")
    instead_of = models.ForeignKey(TouchstoneItem, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=ITEM_LONGEST)

    PERSONAL: ClassVar = {}
    IMPERSONAL: ClassVar = ("text",)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["adoption", "instead_of"], name="a_point_is_put_in_own_words_once")]

    def __str__(self) -> str:
        return f"group item {self.ref}"


class TouchstoneReopening(Model):
    """Somebody says that the group has lost its way and asks it to come back to the touchstone; and what the group did (6.5)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="touchstone_reopenings")
    because = models.TextField(_("what has gone astray?"), max_length=2000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    is_lay = models.BooleanField()
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    looked_on = models.DateField(_("on which day did the group look at it?"), null=True, blank=True)
    outcome = models.TextField(_("what came of it?"), max_length=2000, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["asked_by", "noted_by", "looked_by", "because", "outcome"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group"], condition=Q(looked_at__isnull=True), name="one_reopening_of_a_group_waits"),
            models.CheckConstraint(name="a_reopening_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(
                name="a_look_at_the_touchstone_says_who_when_and_what", condition=Q(
                    looked_at__isnull=True, looked_by__isnull=True, looked_on__isnull=True, outcome="")
                | Q(looked_at__isnull=False, looked_by__isnull=False, looked_on__isnull=False) & ~Q(outcome="")),
        ]

    def __str__(self) -> str:
        return f"reopening {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.group.home_book
