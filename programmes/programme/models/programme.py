"""The programme, its focus statement, and what is open, closed and undecided."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from partners.people.models import searchable
from programmes.programme.lifecycles import PROGRAMME, ProgrammeState
from programmes.programme.models.standing import sees


class ProgrammeQuerySet(KeyedQuerySet):
    def visible_to(self, user: Any, *, on: date) -> "ProgrammeQuerySet":
        """Programmes in which the user holds any role on that day. A role's last day is its last."""
        partner = getattr(user, "partner", None)
        return self.seen_by(partner, on=on) if partner else self.none()

    def seen_by(self, partner: Partner, *, on: date) -> "ProgrammeQuerySet":
        return self.filter(sees(partner, on=on))

    def matching(self, words: str) -> "ProgrammeQuerySet":
        return self.filter(search_text__contains=searchable(words))

    def running(self) -> "ProgrammeQuerySet":
        return self.exclude(state=ProgrammeState.CLOSED)


class Programme(Model):
    """A piece of work in which lay partners design services as equals with the organisations that run them."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    vision = models.TextField(_("vision"), blank=True, max_length=2000)
    aims = models.TextField(_("aims"), blank=True, max_length=4000)
    area = models.CharField(_("area"), max_length=200, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    edition = models.PositiveSmallIntegerField(default=1)       # of the catalogue, until both sides agree to move
    cycle = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=ProgrammeState, default=PROGRAMME.start)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    closed_because = models.TextField(_("why is it closed?"), blank=True, max_length=2000)
    search_text = models.TextField(editable=False, blank=True)

    objects = ProgrammeQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["closed_by", "closed_because"], "as long as the programme's record")
    IMPERSONAL: ClassVar = ("name", "vision", "aims", "area", "search_text")

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_programme_ends_after_it_begins",
                                   condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="a_closed_programme_says_who_when_and_why",
                condition=Q(state="closed", closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_because="")
                | ~Q(state="closed") & Q(closed_at__isnull=True, closed_by__isnull=True, closed_because="")),
        ]
        indexes = [models.Index(fields=["name", "id"], name="programmes_by_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_text = searchable(self.name, self.area)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("programmes:programme", args=[self.slug])

    @property
    def trail_book(self) -> str:
        return self.ref

    def get_state_display(self) -> str:
        return label(ProgrammeState, self.state)


class FocusStatement(Model):
    """One version of the focus: the problem, the people, the area, the end (standard 1.2). Later versions replace it."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="focus_statements")
    version = models.PositiveSmallIntegerField()
    problem = models.TextField(_("what is the problem?"), max_length=2000)
    people = models.TextField(_("whom does it concern?"), max_length=1000)
    area = models.CharField(_("in which area?"), max_length=300)
    ends_on = models.DateField(_("when does the work end?"))
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"written_by": "as long as the programme's record"}
    IMPERSONAL: ClassVar = ("problem", "people", "area")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "version"], name="a_version_of_the_focus_is_written_once")]

    def __str__(self) -> str:
        return f"focus {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.ref


class FocusComment(Model):
    """What a service-user leader said about a draft of the focus (standard 1.2)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    statement = models.ForeignKey(FocusStatement, models.CASCADE, related_name="comments")
    text = models.TextField(_("your comment"), max_length=4000)
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    by_leader = models.BooleanField(default=False)      # held a founding seat when they said it
    at = models.DateTimeField()

    PERSONAL: ClassVar = dict.fromkeys(["text", "by"], "as long as the programme's record")

    def __str__(self) -> str:
        return f"comment {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.statement.programme.ref


class ScopePoint(Model):
    """One matter that is open, closed (with the reason) or undecided, and who decides it (standard 1.3)."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open to change")
        CLOSED = "closed", _("Closed")
        UNDECIDED = "undecided", _("Not decided yet")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="scope")
    matter = models.CharField(_("matter"), max_length=300)
    status = models.CharField(_("is it open to change?"), max_length=10, choices=Status)
    reason = models.CharField(_("why is it closed?"), max_length=500, blank=True)
    decided_by = models.CharField(_("who decides?"), max_length=200)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["written_by", "removed_by"], "as long as the programme's record")
    IMPERSONAL: ClassVar = ("matter", "reason", "decided_by")

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_closed_matter_says_why", condition=~Q(status="closed") | ~Q(reason="")),
            models.CheckConstraint(name="a_removed_matter_says_who_and_when",
                                   condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                                   | Q(removed_at__isnull=False, removed_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"matter {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.ref
