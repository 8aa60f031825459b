"""A challenge, its answers, how it went up, and who handles a restricted one."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import day, label
from partners.models import Group, Partner
from partners.people.models import NOTED, WHO_WROTE_IT_DOWN, Through
from programmes.challenges.catalogue import Kind, Word
from programmes.challenges.lifecycles import CHALLENGE, OPEN, OVER, UNHAPPY, WAITING, ChallengeState
from programmes.minutes.models import MinuteLine
from programmes.raising.catalogue import LADDER, Rung
from programmes.raising.models import Raised

RECORD = "as long as the programme's record"


class ChallengeQuerySet(KeyedQuerySet):
    def open(self) -> "ChallengeQuerySet":
        """Neither accepted nor closed nor taken back."""
        return self.filter(state__in=OPEN)

    def waiting(self) -> "ChallengeQuerySet":
        """For an answer."""
        return self.filter(state__in=WAITING)

    def for_all(self) -> "ChallengeQuerySet":
        """Those that are not restricted."""
        return self.filter(is_restricted=False)

    def whole(self) -> "ChallengeQuerySet":
        """With what a page or a row of it shows."""
        return self.select_related("programme", "group", "raised_by", "noted_by", "for_group", "acknowledged_by", "closed_by",
                                   "minute_line__minutes__meeting")


class Challenge(Raised):
    """A lay partner questions something. Somebody must answer by a day, and who raised it says whether that will do."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    kind = models.CharField(_("what is it about in itself?"), max_length=10, choices=Kind)
    text = models.TextField(_("what do you question?"), max_length=4000)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(Partner, models.PROTECT, related_name="challenges")
    for_group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    minute_line = models.OneToOneField(MinuteLine, models.PROTECT, null=True, blank=True, related_name="challenge")
    rung = models.CharField(max_length=10, choices=Rung)
    answer_by = models.DateField()              # the day that was set when it was raised; it stays
    due_on = models.DateField()                 # until when the rung answers; of what is not satisfied: until when it stays there
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    first_answered_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)        # when who raised it last said that an answer will not do
    state = models.CharField(max_length=15, choices=ChallengeState, default=CHALLENGE.start)
    is_restricted = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.TextField(_("what stays on record?"), max_length=4000, blank=True)
    position_through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    position_noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ChallengeQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(
        ["text", "raised_by", "noted_by", "acknowledged_by", "closed_by", "position", "position_noted_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_challenge_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="a_challenge_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(name="an_acknowledged_challenge_says_who_and_when", condition=Q(
                acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False)),
            models.CheckConstraint(name="nobody_acknowledges_their_own_challenge", condition=Q(
                acknowledged_by__isnull=True) | ~Q(acknowledged_by=models.F("raised_by"))),
            models.CheckConstraint(name="a_challenge_that_is_over_says_who_and_when", condition=Q(
                state__in=OVER, closed_at__isnull=False, closed_by__isnull=False)
                | ~Q(state__in=OVER) & Q(closed_at__isnull=True, closed_by__isnull=True)),
            models.CheckConstraint(name="a_closed_challenge_keeps_a_position", condition=~Q(state="closed") | ~Q(position="")),
            models.CheckConstraint(name="a_position_says_who_wrote_it_down", condition=Q(
                position_noted_by__isnull=True, position_through__in=["account", "link"])
                | Q(position_noted_by__isnull=False, position_through__in=NOTED)),
        ]
        indexes = [models.Index(fields=["programme", "-raised_at"], name="challenges_of_a_programme"),
                   models.Index(fields=["group", "raised_at"], name="challenges_of_a_group"),
                   models.Index(fields=["state", "due_on"], name="challenges_by_their_day"),
                   models.Index(fields=["raised_by", "-raised_at"], name="challenges_of_a_person")]

    def __str__(self) -> str:
        return f"challenge {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:challenge", args=[self.ref])

    def get_state_display(self) -> str:
        return label(ChallengeState, self.state)

    def get_kind_display(self) -> str:
        return label(Kind, self.kind)

    def get_rung_display(self) -> str:
        return label(Rung, self.rung)

    @property
    def title(self) -> str:
        """What it is called, without its words: it may be named to people who do not read it."""
        return say("Challenge of %(day)s") % {"day": day(self.raised_at)}

    def is_waiting(self) -> bool:
        return self.state in WAITING

    def is_open(self) -> bool:
        return self.state in OPEN

    def is_unhappy(self) -> bool:
        return self.state in UNHAPPY

    def is_answered(self) -> bool:
        return self.state == ChallengeState.ANSWERED

    def offers(self, move: str) -> bool:
        return move in CHALLENGE.offers(self.state)

    def rungs_above(self) -> tuple[str, ...]:
        return LADDER[LADDER.index(Rung(self.rung)) + 1:]


class ChallengeAnswer(Model):
    """What a rung answers, what changed because of the challenge, and whether that will do for who raised it. A "no" stays beside it."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="answers")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    rung = models.CharField(max_length=10, choices=Rung)
    at = models.DateTimeField()
    due_on = models.DateField()                 # the day that was set for it
    text = models.TextField(_("your answer"), max_length=4000)
    has_changed = models.BooleanField()
    changed = models.TextField(_("what changed because of it?"), max_length=2000)       # or why nothing did
    satisfied = models.BooleanField(null=True, blank=True)
    said = models.TextField(_("what is missing?"), max_length=2000, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    said_noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "changed", "said", "said_noted_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_answer_to_a_challenge_says_something", condition=~Q(text="") & ~Q(changed="")),
            models.CheckConstraint(name="who_judges_an_answer_to_a_challenge_says_when", condition=Q(
                satisfied__isnull=True, said_at__isnull=True, said="") | Q(satisfied__isnull=False, said_at__isnull=False)),
            models.CheckConstraint(name="who_is_not_satisfied_says_what_is_missing", condition=~Q(satisfied=False) | ~Q(said="")),
            models.CheckConstraint(name="nobody_judges_their_own_answer", condition=Q(
                said_noted_by__isnull=True) | ~Q(said_noted_by=models.F("by"))),
            models.CheckConstraint(name="a_word_on_an_answer_to_a_challenge_says_who_wrote_it_down", condition=Q(
                said_noted_by__isnull=True, said_through__in=["account", "link"])
                | Q(said_noted_by__isnull=False, said_through__in=NOTED)),
        ]
        indexes = [models.Index(fields=["challenge", "at"], name="answers_to_a_challenge")]

    def __str__(self) -> str:
        return f"answer {self.ref} to a challenge"

    @property
    def title(self) -> str:
        """From whom it is, as a heading says it."""
        return {Rung.LEAD: say("The answer of the lead"), Rung.MANAGER: say("The answer of the programme manager"),
                Rung.OWNER: say("The answer of the senior responsible owner"), Rung.BODY: say("The answer of the board")}[Rung(self.rung)]

    @property
    def is_late(self) -> bool:
        return day_of(self.at) > self.due_on


class ChallengeStep(Model):
    """One step up the ladder: by a person who says why, or by the clock because the day had passed."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")    # None: the clock
    from_rung = models.CharField(max_length=10, choices=Rung)
    to_rung = models.CharField(max_length=10, choices=Rung)
    because = models.TextField(_("why does it go up?"), max_length=2000, blank=True)
    is_late = models.BooleanField(default=False)            # the rung below had not answered by its day
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["by", "because", "noted_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="who_lets_a_challenge_go_up_says_why", condition=Q(by__isnull=True) | ~Q(because="")),
            models.CheckConstraint(name="a_step_of_a_challenge_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(name="a_challenge_goes_up_to_another_rung", condition=~Q(from_rung=models.F("to_rung"))),
        ]
        indexes = [models.Index(fields=["challenge", "at"], name="steps_of_a_challenge")]

    def __str__(self) -> str:
        return f"step {self.pk} of a challenge"

    @property
    def title(self) -> str:
        """Where it went, as a heading says it."""
        return {Rung.MANAGER: say("It went up to the manager"), Rung.OWNER: say("It went up to the senior responsible owner"),
                Rung.BODY: say("It went up to the board")}[Rung(self.to_rung)]


class ChallengeWord(Model):
    """A word of who raised it that stays beside all others: that they take it back, as somebody wrote it down, or that they never said so;
    a yes that was written down and put right; their position on how it was closed."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="words")
    kind = models.CharField(max_length=12, choices=Word)
    at = models.DateTimeField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    text = models.TextField(_("what do they say?"), max_length=4000, blank=True)
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "noted_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_word_on_a_challenge_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(name="what_is_taken_back_for_somebody_has_a_reason", condition=~Q(kind="taken_back") | ~Q(text="")),
            models.CheckConstraint(name="a_position_on_a_closing_says_something", condition=~Q(kind="position") | ~Q(text="")),
        ]
        indexes = [models.Index(fields=["challenge", "at"], name="words_on_a_challenge")]

    def __str__(self) -> str:
        return f"word {self.pk} on a challenge"

    def get_kind_display(self) -> str:
        return label(Word, self.kind)


class ChallengeHandler(Model):
    """Somebody who may read a restricted challenge, and answer it."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="handlers")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")     # None: the clock let it go up

    PERSONAL: ClassVar = dict.fromkeys(["partner", "named_by"], RECORD)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["challenge", "partner"], name="a_handler_is_named_once")]

    def __str__(self) -> str:
        return f"handler {self.pk} of a challenge"


class ChallengeReading(Model):
    """Who opened a restricted challenge on which day."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="readings")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    on = models.DateField()

    PERSONAL: ClassVar = {"partner": RECORD}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["challenge", "partner", "on"], name="a_reading_is_noted_once_a_day")]

    def __str__(self) -> str:
        return f"reading {self.pk} of a challenge"
