"""A declared interest, or that there is none; and a signed confidentiality statement."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.people.models import NOTED, WHO_WROTE_IT_DOWN, Partner, Through

__all__ = ["NOTED", "WHO_WROTE_IT_DOWN", "Confidentiality", "Interest", "Through"]
TERM = "while they take part and two years after, then erased"


class InterestQuerySet(KeyedQuerySet):
    def current(self) -> "InterestQuerySet":
        """What holds as far as is known; what the person took off their list stays on record."""
        return self.filter(ended_at__isnull=True)


class Interest(Model):
    """Something that could make a person's word in a programme less free, as they declare it; or that there is nothing of the kind."""

    class Kind(models.TextChoices):
        FINANCIAL = "financial", _("Financial: money that I get, own or owe")
        PROFESSIONAL = "professional", _("Professional: work or a post that I have")
        PERSONAL = "personal", _("Personal, not about money: a cause or a membership")
        INDIRECT = "indirect", _("Indirect: an interest of my family, a friend or an employer")
        NOTHING = "nothing", _("I have nothing to declare")

    class Action(models.TextChoices):
        NOTE = "note", _("It is noted, nothing more")
        LEAVE_ITEM = "leave_item", _("The person leaves the room for such an item")
        NO_PAPERS = "no_papers", _("The person leaves the room, and does not get the papers")
        EXCLUDE = "exclude", _("The person takes no part in such a decision")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="interests")
    home_book = models.CharField(max_length=40)                         # of the programme for which it is declared
    kind = models.CharField(max_length=14, choices=Kind)
    text = models.TextField(blank=True, max_length=1000)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    declared_at = models.DateTimeField()
    confirmed_at = models.DateTimeField()                               # when the person last said that it is so
    through = models.CharField(max_length=10, choices=Through)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)              # the person took it off their list
    action = models.CharField(max_length=10, choices=Action, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    is_published = models.BooleanField(default=False)
    privacy_reason = models.CharField(max_length=300, blank=True)       # why it is not published

    objects = InterestQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["partner", "text", "noted_by", "reviewed_by", "privacy_reason"], TERM)

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_interest_says_what_it_is",
                                   condition=Q(kind="nothing", text="") | ~Q(kind="nothing") & ~Q(text="")),
            models.CheckConstraint(name="an_interest_ends_after_it_begins",
                                   condition=Q(from_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(name="an_interest_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(
                name="a_reviewed_interest_says_who_when_and_what",
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, action="", is_published=False, privacy_reason="")
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(action="")),
            models.CheckConstraint(name="an_interest_that_is_not_published_says_why",
                                   condition=Q(reviewed_at__isnull=True) | Q(is_published=True) | ~Q(privacy_reason="")),
            models.UniqueConstraint(fields=["partner", "home_book"], condition=Q(kind="nothing", ended_at__isnull=True),
                                    name="nothing_to_declare_is_said_once"),
        ]
        indexes = [models.Index(fields=["partner", "home_book"], name="interests_of_a_person")]

    def __str__(self) -> str:
        return f"interest {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.home_book

    def get_kind_display(self) -> str:
        return label(self.Kind, self.kind)

    def get_action_display(self) -> str:
        return label(self.Action, self.action) if self.action else ""

    def is_nothing(self) -> bool:
        return self.kind == self.Kind.NOTHING

    def holds_on(self, on: date) -> bool:
        return self.ended_at is None and (self.until_on is None or self.until_on >= on)


class Confidentiality(Model):
    """A person signed the confidentiality statement for a programme, in one version of its wording."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="confidentiality")
    home_book = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    signed_at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["partner", "noted_by"], TERM)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "home_book", "version"], name="a_wording_is_signed_once"),
            models.CheckConstraint(name="a_signed_statement_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]

    def __str__(self) -> str:
        return f"confidentiality {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.home_book
