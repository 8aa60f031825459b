"""A candidate, and two candidates of whom somebody said that they are not the same person."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coprod.kit import tokens
from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from partners.candidates.lifecycles import CANDIDATE, GONE, CandidateState
from partners.people.models import Partner, searchable

NOTHING: dict[str, Any] = {"name": "", "called": "", "email": "", "phone": "", "address": "", "area": "", "search_text": "", "support": ""}
KEPT = "14 days without their consent, else 12 months after the outcome; as a partner's while they take part"


def token_of(ref: str) -> str:
    """What stands in the link of the candidate `ref`: to say yes or no, and to see what became of it."""
    return tokens.token_for("partners.candidate", ref)


class CandidateQuerySet(KeyedQuerySet):
    def with_token(self, token: str) -> "CandidateQuerySet":
        return self.filter(token_hash=tokens.hash_of(token))

    def known(self) -> "CandidateQuerySet":
        """Whose data is still there."""
        return self.exclude(state__in=GONE)

    def matching(self, words: str) -> "CandidateQuerySet":
        return self.filter(search_text__contains=searchable(words))

    def silent_since(self, moment: datetime) -> "CandidateQuerySet":
        """Asked at or before that moment, and without an answer."""
        return self.filter(state=CandidateState.ASKED, asked_at__lte=moment)

    def kept_long_enough(self, on: date) -> "CandidateQuerySet":
        return self.filter(state=CandidateState.AGREED, partner__isnull=True, keep_until__lt=on)


class Candidate(Model):
    """Someone who was put forward and does not take part yet. Until they agree nobody who chooses sees them."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    home_book = models.CharField(max_length=40)                 # of the programme that asks
    name = models.CharField(_("full name"), max_length=200, blank=True)
    called = models.CharField(_("what should we call them?"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone number"), max_length=40, blank=True)
    address = models.TextField(_("postal address"), blank=True, max_length=500)
    channel = models.CharField(_("how to reach them"), max_length=10, choices=Partner.Channel, default=Partner.Channel.EMAIL)
    area = models.CharField(_("where they live"), max_length=200, blank=True)
    support = models.TextField(_("what they need to take part"), blank=True, max_length=1000)     # never before the panel
    search_text = models.TextField(editable=False, blank=True)
    state = models.CharField(max_length=10, choices=CandidateState, default=CANDIDATE.start)
    asked_at = models.DateTimeField()                           # day 0
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_through = models.CharField(max_length=10, blank=True)      # link, phone, post, or own: they came by themselves
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")      # who wrote the answer down
    nominator_may_hear = models.BooleanField(default=False)     # they agreed that who put them forward hears the outcome
    keep_until = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="candidatures")   # since they take part
    # the other record of the same person, where their link leads since the two became one; only of a link that the person has used
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = CandidateQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["name", "called", "email", "phone", "address", "area", "support", "search_text", "partner"],
                                       KEPT) | {"noted_by": "as long as the programme's record"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="nothing_is_left_of_a_candidate_who_is_gone",
                                   condition=~Q(state__in=GONE) | Q(**NOTHING, erased_at__isnull=False)),
            models.CheckConstraint(name="a_candidate_by_email_has_an_address",
                                   condition=Q(state__in=GONE) | ~Q(channel="email") | ~Q(email="")),
            models.CheckConstraint(name="a_candidate_who_agreed_says_when",
                                   condition=~Q(state="agreed") | Q(answered_at__isnull=False) & ~Q(answered_through="")),
        ]
        indexes = [models.Index(fields=["home_book", "search_text"], name="candidates_by_name"),
                   models.Index(fields=["asked_at"], name="candidates_asked", condition=Q(state="asked"))]

    def __str__(self) -> str:
        return self.name or f"candidate {self.ref}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_text = searchable(self.name)        # of the name alone: two with the same may be one person
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def trail_book(self) -> str:
        return self.home_book

    @property
    def greeting(self) -> str:
        return self.called or self.name

    def is_gone(self) -> bool:
        return self.state in GONE


class NotTheSame(Model):
    """Two candidates who look alike, and of whom somebody said that they are two people."""

    one = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    other = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    said_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    PERSONAL: ClassVar = dict.fromkeys(["said_by"], "as long as the programme's record")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="it_is_said_once_that_two_are_not_the_same"),
                       models.CheckConstraint(name="the_older_candidate_stands_first", condition=Q(one__lt=F("other")))]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"
