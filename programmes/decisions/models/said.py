"""What is said of a decision and what changed in it: the Advisory Group's position, lay dissent, changes, and who saw them."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from partners.people.models import WHO_WROTE_IT_DOWN, Through
from programmes.decisions.catalogue import DIFFERS, Position
from programmes.decisions.models.decisions import RECORD, DecisionRecord
from programmes.meetings.models import Meeting


class PositionQuerySet(KeyedQuerySet):
    def current(self) -> "PositionQuerySet":
        """The one that counts of each decision."""
        return self.filter(replaced_at__isnull=True)

    def on_these_words(self) -> "PositionQuerySet":
        """Of those, the ones that were said about the words as they stand now."""
        return self.filter(replaced_at__isnull=True, wording=F("decision__wording"))


class DecisionPosition(Model):
    """What the Advisory Group says of a decision before it is made, in its own words. A later one takes its place; all stay on the page."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    decision = models.ForeignKey(DecisionRecord, models.CASCADE, related_name="positions")
    value = models.CharField(_("what does the Advisory Group say?"), max_length=10, choices=Position)
    text = models.TextField(_("in its own words"), max_length=4000, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("votes for this position"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against it"), null=True, blank=True)
    votes_none = models.PositiveSmallIntegerField(_("did not vote"), null=True, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    said_on = models.DateField(_("on which day did the group say so?"))
    at = models.DateTimeField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    wording = models.PositiveIntegerField(default=1)        # of the decision, about which it was said

    objects = PositionQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["by", "noted_by"], RECORD)
    IMPERSONAL: ClassVar = ("text",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision"], condition=Q(replaced_at__isnull=True), name="one_position_on_a_decision_counts"),
            models.CheckConstraint(name="a_position_that_differs_says_why", condition=Q(value="agree") | ~Q(text="")),
            models.CheckConstraint(name="a_position_before_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]
        indexes = [models.Index(fields=["decision", "at"], name="positions_on_a_decision")]

    def __str__(self) -> str:
        return f"position {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.decision.trail_book

    def get_value_display(self) -> str:
        return label(Position, self.value)

    def differs(self) -> bool:
        return self.value in DIFFERS

    def votes(self) -> str:
        """The votes by which the group came to it, if they were counted."""
        if self.votes_for is None:
            return ""
        return say("%(a)s for it, %(b)s against, %(c)s did not vote") % {
            "a": self.votes_for, "b": self.votes_against or 0, "c": self.votes_none or 0}


class DissentQuerySet(KeyedQuerySet):
    def standing(self) -> "DissentQuerySet":
        """Not taken back by who said it."""
        return self.filter(taken_back_at__isnull=True)


class DecisionDissent(Model):
    """A lay partner does not agree, in their own words (8.7, CC8). Only they take it back."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    decision = models.ForeignKey(DecisionRecord, models.CASCADE, related_name="dissents")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    words = models.TextField(_("what do you not agree with, and why?"), max_length=4000)
    at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    in_public = models.BooleanField(default=False)      # their name may stand beside the words where everybody reads them

    objects = DissentQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["by", "words", "noted_by"], RECORD)

    class Meta:
        constraints = [models.CheckConstraint(name="a_dissent_says_something", condition=~Q(words="")),
                       models.CheckConstraint(name="a_dissent_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]
        indexes = [models.Index(fields=["decision", "at"], name="dissent_to_a_decision")]

    def __str__(self) -> str:
        return f"dissent {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.decision.trail_book


class DecisionReason(Model):
    """A published reason as it read before it was put in other words. It stays on the page."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    decision = models.ForeignKey(DecisionRecord, models.CASCADE, related_name="earlier_reasons")
    text = models.TextField(_("the published reason"), max_length=4000)
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"replaced_by": RECORD}
    IMPERSONAL: ClassVar = ("text",)

    class Meta:
        constraints = [models.CheckConstraint(name="an_earlier_reason_says_something", condition=~Q(text=""))]
        indexes = [models.Index(fields=["decision", "replaced_at"], name="earlier_reasons")]

    def __str__(self) -> str:
        return f"earlier reason {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.decision.trail_book


class DecisionChange(Model):
    """What was changed since lay partners last saw the text (10.3)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    decision = models.ForeignKey(DecisionRecord, models.CASCADE, related_name="changes")
    text = models.TextField(_("what was changed?"), max_length=2000)
    at = models.DateTimeField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"by": RECORD}
    IMPERSONAL: ClassVar = ("text",)

    class Meta:
        constraints = [models.CheckConstraint(name="a_change_says_what_it_is", condition=~Q(text=""))]
        indexes = [models.Index(fields=["decision", "at"], name="changes_of_a_decision")]

    def __str__(self) -> str:
        return f"change {self.ref} of a decision"

    @property
    def trail_book(self) -> str:
        return self.decision.trail_book


class SeenQuerySet(KeyedQuerySet):
    def open_noes(self) -> "SeenQuerySet":
        """Each "no", of whatever round, that has no answer and after which the same person has not said yes."""
        yes = DecisionSeen.objects.filter(decision=OuterRef("decision"), by=OuterRef("by"), is_right=True, pk__gt=OuterRef("pk"))
        return self.filter(~Exists(yes), is_right=False, answer="")


class DecisionSeen(Model):
    """One of the pair (or of the Advisory Group, where no workstream is concerned) saw what was changed; or says what is wrong, and gets an
    answer. Each word stays; a "no" needs an answer, or a later yes of the same person, also if something was changed meanwhile."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    decision = models.ForeignKey(DecisionRecord, models.CASCADE, related_name="seen")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()                  # of the decision, when it was said
    is_right = models.BooleanField()
    text = models.TextField(_("what is wrong?"), max_length=2000, blank=True)
    at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(_("what do you answer?"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SeenQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "noted_by", "answer", "answered_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_no_to_changes_says_what_is_wrong", condition=Q(is_right=True) | ~Q(text="")),
            models.CheckConstraint(name="who_saw_changes_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(
                name="an_answer_about_changes_says_who_and_when",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False, is_right=False))]
        indexes = [models.Index(fields=["decision", "by", "at"], name="who_saw_changes")]

    def __str__(self) -> str:
        return f"word {self.ref} on changes"

    @property
    def trail_book(self) -> str:
        return self.decision.trail_book
