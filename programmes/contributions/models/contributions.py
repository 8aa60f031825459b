"""An idea or a worry of a lay partner, and each answer to it (LP15 to LP17)."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from partners.people.models import NOTED, WHO_WROTE_IT_DOWN, Through
from programmes.contributions.catalogue import SHORT, Kind
from programmes.contributions.lifecycles import (
    ANSWERED,
    ASKING,
    CONTRIBUTION,
    OPEN,
    TONES,
    ContributionState,
)
from programmes.minutes.models import MinuteLine
from programmes.raising.models import Raised

RECORD = "as long as the programme's record"


class ContributionQuerySet(KeyedQuerySet):
    def open(self) -> "ContributionQuerySet":
        """Those that wait for an answer."""
        return self.filter(state__in=OPEN)

    def refused(self) -> "ContributionQuerySet":
        """Whose answer was not good enough, and that wait for the reply of a lay co-chair."""
        return self.filter(state=ContributionState.NOT_SATISFIED)


class Contribution(Raised):
    """An idea or a worry of a lay partner, about a page or about nothing in particular. It is acknowledged within five working days and
    answered within twenty."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    kind = models.CharField(_("what is it?"), max_length=8, choices=Kind)
    text = models.TextField(_("what would you like to tell us?"), max_length=4000)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Partner, models.PROTECT, related_name="contributions")
    is_anonymous = models.BooleanField(_("without my name"), default=False)     # to the group: see policies.contributions.giver_shown
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    minute_line = models.OneToOneField(MinuteLine, models.PROTECT, null=True, blank=True, related_name="+")
    acknowledge_by = models.DateField()         # the last day for it
    answer_by = models.DateField()
    state = models.CharField(max_length=15, choices=ContributionState, default=CONTRIBUTION.start)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)        # when who gave it said that the answer is not good enough
    reply_by = models.DateField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    judge_until = models.DateField(null=True, blank=True)       # so long the last answer stands among what needs who gave it

    objects = ContributionQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["text", "given_by", "noted_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_contribution_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="a_contribution_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(name="an_answered_contribution_says_when", condition=Q(
                state__in=[*ASKING, "not_satisfied", "stands"], answered_at__isnull=False) | Q(
                state__in=OPEN, answered_at__isnull=True) | Q(state="withdrawn")),
            models.CheckConstraint(name="a_refused_answer_has_a_day_for_its_reply", condition=Q(
                refused_at__isnull=True, reply_by__isnull=True) | Q(refused_at__isnull=False, reply_by__isnull=False)),
            models.CheckConstraint(name="a_contribution_taken_back_says_when", condition=Q(
                state="withdrawn", withdrawn_at__isnull=False) | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True)),
        ]
        indexes = [models.Index(fields=["programme", "-given_at"], name="contributions_of_a_programme"),
                   models.Index(fields=["state", "given_at"], name="contributions_that_wait"),
                   models.Index(fields=["given_by", "-given_at"], name="contributions_of_a_person")]

    def __str__(self) -> str:
        return f"contribution {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:contribution", args=[self.ref])

    def get_state_display(self) -> str:
        return label(ContributionState, self.state)

    def get_kind_display(self) -> str:
        return str(SHORT[Kind(self.kind)])

    @property
    def tone(self) -> str:
        return TONES[ContributionState(self.state)]

    @property
    def title(self) -> str:
        """The first words of it, for lists and headings."""
        first = " ".join(self.text.split())
        return first if len(first) <= 70 else f"{first[:67].rstrip()}…"

    def is_open(self) -> bool:
        return self.state in OPEN

    def is_answered(self) -> bool:
        """Answered by the team, and nothing more said since but perhaps a thank you."""
        return self.state in ANSWERED

    def asks_who_gave_it(self) -> bool:
        return self.state in ASKING

    def waits_until(self) -> date | None:
        """The last day for what it waits for."""
        if self.state == ContributionState.RECEIVED:
            return self.acknowledge_by
        if self.state == ContributionState.CONSIDERED:
            return self.answer_by
        return self.reply_by if self.state == ContributionState.NOT_SATISFIED else None

    def offers(self, move: str) -> bool:
        return move in CONTRIBUTION.offers(self.state)


class ContributionAnswer(Model):
    """What somebody says to it: who looks at it, what became of it, or a lay co-chair's reply. Whether that is good enough for who gave
    it stands beside it, and stays."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="answers")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    led_to = models.CharField(max_length=15, choices=ContributionState)
    is_added = models.BooleanField(default=False)                   # the manager's word beside the reply: it led to nothing
    text = models.TextField(max_length=4000)
    changed = models.TextField(_("what changes because of it?"), max_length=2000, blank=True)
    because = models.TextField(_("why not, or not all of it?"), max_length=2000, blank=True)
    is_enough = models.BooleanField(null=True, blank=True)          # None until who gave it has said
    said = models.TextField(_("what is missing?"), max_length=2000, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    said_noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "changed", "because", "said", "said_noted_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_answer_to_a_contribution_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="what_is_not_done_has_a_reason", condition=~Q(led_to__in=["partly", "not_acted"], is_added=False)
                                   | ~Q(because="")),
            models.CheckConstraint(name="who_says_whether_an_answer_is_enough_says_when", condition=Q(
                is_enough__isnull=True, said_at__isnull=True, said="") | Q(is_enough__isnull=False, said_at__isnull=False)),
            models.CheckConstraint(name="who_says_that_an_answer_is_not_enough_says_what", condition=~Q(is_enough=False) | ~Q(said="")),
            models.CheckConstraint(name="a_word_on_an_answer_says_who_wrote_it_down", condition=Q(
                said_noted_by__isnull=True, said_through__in=["account", "link"])
                | Q(said_noted_by__isnull=False, said_through__in=NOTED)),
        ]
        indexes = [models.Index(fields=["contribution", "at"], name="answers_to_a_contribution")]

    def __str__(self) -> str:
        return f"answer {self.ref} to a contribution"

    def get_led_to_display(self) -> str:
        return label(ContributionState, self.led_to)

    @property
    def trail_book(self) -> str:
        return self.contribution.trail_book

    @property
    def is_noted_yes(self) -> bool:
        """A yes that somebody wrote down for who gave it. It is not the last word: see policies.contributions.may_be_judged."""
        return self.is_enough is True and self.said_noted_by_id is not None

    @property
    def says_what_became(self) -> bool:
        """Whether it says what became of it, so that who gave it may say whether that is good enough."""
        return not self.is_added and self.led_to in ASKING
