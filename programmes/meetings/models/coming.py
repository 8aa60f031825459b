"""An invitation with its answer, and who was there."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit import tokens
from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from partners.people.models import WHO_WROTE_IT_DOWN, Through
from programmes.meetings.catalogue import COMING, Answer, Presence
from programmes.meetings.models.meeting import RECORD, Meeting

TERM = "two years after the meeting"


def token_of_invitation(ref: str) -> str:
    """What stands in the link of one invitation: with it that one is answered, and nothing else is opened."""
    return tokens.token_for("programmes.invitation", ref)


class InvitationQuerySet(KeyedQuerySet):
    def with_token(self, token: str) -> "InvitationQuerySet":
        return self.filter(token_hash=tokens.hash_of(token))

    def answered(self) -> "InvitationQuerySet":
        """With an answer to the time at which the meeting is now."""
        return self.exclude(answer="").filter(round=models.F("meeting__round"))


class MeetingInvitation(Model):
    """One person and one meeting. The last answer counts, if it was to the present time: see `round` of the meeting."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="meeting_invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    answer = models.CharField(_("will you come?"), max_length=8, choices=Answer, blank=True)
    round = models.PositiveSmallIntegerField(default=0)         # of the meeting, when it was answered
    note = models.CharField(_("what should the organiser know?"), max_length=300, blank=True)
    substitute = models.CharField(_("who comes instead?"), max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    through = models.CharField(max_length=10, choices=Through, blank=True)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["partner", "note", "substitute", "noted_by"], TERM)
    IMPERSONAL: ClassVar = ("token_hash",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "partner"], name="a_person_is_invited_once_to_a_meeting"),
            models.CheckConstraint(
                name="an_answer_to_an_invitation_says_who_wrote_it_down",
                condition=Q(answer="", through="", answered_at__isnull=True, noted_by__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False) & WHO_WROTE_IT_DOWN),
        ]
        indexes = [models.Index(fields=["partner", "meeting"], name="invitations_of_a_person")]

    def __str__(self) -> str:
        return f"invitation {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.meeting.trail_book

    @property
    def stands(self) -> str:
        """The answer, if it is to the time at which the meeting is now; else ""."""
        return self.answer if self.round == self.meeting.round else ""

    @property
    def is_coming(self) -> bool:
        return self.stands in COMING

    def get_answer_display(self) -> str:
        return label(Answer, self.answer)


class Attendance(Model):
    """Whether a member was there, and who came instead (8.3)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="attendances")
    is_lay = models.BooleanField()                              # the side on which they sat on that day
    was = models.CharField(max_length=8, choices=Presence)
    covered_by = models.CharField(_("who came instead?"), max_length=120, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["partner", "covered_by", "noted_by"], RECORD)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "partner"], name="somebody_is_noted_once_at_a_meeting")]
        indexes = [models.Index(fields=["partner", "meeting"], name="attendances_of_a_person")]

    def __str__(self) -> str:
        return f"attendance {self.pk}"

    def get_was_display(self) -> str:
        return label(Presence, self.was)
