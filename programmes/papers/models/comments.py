"""What is said about a paper before its meeting, and the author's answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from partners.models import Partner
from partners.people.models import WHO_WROTE_IT_DOWN, Through
from programmes.papers.models.paper import Paper, PaperParagraph
from programmes.papers.models.release import RECORD

MOST = 1500


class CommentQuerySet(KeyedQuerySet):
    def standing(self) -> "CommentQuerySet":
        return self.filter(taken_back_at__isnull=True)

    def unanswered(self) -> "CommentQuerySet":
        return self.standing().filter(answered_at__isnull=True)


class PaperComment(Model):
    """What one person says about a paragraph, or about the whole paper. Taken back, its words go; it shows that some stood there."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="comments")
    paragraph = models.ForeignKey(PaperParagraph, models.PROTECT, null=True, blank=True, related_name="comments")
    text = models.TextField(_("what would you say about it?"), max_length=MOST, blank=True)
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    is_lay = models.BooleanField()                              # the side on which they sit in the group
    at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("answer"), max_length=MOST, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CommentQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["text", "by", "noted_by", "answer", "answered_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_comment_on_a_paper_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(
                name="of_a_comment_that_was_taken_back_no_words_are_left",
                condition=Q(taken_back_at__isnull=True) & ~Q(text="") | Q(taken_back_at__isnull=False, text="")),
            models.CheckConstraint(
                name="an_answer_to_a_comment_says_who_and_when",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
        ]
        indexes = [models.Index(fields=["paper", "at"], name="comments_on_a_paper")]

    def __str__(self) -> str:
        return f"comment {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.paper.trail_book
