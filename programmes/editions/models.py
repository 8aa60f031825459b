"""A local edition of the catalogue, the standards that it adds, and those whose words it changes."""

import hashlib
import json
from dataclasses import replace
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from programmes.catalogue import (
    CORE,
    CURRENT,
    FIRST_LOCAL,
    INF,
    SHELVES,
    TAILOR,
    WAIVE,
    Edition,
    Shelf,
    Standard,
    edition,
)
from programmes.editions.lifecycles import EDITION, EditionState

UNCHANGED = _("A published edition does not change any more. Begin a new draft from it.")


class LocalEditionQuerySet(KeyedQuerySet):
    def published(self) -> "LocalEditionQuerySet":
        return self.filter(state=EditionState.PUBLISHED)


class LocalEdition(Model):
    """An edition of the catalogue of our own: what an earlier one asks, with standards added and words changed."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True, unique=True)      # given when it is published
    name = models.CharField(_("name"), max_length=90, help_text=_("Everybody in a programme reads it, such as “Easy read first”."))
    about = models.TextField(_("what is different, and why?"), max_length=2000,
                             help_text=_("Managers and lay co-chairs read it before they agree to move."))
    based_on = models.PositiveSmallIntegerField(_("edition that it begins from"), default=CURRENT)
    state = models.CharField(_("state"), max_length=10, choices=EditionState, default=EDITION.start)
    begun_at = models.DateTimeField(_("begun"))
    begun_by = models.ForeignKey(Partner, models.PROTECT, related_name="+", verbose_name=_("begun by"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("published by"))

    objects = LocalEditionQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["begun_by", "published_by"], "as long as the edition is in use")
    IMPERSONAL: ClassVar = ("name", "about")

    class Meta:
        verbose_name = _("local edition of the catalogue")
        verbose_name_plural = _("local editions of the catalogue")
        constraints = [models.CheckConstraint(
            name="a_published_edition_says_its_number_who_and_when",
            condition=Q(state="published", number__gte=FIRST_LOCAL, published_at__isnull=False, published_by__isnull=False)
            | Q(state="draft", number__isnull=True, published_at__isnull=True, published_by__isnull=True))]

    def __str__(self) -> str:
        return gettext("%(number)d “%(name)s”") % {"number": self.number, "name": self.name} if self.number else gettext(
            "draft “%(name)s”") % {"name": self.name}

    def get_state_display(self) -> str:
        return label(EditionState, self.state)

    def is_draft(self) -> bool:
        return self.state == EditionState.DRAFT

    def whole(self, number: int = 0) -> Edition:
        """The edition with everything that it takes over. A draft goes by `number`, 0 unless given."""
        base, mine = edition(self.based_on), self.number or number
        words = {each.code: each for each in self.wordings.all()}
        added: dict[str, list[Standard]] = {}
        for each in sorted(self.added.all(), key=lambda each: each.place()):
            added.setdefault(each.stage, []).append(each.standard(mine))
        return Edition(number=mine, name=self.name, about=self.about, based_on=self.based_on, stages=tuple(
            replace(stage, standards=(
                *(words[standard.code].applied_to(standard, mine) if standard.code in words else standard
                  for standard in stage.standards),
                *added.get(stage.code, [])))
            for stage in base.stages))

    def fingerprint(self) -> str:
        """The SHA-256 of all that would be published: what was read before publishing is what is published."""
        added = sorted([each.code, each.stage, each.short, each.question, each.evidence, each.klass, *each.by] for each in self.added.all())
        words = sorted([each.code, each.question, each.evidence] for each in self.wordings.all())
        facts = [self.name, self.about, self.based_on, added, words]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError when it was published before; the database refuses it besides."""
        if self.pk and LocalEdition.objects.published().filter(pk=self.pk).exists():
            raise ValidationError(UNCHANGED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise ValidationError(_("An edition is not deleted. A draft that nobody needs may stay a draft."))


class OfADraft(Model):
    """What belongs to an edition and changes with it only, while that is a draft."""

    class Meta:
        abstract = True

    def _must_be_draft(self) -> None:
        if LocalEdition.objects.published().filter(pk=self.edition_id).exists():       # type: ignore[attr-defined]
            raise ValidationError(UNCHANGED)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError when its edition is published; the database refuses it besides."""
        self._must_be_draft()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raises ValidationError when its edition is published; the database refuses it besides."""
        self._must_be_draft()
        return super().delete(*args, **kwargs)


class AddedStandard(OfADraft):
    """A standard that a local edition adds to a stage. Its code, such as 7.L1, is given once and means nothing else ever after."""

    class Klass(models.TextChoices):
        CORE = CORE, _("Core: the thing itself must happen")
        TAILOR = TAILOR, _("May be done another way")
        WAIVE = WAIVE, _("May be left out, with a reason")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    edition = models.ForeignKey(LocalEdition, models.CASCADE, related_name="added")
    stage = models.CharField(_("stage"), max_length=4)
    code = models.CharField(_("code"), max_length=6, unique=True, editable=False)
    short = models.CharField(_("in a few words"), max_length=60, help_text=_("For lists and messages, such as “Papers also in easy read”."))
    question = models.CharField(_("question"), max_length=250, help_text=_("What was done, by whom, when? Never: was it good?"))
    evidence = models.CharField(_("what typically shows it"), max_length=120)
    by = models.JSONField(_("who does it or answers for it"), default=list)
    klass = models.CharField(_("how far may it be adapted?"), max_length=10, choices=Klass)

    PERSONAL: ClassVar = {}
    IMPERSONAL: ClassVar = ("question", "evidence")

    class Meta:
        verbose_name = _("added standard")
        verbose_name_plural = _("added standards")
        constraints = [models.CheckConstraint(
            name="an_added_standard_is_whole", condition=~Q(stage="") & ~Q(short="") & ~Q(question="") & ~Q(evidence="") & ~Q(klass=""))]

    def __str__(self) -> str:
        return f"{self.code} {self.short}"

    def place(self) -> int:
        """Its own number in its stage: codes are given in their order."""
        return int(self.code.partition(".L")[2])

    def standard(self, number: int) -> Standard:
        """As the catalogue has its standards, in the edition of that number."""
        return Standard(self.code, self.short, self.question, tuple(self.by), self.evidence, self.klass, INF, "", worded_in=number)


class ChangedWording(OfADraft):
    """Another question, or other typical evidence, for a standard that is asked already. Nothing else of it can be changed."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    edition = models.ForeignKey(LocalEdition, models.CASCADE, related_name="wordings")
    code = models.CharField(_("standard"), max_length=6)
    question = models.CharField(_("new question"), max_length=250, blank=True, help_text=_("Leave it empty to keep the question."))
    evidence = models.CharField(_("what typically shows it now"), max_length=120, blank=True, help_text=_("Leave it empty to keep it."))

    PERSONAL: ClassVar = {}
    IMPERSONAL: ClassVar = ("question", "evidence")

    class Meta:
        verbose_name = _("changed wording")
        verbose_name_plural = _("changed wordings")
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="an_edition_words_a_standard_once",
                                    violation_error_message=_("This standard is listed twice. Write both changes into one.")),
            models.CheckConstraint(name="a_changed_wording_changes_something", condition=~Q(question="") | ~Q(evidence=""),
                                   violation_error_message=_("Write another question, or other evidence.")),
        ]

    def __str__(self) -> str:
        return self.code

    def applied_to(self, standard: Standard, number: int) -> Standard:
        """The standard with these words; its class, roles and sources stay."""
        return replace(standard, question=self.question or standard.question, evidence=self.evidence or standard.evidence,
                       worded_in=number)


# --- on the shelf ----------------------------------------------------------------------------------------------------
# A published edition never changes, so what was read once is remembered: a page asks for it hundreds of times.

_remembered: dict[int, Edition] = {}
_added_in: dict[str, int] = {}


def forget() -> None:
    """Let go of what is remembered. Needed only where a database is put back to what it was before, as in tests."""
    _remembered.clear()
    _added_in.clear()


def _find(number: int) -> Edition | None:
    if number < FIRST_LOCAL:
        return None
    if number not in _remembered:       # all that are not known yet, at once; each after the one that it begins from
        unknown = LocalEdition.objects.published().exclude(number__in=list(_remembered)).order_by("number")
        for kept in unknown.prefetch_related("added", "wordings"):
            assert kept.number is not None, "a published edition has a number"
            _remembered[kept.number] = kept.whole()
    return _remembered.get(number)


def _numbers() -> list[int]:
    return list(LocalEdition.objects.published().order_by("number").values_list("number", flat=True))


def _that_added(code: str) -> int | None:
    if code not in _added_in:
        found = LocalEdition.objects.published().filter(added__code=code).values_list("number", flat=True).first()
        if found is None:
            return None
        _added_in[code] = found
    return _added_in[code]


SHELVES.append(Shelf(find=_find, numbers=_numbers, that_added=_that_added))
