"""A plan, its paragraphs, which keep their names from version to version, and what changed from one version to the next."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from coprod.kit.written import HEADING, LIST, NUMBERS, TEXT
from partners.models import Partner
from programmes.decisions.models import DecisionRecord
from programmes.papers.models import Paper
from programmes.plans.catalogue import MOST_SIGNS
from programmes.plans.lifecycles import CAN_CHANGE, OUT, PLAN, PlanState
from programmes.programme.models import Programme, Workstream
from programmes.stages.models import Stage

RECORD = "as long as the programme's record"


class PlanQuerySet(KeyedQuerySet):
    def standing(self) -> "PlanQuerySet":
        """Those that were not withdrawn."""
        return self.exclude(state=PlanState.WITHDRAWN)

    def out(self) -> "PlanQuerySet":
        return self.filter(state__in=OUT)

    def whole(self) -> "PlanQuerySet":
        """With all that a page says of a plan itself."""
        return self.select_related("programme", "workstream__group", "decision", "paper", "started_by", "published_by")


class Plan(Model):
    """What a workstream proposes, put to the Forum while it can still change (9.1). `mark` is its short name, such as PL1."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="plans")
    workstream = models.ForeignKey(Workstream, models.PROTECT, related_name="plans")
    mark = models.CharField(_("short name"), max_length=20)
    title = models.CharField(_("title"), max_length=160)
    purpose = models.CharField(_("what is it for?"), max_length=300)
    text = models.TextField(_("text"), max_length=MOST_SIGNS)
    fixed = models.TextField(_("what cannot change any more, and why?"), max_length=2000, blank=True)
    state = models.CharField(max_length=12, choices=PlanState, default=PLAN.start)
    version = models.PositiveSmallIntegerField(default=1)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="plans")       # the discussion paper it comes from
    decide_on = models.DateField(_("when is it to be decided?"), null=True, blank=True)
    decision = models.OneToOneField(DecisionRecord, models.PROTECT, null=True, blank=True, related_name="plan")
    forum_stage = models.OneToOneField(Stage, models.SET_NULL, null=True, blank=True, related_name="forum_plan")        # its run of S9
    forum_tied_at = models.DateTimeField(null=True, blank=True)         # since when: what is tied to a signed stage shows nothing there
    decision_stage = models.OneToOneField(Stage, models.SET_NULL, null=True, blank=True, related_name="decided_plan")  # its run of S10
    decision_tied_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    public_ref = models.SlugField(max_length=20, unique=True, null=True, blank=True, editable=False)    # where everybody reads it
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    delivery_text = models.TextField(_("who delivers it, and from when?"), max_length=2000, blank=True)
    review_text = models.TextField(_("what came of it?"), max_length=4000, blank=True)
    closed_because = models.CharField(_("why is it withdrawn?"), max_length=300, blank=True)

    objects = PlanQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["started_by", "published_by"], RECORD)
    IMPERSONAL: ClassVar = ("mark", "title", "purpose", "text", "fixed", "delivery_text", "review_text", "closed_because")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "mark"], condition=~Q(state="withdrawn"), name="a_plan_has_its_own_short_name"),
            models.CheckConstraint(name="a_plan_has_a_text", condition=~Q(text="") & ~Q(title="") & ~Q(mark="")),
            models.CheckConstraint(
                name="a_published_plan_says_when_and_where",
                condition=~Q(state__in=["published", "delivery", "reviewed"])
                | Q(published_at__isnull=False, published_by__isnull=False, public_ref__isnull=False)),
            models.CheckConstraint(name="a_decided_plan_names_its_decision",
                                   condition=~Q(state__in=["decided", "published", "delivery", "reviewed"]) | Q(decision__isnull=False)),
            models.CheckConstraint(name="a_plan_in_delivery_says_who_delivers_it",
                                   condition=~Q(state__in=["delivery", "reviewed"]) | ~Q(delivery_text="")),
            models.CheckConstraint(name="a_reviewed_plan_says_what_came_of_it", condition=~Q(state="reviewed") | ~Q(review_text="")),
            models.CheckConstraint(name="a_withdrawn_plan_says_why", condition=~Q(state="withdrawn") | ~Q(closed_because="")),
        ]
        indexes = [models.Index(fields=["programme", "state"], name="plans_of_a_programme"),
                   models.Index(fields=["workstream", "state"], name="plans_of_a_workstream")]

    def __str__(self) -> str:
        return f"plan {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.trail_book

    @property
    def name(self) -> str:
        return f"{self.mark} {self.title}"

    def get_state_display(self) -> str:
        return label(PlanState, self.state)

    def get_absolute_url(self) -> str:
        return reverse("programmes:plan", args=[self.ref])

    def can_change(self) -> bool:
        return self.state in CAN_CHANGE

    def is_out(self) -> bool:
        return self.state in OUT

    def offers(self, move: str) -> bool:
        return move in PLAN.offers(self.state)


class PlanVersion(Model):
    """One version of a plan, and in words what is new in it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    what_changed = models.CharField(_("what is new in it?"), max_length=300, blank=True)

    PERSONAL: ClassVar = {"by": RECORD}
    IMPERSONAL: ClassVar = ("what_changed",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="a_version_of_a_plan_is_kept_once"),
            models.CheckConstraint(name="a_later_version_of_a_plan_says_what_is_new", condition=Q(number=1) | ~Q(what_changed=""))]

    def __str__(self) -> str:
        return f"version {self.number} of plan {self.plan_id}"


class ParagraphQuerySet(KeyedQuerySet):
    def standing(self) -> "ParagraphQuerySet":
        """Those of the version that is read now, in their order."""
        return self.filter(gone_in__isnull=True).order_by("number", "pk")

    def in_version(self, number: int) -> "ParagraphQuerySet":
        """Those that stood in version `number`, in the order that they had there."""
        return self.filter(Q(gone_in__isnull=True) | Q(gone_in__gt=number), since__lte=number).order_by("number", "pk")


class PlanParagraph(Model):
    """A piece of the text in one wording. `anchor` is its name, which stays when its words change: the next wording is another row with
    the same anchor. What a later version leaves out is kept, with what was said about it. `number` orders all wordings of a plan, those
    that are gone too: each version reads in the order that it had."""

    class Kind(models.TextChoices):
        HEADING = HEADING, _("Heading")
        TEXT = TEXT, _("Paragraph")
        LIST = LIST, _("List")
        NUMBERS = NUMBERS, _("Numbered list")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="paragraphs")
    anchor = models.SlugField(max_length=20, default=new_ref, editable=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    level = models.PositiveSmallIntegerField(default=0)         # of a heading: 1 or 2
    text = models.TextField(max_length=MOST_SIGNS)
    since = models.PositiveSmallIntegerField(default=1)         # the version in which it came
    gone_in = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ParagraphQuerySet.as_manager()
    PERSONAL: ClassVar = {}
    IMPERSONAL: ClassVar = ("text",)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "anchor", "since"], name="a_paragraph_has_one_wording_in_a_version")]
        indexes = [models.Index(fields=["plan", "number"], name="paragraphs_of_a_plan"),
                   models.Index(fields=["anchor"], name="wordings_of_a_paragraph")]

    def __str__(self) -> str:
        return f"paragraph {self.ref}"

    @property
    def entries(self) -> list[str]:
        return self.text.split("\n")

    def get_absolute_url(self) -> str:
        return f"{self.plan.get_absolute_url()}#p-{self.anchor}"
