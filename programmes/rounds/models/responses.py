"""What is decided about answers, the passages that changed, what the pair says before it goes out, and what who answered says after it."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from partners.people.models import WHO_WROTE_IT_DOWN, Through
from programmes.challenges.models import Challenge
from programmes.plans.models import PlanParagraph
from programmes.rounds.catalogue import OUTCOME_TONES, Outcome
from programmes.rounds.models.answers import Theme
from programmes.rounds.models.rounds import RECORD, ForumRound


class Response(Model):
    """The decision about the answers of a theme, or about single ones: adopt, adapt, not adopt or park, with its reason, who decided it and
    when (9.5); and the passages of the plan in which it shows."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    round = models.ForeignKey(ForumRound, models.CASCADE, related_name="responses")
    theme = models.OneToOneField(Theme, models.PROTECT, null=True, blank=True, related_name="response")
    outcome = models.CharField(_("what is decided?"), max_length=10, choices=Outcome)
    reason = models.TextField(_("why?"), max_length=4000, blank=True)
    changed = models.TextField(_("what changes because of it?"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    decided_on = models.DateField()
    at = models.DateTimeField()
    passages = models.ManyToManyField(PlanParagraph, related_name="responses")

    PERSONAL: ClassVar = {"decided_by": RECORD}
    IMPERSONAL: ClassVar = ("reason", "changed")

    class Meta:
        constraints = [models.CheckConstraint(name="what_is_not_adopted_has_a_reason", condition=Q(outcome="adopt") | ~Q(reason=""))]
        indexes = [models.Index(fields=["round", "outcome"], name="responses_of_a_round")]

    def __str__(self) -> str:
        return f"response {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.round.trail_book

    @property
    def tone(self) -> str:
        return OUTCOME_TONES[Outcome(self.outcome)]

    def get_outcome_display(self) -> str:
        return label(Outcome, self.outcome)


class RoundSeenQuerySet(KeyedQuerySet):
    def open_noes(self) -> "RoundSeenQuerySet":
        """Each "no" that has no answer and after which the same person has not said yes, also from an earlier look."""
        yes = RoundSeen.objects.filter(round=OuterRef("round"), by=OuterRef("by"), is_right=True, pk__gt=OuterRef("pk"))
        return self.filter(~Exists(yes), is_right=False, answer="")


class RoundSeen(Model):
    """One of the pair looked at all answers before they went out (9.6): they are right, or what is wrong, and the answer to that."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    round = models.ForeignKey(ForumRound, models.CASCADE, related_name="seen")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    look = models.PositiveSmallIntegerField()           # of the round, when it was said
    is_right = models.BooleanField()
    text = models.TextField(_("what is wrong?"), max_length=2000, blank=True)
    at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(_("what do you answer?"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RoundSeenQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "noted_by", "answer", "answered_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="who_finds_the_answers_of_a_round_wrong_says_what", condition=Q(is_right=True) | ~Q(text="")),
            models.CheckConstraint(name="who_saw_the_answers_of_a_round_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(
                name="an_answer_to_the_pair_says_who_and_when",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False, is_right=False))]
        indexes = [models.Index(fields=["round", "by", "at"], name="who_saw_a_round")]

    def __str__(self) -> str:
        return f"word {self.ref} on the answers of a round"

    @property
    def trail_book(self) -> str:
        return self.round.trail_book


class ReplyWord(Model):
    """Who answered says whether they are satisfied with what they got. The last word counts; a "no" is a challenge."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    round = models.ForeignKey(ForumRound, models.CASCADE, related_name="reply_words")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    is_satisfied = models.BooleanField()
    text = models.TextField(_("what is missing?"), max_length=4000, blank=True)
    at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    challenge = models.OneToOneField(Challenge, models.SET_NULL, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "noted_by"], RECORD)

    class Meta:
        constraints = [models.CheckConstraint(name="who_is_not_satisfied_with_a_reply_says_why",
                                              condition=Q(is_satisfied=True) | ~Q(text="")),
                       models.CheckConstraint(name="a_word_on_a_reply_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]
        indexes = [models.Index(fields=["round", "by", "at"], name="words_on_replies")]

    def __str__(self) -> str:
        return f"word {self.ref} on a reply"

    @property
    def trail_book(self) -> str:
        return self.round.trail_book
