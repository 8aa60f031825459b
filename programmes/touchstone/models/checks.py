"""A check of a group against what it agreed to: who is asked, and, kept apart from that, what is answered (WL9, 12.1).

Who answered stands on a ballot: no moment, no answer. What was answered are numbers on each point, and lines of words that belong to a
side only. Nothing leads from one to the other: see coprod/decisions/0016.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from coprod.kit import tokens
from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Group, Partner
from partners.people.models import WHO_WROTE_IT_DOWN, Through
from programmes.meetings.models import Meeting
from programmes.touchstone.catalogue import ITEM_LONGEST, Value
from programmes.touchstone.lifecycles import CHECK, CheckState
from programmes.touchstone.models.adopting import Adoption
from programmes.touchstone.models.versions import RECORD

UNTIL_CLOSED = "until the check is closed"


def token_of_ballot(ref: str) -> str:
    """What stands in the link of one person: with it they answer once, and nothing else is opened."""
    return tokens.token_for("programmes.touchstoneballot", ref)


class TouchstoneCheckQuerySet(KeyedQuerySet):
    def open(self) -> "TouchstoneCheckQuerySet":
        return self.filter(state=CheckState.OPEN)

    def closed(self) -> "TouchstoneCheckQuerySet":
        return self.filter(state=CheckState.CLOSED)


class TouchstoneCheck(Model):
    """One minute after a meeting: does the group keep to what it agreed to?"""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="checks")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="touchstone_checks")
    state = models.CharField(max_length=10, choices=CheckState, default=CHECK.start)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    closes_on = models.DateField()              # its last day
    asked_lay = models.PositiveSmallIntegerField(default=0)
    asked_staff = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = TouchstoneCheckQuerySet.as_manager()
    PERSONAL: ClassVar = {"opened_by": RECORD}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["adoption"], condition=Q(state="open"), name="one_check_of_a_group_is_open"),
            models.CheckConstraint(name="a_closed_check_says_when", condition=Q(state="open", closed_at__isnull=True)
                                   | Q(state="closed", closed_at__isnull=False)),
        ]
        indexes = [models.Index(fields=["closes_on"], name="touchstone_checks_open", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"touchstone check {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:touchstone-check", args=[self.ref])

    def get_state_display(self) -> str:
        return label(CheckState, self.state)

    @property
    def group(self) -> Group:
        return self.adoption.group

    @property
    def trail_book(self) -> str:
        return self.group.home_book

    def is_open(self) -> bool:
        return self.state == CheckState.OPEN


class CheckItem(Model):
    """One point as it stood when the check was opened, and how often each side said what."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    check_of = models.ForeignKey(TouchstoneCheck, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=ITEM_LONGEST)
    lay_yes = models.PositiveSmallIntegerField(default=0)
    lay_partly = models.PositiveSmallIntegerField(default=0)
    lay_no = models.PositiveSmallIntegerField(default=0)
    staff_yes = models.PositiveSmallIntegerField(default=0)
    staff_partly = models.PositiveSmallIntegerField(default=0)
    staff_no = models.PositiveSmallIntegerField(default=0)

    PERSONAL: ClassVar = {}
    IMPERSONAL: ClassVar = ("text",)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_of", "position"], name="a_point_of_a_check_has_its_place")]

    def __str__(self) -> str:
        return f"check item {self.ref}"

    def counts(self, *, is_lay: bool) -> dict[str, int]:
        side = "lay" if is_lay else "staff"
        return {value.value: getattr(self, f"{side}_{value}") for value in Value}

    @staticmethod
    def one_more(value: str, *, is_lay: bool) -> dict[str, F]:
        """What an update of the row sets for one more answer."""
        column = f"{'lay' if is_lay else 'staff'}_{Value(value)}"
        return {column: F(column) + 1}


class CheckLine(Model):
    """One line of words, of a side. All lines of a check are written anew, shuffled, whenever one comes in."""

    ref = models.SlugField(max_length=20, primary_key=True, default=new_ref, editable=False)
    check_of = models.ForeignKey(TouchstoneCheck, models.CASCADE, related_name="lines")
    is_lay = models.BooleanField()
    text = models.CharField(max_length=200)

    PERSONAL: ClassVar = {"text": "as long as the check; nobody knows whose it is"}

    def __str__(self) -> str:
        return f"check line {self.ref}"


class BallotQuerySet(KeyedQuerySet):
    def with_token(self, token: str) -> "BallotQuerySet":
        return self.filter(token_hash=tokens.hash_of(token))

    def silent(self) -> "BallotQuerySet":
        return self.filter(has_answered=False, check_of__state=CheckState.OPEN)


class TouchstoneBallot(Model):
    """That somebody is asked, and whether they answered: never what, and never when. It goes when the check is closed."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    check_of = models.ForeignKey(TouchstoneCheck, models.CASCADE, related_name="ballots")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="touchstone_ballots")
    is_lay = models.BooleanField()
    token_hash = models.CharField(max_length=64, unique=True)
    has_answered = models.BooleanField(default=False)
    through = models.CharField(max_length=10, choices=Through, blank=True)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = BallotQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["partner", "noted_by"], UNTIL_CLOSED)
    IMPERSONAL: ClassVar = ("token_hash",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_of", "partner"], name="a_person_is_asked_once_in_a_check"),
            models.CheckConstraint(name="an_answered_ballot_says_who_wrote_it_down", condition=Q(
                has_answered=False, through="", noted_by__isnull=True) | Q(has_answered=True) & WHO_WROTE_IT_DOWN),
        ]

    def __str__(self) -> str:
        return f"ballot {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.check_of.trail_book
