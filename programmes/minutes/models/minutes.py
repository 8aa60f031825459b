"""The minutes of one meeting, what the lay side says of them, and what people ask to have put right."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from partners.people.models import WHO_WROTE_IT_DOWN, Through
from programmes.meetings.models import Meeting
from programmes.minutes.lifecycles import CORRECTION, MINUTES, OUT, CorrectionState, MinutesState

RECORD = "as long as the programme's record"


class Minutes(Model):
    """What is kept of one meeting. `round` grows with each change of a draft: a yes counts for the round that was read."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes")
    state = models.CharField(max_length=10, choices=MinutesState, default=MINUTES.start)
    round = models.PositiveSmallIntegerField(default=1)
    begun_at = models.DateTimeField()
    taker = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    comments_until = models.DateField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    public_ref = models.SlugField(max_length=20, unique=True, null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    opened_through = models.CharField(max_length=10, choices=Through, blank=True)
    opened_noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(_("when did the group decide it?"), null=True, blank=True)
    decided = models.CharField(_("what did the group decide?"), max_length=300, blank=True)

    PERSONAL: ClassVar = dict.fromkeys(["taker", "released_by", "published_by", "opened_by", "opened_noted_by"], RECORD)
    IMPERSONAL: ClassVar = ("decided",)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="released_minutes_say_who_and_when",
                condition=Q(state="taken") | Q(released_at__isnull=False, released_by__isnull=False, comments_until__isnull=False)),
            models.CheckConstraint(
                name="published_minutes_say_who_and_when_and_were_confirmed",
                condition=~Q(state__in=OUT) | Q(confirmed_at__isnull=False, published_at__isnull=False, published_by__isnull=False)),
            models.CheckConstraint(
                name="public_minutes_say_when_the_group_decided_it",
                condition=~Q(state="public") | Q(public_ref__isnull=False, decided_on__isnull=False, opened_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"minutes {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.meeting.trail_book

    def get_state_display(self) -> str:
        return label(MinutesState, self.state)

    def get_absolute_url(self) -> str:
        return reverse("programmes:minutes", args=[self.meeting.ref])


class MinutesView(Model):
    """One of the lay side says that the minutes are right, or what is wrong (8.8). Each word stays; the last one of a person counts."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="views")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()                  # of the minutes, when it was said
    is_right = models.BooleanField()
    text = models.TextField(_("what is wrong?"), max_length=2000, blank=True)
    at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(_("what do you answer?"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "noted_by", "answer", "answered_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_no_to_minutes_says_what_is_wrong", condition=Q(is_right=True) | ~Q(text="")),
            models.CheckConstraint(name="a_view_of_minutes_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(
                name="an_answer_to_a_no_to_minutes_says_who_and_when",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False, is_right=False)),
        ]
        indexes = [models.Index(fields=["minutes", "by", "at"], name="views_of_minutes")]

    def __str__(self) -> str:
        return f"view of minutes {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.minutes.trail_book


class Correction(Model):
    """What somebody who was there asks to have put right, and what came of it. All who read the draft read both."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="corrections")
    line = models.ForeignKey("programmes.MinuteLine", models.CASCADE, null=True, blank=True, related_name="corrections")
    text = models.TextField(_("what should be put right?"), max_length=2000)
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=CorrectionState, default=CORRECTION.start)
    answer = models.CharField(_("what do you answer?"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "noted_by", "answer", "answered_by"], RECORD)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_correction_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(
                name="an_answered_correction_says_who_and_when",
                condition=Q(state="proposed", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(state="proposed") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            models.CheckConstraint(name="a_refused_correction_says_why", condition=~Q(state="refused") | ~Q(answer="")),
        ]

    def __str__(self) -> str:
        return f"correction {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.minutes.trail_book

    def get_state_display(self) -> str:
        return label(CorrectionState, self.state)
