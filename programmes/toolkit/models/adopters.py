"""A local partnership that uses the toolkit: whom it named before it started (11.5), what it adapted and what it learnt."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Organisation, Partner
from partners.people.models import WHO_WROTE_IT_DOWN, Through
from programmes.programme.models import Programme
from programmes.toolkit.catalogue import NOTE_SHORT, NoteKind
from programmes.toolkit.lifecycles import NOTE, NOTE_TONES, STANDING, NoteState
from programmes.toolkit.models.books import RECORD, Toolkit
from programmes.toolkit.models.chapters import Chapter


class Adopter(Model):
    """An early adopter: a local partnership that carries the plan out in its area (domain.md, NWL-news)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    book = models.ForeignKey(Toolkit, models.CASCADE, related_name="adopters")
    name = models.CharField(_("which area or partnership?"), max_length=160)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    lead_name = models.CharField(_("who leads it there?"), max_length=120, blank=True)
    starts_on = models.DateField(_("when does it start?"), null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["lead_name", "recorded_by"], RECORD)
    IMPERSONAL: ClassVar = ("name",)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "name"], name="an_adopter_is_recorded_once"),
                       models.CheckConstraint(name="an_adopter_has_a_name", condition=~Q(name=""))]

    def __str__(self) -> str:
        return f"adopter {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:adopter", args=[self.ref])

    @property
    def programme(self) -> Programme:
        return self.book.programme

    @property
    def trail_book(self) -> str:
        return self.book.trail_book


class NoteQuerySet(KeyedQuerySet):
    def standing(self) -> "NoteQuerySet":
        return self.filter(state__in=STANDING)

    def counting(self) -> "NoteQuerySet":
        """Those of which a lay partner who did not write them says that they are so."""
        return self.filter(state=NoteState.CONFIRMED)


class AdopterNote(Model):
    """One thing that an adopter says. It counts once a lay partner who did not write it says that it is so."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    adopter = models.ForeignKey(Adopter, models.CASCADE, related_name="notes")
    kind = models.CharField(_("what is it?"), max_length=8, choices=NoteKind)
    chapter = models.ForeignKey(Chapter, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(_("in words"), max_length=2000)
    named_on = models.DateField(_("when were they named?"), null=True, blank=True)
    lay_people = models.PositiveSmallIntegerField(_("how many lay partners?"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=NoteState, default=NOTE.start)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()           # since when it waits for a lay partner

    objects = NoteQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["text", "written_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_note_of_an_adopter_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="named_lay_partners_have_a_day_and_a_number", condition=Q(
                kind="lay", named_on__isnull=False, lay_people__gte=1) | ~Q(kind="lay") & Q(
                named_on__isnull=True, lay_people__isnull=True)),
        ]
        indexes = [models.Index(fields=["adopter", "kind", "state"], name="notes_of_an_adopter"),
                   models.Index(fields=["state", "asked_at"], name="adopter_notes_that_wait")]

    def __str__(self) -> str:
        return f"note {self.ref} of an adopter"

    def get_state_display(self) -> str:
        return label(NoteState, self.state)

    def get_kind_display(self) -> str:
        return str(NOTE_SHORT[NoteKind(self.kind)])

    @property
    def tone(self) -> str:
        return NOTE_TONES[NoteState(self.state)]

    @property
    def programme(self) -> Programme:
        return self.adopter.programme

    @property
    def trail_book(self) -> str:
        return self.adopter.trail_book

    def offers(self, move: str) -> bool:
        return move in NOTE.offers(self.state)


class AdopterWordQuerySet(KeyedQuerySet):
    def current(self) -> "AdopterWordQuerySet":
        return self.filter(replaced_at__isnull=True)

    def open_noes(self) -> "AdopterWordQuerySet":
        return self.current().filter(is_so=False, answered_at__isnull=True)


class AdopterWord(Model):
    """A lay partner who did not write the note says whether it is so. A "not so" stays beside it, with its answer."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    note = models.ForeignKey(AdopterNote, models.CASCADE, related_name="words")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_so = models.BooleanField()
    text = models.TextField(_("what is not so?"), max_length=2000, blank=True)
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("what do you say to it?"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AdopterWordQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "noted_by", "answer", "answered_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "by"], condition=Q(replaced_at__isnull=True),
                                    name="a_lay_partner_says_one_word_on_a_note"),
            models.CheckConstraint(name="who_says_that_a_note_is_not_so_says_what", condition=Q(is_so=True) | ~Q(text="")),
            models.CheckConstraint(name="a_word_on_a_note_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(name="an_answer_to_a_word_on_a_note_says_who_and_when", condition=Q(
                answered_at__isnull=True, answered_by__isnull=True, answer="") | Q(
                answered_at__isnull=False, answered_by__isnull=False, is_so=False) & ~Q(answer="")),
        ]

    def __str__(self) -> str:
        return f"word {self.ref} on a note of an adopter"

    @property
    def programme(self) -> Programme:
        return self.note.programme

    @property
    def trail_book(self) -> str:
        return self.note.trail_book

    @property
    def is_open_no(self) -> bool:
        return not self.is_so and self.answered_at is None and self.replaced_at is None
