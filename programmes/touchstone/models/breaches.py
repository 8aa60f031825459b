"""Whom to tell of a breach, how it is answered and by when; and a breach that is raised quietly (6.4)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Group, Partner
from partners.people.models import NOTED, WHO_WROTE_IT_DOWN, Through
from programmes.programme.models import Programme
from programmes.touchstone.catalogue import BREACH_WORKING_DAYS
from programmes.touchstone.lifecycles import ASKING, BREACH, WAITING, BreachState
from programmes.touchstone.models.versions import RECORD

TERM = "three years after it was closed"


class ProcedureQuerySet(KeyedQuerySet):
    def in_force(self) -> "ProcedureQuerySet":
        """Agreed by a lay co-chair, and not replaced."""
        return self.filter(agreed_at__isnull=False, replaced_at__isnull=True)

    def waiting(self) -> "ProcedureQuerySet":
        return self.filter(agreed_at__isnull=True, replaced_at__isnull=True)


class BreachProcedure(Model):
    """The way to raise a breach, written down beforehand. It counts when a lay co-chair agrees to it."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="breach_procedures")
    teller = models.ForeignKey(Partner, models.PROTECT, related_name="+", verbose_name=_("whom does one tell?"))
    other = models.ForeignKey(Partner, models.PROTECT, related_name="+", verbose_name=_("and if it is about that person?"))
    how = models.TextField(_("how is it answered?"), max_length=2000)
    answer_days = models.PositiveSmallIntegerField(_("within how many working days?"), default=BREACH_WORKING_DAYS)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = ProcedureQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["teller", "other", "written_by", "agreed_by"], RECORD)
    IMPERSONAL: ClassVar = ("how",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme"], name="one_breach_procedure_is_in_force",
                                    condition=Q(agreed_at__isnull=False, replaced_at__isnull=True)),
            models.UniqueConstraint(fields=["programme"], name="one_breach_procedure_waits",
                                    condition=Q(agreed_at__isnull=True, replaced_at__isnull=True)),
            models.CheckConstraint(name="a_breach_procedure_names_two_people", condition=~Q(teller=F("other"))),
            models.CheckConstraint(name="an_answer_to_a_breach_takes_a_day_or_more", condition=Q(answer_days__gte=1)),
            models.CheckConstraint(name="an_agreed_breach_procedure_says_who_and_when", condition=Q(
                agreed_at__isnull=True, agreed_by__isnull=True) | Q(agreed_at__isnull=False, agreed_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"breach procedure {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.ref


class Breach(Model):
    """Somebody says that the touchstone is not kept. Only they, and who answers, read it."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    procedure = models.ForeignKey(BreachProcedure, models.PROTECT, related_name="breaches")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("what happened?"), max_length=4000)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    to = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    kept_from = models.ManyToManyField(Partner, related_name="+", blank=True)      # of those who might answer, who shall not read it
    due_on = models.DateField()                 # the last day for an answer
    state = models.CharField(max_length=15, choices=BreachState, default=BREACH.start)
    closed_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: ClassVar = dict.fromkeys(["text", "raised_by", "noted_by", "to", "kept_from"], TERM)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_breach_says_what_happened", condition=~Q(text="")),
            models.CheckConstraint(name="nobody_answers_their_own_breach", condition=~Q(raised_by=F("to"))),
            models.CheckConstraint(name="a_breach_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(name="a_closed_breach_says_when", condition=Q(
                state__in=["settled", "unsettled", "withdrawn"], closed_at__isnull=False)
                | ~Q(state__in=["settled", "unsettled", "withdrawn"]) & Q(closed_at__isnull=True)),
        ]
        indexes = [models.Index(fields=["to", "state"], name="breaches_to_answer"),
                   models.Index(fields=["raised_by"], name="breaches_raised")]

    def __str__(self) -> str:
        return f"breach {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:breach", args=[self.ref])

    def get_state_display(self) -> str:
        return label(BreachState, self.state)

    @property
    def programme(self) -> Programme:
        return self.procedure.programme

    @property
    def trail_book(self) -> str:
        return self.programme.ref

    def waits_for_answer(self) -> bool:
        return self.state in WAITING

    def asks_who_raised_it(self) -> bool:
        return self.state in ASKING

    def offers(self, move: str) -> bool:
        return move in BREACH.offers(self.state)


class BreachAnswer(Model):
    """What the named person answers, and whether it settles the matter for who raised it. A "no" stays beside the answer."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    breach = models.ForeignKey(Breach, models.CASCADE, related_name="answers")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(max_length=4000)
    is_settled = models.BooleanField(null=True, blank=True)         # None until who raised it has said
    said = models.TextField(_("what is not settled?"), max_length=2000, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    said_noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "said", "said_noted_by"], TERM)

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_answer_to_a_breach_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="who_says_whether_it_is_settled_says_when", condition=Q(
                is_settled__isnull=True, said_at__isnull=True, said="") | Q(is_settled__isnull=False, said_at__isnull=False)),
            models.CheckConstraint(name="who_says_that_it_is_not_settled_says_what", condition=~Q(is_settled=False) | ~Q(said="")),
            models.CheckConstraint(name="a_word_on_an_answer_to_a_breach_says_who_wrote_it_down", condition=Q(
                said_noted_by__isnull=True, said_through__in=["account", "link"])
                | Q(said_noted_by__isnull=False, said_through__in=NOTED)),
        ]

    def __str__(self) -> str:
        return f"breach answer {self.ref}"
