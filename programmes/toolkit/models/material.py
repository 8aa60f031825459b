"""What is offered for chapters: words from the records, usable once everybody they come from has said yes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from partners.people.models import WHO_WROTE_IT_DOWN, Through
from programmes.programme.models import Programme
from programmes.toolkit.catalogue import MATERIAL_SIGNS, TITLE
from programmes.toolkit.lifecycles import MATERIAL, MATERIAL_TONES, MaterialState
from programmes.toolkit.models.books import RECORD
from programmes.toolkit.models.chapters import Chapter


class Material(Model):
    """Words as they stood when they were offered, and where they come from. `chapter` is the one whose words they are in."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="toolkit_material")
    kind = models.CharField(max_length=20)              # a key of toolkit.views.offers.MATERIALS
    source_ref = models.SlugField(max_length=60)
    source = models.CharField(_("where is it from?"), max_length=200)
    title = models.CharField(_("title"), max_length=TITLE)
    text = models.TextField(_("text"), max_length=MATERIAL_SIGNS)
    state = models.CharField(max_length=10, choices=MaterialState, default=MATERIAL.start)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    chapter = models.ForeignKey(Chapter, models.SET_NULL, null=True, blank=True, related_name="material")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["source", "title", "text", "offered_by", "taken_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "kind", "source_ref"], condition=~Q(state="back"),
                                    name="the_same_is_offered_once"),
            models.CheckConstraint(name="material_says_something", condition=~Q(text="") & ~Q(title="")),
            models.CheckConstraint(name="material_taken_in_says_who_and_when", condition=Q(
                taken_at__isnull=True, taken_by__isnull=True, chapter__isnull=True) & ~Q(state="taken") | Q(
                taken_at__isnull=False, taken_by__isnull=False)),
        ]
        indexes = [models.Index(fields=["programme", "state"], name="material_of_a_programme")]

    def __str__(self) -> str:
        return f"material {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:material", args=[self.ref])

    def get_state_display(self) -> str:
        return label(MaterialState, self.state)

    @property
    def tone(self) -> str:
        return MATERIAL_TONES[MaterialState(self.state)]

    @property
    def trail_book(self) -> str:
        return self.programme.ref

    def offers(self, move: str) -> bool:
        return move in MATERIAL.offers(self.state)

    def is_refused_and_in(self) -> bool:
        """Somebody it comes from says no, and its words are still in a chapter."""
        return self.state == MaterialState.REFUSED and self.chapter_id is not None


class MaterialConsent(Model):
    """Somebody whose words or name are in the material. It is not used before their yes; they may say something else later. `is_hidden`:
    they said it without their name, so that only the manager knows who they are."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    material = models.ForeignKey(Material, models.CASCADE, related_name="consents")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    is_hidden = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    agrees = models.BooleanField(null=True, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["partner", "noted_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["material", "partner"], name="somebody_is_asked_once_about_material"),
            models.CheckConstraint(name="a_word_on_material_says_when", condition=Q(agrees__isnull=True, said_at__isnull=True) | Q(
                agrees__isnull=False, said_at__isnull=False)),
            models.CheckConstraint(name="a_word_on_material_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
        ]
        indexes = [models.Index(fields=["partner", "agrees"], name="consents_of_a_person")]

    def __str__(self) -> str:
        return f"consent {self.ref}"

    @property
    def programme(self) -> Programme:
        return self.material.programme

    @property
    def trail_book(self) -> str:
        return self.material.trail_book
