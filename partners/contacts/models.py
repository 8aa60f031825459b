"""The owner of a contact, one contact, and the half hour in which staff write down what a person tells them."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from partners.people.models import NOTED, Partner, Through

TERM = "while they take part and two years after, then erased"
ON_BEHALF_LASTS = timedelta(minutes=30)
MANY, MANY_DAYS = 4, 14         # practice.md c: four contacts in fourteen days are too many


class NamedContact(Model):
    """Who looks after the contact with a lay partner in a programme: the name and number on each of their pages."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="named_contacts")
    home_book = models.CharField(max_length=40)                 # of the programme
    owner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    hours = models.CharField(_("when they can be reached"), max_length=100, blank=True)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["partner", "owner", "named_by", "hours"], TERM)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "home_book"], name="a_contact_has_one_owner")]
        indexes = [models.Index(fields=["owner"], name="contacts_that_somebody_owns")]

    def __str__(self) -> str:
        return f"named contact {self.pk}"

    @property
    def trail_book(self) -> str:
        return self.home_book


class Contact(Model):
    """One contact with a person: when, how, which way, and in a few words about what."""

    class Way(models.TextChoices):
        PHONE = "phone", _("Phone")
        TEXT = "text", _("Text message")
        EMAIL = "email", _("E-mail")
        POST = "post", _("Letter")
        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Video call")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="contacts")
    home_book = models.CharField(max_length=40)
    way = models.CharField(_("how?"), max_length=10, choices=Way)
    from_them = models.BooleanField(_("they contacted us"), default=False)
    words = models.CharField(_("about what?"), max_length=500)
    at = models.DateTimeField()                                 # when the contact was
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["partner", "words", "noted_by"], TERM)

    class Meta:
        constraints = [models.CheckConstraint(name="a_contact_is_noted_after_it_was", condition=Q(noted_at__gte=F("at")))]
        indexes = [models.Index(fields=["partner", "home_book", "at"], name="contacts_with_a_person")]

    def __str__(self) -> str:
        return f"contact {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.home_book


class OnBehalfQuerySet(KeyedQuerySet):
    def running(self, at: datetime) -> "OnBehalfQuerySet":
        return self.filter(ended_at__isnull=True, ends_at__gt=at)

    def over(self, at: datetime) -> "OnBehalfQuerySet":
        """Past their half hour, and not closed yet."""
        return self.filter(ended_at__isnull=True, ends_at__lte=at)


class OnBehalf(Model):
    """For one person and for thirty minutes, staff write down what that person tells them. The person is told what was noted."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="spoken_for")
    home_book = models.CharField(max_length=40)
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    through = models.CharField(_("how did they tell you?"), max_length=10, choices=[(each.value, each.label) for each in NOTED])
    reason = models.CharField(_("why do you write it down for them?"), max_length=300)
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OnBehalfQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["partner", "by", "reason"], TERM)

    class Meta:
        constraints = [
            models.CheckConstraint(name="what_is_noted_for_somebody_was_told_by_them", condition=Q(through__in=NOTED)),
            models.CheckConstraint(name="noting_for_somebody_ends_after_it_begins", condition=Q(ends_at__gt=F("started_at"))),
            models.UniqueConstraint(fields=["by"], condition=Q(ended_at__isnull=True), name="one_notes_for_one_person_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"on behalf {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.home_book

    def is_running(self, at: datetime) -> bool:
        return self.ended_at is None and self.ends_at > at


class Said(Model):
    """One thing that was written down for a person while somebody noted for them."""

    on_behalf = models.ForeignKey(OnBehalf, models.CASCADE, related_name="said")
    words = models.CharField(max_length=300)
    at = models.DateTimeField()

    PERSONAL: ClassVar = {"words": TERM}

    def __str__(self) -> str:
        return f"said {self.pk}"


__all__ = ["MANY", "MANY_DAYS", "ON_BEHALF_LASTS", "Contact", "NamedContact", "OnBehalf", "Said", "Through"]
