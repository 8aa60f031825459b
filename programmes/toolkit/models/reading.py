"""What readers say about a chapter, and what its authors answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from partners.models import Partner
from partners.people.models import WHO_WROTE_IT_DOWN, Through
from programmes.programme.models import Programme
from programmes.toolkit.models.books import RECORD
from programmes.toolkit.models.chapters import Chapter


class CommentQuerySet(KeyedQuerySet):
    def waiting(self) -> "CommentQuerySet":
        return self.filter(answered_at__isnull=True)


class ChapterComment(Model):
    """A comment on the version that was read. An author answers it."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="comments")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(_("what would you say about it?"), max_length=2000)
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(_("your answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CommentQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "noted_by", "answer", "answered_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_comment_on_a_chapter_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="a_comment_on_a_chapter_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(name="an_answer_to_a_reader_says_who_and_when", condition=Q(
                answered_at__isnull=True, answered_by__isnull=True, answer="") | Q(
                answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
        ]
        indexes = [models.Index(fields=["chapter", "at"], name="comments_on_a_chapter"),
                   models.Index(fields=["chapter"], name="chapter_comments_that_wait", condition=Q(answered_at__isnull=True))]

    def __str__(self) -> str:
        return f"comment {self.ref} on a chapter"

    @property
    def programme(self) -> Programme:
        return self.chapter.programme

    @property
    def trail_book(self) -> str:
        return self.chapter.trail_book
