"""An entry of the impact log: what lay partners brought in, and what changed, or did not, or got worse (12.3, PM16, WL7)."""

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
from programmes.contributions.catalogue import OUTCOME_SHORT, OUTCOME_TONES, Outcome
from programmes.contributions.lifecycles import IMPACT, IMPACT_TONES, ImpactState
from programmes.contributions.models.contributions import RECORD, Contribution
from programmes.minutes.models import MinuteLine
from programmes.programme.models import Programme
from programmes.raising.models import Raised

TEXTS = ("contributed", "hoped", "changed", "why")


class ImpactQuerySet(KeyedQuerySet):
    def counting(self) -> "ImpactQuerySet":
        """Those of which a lay partner who did not write them says that they are so."""
        return self.filter(state=ImpactState.CHECKED)

    def standing(self) -> "ImpactQuerySet":
        return self.exclude(state=ImpactState.TAKEN_BACK)

    def unchecked(self) -> "ImpactQuerySet":
        return self.filter(state__in=[ImpactState.WRITTEN, ImpactState.DISPUTED])


class ImpactEntry(Raised):
    """What lay partners brought in, what it was to change, and what changed. `round` grows with each change: a check counts for the round
    that was read."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    round = models.PositiveSmallIntegerField(default=1)
    contributed = models.TextField(_("what did lay partners bring in?"), max_length=2000)
    hoped = models.TextField(_("what was it to change?"), max_length=2000, blank=True)
    outcome = models.CharField(_("what came of it?"), max_length=8, choices=Outcome)
    changed = models.TextField(_("what changed, or why did nothing?"), max_length=2000)
    why = models.TextField(_("why does that matter?"), max_length=2000, blank=True)
    happened_on = models.DateField(_("when was it?"))
    says = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")      # who says so
    says_name = models.CharField(_("or another name, or a body"), max_length=200, blank=True)
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, blank=True, related_name="impact")
    minute_line = models.ForeignKey(MinuteLine, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()           # since when it waits for a lay partner, as it stands
    state = models.CharField(max_length=10, choices=ImpactState, default=IMPACT.start)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    taken_back_noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_because = models.TextField(_("why is it taken back?"), max_length=2000, blank=True)

    objects = ImpactQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys([*TEXTS, "says", "says_name", "written_by", "noted_by", "taken_back_by",
                                        "taken_back_noted_by", "taken_back_because"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_impact_says_what_was_brought_in_and_what_came_of_it",
                                   condition=~Q(contributed="") & ~Q(changed="")),
            models.CheckConstraint(name="an_impact_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(name="an_impact_taken_back_says_who_when_and_why", condition=Q(
                state="taken_back", taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_because="")
                | ~Q(state="taken_back") & Q(taken_back_at__isnull=True, taken_back_by__isnull=True, taken_back_because="")),
            models.CheckConstraint(name="an_impact_taken_back_says_who_wrote_that_down", condition=Q(
                taken_back_noted_by__isnull=True, taken_back_through__in=["account", "link"])
                | Q(taken_back_noted_by__isnull=False, taken_back_through__in=NOTED)),
        ]
        indexes = [models.Index(fields=["programme", "-happened_on"], name="impact_of_a_programme"),
                   models.Index(fields=["group", "-happened_on"], name="impact_of_a_group"),
                   models.Index(fields=["state", "asked_at"], name="impact_that_waits")]

    def __str__(self) -> str:
        return f"impact {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:impact-entry", args=[self.ref])

    def get_state_display(self) -> str:
        return label(ImpactState, self.state)

    def get_outcome_display(self) -> str:
        return str(OUTCOME_SHORT[Outcome(self.outcome)])

    @property
    def outcome_tone(self) -> str:
        return OUTCOME_TONES[Outcome(self.outcome)]

    @property
    def tone(self) -> str:
        return IMPACT_TONES[ImpactState(self.state)]

    @property
    def title(self) -> str:
        first = " ".join(self.contributed.split())
        return first if len(first) <= 70 else f"{first[:67].rstrip()}…"

    def offers(self, move: str) -> bool:
        return move in IMPACT.offers(self.state)

    def is_standing(self) -> bool:
        return self.state != ImpactState.TAKEN_BACK

    def is_confirmed(self) -> bool:
        """Whether a lay partner says that it is so, or said so before it was changed. A query."""
        return self.checks.current().filter(is_so=True).exists()

    def authors(self) -> set[int]:
        """Who wrote it, and who wrote it down for them: they answer for it."""
        return {pk for pk in (self.written_by_id, self.noted_by_id) if pk}

    def writers(self) -> set[int]:
        """Everybody whose words it is made of, also who changed it once: none of them checks it. A query, unless `versions` is fetched."""
        changed = {pk for each in self.versions.all() for pk in (each.by_id, each.noted_by_id) if pk}
        return self.authors() | changed


class ImpactVersion(Model):
    """What an entry was before it was changed."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    entry = models.ForeignKey(ImpactEntry, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()                 # the round that it was
    outcome = models.CharField(max_length=8, choices=Outcome)
    contributed = models.TextField(max_length=2000)
    hoped = models.TextField(max_length=2000, blank=True)
    changed = models.TextField(max_length=2000)
    why = models.TextField(max_length=2000, blank=True)
    says = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    says_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()                                 # when it was changed
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys([*TEXTS, "says", "says_name", "by", "noted_by"], RECORD)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="a_version_of_an_impact_is_kept_once"),
                       models.CheckConstraint(name="a_change_of_an_impact_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]

    def __str__(self) -> str:
        return f"version {self.number} of an impact"

    def get_outcome_display(self) -> str:
        return str(OUTCOME_SHORT[Outcome(self.outcome)])


class ImpactCheckQuerySet(KeyedQuerySet):
    def current(self) -> "ImpactCheckQuerySet":
        """The last word of each person."""
        return self.filter(replaced_at__isnull=True)

    def open_noes(self) -> "ImpactCheckQuerySet":
        return self.current().filter(is_so=False, answered_at__isnull=True)


class ImpactCheck(Model):
    """A lay partner who did not write the entry says whether it is so. A "not so" stays beside it, with its answer."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    entry = models.ForeignKey(ImpactEntry, models.CASCADE, related_name="checks")
    round = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_so = models.BooleanField()
    text = models.TextField(_("what is not so?"), max_length=2000, blank=True)
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("what do you say to it?"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)       # with words, or by changing the entry
    answered_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ImpactCheckQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "noted_by", "answer", "answered_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "round", "by"], name="a_lay_partner_checks_an_impact_once_a_round",
                                    condition=Q(replaced_at__isnull=True)),
            models.CheckConstraint(name="who_says_that_an_impact_is_not_so_says_what", condition=Q(is_so=True) | ~Q(text="")),
            models.CheckConstraint(name="a_check_of_an_impact_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(name="an_answer_to_a_check_says_who_and_when", condition=Q(
                answered_at__isnull=True, answered_by__isnull=True, answer="") | Q(
                answered_at__isnull=False, answered_by__isnull=False, is_so=False)),
        ]

    def __str__(self) -> str:
        return f"check {self.ref} of an impact"

    @property
    def programme(self) -> Programme:
        return self.entry.programme

    @property
    def trail_book(self) -> str:
        return self.entry.trail_book

    @property
    def is_open_no(self) -> bool:
        return not self.is_so and self.answered_at is None and self.replaced_at is None


class ImpactCredit(Model):
    """Somebody to thank for it. They are "a lay partner" until they say that they may be named; then as they like to be named (LP28)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    entry = models.ForeignKey(ImpactEntry, models.CASCADE, related_name="credits")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    agrees = models.BooleanField(null=True, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["partner", "asked_by", "noted_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "partner"], name="somebody_is_credited_once"),
            models.CheckConstraint(name="a_word_on_a_credit_says_when", condition=Q(agrees__isnull=True, said_at__isnull=True)
                                   | Q(agrees__isnull=False, said_at__isnull=False)),
            models.CheckConstraint(name="a_word_on_a_credit_says_who_wrote_it_down", condition=Q(
                noted_by__isnull=True, through__in=["account", "link"]) | Q(noted_by__isnull=False, through__in=NOTED)),
        ]
        indexes = [models.Index(fields=["partner", "agrees"], name="credits_of_a_person")]

    def __str__(self) -> str:
        return f"credit {self.ref}"

    @property
    def programme(self) -> Programme:
        return self.entry.programme

    @property
    def trail_book(self) -> str:
        return self.entry.trail_book


class ImpactReport(Model):
    """What the team writes for a year beside the checked entries of the log, under the short headings of GRIPP2."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="impact_reports")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    aim = models.TextField(_("aim"), max_length=4000, blank=True)
    methods = models.TextField(_("methods"), max_length=4000, blank=True)
    discussion = models.TextField(_("discussion"), max_length=4000, blank=True)
    reflections = models.TextField(_("reflections"), max_length=4000, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["aim", "methods", "discussion", "reflections", "written_by"], RECORD)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "year"], name="a_year_has_one_report")]

    def __str__(self) -> str:
        return f"impact report {self.year}"

    @property
    def trail_book(self) -> str:
        return self.programme.ref
