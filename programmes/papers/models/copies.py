"""A paper in another form."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from programmes.papers.catalogue import Form
from programmes.papers.lifecycles import PAPER_COPY, FormState
from programmes.papers.models.paper import Paper
from programmes.papers.models.release import RECORD


def where_papers_go(copy: "PaperCopy", filename: str) -> str:
    """Nothing of the name that somebody gave the file becomes part of a path."""
    return f"papers/{copy.ref[:2]}/{copy.ref}"


class PaperCopy(Model):
    """A paper in one other form: wanted, ready, or not possible and why. A ready one is of one version of the paper."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="copies")
    form = models.CharField(_("which form?"), max_length=12, choices=Form)
    note = models.CharField(_("which language, or what else?"), max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=FormState, default=PAPER_COPY.start)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    link = models.URLField(blank=True, max_length=500)
    file = models.FileField(upload_to=where_papers_go, blank=True, max_length=200)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    of_version = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    impossible_because = models.CharField(_("why is it not possible?"), max_length=300, blank=True)

    PERSONAL: ClassVar = dict.fromkeys(["asked_by", "settled_by"], RECORD)
    IMPERSONAL: ClassVar = ("note", "link", "file", "file_name", "content_type", "impossible_because")

    class Meta:
        verbose_name_plural = "paper copies"
        constraints = [
            models.UniqueConstraint(fields=["paper", "form", "note"], name="a_form_of_a_paper_is_listed_once"),
            models.CheckConstraint(name="a_form_of_a_paper_that_is_not_possible_says_why",
                                   condition=~Q(state="impossible") | ~Q(impossible_because="")),
            models.CheckConstraint(
                name="a_settled_form_of_a_paper_says_who_and_when",
                condition=Q(state="wanted", settled_at__isnull=True, settled_by__isnull=True)
                | ~Q(state="wanted") & Q(settled_at__isnull=False, settled_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"paper copy {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.paper.trail_book

    @property
    def name(self) -> str:
        form = label(Form, self.form)
        return f"{form}: {self.note}" if self.note else form

    def get_state_display(self) -> str:
        return label(FormState, self.state)

    def is_old(self) -> bool:
        """Ready, but of a version before the one that is read now."""
        return self.state == FormState.MADE and self.of_version < self.paper.version

    def offers(self, move: str) -> bool:
        return move in PAPER_COPY.offers(self.state)
