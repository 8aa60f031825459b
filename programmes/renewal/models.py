"""A strategy with the numbers it aims at, what lay partners say to it, a comparison with its gaps, and a private calendar."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit import tokens
from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from programmes.profiles.lifecycles import ViewValue
from programmes.profiles.models import ProfileViewQuerySet
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme
from programmes.renewal.catalogue import Verdict, name_of, verdict
from programmes.renewal.lifecycles import GAP_CHECK, STRATEGY, CheckState, StrategyState

RECORD = "as long as the programme's record"
LONG = 6000


class RunningQuerySet(KeyedQuerySet):
    def running(self) -> "RunningQuerySet":
        """Those of programmes that are not closed."""
        return self.exclude(programme__state=ProgrammeState.CLOSED)


class StrategyQuerySet(RunningQuerySet):
    def in_force(self) -> "StrategyQuerySet":
        return self.filter(state=StrategyState.AGREED)

    def in_work(self) -> "StrategyQuerySet":
        return self.filter(state__in=[StrategyState.DRAFT, StrategyState.ASKED])


class Strategy(Model):
    """One version of how people are found for the Forum, with how many of whom; in force once lay partners agree (R5)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="strategies")
    version = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=LONG)
    state = models.CharField(max_length=10, choices=StrategyState, default=STRATEGY.start)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=0)         # how often lay partners were asked
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = StrategyQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["written_by", "asked_by"], RECORD)
    IMPERSONAL: ClassVar = ("words",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "version"], name="a_version_of_a_strategy_is_written_once"),
            models.UniqueConstraint(fields=["programme"], condition=Q(state__in=["draft", "asked"]), name="one_strategy_is_in_work"),
            models.UniqueConstraint(fields=["programme"], condition=Q(state="agreed"), name="one_strategy_is_in_force"),
            models.CheckConstraint(name="a_strategy_that_lay_partners_were_asked_about_says_who_asked",
                                   condition=Q(state="draft") | Q(asked_at__isnull=False, asked_by__isnull=False, round__gte=1)),
            models.CheckConstraint(
                name="an_agreed_strategy_says_when",
                condition=Q(state__in=["agreed", "replaced"], agreed_at__isnull=False)
                | ~Q(state__in=["agreed", "replaced"]) & Q(agreed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"strategy {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:strategy", args=[self.ref])

    @property
    def trail_book(self) -> str:
        return self.programme.ref

    def title(self) -> str:
        return str(_("Recruitment strategy, version %(number)d")) % {"number": self.version}

    def get_state_display(self) -> str:
        return label(StrategyState, self.state)

    def is_draft(self) -> bool:
        return self.state == StrategyState.DRAFT

    def is_asked(self) -> bool:
        return self.state == StrategyState.ASKED


class Target(Model):
    """How many people of one kind the Forum should have: of an age, from a place, of a group."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="targets")
    dimension = models.CharField(max_length=20)     # the name of a question about oneself, or place, or group
    value = models.CharField(max_length=100)        # its answer, or the name of the place or group
    wanted = models.PositiveSmallIntegerField()

    PERSONAL: ClassVar = {}
    IMPERSONAL: ClassVar = ("value",)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["strategy", "dimension", "value"], name="a_kind_of_people_is_aimed_at_once"),
                       models.CheckConstraint(name="somebody_is_wanted", condition=Q(wanted__gte=1))]

    def __str__(self) -> str:
        return f"target {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.strategy.programme.ref

    def name(self) -> str:
        return name_of(self.dimension, self.value)


class StrategyView(Model):
    """What a lay partner says to a strategy. A "no" stays readable for ever, with its answer."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="views")
    round = models.PositiveSmallIntegerField()
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)
    value = models.CharField(max_length=10, choices=ViewValue)
    text = models.TextField(blank=True, max_length=4000)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, max_length=4000)      # empty where the text was changed instead
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ProfileViewQuerySet.as_manager()      # the same words, spoken of something else
    PERSONAL: ClassVar = dict.fromkeys(["partner", "text", "answer", "answered_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["strategy", "partner"], condition=Q(replaced_at__isnull=True),
                                    name="each_has_one_last_word_on_a_strategy"),
            models.CheckConstraint(name="who_does_not_simply_agree_to_a_strategy_says_what", condition=Q(value="agree") | ~Q(text="")),
            models.CheckConstraint(
                name="an_answer_to_a_no_to_a_strategy_says_who_and_when",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(value="disagree", answered_at__isnull=False, answered_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"strategy view {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.strategy.programme.ref

    def is_no(self) -> bool:
        return self.value == ViewValue.DISAGREE

    def is_open_no(self) -> bool:
        return self.is_no() and self.replaced_at is None and self.answered_at is None


class GapCheckQuerySet(RunningQuerySet):
    def waiting(self) -> "GapCheckQuerySet":
        return self.filter(state=CheckState.ASKED)


class GapCheck(Model):
    """The Forum compared with its agreed profile on one day, and what is decided about each gap (12.4).

    It keeps the numbers as they were shown. There is one a month at most, or two of them would tell who joined in between.
    """

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="gap_checks")
    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="gap_checks")
    cycle = models.PositiveSmallIntegerField(default=1)
    on = models.DateField()
    month_on = models.DateField()           # the first day of its month
    state = models.CharField(max_length=10, choices=CheckState, default=GAP_CHECK.start)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_as = models.CharField(max_length=10, blank=True)      # the role

    objects = GapCheckQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["made_by", "asked_by", "confirmed_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "month_on"], name="the_forum_is_compared_once_a_month"),
            models.UniqueConstraint(fields=["programme"], condition=~Q(state="confirmed"), name="one_gap_check_is_in_work"),
            models.CheckConstraint(name="a_gap_check_that_was_put_to_lay_partners_says_who_did",
                                   condition=Q(state="open") | Q(asked_at__isnull=False, asked_by__isnull=False, round__gte=1)),
            models.CheckConstraint(
                name="a_confirmed_gap_check_says_who_and_when",
                condition=Q(state="confirmed", confirmed_at__isnull=False, confirmed_by__isnull=False)
                | ~Q(state="confirmed") & Q(confirmed_at__isnull=True, confirmed_by__isnull=True, confirmed_as="")),
        ]

    def __str__(self) -> str:
        return f"gap check {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:gap-check", args=[self.ref])

    @property
    def trail_book(self) -> str:
        return self.programme.ref

    def get_state_display(self) -> str:
        return label(CheckState, self.state)

    def is_in_work(self) -> bool:
        return self.state == CheckState.OPEN


class GapLineQuerySet(KeyedQuerySet):
    def undecided(self) -> "GapLineQuerySet":
        """Gaps about which nothing is decided yet."""
        return self.filter(is_gap=True, decision="")


class GapLine(Model):
    """One wanted number beside the number that was found, as it may be shown; for a gap, who does what about it by when."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    check_of = models.ForeignKey(GapCheck, models.CASCADE, related_name="lines")
    dimension = models.CharField(max_length=20)
    value = models.CharField(max_length=100)
    wanted = models.PositiveSmallIntegerField()
    shown = models.CharField(max_length=6, blank=True)          # a star, a rounded number, or nothing where nothing may be told
    source = models.CharField(max_length=300, blank=True)       # who counted by hand, and how
    is_gap = models.BooleanField()                              # of the shown number, never of the true one
    decision = models.TextField(blank=True, max_length=1000)
    due_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = GapLineQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["source", "decision", "decided_by"], RECORD)
    IMPERSONAL: ClassVar = ("value",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_of", "dimension", "value"], name="a_kind_of_people_is_compared_once"),
            models.CheckConstraint(
                name="what_is_decided_about_a_gap_says_who_and_by_when",
                condition=Q(decision="", due_on__isnull=True, decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(decision="") & Q(is_gap=True, due_on__isnull=False, decided_at__isnull=False, decided_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"gap {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.check_of.programme.ref

    def name(self) -> str:
        return name_of(self.dimension, self.value)

    def verdict(self) -> Verdict:
        return verdict(self.wanted, self.shown)


class GapNo(Model):
    """A lay partner does not agree with what is decided about the gaps, and why. It stays, with its answer."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    check_of = models.ForeignKey(GapCheck, models.CASCADE, related_name="noes")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)
    text = models.TextField(max_length=4000)
    at = models.DateTimeField()
    answer = models.TextField(blank=True, max_length=4000)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["partner", "text", "answer", "answered_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_of"], condition=Q(answered_at__isnull=True), name="one_no_to_a_gap_check_waits"),
            models.CheckConstraint(name="a_no_to_a_gap_check_says_why", condition=~Q(text="")),
            models.CheckConstraint(
                name="an_answer_to_a_no_to_a_gap_check_says_who_and_when",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
        ]

    def __str__(self) -> str:
        return f"no to gap check {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.check_of.programme.ref


def token_of_feed(ref: str) -> str:
    """What stands in the address of the calendar `ref`."""
    return tokens.token_for("programmes.calendarfeed", ref)


class CalendarFeedQuerySet(KeyedQuerySet):
    def with_token(self, token: str) -> "CalendarFeedQuerySet":
        return self.filter(token_hash=tokens.hash_of(token))


class CalendarFeed(Model):
    """The private address at which one person's calendar program fetches the days of a programme's recruitment. Gone when it stops."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="calendars")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="calendars")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    objects = CalendarFeedQuerySet.as_manager()
    PERSONAL: ClassVar = {"partner": "until the person stops or renews it"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "partner"], name="each_has_one_calendar_of_a_programme")]

    def __str__(self) -> str:
        return f"calendar {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.ref
