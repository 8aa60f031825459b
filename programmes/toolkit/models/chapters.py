"""A chapter with its versions, its authors, and what its lay co-authors say of it."""

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
from partners.people.models import NOTED, WHO_WROTE_IT_DOWN, Through
from programmes.programme.models import Programme
from programmes.toolkit.catalogue import MOST_SIGNS, TITLE
from programmes.toolkit.lifecycles import CHANGEABLE, CHAPTER, TONES, ChapterState
from programmes.toolkit.models.books import RECORD, Toolkit


class ChapterQuerySet(KeyedQuerySet):
    def public(self) -> "ChapterQuerySet":
        """Those of which everybody reads a version, also while the next one is worked at."""
        return self.filter(public_number__isnull=False)

    def shared(self) -> "ChapterQuerySet":
        """Those that a lay co-author lets stand in the book of the installation too."""
        return self.public().filter(shared_at__isnull=False)

    def in_order(self) -> "ChapterQuerySet":
        return self.order_by("position", "pk")


class Chapter(Model):
    """A chapter as it is worked at. `version` grows with each change of its words; `public_number` is the version that everybody reads."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    book = models.ForeignKey(Toolkit, models.CASCADE, related_name="chapters")
    position = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=TITLE)
    text = models.TextField(_("text"), max_length=MOST_SIGNS, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=ChapterState, default=CHAPTER.start)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    public_number = models.PositiveSmallIntegerField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    review_on = models.DateField(_("when is it looked at again?"), null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True)         # its authors are reminded from this day on
    review_because = models.TextField(_("why is it looked at again?"), max_length=2000, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.TextField(_("why is it withdrawn?"), max_length=2000, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")      # the lay co-author who said yes
    shared_through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    shared_noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ChapterQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["title", "text", "begun_by", "review_because", "withdrawn_by", "withdrawn_because", "shared_by",
                                        "shared_noted_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_chapter_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="a_chapter_that_waits_says_since_when", condition=Q(asked_at__isnull=False) | ~Q(
                state__in=["asked", "approved"])),
            models.CheckConstraint(name="a_published_chapter_says_when_and_until_when", condition=Q(
                public_number__isnull=True, published_at__isnull=True, review_on__isnull=True, remind_on__isnull=True) | Q(
                public_number__isnull=False, published_at__isnull=False, review_on__isnull=False, remind_on__isnull=False)),
            models.CheckConstraint(name="everybody_reads_a_published_chapter", condition=Q(public_number__isnull=False) | ~Q(
                state__in=["published", "reviewing"])),
            models.CheckConstraint(name="what_is_published_is_what_is_worked_at", condition=~Q(state="published") | Q(
                public_number=F("version"))),
            models.CheckConstraint(name="a_withdrawn_chapter_says_who_when_and_why", condition=Q(
                state="withdrawn", public_number__isnull=True, withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_because="") | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True,
                                                                       withdrawn_because="")),
            models.CheckConstraint(name="a_shared_chapter_says_who_agreed", condition=Q(
                shared_at__isnull=True, shared_by__isnull=True, shared_noted_by__isnull=True) | Q(
                shared_at__isnull=False, shared_by__isnull=False, public_number__isnull=False)),
            models.CheckConstraint(name="a_yes_to_share_says_who_wrote_it_down", condition=Q(
                shared_noted_by__isnull=True, shared_through__in=["account", "link"]) | Q(
                shared_noted_by__isnull=False, shared_through__in=NOTED)),
        ]
        indexes = [models.Index(fields=["book", "position"], name="chapters_of_a_book"),
                   models.Index(fields=["review_on"], name="chapters_to_review", condition=Q(review_on__isnull=False)),
                   models.Index(fields=["shared_at"], name="chapters_that_are_shared", condition=Q(shared_at__isnull=False))]

    def __str__(self) -> str:
        return f"chapter {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:chapter", args=[self.ref])

    def get_state_display(self) -> str:
        return label(ChapterState, self.state)

    @property
    def tone(self) -> str:
        return TONES[ChapterState(self.state)]

    @property
    def programme(self) -> Programme:
        return self.book.programme

    @property
    def trail_book(self) -> str:
        return self.book.trail_book

    def offers(self, move: str) -> bool:
        return move in CHAPTER.offers(self.state)

    def is_public(self) -> bool:
        return self.public_number is not None

    def is_changeable(self) -> bool:
        return self.state in CHANGEABLE

    def is_changed_since_published(self) -> bool:
        return self.public_number is not None and self.public_number != self.version

    def review_is_due(self, on: date) -> bool:
        return self.remind_on is not None and self.remind_on <= on

    def people(self) -> list["ChapterAuthor"]:
        """Its authors who have not left. No query where the finder has fetched them."""
        return [each for each in self.authors.all() if each.left_at is None]

    def author(self, partner: Any) -> "ChapterAuthor | None":
        """That person as an author who said yes to it; None for anybody else."""
        return next((each for each in self.people() if partner is not None and each.partner_id == partner.pk and each.agrees), None)

    def lay_authors(self) -> list["ChapterAuthor"]:
        return [each for each in self.people() if each.is_lay and each.agrees]


class ChapterVersion(Model):
    """The words of a chapter at one time; with the stamp of the lay co-author who approved exactly these, and when they were published."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=TITLE)
    text = models.TextField(max_length=MOST_SIGNS, blank=True)
    what_changed = models.CharField(_("what is new in it?"), max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    was_looked_through = models.BooleanField(default=False)     # what looks like a number of a person is none: somebody looked

    PERSONAL: ClassVar = dict.fromkeys(["title", "text", "what_changed", "by", "approved_by", "published_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chapter", "number"], name="a_version_of_a_chapter_is_kept_once"),
            models.CheckConstraint(name="an_approved_version_says_who_and_when", condition=Q(
                approved_at__isnull=True, approved_by__isnull=True) | Q(approved_at__isnull=False, approved_by__isnull=False)),
            models.CheckConstraint(name="what_is_published_was_approved", condition=Q(
                published_at__isnull=True, published_by__isnull=True) | Q(
                published_at__isnull=False, published_by__isnull=False, approved_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of chapter {self.chapter_id}"


class ChapterAuthor(Model):
    """Somebody who writes a chapter: once they have said yes to that. `named` is whether everybody may read their name (LP28)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="authors")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    is_lay = models.BooleanField()          # they took part as a lay partner when they were asked
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    agrees = models.BooleanField(null=True, blank=True)
    named = models.BooleanField(null=True, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: ClassVar = dict.fromkeys(["partner", "asked_by", "noted_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chapter", "partner"], condition=Q(left_at__isnull=True), name="somebody_is_an_author_once"),
            models.CheckConstraint(name="an_author_says_when", condition=Q(agrees__isnull=True, said_at__isnull=True, named__isnull=True)
                                   | Q(agrees__isnull=False, said_at__isnull=False)),
            models.CheckConstraint(name="an_author_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
        ]
        indexes = [models.Index(fields=["partner", "agrees"], name="chapters_of_an_author")]

    def __str__(self) -> str:
        return f"author {self.ref}"

    @property
    def programme(self) -> Programme:
        return self.chapter.programme

    @property
    def trail_book(self) -> str:
        return self.chapter.trail_book


class ChapterWordQuerySet(KeyedQuerySet):
    def current(self) -> "ChapterWordQuerySet":
        return self.filter(replaced_at__isnull=True)

    def open_noes(self) -> "ChapterWordQuerySet":
        """A "no" that nobody has answered; also one about an earlier version."""
        return self.current().filter(is_yes=False, answered_at__isnull=True)


class ChapterWord(Model):
    """What a lay co-author says of a version: yes, everybody may read it; or no, and why. A "no" stays, with its answer."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="words")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_yes = models.BooleanField()
    text = models.TextField(_("what is wrong?"), max_length=2000, blank=True)
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("what do you say to it?"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ChapterWordQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "noted_by", "answer", "answered_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chapter", "number", "by"], condition=Q(replaced_at__isnull=True),
                                    name="a_lay_author_says_one_word_on_a_version"),
            models.CheckConstraint(name="who_says_no_to_a_chapter_says_why", condition=Q(is_yes=True) | ~Q(text="")),
            models.CheckConstraint(name="a_word_on_a_chapter_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(name="an_answer_to_a_no_on_a_chapter_says_who_and_when", condition=Q(
                answered_at__isnull=True, answered_by__isnull=True, answer="") | Q(
                answered_at__isnull=False, answered_by__isnull=False, is_yes=False) & ~Q(answer="")),
        ]

    def __str__(self) -> str:
        return f"word {self.ref} on a chapter"

    @property
    def programme(self) -> Programme:
        return self.chapter.programme

    @property
    def trail_book(self) -> str:
        return self.chapter.trail_book

    @property
    def is_open_no(self) -> bool:
        return not self.is_yes and self.answered_at is None and self.replaced_at is None
