"""The answer to one standard in one stage, its evidence, and the disputes about it."""

from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from programmes.catalogue import Standard, edition
from programmes.stages.lifecycles import ANSWER, SETTLED, AnswerState
from programmes.stages.models.stage import Stage


class AnswerQuerySet(KeyedQuerySet):
    def incomplete(self) -> "AnswerQuerySet":
        """Neither recorded as not met or set aside for a time, nor met with records that still show it. `shown` is False when
        records deny it."""
        return self.exclude(state__in=SETTLED).exclude(Q(state=AnswerState.MET) & (Q(shown=True) | Q(shown__isnull=True))).that_count()

    def that_count(self) -> "AnswerQuerySet":
        """All but those that are not asked any more and have no answer: nobody waits for them."""
        return self.exclude(asked=False, state=AnswerState.UNANSWERED)

    def visible_to(self, user: Any, *, on: date) -> "AnswerQuerySet":
        return self.filter(stage__in=Stage.objects.visible_to(user, on=on).values("pk"))

    def in_order(self) -> "AnswerQuerySet":
        return self.order_by("position", "pk")

    def claimed(self) -> "AnswerQuerySet":
        return self.filter(state=AnswerState.CLAIMED)


class Answer(Model):
    """What is said about one standard in one stage. What staff claim counts when a lay partner has confirmed it."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="answers")
    code = models.CharField(max_length=6)
    position = models.PositiveSmallIntegerField()
    asked = models.BooleanField(default=True, db_default=True)              # False: the stage's edition does not ask it any more
    worded_in = models.PositiveSmallIntegerField(default=1, db_default=1)   # the edition in whose words it was answered
    state = models.CharField(max_length=12, choices=AnswerState, default=ANSWER.start)
    shown = models.BooleanField(null=True, blank=True)          # what the records say; None where they say nothing
    claim = models.TextField(_("what was done, by whom and when?"), blank=True, max_length=4000)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")   # None: the records
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="confirmations")
    not_met_at = models.DateTimeField(null=True, blank=True)
    not_met_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    not_met_because = models.TextField(_("why is it not met?"), blank=True, max_length=4000)

    objects = AnswerQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["claim", "claimed_by", "confirmed_by", "not_met_by", "not_met_because"],
                                       "as long as the programme's record")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage", "code"], name="a_standard_is_answered_once_a_stage"),
            models.CheckConstraint(name="a_claim_says_when",
                                   condition=Q(state__in=["unanswered", "not_met", "waived", "excepted"]) | Q(claimed_at__isnull=False)),
            models.CheckConstraint(name="a_met_standard_was_confirmed_by_somebody_else",
                                   condition=~Q(state="met") | Q(confirmed_at__isnull=False, confirmed_by__isnull=False)
                                   & (Q(claimed_by__isnull=True) | ~Q(claimed_by=models.F("confirmed_by")))),
            models.CheckConstraint(name="a_standard_not_met_says_who_when_and_why",
                                   condition=~Q(state="not_met") | Q(not_met_at__isnull=False, not_met_by__isnull=False)
                                   & ~Q(not_met_because="")),
        ]
        indexes = [
            models.Index(fields=["stage", "claimed_at"], name="claims_waiting", condition=Q(state="claimed")),
            models.Index(fields=["stage", "state", "shown"], name="answers_to_be_given",
                         condition=Q(state__in=["unanswered", "disputed"]) | Q(shown=False)),
            models.Index(fields=["stage"], name="answers_set_aside", condition=Q(state__in=["waived", "excepted"])),
            models.Index(fields=["code"], name="answers_by_standard", condition=Q(shown__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"answer {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:standard", args=[self.ref])

    @property
    def trail_book(self) -> str:
        return self.stage.programme.ref

    def get_state_display(self) -> str:
        return label(AnswerState, self.state)

    @property
    def standard(self) -> Standard:
        """The standard as the stage's edition words it; one that it does not ask any more, as it was asked last."""
        return edition(self.stage.edition).standard(self.code) if self.asked else self.as_answered()

    def as_answered(self) -> Standard:
        """The standard in the words in which it was answered."""
        return edition(self.worded_in).standard(self.code)

    def question_has_changed(self) -> bool:
        """Whether it was answered when the question had other words."""
        return self.state != AnswerState.UNANSWERED and str(self.as_answered().question) != str(self.standard.question)

    def waits_for_nobody(self) -> bool:
        """Whether it is not asked any more and has no answer."""
        return not self.asked and self.state == AnswerState.UNANSWERED


class Dispute(Model):
    """A lay partner's "no" to a claim, with the reason. It stays visible after it is resolved."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="disputes")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)
    at = models.DateTimeField()
    because = models.TextField(_("what is wrong or missing?"), max_length=4000)
    claim = models.TextField(blank=True)                        # what was claimed then, and by whom
    claimed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: ClassVar = dict.fromkeys(["by", "because", "claim", "claimed_by"], "as long as the programme's record")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer"], condition=Q(resolved_at__isnull=True),
                                               name="one_open_dispute_a_standard")]

    def __str__(self) -> str:
        return f"dispute {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.answer.stage.programme.ref


def where_files_go(evidence: "Evidence", filename: str) -> str:
    """A path that says nothing about the file; its name as uploaded stands in the row."""
    return f"evidence/{evidence.ref[:2]}/{evidence.ref}"


class EvidenceQuerySet(KeyedQuerySet):
    def standing(self) -> "EvidenceQuerySet":
        return self.filter(withdrawn_at__isnull=True)


class Evidence(Model):
    """What shows that a standard is met: a document, a minute, a dated record of the system, or a named witness."""

    class Kind(models.TextChoices):
        FILE = "file", _("A document, as a file")
        LINK = "link", _("A document, as a link")
        MINUTE = "minute", _("A reference to minutes")
        RECORD = "record", _("A record made by this system")
        WITNESS = "witness", _("A statement by a named witness")

    class Audience(models.TextChoices):
        PROGRAMME = "programme", _("Everyone in the programme")
        STAGE = "stage", _("Those who work on this stage and those who sign it")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind of evidence"), max_length=10, choices=Kind)
    title = models.CharField(_("what it is"), max_length=200)
    text = models.TextField(_("in words"), blank=True, max_length=8000)
    dated_on = models.DateField(_("date of the document, minute or statement"), null=True, blank=True)
    link = models.URLField(_("address of the document"), blank=True, max_length=500)
    witness = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    file = models.FileField(upload_to=where_files_go, blank=True, max_length=200)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    audience = models.CharField(_("who may see it?"), max_length=10, choices=Audience, default=Audience.PROGRAMME)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")  # None: the clock
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = EvidenceQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(
        ["title", "text", "witness", "file", "file_name", "added_by", "withdrawn_by"], "as long as the programme's record")
    IMPERSONAL: ClassVar = ("link", "content_type")

    class Meta:
        constraints = [
            models.CheckConstraint(name="evidence_holds_what_its_kind_says",
                                   condition=Q(kind="file") & ~Q(file="") & ~Q(sha256="") | Q(kind="link") & ~Q(link="")
                                   | Q(kind="minute", dated_on__isnull=False) | Q(kind="record")
                                   | Q(kind="witness", witness__isnull=False) & ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"evidence {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.answer.stage.programme.ref

    def get_absolute_url(self) -> str:
        return reverse("programmes:evidence", args=[self.ref])

    def suffix(self) -> str:
        return Path(self.file_name).suffix.lower()
