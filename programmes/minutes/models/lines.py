"""A line of minutes, everything it was before, what is struck out of it, and whether its action is done."""

import re
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from partners.people.models import WHO_WROTE_IT_DOWN, Through
from programmes.meetings.models import AgendaItem
from programmes.minutes.catalogue import SHORT, How, Kind, Reason
from programmes.minutes.lifecycles import ACTION, ActionState
from programmes.minutes.models.minutes import RECORD, Minutes

FACTS = ("item", "kind", "words", "who", "who_name", "due_on", "how", "votes_for", "votes_against", "votes_none", "options", "dissent",
         "discussion_only_because")        # what somebody types, and what a version keeps
TEXTS = ("words", "who_name", "options", "dissent", "discussion_only_because")


class MinuteLineQuerySet(KeyedQuerySet):
    def standing(self) -> "MinuteLineQuerySet":
        """Those that were not taken out, in the order of the agenda; lines of no item come last."""
        return self.filter(taken_out_at__isnull=True).order_by(models.F("item__position").asc(nulls_last=True), "item", "position", "pk")

    def actions(self) -> "MinuteLineQuerySet":
        return self.filter(kind=Kind.ACTION, taken_out_at__isnull=True)


class MinuteLine(Model):
    """One thing that was said, decided, promised or questioned. Whoever saves it says which version they saw."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="lines")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="minute_lines")
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(_("what is it?"), max_length=10, choices=Kind, default=Kind.TEXT)
    words = models.TextField(_("what should be kept?"), max_length=10_000)
    who = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")   # does it, or raised it
    who_name = models.CharField(_("or another name"), max_length=120, blank=True)
    due_on = models.DateField(_("by which day?"), null=True, blank=True)
    how = models.CharField(_("how was it decided?"), max_length=10, choices=How, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    votes_none = models.PositiveSmallIntegerField(_("did not vote"), null=True, blank=True)
    options = models.TextField(_("what else was considered?"), max_length=2000, blank=True)
    dissent = models.TextField(_("which lay partner does not agree, and why?"), max_length=2000, blank=True)
    discussion_only_because = models.CharField(_("why is it a decision all the same?"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    taken_out_at = models.DateTimeField(null=True, blank=True)
    taken_out_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)     # when the owner of an action was told (NT34)
    state = models.CharField(max_length=10, choices=ActionState, default=ACTION.start)         # of an action

    objects = MinuteLineQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(
        ["who", "who_name", "words", "dissent", "written_by", "changed_by", "taken_out_by"], RECORD)
    IMPERSONAL: ClassVar = ("options", "discussion_only_because")

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_line_says_something", condition=~Q(words="")),
            models.CheckConstraint(
                name="a_line_taken_out_says_who_and_when",
                condition=Q(taken_out_at__isnull=True, taken_out_by__isnull=True)
                | Q(taken_out_at__isnull=False, taken_out_by__isnull=False)),
            models.CheckConstraint(name="only_an_action_is_done", condition=Q(kind="action") | Q(state="open")),
        ]
        indexes = [models.Index(fields=["minutes", "item", "position"], name="lines_of_minutes"),
                   models.Index(fields=["who", "state"], name="actions_of_a_person", condition=Q(kind="action"))]

    def __str__(self) -> str:
        return f"line {self.ref} of minutes"

    @property
    def trail_book(self) -> str:
        return self.minutes.trail_book

    def get_kind_display(self) -> str:
        return str(SHORT[Kind(self.kind)])

    def get_how_display(self) -> str:
        return label(How, self.how) if self.how else ""

    def get_state_display(self) -> str:
        return label(ActionState, self.state)

    def get_absolute_url(self) -> str:
        return reverse("programmes:minutes", args=[self.minutes.meeting.ref]) + f"#line-{self.ref}"

    def is_decision(self) -> bool:
        return self.kind == Kind.DECISION and self.how != How.DEFERRED

    def hides(self) -> bool:
        """Whether a passage that is struck out of these minutes stands in it. One query."""
        found = StruckOut.objects.filter(line__minutes=self.minutes_id, lifted_at__isnull=True)
        return any(each.line_id == self.pk or any(each.stands_in(getattr(self, name)) for name in TEXTS) for each in found)

    def typed(self) -> dict[str, Any]:
        """Its facts, as an action takes them."""
        return {name: getattr(self, name) for name in FACTS}


class MinuteLineVersion(Model):
    """What a line was before it was changed; or what somebody typed while another had changed it, so that no word is lost."""

    line = models.ForeignKey(MinuteLine, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()                      # the version it was; for one that lost, the version it was typed on
    is_losing = models.BooleanField(default=False)
    words = models.TextField(max_length=10_000)
    more = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["words", "more", "by"], RECORD)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "number"], name="a_version_of_a_line_is_kept_once",
                                               condition=Q(is_losing=False))]
        indexes = [models.Index(fields=["line", "number"], name="versions_of_a_line")]

    def __str__(self) -> str:
        return f"version {self.number} of a line"


class StruckOut(Model):
    """A passage that only those who lead the group read: others see a bar, and why."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    line = models.ForeignKey(MinuteLine, models.CASCADE, related_name="struck")
    passage = models.CharField(_("which words?"), max_length=1000)
    reason = models.CharField(_("what are they about?"), max_length=8, choices=Reason)
    struck_at = models.DateTimeField()
    struck_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["passage", "struck_by", "lifted_by"], RECORD)

    class Meta:
        constraints = [models.CheckConstraint(
            name="a_passage_read_again_says_who_and_when",
            condition=Q(lifted_at__isnull=True, lifted_by__isnull=True) | Q(lifted_at__isnull=False, lifted_by__isnull=False))]

    def __str__(self) -> str:
        return f"passage {self.ref} struck out"

    @property
    def trail_book(self) -> str:
        return self.line.trail_book

    def get_reason_display(self) -> str:
        return label(Reason, self.reason)

    def stands_in(self, text: str) -> bool:
        return bool(pattern_of(self.passage).search(text))


def pattern_of(passage: str) -> re.Pattern[str]:
    """Finds a passage in a text wherever it begins, however it is spaced and whether or not in capitals. The words are its first group:
    it looks ahead, so that one that overlaps itself is found each time."""
    words = r"\s+".join(map(re.escape, passage.split()))
    return re.compile(f"(?=({words or '(?!)'}))", re.IGNORECASE)


class ActionWord(Model):
    """A lay member of the group says that an action is done, or that it is not so."""

    line = models.ForeignKey(MinuteLine, models.CASCADE, related_name="said")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_done = models.BooleanField()
    text = models.CharField(_("what is missing?"), max_length=500, blank=True)
    through = models.CharField(max_length=10, choices=Through)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "noted_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="not_done_says_what_is_missing", condition=Q(is_done=True) | ~Q(text="")),
            models.CheckConstraint(name="a_word_on_an_action_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]

    def __str__(self) -> str:
        return f"word {self.pk} on an action"
