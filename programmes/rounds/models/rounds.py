"""One time that the Forum is asked about a plan, and the groups that were invited."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from programmes.meetings.models import Meeting
from programmes.plans.models import PlainSummary, Plan
from programmes.programme.models import Programme
from programmes.rounds.catalogue import Way
from programmes.rounds.lifecycles import GOES_ON, ROUND, TONES, RoundState

RECORD = "as long as the programme's record"


class RoundQuerySet(KeyedQuerySet):
    def standing(self) -> "RoundQuerySet":
        """Those that were not called off."""
        return self.exclude(state=RoundState.CALLED_OFF)

    def public(self) -> "RoundQuerySet":
        """Whose "we said, we did" everybody reads."""
        return self.filter(public_ref__isnull=False)

    def whole(self) -> "RoundQuerySet":
        return self.select_related("plan__programme", "plan__workstream__group", "summary", "meeting__group", "opened_by", "shown_by",
                                   "published_by")


class ForumRound(Model):
    """The Forum is asked about a plan that can still change: it answers, it does not vote (R3). `look` grows when a decision changes after
    the pair was asked, and the pair is asked anew."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=RoundState, default=ROUND.start)
    summary = models.ForeignKey(PlainSummary, models.PROTECT, related_name="+")
    of_version = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField(_("what is the last day for answers?"))
    post_until = models.DateField()
    decide_on = models.DateField(_("when is the plan to be decided?"))
    reply_by = models.DateField()
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="forum_rounds")
    ways = models.JSONField(default=list)
    ways_other = models.CharField(_("any other way?"), max_length=300, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")     # nobody: the clock
    called_off_because = models.CharField(_("why is it called off?"), max_length=500, blank=True)
    look = models.PositiveSmallIntegerField(default=1)
    shown_at = models.DateTimeField(null=True, blank=True)      # when the pair was asked to look, this time
    shown_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)       # when the answers went out; none comes in after that
    sent_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    public_ref = models.SlugField(max_length=20, unique=True, null=True, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RoundQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["opened_by", "closed_by", "shown_by", "sent_by", "published_by"], RECORD)
    IMPERSONAL: ClassVar = ("ways", "ways_other", "called_off_because")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="a_round_of_a_plan_has_its_own_number"),
            models.UniqueConstraint(fields=["plan"], condition=Q(state__in=["open", "closed"]), name="one_round_of_a_plan_goes_on"),
            models.CheckConstraint(name="a_round_ends_after_it_opens_and_before_the_decision", condition=Q(
                opens_on__lt=F("closes_on"), closes_on__lt=F("decide_on"), post_until__gte=F("closes_on"), reply_by__gte=F("closes_on"))),
            models.CheckConstraint(name="a_round_called_off_says_why", condition=~Q(state="called_off") | ~Q(called_off_because="")),
            models.CheckConstraint(name="a_closed_round_says_when",
                                   condition=~Q(state__in=["closed", "answered"]) | Q(closed_at__isnull=False)),
            models.CheckConstraint(name="an_answered_round_says_when_it_was_sent",
                                   condition=~Q(state="answered") | Q(sent_at__isnull=False, answered_at__isnull=False)),
            models.CheckConstraint(name="what_was_sent_of_a_round_was_sent_by_somebody", condition=Q(
                sent_at__isnull=True, sent_by__isnull=True) | Q(sent_at__isnull=False, sent_by__isnull=False)),
            models.CheckConstraint(name="a_round_that_everybody_reads_says_who_published_it", condition=Q(
                public_ref__isnull=True, published_at__isnull=True, published_by__isnull=True) | Q(
                public_ref__isnull=False, published_at__isnull=False, published_by__isnull=False)),
        ]
        indexes = [models.Index(fields=["state", "closes_on"], name="rounds_that_go_on")]

    def __str__(self) -> str:
        return f"round {self.ref}"

    @property
    def programme(self) -> Programme:
        return self.plan.programme

    @property
    def trail_book(self) -> str:
        return self.plan.trail_book

    @property
    def tone(self) -> str:
        return TONES[RoundState(self.state)]

    def get_state_display(self) -> str:
        return label(RoundState, self.state)

    def get_absolute_url(self) -> str:
        return reverse("programmes:round", args=[self.ref])

    def goes_on(self) -> bool:
        return self.state in GOES_ON

    def ways_in_words(self) -> list[str]:
        found = [label(Way, code) for code in self.ways]
        return [*found, self.ways_other] if self.ways_other else found

    def offers(self, move: str) -> bool:
        return move in ROUND.offers(self.state)


class RoundInvited(Model):
    """How many of one group were invited, how many the agreed profile of the Forum asks for, and what was done about the gap (9.3)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    round = models.ForeignKey(ForumRound, models.CASCADE, related_name="invited")
    number = models.PositiveSmallIntegerField()
    group = models.CharField(_("which group?"), max_length=160)
    invited = models.PositiveIntegerField(_("how many are invited?"))
    in_profile = models.PositiveIntegerField(_("how many does the agreed profile ask for?"), null=True, blank=True)
    done = models.CharField(_("what is done about the gap?"), max_length=500, blank=True)

    PERSONAL: ClassVar = {}
    IMPERSONAL: ClassVar = ("group", "done")

    class Meta:
        verbose_name_plural = "groups invited to a round"
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="a_group_is_invited_to_a_round_once"),
            models.CheckConstraint(name="something_is_done_about_a_gap_of_who_is_invited", condition=Q(in_profile__isnull=True)
                                   | Q(invited__gte=F("in_profile")) | ~Q(done="")),
        ]

    def __str__(self) -> str:
        return f"invited group {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.round.trail_book
