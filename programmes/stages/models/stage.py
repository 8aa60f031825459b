"""The stage and its signatures."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Organisation, Partner
from programmes.catalogue import Stage as CatalogueStage
from programmes.catalogue import edition
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, Workstream
from programmes.stages.lifecycles import AT_WORK_STATES, SIGNED_STATES, STAGE, SignatureValue, StageState


class StageQuerySet(KeyedQuerySet):
    def visible_to(self, user: Any, *, on: date) -> "StageQuerySet":
        return self.filter(programme__in=Programme.objects.visible_to(user, on=on).values("pk"))

    def at_work(self) -> "StageQuerySet":
        """Opened and not signed: somebody still has to do something."""
        return self.filter(state__in=AT_WORK_STATES)

    def signed(self) -> "StageQuerySet":
        return self.filter(state__in=SIGNED_STATES)

    def running(self) -> "StageQuerySet":
        """What the clock reports on: stages at work, and signed ones that changed since they were signed."""
        return self.filter(Q(state__in=AT_WORK_STATES) | Q(state__in=SIGNED_STATES, changed_at__isnull=False)).exclude(
            programme__state=ProgrammeState.CLOSED)

    def complete(self) -> "StageQuerySet":
        """Every standard is answered: the one definition that the page and the sweep share."""
        return self.filter(~Exists(_answers().incomplete().filter(stage=OuterRef("pk"))))

    def incomplete(self) -> "StageQuerySet":
        return self.filter(Exists(_answers().incomplete().filter(stage=OuterRef("pk"))))

    def in_order(self) -> "StageQuerySet":
        return self.order_by("programme__name", "programme_id", "number", "workstream__position", "plan_name", "cycle", "pk")


def _answers() -> Any:
    from programmes.stages.models.answer import Answer  # the two nouns know each other

    return Answer.objects


class Stage(Model):
    """One passage of a programme, or of one of its workstreams, through a stage of the procedure, in one cycle."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="stages")
    workstream = models.ForeignKey(Workstream, models.CASCADE, null=True, blank=True, related_name="stages")
    plan_name = models.CharField(_("which plan?"), max_length=200, blank=True)      # S9 and S10 run for a plan
    code = models.CharField(max_length=4)
    number = models.PositiveSmallIntegerField()
    cycle = models.PositiveSmallIntegerField(default=1)
    edition = models.PositiveSmallIntegerField(default=1, db_default=1)     # under which it asks; once it is signed, for ever
    state = models.CharField(max_length=30, choices=StageState, default=STAGE.start)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_fingerprint = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)    # an answer or what it rests on changed after signing
    round = models.PositiveSmallIntegerField(default=1)         # of signing; a reopened stage is signed anew

    objects = StageQuerySet.as_manager()
    PERSONAL: ClassVar = {}
    IMPERSONAL: ClassVar = ("plan_name",)

    class Meta:
        constraints = [
            models.UniqueConstraint("programme", "code", Coalesce("workstream", 0), "plan_name", "cycle",
                                    name="a_stage_runs_once_a_cycle"),
            models.CheckConstraint(name="an_open_stage_was_opened",
                                   condition=Q(state="not_open", opened_at__isnull=True)
                                   | ~Q(state="not_open") & Q(opened_at__isnull=False)),
            models.CheckConstraint(name="a_signed_stage_says_when_and_what",
                                   condition=~Q(state__in=["signed_off", "signed_off_with_concerns", "closed_with_gaps"])
                                   | Q(signed_at__isnull=False) & ~Q(signed_fingerprint="")),
            models.CheckConstraint(name="a_stage_is_due_after_it_opens",
                                   condition=Q(due_on__isnull=True) | Q(opens_on__isnull=True) | Q(due_on__gte=models.F("opens_on"))),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="stages_at_work_by_due_day",
                         condition=Q(state__in=["open", "ready", "reopened", "unresolved"])),
            models.Index(fields=["opens_on"], name="stages_to_open", condition=Q(state="not_open")),
            models.Index(fields=["programme", "number"], name="stages_of_a_programme"),
            models.Index(fields=["programme"], name="stages_changed_since_signed", condition=Q(changed_at__isnull=False)),
            models.Index(fields=["state"], name="stages_at_work", condition=Q(state__in=["open", "ready", "reopened", "unresolved"])),
        ]

    def __str__(self) -> str:
        return f"stage {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:stage", args=[self.ref])

    @property
    def trail_book(self) -> str:
        return self.programme.ref

    @property
    def catalogue(self) -> CatalogueStage:
        """What the catalogue says about this stage, in the edition under which it asks."""
        return edition(self.edition).stage(self.code)

    def title(self) -> str:
        """The stage by number and name, with what tells this run from the others."""
        name, run = f"{self.code} {self.catalogue.name}", self.run()
        return f"{name}: {run}" if run else name

    def run(self) -> str:
        """The workstream or plan it runs for, and from the second time on its round; "" the first time for the programme."""
        again = gettext("round %(n)d") % {"n": self.cycle} if self.cycle > 1 else ""
        return ", ".join(words for words in (self.subject(), again) if words)

    def subject(self) -> str:
        """The workstream or plan it runs for; "" when it runs for the whole programme."""
        return self.workstream.name if self.workstream else self.plan_name

    def get_state_display(self) -> str:
        return label(StageState, self.state)

    def is_at_work(self) -> bool:
        return self.state in AT_WORK_STATES

    def is_signed(self) -> bool:
        return self.state in SIGNED_STATES

    def is_complete(self) -> bool:
        """Whether every standard is answered, by the same definition as the sweep's."""
        return type(self).objects.complete().filter(pk=self.pk).exists()


class SignatureQuerySet(KeyedQuerySet):
    def current(self) -> "SignatureQuerySet":
        """The last word of each signatory in each role; earlier ones stay on record."""
        return self.filter(replaced_at__isnull=True)


class Signature(Model):
    """What one signatory says about a stage, in one role; a pair signs as two people (domain.md b1)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="signatures")
    round = models.PositiveSmallIntegerField()
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="stage_signatures")
    role = models.CharField(max_length=10)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    workstream = models.ForeignKey(Workstream, models.CASCADE, null=True, blank=True, related_name="+")
    value = models.CharField(max_length=10, choices=SignatureValue)
    text = models.TextField(blank=True, max_length=4000)
    at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = SignatureQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["partner", "text"], "as long as the programme's record")

    class Meta:
        constraints = [
            models.UniqueConstraint("stage", "round", "partner", "role", Coalesce("organisation", 0),
                                    Coalesce("workstream", 0), condition=Q(replaced_at__isnull=True),
                                    name="a_signatory_has_one_last_word"),
            models.CheckConstraint(name="all_but_plain_agreement_say_why", condition=Q(value="agree") | ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"signature {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.stage.programme.ref

    def agrees(self) -> bool:
        return self.value in (SignatureValue.AGREE, SignatureValue.CONCERNS)


class Proceeding(Model):
    """The senior responsible owner went on without lay agreement, and why (domain.md b1). It never vanishes."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="proceedings")
    round = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    because = models.TextField(max_length=4000)

    PERSONAL: ClassVar = dict.fromkeys(["by", "because"], "as long as the programme's record")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage", "round"], name="one_proceeds_once_a_round"),
            models.CheckConstraint(name="who_proceeds_says_why", condition=~Q(because="")),
        ]

    def __str__(self) -> str:
        return f"proceeding {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.stage.programme.ref


class Reopening(Model):
    """A signed or unresolved stage was opened again: by whom, why, and which standards are to be looked at anew."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="reopenings")
    round = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    because = models.TextField(max_length=2000)
    codes = models.JSONField(default=list)

    PERSONAL: ClassVar = dict.fromkeys(["by", "because"], "as long as the programme's record")

    class Meta:
        constraints = [models.CheckConstraint(name="who_reopens_says_why", condition=~Q(because=""))]

    def __str__(self) -> str:
        return f"reopening {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.stage.programme.ref
