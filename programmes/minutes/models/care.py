"""After a hard meeting: that it was hard, and the call that each lay partner is offered. Why is written down nowhere."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from coprod.kit.finding import Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from partners.people.models import WHO_WROTE_IT_DOWN, Through
from programmes.meetings.models import Meeting
from programmes.minutes.lifecycles import CALL_BACK, CallState

TERM = "two years after the meeting"


class HardMeeting(Model):
    """Somebody who was there says that the meeting was hard for people."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="hard")
    marked_at = models.DateTimeField()

    PERSONAL: ClassVar[dict[str, str]] = {}

    def __str__(self) -> str:
        return f"hard meeting {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.meeting.trail_book


class CallBack(Model):
    """A call offered to one lay partner after a hard meeting (NT33). Whether they want it, and that it was made; nothing else."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="call_backs")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="call_backs")
    state = models.CharField(max_length=10, choices=CallState, default=CALL_BACK.start)
    offered_at = models.DateTimeField()
    offered_until = models.DateField()                          # after that nobody is reminded of it
    answered_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)            # the last day for the call
    through = models.CharField(max_length=10, choices=Through, blank=True)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["partner", "noted_by", "made_by"], TERM)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "partner"], name="a_call_is_offered_once_after_a_meeting"),
            models.CheckConstraint(
                name="an_answer_to_an_offered_call_says_who_wrote_it_down",
                condition=Q(state="offered", answered_at__isnull=True, through="", noted_by__isnull=True)
                | ~Q(state="offered") & Q(answered_at__isnull=False) & WHO_WROTE_IT_DOWN),
            models.CheckConstraint(name="a_call_that_is_wanted_has_its_day", condition=~Q(state="wanted") | Q(due_on__isnull=False)),
            models.CheckConstraint(name="a_call_that_was_made_says_by_whom_and_when",
                                   condition=~Q(state="made") | Q(made_at__isnull=False, made_by__isnull=False)),
        ]
        indexes = [models.Index(fields=["due_on"], name="calls_to_make", condition=Q(state="wanted"))]

    def __str__(self) -> str:
        return f"call back {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.meeting.trail_book

    def get_state_display(self) -> str:
        return label(CallState, self.state)
