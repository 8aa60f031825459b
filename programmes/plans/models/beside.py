"""What stands beside a plan: copies in other forms, whom it thanks, and what may stand in it although it looks like somebody's address."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from coprod.kit.scanning import NEVER, Kind
from partners.models import Partner
from partners.people.models import NOTED, Through
from programmes.papers.catalogue import Form
from programmes.plans.catalogue import Wish
from programmes.plans.models.plan import RECORD, Plan


def where_plans_go(copy: "PlanCopy", filename: str) -> str:
    """Nothing of the name that somebody gave the file becomes part of a path."""
    return f"plans/{copy.ref[:2]}/{copy.ref}"


class CopyQuerySet(KeyedQuerySet):
    def there(self) -> "CopyQuerySet":
        return self.filter(taken_out_at__isnull=True).order_by("form", "note", "pk")


class PlanCopy(Model):
    """One version of a plan in another form: a link, a file, or only on paper. A newer one takes the place of the one before."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="copies")
    form = models.CharField(_("which form?"), max_length=12, choices=Form)
    note = models.CharField(_("which language, or what else?"), max_length=100, blank=True)
    of_version = models.PositiveSmallIntegerField()
    link = models.URLField(blank=True, max_length=500)
    file = models.FileField(upload_to=where_plans_go, blank=True, max_length=200)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    was_read = models.BooleanField(default=False)       # its words could be looked through, when it came
    finds = models.JSONField(default=list)              # what in them looks as if it led to a person: (kind, words)
    looked_at = models.DateTimeField(null=True, blank=True)     # somebody looked through it and says that everybody may have it
    looked_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    looked_because = models.CharField(_("why may it stand there?"), max_length=300, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    taken_out_at = models.DateTimeField(null=True, blank=True)

    objects = CopyQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["added_by", "looked_by", "finds"], RECORD)
    IMPERSONAL: ClassVar = ("note", "link", "file", "file_name", "content_type", "looked_because")

    class Meta:
        verbose_name_plural = "plan copies"
        constraints = [models.UniqueConstraint(fields=["plan", "form", "note"], condition=Q(taken_out_at__isnull=True),
                                               name="a_form_of_a_plan_stands_once"),
                       models.CheckConstraint(name="who_looked_through_a_file_says_when", condition=Q(
                           looked_at__isnull=True, looked_by__isnull=True, looked_because="") | Q(
                           looked_at__isnull=False, looked_by__isnull=False))]

    def __str__(self) -> str:
        return f"plan copy {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.plan.trail_book

    @property
    def name(self) -> str:
        form = label(Form, self.form)
        return f"{form}: {self.note}" if self.note else form

    def has_never(self) -> bool:
        """Whether something is in it that no reason lets through."""
        return any(kind in NEVER for kind, _words in self.finds)

    def waits_for_a_look(self) -> bool:
        """A file goes to everybody once its words were searched and nothing was found, or somebody says that they looked through it."""
        return bool(self.file) and self.looked_at is None and (not self.was_read or bool(self.finds))

    def is_old(self) -> bool:
        return self.of_version < self.plan.version


class PlanContributor(Model):
    """Somebody whom a plan thanks, and how they wish that: until they have said it they are counted, and not named (10.5)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="contributors")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    wish = models.CharField(_("how would you like to be thanked?"), max_length=10, choices=Wish, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(null=True, blank=True)
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["partner", "asked_by", "noted_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "partner"], name="a_plan_thanks_somebody_once"),
            models.CheckConstraint(name="who_says_how_a_plan_thanks_them_said_it_on_a_day",
                                   condition=Q(wish="", said_at__isnull=True) | ~Q(wish="") & Q(said_at__isnull=False)),
            models.CheckConstraint(name="a_wish_about_thanks_says_who_wrote_it_down", condition=Q(
                noted_by__isnull=True, through__in=["account", "link"]) | Q(noted_by__isnull=False, through__in=NOTED))]

    def __str__(self) -> str:
        return f"contributor {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.plan.trail_book

    @property
    def programme(self) -> object:
        return self.plan.programme

    def get_wish_display(self) -> str:
        return label(Wish, self.wish) if self.wish else ""


class PlanFind(Model):
    """Something in a plan that looks as if it led to a person, and why it may stand there: the number of an office."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="finds")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.CharField(max_length=80)
    because = models.CharField(_("why may it stand there?"), max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["by", "words"], RECORD)
    IMPERSONAL: ClassVar = ("because",)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "kind", "words"], name="a_find_in_a_plan_is_answered_once"),
                       models.CheckConstraint(name="a_find_that_may_stand_says_why", condition=~Q(because=""))]

    def __str__(self) -> str:
        return f"find {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.plan.trail_book

    def get_kind_display(self) -> str:
        return label(Kind, self.kind)
