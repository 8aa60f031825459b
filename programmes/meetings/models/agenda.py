"""What the members wish to talk about, the agenda that both sides make of it, and the yes of each side (8.1)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from programmes.meetings.catalogue import Standing
from programmes.meetings.lifecycles import ITEM, ItemState
from programmes.meetings.models.meeting import RECORD, Meeting


class AgendaItemQuerySet(KeyedQuerySet):
    def on_it(self) -> "AgendaItemQuerySet":
        return self.filter(state=ItemState.ON).order_by("position", "pk")


class AgendaItem(Model):
    """One thing to talk about: who asked for it and on which side they sat, how long it takes, and who leads it."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    standing = models.CharField(max_length=12, choices=Standing, blank=True, default=Standing.NONE)
    title = models.CharField(_("what should we talk about?"), max_length=120)
    why = models.CharField(_("what should come of it?"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=ItemState, default=ITEM.start)
    position = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(_("how many minutes?"), null=True, blank=True)
    led_by = models.CharField(_("who leads it?"), max_length=120, blank=True)
    asked_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    is_lay = models.BooleanField()                              # who asked sat there as a lay partner
    asked_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)                # added after items had closed
    left_out_because = models.CharField(_("why not on this agenda?"), max_length=300, blank=True)

    objects = AgendaItemQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["asked_by", "led_by"], RECORD)
    IMPERSONAL: ClassVar = ("title", "why", "left_out_because")

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_item_left_out_says_why", condition=~Q(state="left_out") | ~Q(left_out_because="")),
            models.UniqueConstraint(fields=["meeting", "standing"], name="an_item_stands_once_on_an_agenda", condition=~Q(standing=""))]
        indexes = [models.Index(fields=["meeting", "state", "position"], name="items_of_a_meeting")]

    def __str__(self) -> str:
        return f"agenda item {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.meeting.trail_book

    def get_state_display(self) -> str:
        return label(ItemState, self.state)


class AgendaYes(Model):
    """One side says that this is the agenda. A change of the agenda takes both back."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda_yeses")
    is_lay = models.BooleanField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    PERSONAL: ClassVar = {"by": RECORD}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "is_lay"], name="each_side_agrees_once_to_an_agenda")]

    def __str__(self) -> str:
        return f"yes {self.pk} to an agenda"
