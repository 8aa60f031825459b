"""The panel of a call, what a member declares, the marks they give, and what the panel decides about each person."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Group, Organisation, Partner
from programmes.calls.models import Call
from programmes.nominations.models import Nomination
from programmes.programme.lifecycles import ProgrammeState
from programmes.selection.lifecycles import PANEL, PanelState

TERM = "12 months after the outcome, with what is known of the person"


class PanelQuerySet(KeyedQuerySet):
    def running(self) -> "PanelQuerySet":
        """Those of programmes that are not closed."""
        return self.exclude(call__programme__state=ProgrammeState.CLOSED)

    def begun(self) -> "PanelQuerySet":
        return self.filter(begun_at__isnull=False)


class Panel(Model):
    """Those who choose among the people put forward in one call: whoever holds a seat in its group on that day."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    call = models.OneToOneField(Call, models.CASCADE, related_name="panel")
    group = models.ForeignKey(Group, models.PROTECT, related_name="panels")
    meets_on = models.DateField(_("when does the panel meet?"))
    state = models.CharField(max_length=10, choices=PanelState, default=PANEL.start)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")     # None: all had given marks
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PanelQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["named_by", "opened_by", "released_by"], "as long as the programme's record")

    class Meta:
        constraints = [models.CheckConstraint(
            name="released_outcomes_say_who_and_when",
            condition=Q(state="released", released_at__isnull=False, released_by__isnull=False)
            | ~Q(state="released") & Q(released_at__isnull=True, released_by__isnull=True))]

    def __str__(self) -> str:
        return f"panel {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:panel", args=[self.ref])

    @property
    def trail_book(self) -> str:
        return self.call.programme.ref

    def get_state_display(self) -> str:
        return label(PanelState, self.state)


class Declared(Model):
    """What a member of the panel declared before any name was shown to them. Without it they see nobody."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    panel = models.ForeignKey(Panel, models.CASCADE, related_name="declared")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    is_lay = models.BooleanField()
    organisations = models.ManyToManyField(Organisation, related_name="+")      # whose nominees they do not see
    names = models.TextField(blank=True, max_length=2000)       # people they know who may be among them, one to a line
    text = models.TextField(blank=True, max_length=2000)
    at = models.DateTimeField()

    PERSONAL: ClassVar = dict.fromkeys(["partner", "names", "text"], TERM)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["panel", "partner"], name="each_member_of_a_panel_declares_once")]

    def __str__(self) -> str:
        return f"declared {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.panel.call.programme.ref


class Conflict(Model):
    """A member of the panel is too close to one person: that person is hidden from them, and they give no marks."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="conflicts")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    because = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    PERSONAL: ClassVar = dict.fromkeys(["partner", "because"], TERM)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["nomination", "partner"], name="a_conflict_is_declared_once")]

    def __str__(self) -> str:
        return f"conflict {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.nomination.call.programme.ref


class SheetQuerySet(KeyedQuerySet):
    def that_count(self) -> "SheetQuerySet":
        """Without those of members who said afterwards that they know the person."""
        return self.filter(left_out_at__isnull=True)


class ScoreSheet(Model):
    """The marks of one member for one person: one for each quality of the role profile, each with a note (PM7)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="sheets")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    is_lay = models.BooleanField()
    given_at = models.DateTimeField()
    left_out_at = models.DateTimeField(null=True, blank=True)       # the member said later that they know the person

    objects = SheetQuerySet.as_manager()
    PERSONAL: ClassVar = {"partner": TERM}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["nomination", "partner"], name="each_member_gives_marks_once")]

    def __str__(self) -> str:
        return f"score sheet {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.nomination.call.programme.ref


class Mark(Model):
    """How far a person shows one quality, and what shows it."""

    class Value(models.IntegerChoices):
        NOTHING = 0, _("Nothing said shows it")
        LITTLE = 1, _("A little")
        CLEARLY = 2, _("Clearly")
        STRONGLY = 3, _("Strongly")

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="marks")
    quality = models.CharField(max_length=20)       # the name of a part of the profile: strategic, vision, ...
    value = models.PositiveSmallIntegerField(choices=Value)
    note = models.TextField(max_length=1000)

    PERSONAL: ClassVar = {"note": TERM}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "quality"], name="each_quality_is_marked_once"),
                       models.CheckConstraint(name="a_mark_has_a_note", condition=~Q(note=""))]

    def __str__(self) -> str:
        return f"mark {self.quality} of {self.sheet_id}"


class Outcome(models.TextChoices):
    SELECT = "select", _("Selected")
    RESERVE = "keep_in_reserve", _("Reserve list, if they agree, for 12 months")
    FORUM = "offer_forum", _("Not selected, and offered a place in the Forum")
    NOT = "not_select", _("Not selected")


class Decision(Model):
    """What the panel decides about one person. Pending, and seen by nobody else, until all are released together."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    nomination = models.OneToOneField(Nomination, models.CASCADE, related_name="decision")
    outcome = models.CharField(max_length=16, choices=Outcome)      # the move that its release makes
    reason = models.TextField(max_length=2000)                      # in words that the person reads
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=3, blank=True)             # the person's to the Forum or the reserve list: yes or no
    answered_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: ClassVar = {"reason": TERM, "decided_by": "as long as the programme's record"}

    class Meta:
        constraints = [models.CheckConstraint(name="an_outcome_has_a_reason", condition=~Q(reason="") | Q(released_at__isnull=False)),
                       models.CheckConstraint(name="only_what_was_released_is_answered",
                                              condition=Q(answered_at__isnull=True, answer="") | Q(released_at__isnull=False))]

    def __str__(self) -> str:
        return f"decision {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.nomination.call.programme.ref

    def get_outcome_display(self) -> Any:
        return label(Outcome, self.outcome)
