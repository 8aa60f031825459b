"""Answer sheets, the type that was chosen, what the leaders say about it, and each phase: planned and as it happened."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from partners.models import Partner
from programmes.programme.models import Programme


class Side(models.TextChoices):
    """Who answers: the manager's side, or the founding service-user leaders. Each before seeing the other's answers."""

    MANAGER = "manager", _("Programme manager")
    LEADERS = "leaders", _("Founding service-user leader")


class SheetQuerySet(KeyedQuerySet):
    def given(self) -> "SheetQuerySet":
        return self.filter(given_at__isnull=False)

    def of_this_cycle(self, programme: Programme) -> "SheetQuerySet":
        return self.filter(programme=programme, cycle=programme.cycle)


class Sheet(Model):
    """One person's answers to the thirteen questions about a programme, in one cycle (standard 2.1). Kept as they go;
    others see them when they are given, and given ones do not change."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="sheets")
    cycle = models.PositiveSmallIntegerField(default=1)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side)
    answers = models.JSONField(default=dict)                    # by the codes of the advice: {"Q1": "system", ...}
    begun_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)

    objects = SheetQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["partner", "answers"], "as long as the programme's record")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "cycle", "partner"], name="a_person_answers_once_a_cycle")]

    def __str__(self) -> str:
        return f"sheet {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.ref


class ChoiceQuerySet(KeyedQuerySet):
    def current(self) -> "ChoiceQuerySet":
        """The last choice of each cycle; earlier ones stay on record."""
        return self.filter(replaced_at__isnull=True)


class Choice(Model):
    """The type of co-production that a programme chose for a cycle: as recommended, or another one with the reason (2.2).
    Its phases are published to everyone in the programme (2.3)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="choices")
    cycle = models.PositiveSmallIntegerField(default=1)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="choices")    # the manager's answers that it rests on
    packages = models.JSONField(default=list)                   # codes of the advice: ["P1"]
    recommended = models.JSONField(default=dict)                # what was recommended then, as the advice printed it
    is_other = models.BooleanField(default=False)               # not as recommended
    because = models.TextField(_("why another type?"), blank=True, max_length=4000)
    at = models.DateTimeField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = ChoiceQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["by", "because"], "as long as the programme's record")
    IMPERSONAL: ClassVar = ("packages", "recommended")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "cycle"], condition=Q(replaced_at__isnull=True), name="one_type_holds_a_cycle"),
            models.CheckConstraint(name="another_type_says_why", condition=Q(is_other=False) | ~Q(because="")),
        ]

    def __str__(self) -> str:
        return f"choice {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.ref


class LeadersView(Model):
    """What a founding leader says about the chosen type. A "no" stays readable; it does not undo the choice."""

    class Value(models.TextChoices):
        AGREE = "agree", _("I agree with this type")
        DISAGREE = "disagree", _("I do not agree with this type")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    choice = models.ForeignKey(Choice, models.CASCADE, related_name="views")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    value = models.CharField(max_length=10, choices=Value)
    text = models.TextField(_("your view"), blank=True, max_length=4000)
    at = models.DateTimeField()

    PERSONAL: ClassVar = dict.fromkeys(["partner", "value", "text"], "as long as the programme's record")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["choice", "partner"], name="a_leader_says_it_once_a_choice"),
            models.CheckConstraint(name="who_does_not_agree_with_a_type_says_why", condition=Q(value="agree") | ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"view {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.choice.programme.ref


class Phase(Model):
    """One phase of the work: its mode, the rung that was planned, and later the one that it really was (standard 12.5)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    choice = models.ForeignKey(Choice, models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=12)                      # priorities, design, delivery, assessment
    mode = models.CharField(max_length=20)
    rung = models.PositiveSmallIntegerField()
    actual_rung = models.PositiveSmallIntegerField(null=True, blank=True)
    what_happened = models.TextField(_("what really happened?"), blank=True, max_length=4000)
    compared_at = models.DateTimeField(null=True, blank=True)
    compared_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["what_happened", "compared_by"], "as long as the programme's record")
    IMPERSONAL: ClassVar = ("name", "mode")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["choice", "name"], name="a_phase_is_planned_once_a_choice"),
            models.CheckConstraint(name="rung_one_is_never_offered", condition=Q(rung__gte=2, rung__lte=7)),
            models.CheckConstraint(
                name="a_compared_phase_says_who_when_and_how_it_was",
                condition=Q(compared_at__isnull=True, compared_by__isnull=True, actual_rung__isnull=True)
                | Q(compared_at__isnull=False, compared_by__isnull=False, actual_rung__gte=1, actual_rung__lte=7)),
        ]

    def __str__(self) -> str:
        return f"phase {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.choice.programme.ref


def choices_of(programme: Programme) -> list[Choice]:
    """Every type that was ever chosen, the last one first, with phases and views at hand: none is forgotten."""
    found = Choice.objects.filter(programme=programme).select_related("by", "sheet")
    return list(found.prefetch_related("phases", "views__partner").order_by("-at", "-pk"))


def holds(choice: Choice, programme: Programme) -> bool:
    """Whether it is the type of the programme's present cycle."""
    return choice.replaced_at is None and choice.cycle == programme.cycle


def current_choice(programme: Programme) -> Choice | None:
    """The type that holds in the programme's present cycle, with its phases at hand."""
    return next((choice for choice in choices_of(programme) if holds(choice, programme)), None)


def chosen_packages(programme: Programme) -> list[str]:
    """The codes of the type that holds in the present cycle: ["P1"]; empty before a choice."""
    holding = Choice.objects.current().filter(programme=programme, cycle=programme.cycle)
    found: list[str] | None = holding.values_list("packages", flat=True).first()
    return found or []
