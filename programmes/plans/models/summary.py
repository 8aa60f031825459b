"""The plain summary of a plan, and what lay partners say of it (9.2)."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from partners.people.models import Through
from programmes.plans.catalogue import Says
from programmes.plans.lifecycles import SUMMARY, SummaryState
from programmes.plans.models.plan import RECORD, Plan


class SummaryQuerySet(KeyedQuerySet):
    def standing(self) -> "SummaryQuerySet":
        """Those in whose place no other one stands."""
        return self.exclude(state=SummaryState.REPLACED)


class PlainSummary(Model):
    """The plan on a page in plain words. One stands at a time: another one takes its place, and is asked about anew."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="summaries")
    of_version = models.PositiveSmallIntegerField()             # of the plan
    text = models.TextField(_("the plan in plain words"), max_length=6000)
    state = models.CharField(max_length=10, choices=SummaryState, default=SUMMARY.start)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    objects = SummaryQuerySet.as_manager()
    PERSONAL: ClassVar = {"written_by": RECORD}
    IMPERSONAL: ClassVar = ("text",)

    class Meta:
        verbose_name_plural = "plain summaries"
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=~Q(state="replaced"), name="one_plain_summary_of_a_plan_stands"),
            models.CheckConstraint(name="a_plain_summary_has_a_text", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"plain summary {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.plan.trail_book

    def get_state_display(self) -> str:
        return label(SummaryState, self.state)

    def offers(self, move: str) -> bool:
        return move in SUMMARY.offers(self.state)


class WordQuerySet(KeyedQuerySet):
    def open_noes(self) -> "WordQuerySet":
        """Each "no" of a summary that stands, without an answer, which is the last word of who said it."""
        later = SummaryWord.objects.filter(summary=OuterRef("summary"), by=OuterRef("by"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later), value="no", answer="").exclude(summary__state=SummaryState.REPLACED)


class SummaryWord(Model):
    """What one lay partner says of a plain summary: yes, or what is not clear, and the answer to that."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    summary = models.ForeignKey(PlainSummary, models.CASCADE, related_name="words")
    value = models.CharField(max_length=5, choices=Says)
    text = models.TextField(_("what is not clear?"), max_length=2000, blank=True)
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(_("your answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = WordQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["text", "by", "noted_by", "answered_by"], RECORD)
    IMPERSONAL: ClassVar = ("answer",)

    class Meta:
        constraints = [
            models.CheckConstraint(name="who_finds_a_summary_unclear_says_why", condition=~Q(value="no") | ~Q(text="")),
            models.CheckConstraint(
                name="a_word_on_a_summary_says_who_wrote_it_down",
                condition=Q(noted_by__isnull=True, through__in=["account", "link"])
                | Q(noted_by__isnull=False, through__in=["phone", "post", "in_person"])),
            models.CheckConstraint(
                name="an_answer_to_an_unclear_summary_says_who",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
        ]
        indexes = [models.Index(fields=["summary", "at"], name="words_on_a_plain_summary")]

    def __str__(self) -> str:
        return f"word {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.summary.plan.trail_book

    @property
    def programme(self) -> object:
        return self.summary.plan.programme

    def get_value_display(self) -> str:
        return label(Says, self.value)
