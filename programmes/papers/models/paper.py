"""A paper for a meeting, its paragraphs, and what changed from version to version."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from coprod.kit.written import HEADING, LIST, NUMBERS, TEXT
from partners.models import Group, Partner
from programmes.meetings.models import AgendaItem, Meeting
from programmes.papers.catalogue import MOST_SIGNS, READ, Kind
from programmes.papers.lifecycles import OUT, PAPER, PaperState
from programmes.papers.models.release import RECORD, PaperRelease


class PaperQuerySet(KeyedQuerySet):
    def out(self) -> "PaperQuerySet":
        """Out, whether or not their meeting was held; what was taken out again is not."""
        return self.filter(state__in=OUT)

    def of_group(self, group: Group) -> "PaperQuerySet":
        return self.filter(meeting__group=group)

    def went_out_between(self, since: datetime, until: datetime) -> "PaperQuerySet":
        """Also those that were taken out again: that a paper came late is not undone by that."""
        return self.filter(release__at__gte=since, release__at__lt=until)

    def in_time(self) -> "PaperQuerySet":
        return self.filter(release__is_late=False)

    def late(self) -> "PaperQuerySet":
        return self.filter(release__is_late=True)

    def in_time_of_all(self) -> tuple[int, int]:
        """How many of these went out in time, and how many went out at all. One query."""
        found: dict[str, Any] = self.filter(release__isnull=False).aggregate(
            all=Count("pk"), in_time=Count("pk", filter=Q(release__is_late=False)))
        return found["in_time"], found["all"]

    def whole(self) -> "PaperQuerySet":
        """With all that a page says of a paper."""
        return self.select_related("meeting__group", "item", "author", "release", "written_by", "closed_by")


class Paper(Model):
    """What is read before a meeting: who wrote it and why, what it asks of lay partners, and its text, which is the first of its forms."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="papers")
    kind = models.CharField(_("what kind of paper?"), max_length=12, choices=Kind, default=Kind.DISCUSSION)
    title = models.CharField(_("title"), max_length=160)
    author = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="papers")
    author_name = models.CharField(_("who wrote it?"), max_length=120, blank=True)     # of somebody who is not known here
    purpose = models.CharField(_("what is it for?"), max_length=300)
    question = models.CharField(_("question for lay partners"), max_length=300, blank=True)
    no_question_because = models.CharField(_("why is there no question?"), max_length=300, blank=True)
    text = models.TextField(_("text"), max_length=MOST_SIGNS)
    is_confidential = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=PaperState, default=PAPER.start)
    version = models.PositiveSmallIntegerField(default=0)       # 1 when it goes out
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    release = models.ForeignKey(PaperRelease, models.PROTECT, null=True, blank=True, related_name="papers")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField(_("why is it taken out?"), max_length=300, blank=True)

    objects = PaperQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["author", "author_name", "written_by", "closed_by"], RECORD)
    IMPERSONAL: ClassVar = ("title", "purpose", "question", "no_question_because", "text", "withdrawn_because")

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_paper_has_an_author", condition=Q(author__isnull=False) | ~Q(author_name="")),
            models.CheckConstraint(name="a_paper_has_a_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="a_paper_that_is_out_says_since_when",
                condition=Q(state="draft", release__isnull=True, version=0)
                | Q(state__in=["issued", "discussed"], release__isnull=False, version__gte=1) | Q(state="withdrawn")),
            models.CheckConstraint(
                name="a_paper_that_was_taken_out_says_who_when_and_why",
                condition=~Q(state="withdrawn") | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(withdrawn_because="")),
        ]
        indexes = [models.Index(fields=["meeting", "state"], name="papers_of_a_meeting"),
                   models.Index(fields=["meeting"], name="papers_to_be_issued", condition=Q(state="draft"))]

    def __str__(self) -> str:
        return f"paper {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.meeting.trail_book

    @property
    def by_whom(self) -> str:
        return self.author.shown if self.author else self.author_name

    def get_state_display(self) -> str:
        return label(PaperState, self.state)

    def get_kind_display(self) -> str:
        return label(Kind, self.kind)

    def get_absolute_url(self) -> str:
        return reverse("programmes:paper", args=[self.ref])

    def stamp(self) -> str:
        """What stands in the paper now, as a mark: whoever changes it says which one they saw."""
        facts = [self.kind, self.author_id, self.author_name, self.item_id, self.is_confidential, *(getattr(self, name) for name in READ)]
        return sha256(json.dumps(facts).encode()).hexdigest()[:20]

    def is_draft(self) -> bool:
        return self.state == PaperState.DRAFT

    def is_out(self) -> bool:
        return self.state in OUT

    def offers(self, move: str) -> bool:
        return move in PAPER.offers(self.state)


class PaperVersion(Model):
    """One version of a paper that is out, and in words what is new in it."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    what_changed = models.CharField(_("what is new in it?"), max_length=300, blank=True)

    PERSONAL: ClassVar = {"by": RECORD}
    IMPERSONAL: ClassVar = ("what_changed",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="a_version_of_a_paper_is_kept_once"),
            models.CheckConstraint(name="a_later_version_says_what_is_new", condition=Q(number=1) | ~Q(what_changed=""))]

    def __str__(self) -> str:
        return f"version {self.number} of paper {self.paper_id}"


class ParagraphQuerySet(KeyedQuerySet):
    def standing(self) -> "ParagraphQuerySet":
        """Those of the version that is read now, in their order."""
        return self.filter(gone_in__isnull=True).order_by("number", "pk")


class PaperParagraph(Model):
    """A piece of the text, about which something can be said. It stays the same from version to version as long as its words do; what a
    later version leaves out or words anew is kept with what was said about it."""

    class Kind(models.TextChoices):
        HEADING = HEADING, _("Heading")
        TEXT = TEXT, _("Paragraph")
        LIST = LIST, _("List")
        NUMBERS = NUMBERS, _("Numbered list")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="paragraphs")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    level = models.PositiveSmallIntegerField(default=0)         # of a heading: 1 or 2
    text = models.TextField(max_length=MOST_SIGNS)
    since = models.PositiveSmallIntegerField(default=1)         # the version in which it came
    gone_in = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ParagraphQuerySet.as_manager()
    PERSONAL: ClassVar = {}
    IMPERSONAL: ClassVar = ("text",)

    class Meta:
        indexes = [models.Index(fields=["paper", "number"], name="paragraphs_of_a_paper")]

    def __str__(self) -> str:
        return f"paragraph {self.ref}"

    @property
    def entries(self) -> list[str]:
        return self.text.split("\n")
