"""The door through which people join by themselves, who asks to come in, and how each member belongs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit import tokens
from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from partners.models import Candidate, Holding, Partner
from programmes.forum.catalogue import Digest
from programmes.programme.models import Programme, Workstream

RECORD, STAY = "as long as the programme's record", "while they are a member, and a year after"


def token_of_join(ref: str) -> str:
    """What stands in the link with which somebody says that it was them, and that they join."""
    return tokens.token_for("programmes.forumjoin", ref)


def token_of_tie(ref: str) -> str:
    """What stands in the link with which a member stays, leaves, or says what they want to hear of."""
    return tokens.token_for("programmes.forumtie", ref)


class ForumDoor(Model):
    """Anybody may join the Forum of the programme by a page without an account, from the day it was opened until it is closed."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.OneToOneField(Programme, models.CASCADE, related_name="forum_door")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: ClassVar = {"opened_by": RECORD}

    def __str__(self) -> str:
        return f"door {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.trail_book


class JoinQuerySet(KeyedQuerySet):
    def waiting(self) -> "JoinQuerySet":
        """Who said yes, and is not in yet: staff look whether they are known here already, or were told by phone or letter."""
        return self.filter(joined_at__isnull=True, candidate__state="agreed")


class ForumJoin(Model):
    """Somebody wants to join. What is known of them stands with the candidate, and is erased without their yes."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="forum_joins")
    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="forum_join")
    topics = models.ManyToManyField(Workstream, related_name="+", verbose_name=_("what interests you?"))
    asked_at = models.DateTimeField()
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    joined_at = models.DateTimeField(null=True, blank=True)
    holding = models.ForeignKey(Holding, models.PROTECT, null=True, blank=True, related_name="+")

    objects = JoinQuerySet.as_manager()
    PERSONAL: ClassVar = {"candidate": "as the candidate's", "noted_by": RECORD}

    class Meta:
        constraints = [models.CheckConstraint(name="who_joined_the_forum_has_a_seat", condition=Q(
            joined_at__isnull=True, holding__isnull=True) | Q(joined_at__isnull=False, holding__isnull=False))]
        indexes = [models.Index(fields=["programme"], name="who_wants_to_join", condition=Q(joined_at__isnull=True))]

    def __str__(self) -> str:
        return f"join {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.trail_book


class ForumTie(Model):
    """How one member belongs: what they follow, how often they hear, when they last said that they stay, whether they want to do more."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="forum_ties")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="forum_ties")
    digest = models.CharField(_("how often do you want to hear from us?"), max_length=8, choices=Digest, default=Digest.MONTHLY)
    topics = models.ManyToManyField(Workstream, related_name="followers", verbose_name=_("what do you want to hear of?"))
    area = models.CharField(_("a place that you care for"), max_length=200, blank=True)
    since_on = models.DateField()
    kept_on = models.DateField()                                # when they last said that they stay, or joined
    wants_more_at = models.DateTimeField(null=True, blank=True)         # FM5: they would like a bigger role
    more_settled_at = models.DateTimeField(null=True, blank=True)
    quiet_at = models.DateTimeField(null=True, blank=True)      # asked twice without an answer: they hear nothing more until they say so

    PERSONAL: ClassVar = {"partner": STAY, "area": STAY}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "partner"], name="one_belongs_to_a_forum_once")]
        indexes = [models.Index(fields=["kept_on"], name="who_is_asked_to_stay", condition=Q(quiet_at__isnull=True))]

    def __str__(self) -> str:
        return f"tie {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.trail_book
