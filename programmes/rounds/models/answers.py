"""What one person answers, and the themes in which answers are put."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from partners.people.models import NOTED, WHO_WROTE_IT_DOWN, Through
from programmes.plans.models import OpenPoint, PlanParagraph
from programmes.rounds.catalogue import LONGEST
from programmes.rounds.lifecycles import FORUM_ANSWER, AnswerState
from programmes.rounds.models.rounds import RECORD, ForumRound


def where_answers_go(answer: "ForumAnswer", filename: str) -> str:
    """Nothing of the name that somebody gave the file becomes part of a path."""
    return f"rounds/{answer.ref[:2]}/{answer.ref}"


class Theme(Model):
    """What several answers are about. It is decided once for all that are in it."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    round = models.ForeignKey(ForumRound, models.CASCADE, related_name="themes")
    name = models.CharField(_("what do they say?"), max_length=160)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"made_by": RECORD}
    IMPERSONAL: ClassVar = ("name",)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "name"], name="a_theme_of_a_round_has_its_own_name"),
                       models.CheckConstraint(name="a_theme_has_a_name", condition=~Q(name=""))]

    def __str__(self) -> str:
        return f"theme {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.round.trail_book


class AnswerQuerySet(KeyedQuerySet):
    def standing(self) -> "AnswerQuerySet":
        """All but those that are hidden or were taken back."""
        return self.filter(state=AnswerState.STANDING)

    def not_taken_back(self) -> "AnswerQuerySet":
        return self.exclude(state=AnswerState.TAKEN_BACK)

    def undecided(self) -> "AnswerQuerySet":
        return self.standing().filter(response__isnull=True)

    def whole(self) -> "AnswerQuerySet":
        return self.select_related("by", "noted_by", "point", "paragraph", "response__decided_by")


class ForumAnswer(Model):
    """One answer: on the whole plan, on an open point or on a paragraph as it read then, which is kept when the plan leaves it out.
    Who gave it may change it or take it back until the round closes; what stood there before is kept. Abusive words are hidden, never
    deleted, and who gave them is told why."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    round = models.ForeignKey(ForumRound, models.CASCADE, related_name="answers")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="forum_answers")
    point = models.ForeignKey(OpenPoint, models.PROTECT, null=True, blank=True, related_name="forum_answers")
    paragraph = models.ForeignKey(PlanParagraph, models.PROTECT, null=True, blank=True, related_name="forum_answers")
    text = models.TextField(_("your answer"), max_length=LONGEST, blank=True)
    audio = models.FileField(upload_to=where_answers_go, blank=True, max_length=200)
    content_type = models.CharField(max_length=100, blank=True)
    wants_no_name = models.BooleanField(_("without my name"), default=False)       # to the group: see policies.answering.giver_shown
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    transcript = models.TextField(max_length=LONGEST, blank=True)       # of a recording that came with words; without any it is the text
    heard_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")      # who wrote down a recording
    received_on = models.DateField()        # a letter may have come before it was typed
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=AnswerState, default=FORUM_ANSWER.start)
    hidden_because = models.CharField(_("why is it hidden?"), max_length=300, blank=True)
    hidden_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    kept_back = models.BooleanField(default=False)      # its words are not for everybody: they may lead to a person
    kept_because = models.CharField(_("why are they kept back?"), max_length=300, blank=True)
    kept_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")   # by hand: then not for the group either
    changed_at = models.DateTimeField(null=True, blank=True)
    response = models.ForeignKey("programmes.Response", models.PROTECT, null=True, blank=True, related_name="answers")
    themes = models.ManyToManyField(Theme, related_name="answers")
    also_on = models.ManyToManyField(OpenPoint, related_name="+")          # further open points on which it bears

    objects = AnswerQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "audio", "transcript", "noted_by", "heard_by", "hidden_because", "hidden_by",
                                              "kept_because", "kept_by"], RECORD)
    IMPERSONAL: ClassVar = ("content_type",)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_forum_answer_says_something", condition=~Q(text="") | ~Q(audio="")),
            models.CheckConstraint(name="a_forum_answer_is_about_one_thing", condition=Q(point__isnull=True) | Q(paragraph__isnull=True)),
            models.CheckConstraint(name="a_forum_answer_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(name="a_hidden_forum_answer_says_who_and_why", condition=Q(
                state__in=["standing", "taken_back"], hidden_because="", hidden_by__isnull=True) | Q(
                state="hidden", hidden_by__isnull=False) & ~Q(hidden_because="")),
            models.CheckConstraint(name="words_kept_back_by_hand_say_by_whom", condition=Q(kept_by__isnull=True, kept_because="") | Q(
                kept_by__isnull=False, kept_back=True) & (Q(kept_by=models.F("by")) | ~Q(kept_because=""))),
            models.CheckConstraint(name="a_forum_answer_taken_back_is_not_decided", condition=~Q(state="taken_back") | Q(
                response__isnull=True)),
        ]
        indexes = [models.Index(fields=["round", "state", "at"], name="answers_of_a_round"),
                   models.Index(fields=["round", "by"], name="who_answered_a_round"),
                   models.Index(fields=["paragraph"], name="answers_on_a_paragraph", condition=Q(paragraph__isnull=False))]

    def __str__(self) -> str:
        return f"forum answer {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.round.trail_book

    def get_absolute_url(self) -> str:
        return reverse("programmes:forum-answer", args=[self.ref])

    def get_through_display(self) -> str:
        return label(Through, self.through)

    @property
    def was_noted(self) -> bool:
        return self.through in NOTED

    def is_hidden(self) -> bool:
        return self.state == AnswerState.HIDDEN

    def is_taken_back(self) -> bool:
        return self.state == AnswerState.TAKEN_BACK

    def is_kept_by_hand(self) -> bool:
        return self.kept_by_id is not None

    def about(self) -> str:
        """What it is about, in words. `point` and `paragraph` are at hand where the row was read whole."""
        if self.point is not None:
            return say("Open point %(n)d: %(text)s") % {"n": self.point.number, "text": self.point.text}
        if self.paragraph is not None:
            first = " ".join(self.paragraph.text.split())
            return say("The paragraph “%(text)s”") % {"text": first if len(first) <= 90 else f"{first[:87].rstrip()}…"}
        return say("The whole plan")

    def offers(self, move: str) -> bool:
        return move in FORUM_ANSWER.offers(self.state)


class EarlierAnswer(Model):
    """What an answer said before who gave it changed it, and until when."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    answer = models.ForeignKey(ForumAnswer, models.CASCADE, related_name="earlier")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=LONGEST, blank=True)
    point = models.ForeignKey(OpenPoint, models.PROTECT, null=True, blank=True, related_name="+")
    paragraph = models.ForeignKey(PlanParagraph, models.PROTECT, null=True, blank=True, related_name="+")
    replaced_at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)     # how the change came
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["text", "noted_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "number"], name="each_earlier_wording_of_an_answer_has_its_number"),
            models.CheckConstraint(name="a_changed_forum_answer_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]

    def __str__(self) -> str:
        return f"earlier wording {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.answer.trail_book
