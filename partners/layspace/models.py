"""A note among lay partners, and the opening of their space by somebody else."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from partners.groups.models import Group
from partners.people.models import Partner

OPENING_LASTS = timedelta(hours=1)


class LayNote(Model):
    """What a lay partner wrote to the other lay partners of a group. Nobody else reads it unless the space is opened, and then all know."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="lay_notes")
    text = models.TextField(_("your note"), max_length=4000)
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)     # by who wrote it: then its text is gone

    PERSONAL: ClassVar = dict.fromkeys(["text", "by"], "two years after it was written; at once when its writer takes it back")

    class Meta:
        constraints = [models.CheckConstraint(
            name="a_note_that_was_taken_back_is_empty",
            condition=Q(taken_back_at__isnull=True) & ~Q(text="") | Q(taken_back_at__isnull=False, text=""))]
        indexes = [models.Index(fields=["group", "at"], name="lay_notes_of_a_group")]

    def __str__(self) -> str:
        return f"lay note {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.group.trail_book


class OpeningQuerySet(KeyedQuerySet):
    def open(self, at: datetime) -> "OpeningQuerySet":
        return self.filter(at__lte=at, until_at__gt=at)


class Opening(Model):
    """Somebody who is not a lay member opened a lay-only space, for a reason that all its members were told at once (NT60)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="openings")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    reason = models.TextField(_("why must you open it?"), max_length=1000)
    at = models.DateTimeField()
    until_at = models.DateTimeField()

    objects = OpeningQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["by", "reason"], "as long as the programme's record")

    class Meta:
        constraints = [models.CheckConstraint(name="an_opening_ends_after_it_begins", condition=Q(until_at__gt=F("at"))),
                       models.CheckConstraint(name="an_opening_says_why", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"opening {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.group.trail_book
