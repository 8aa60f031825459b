"""The private calendar of one person."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from coprod.kit import tokens
from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from partners.models import Partner


def token_of_calendar(ref: str) -> str:
    """What stands in the calendar's address."""
    return tokens.token_for("programmes.meetingcalendar", ref)


class MeetingCalendarQuerySet(KeyedQuerySet):
    def with_token(self, token: str) -> "MeetingCalendarQuerySet":
        return self.filter(token_hash=tokens.hash_of(token))


class MeetingCalendar(Model):
    """The address at which a calendar program finds somebody's meetings. Without `names` they are called "Meeting"."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    partner = models.OneToOneField(Partner, models.CASCADE, related_name="meeting_calendar")
    token_hash = models.CharField(max_length=64, unique=True)
    names = models.BooleanField(_("show the names of groups in my calendar"), default=False)
    made_at = models.DateTimeField()

    objects = MeetingCalendarQuerySet.as_manager()
    PERSONAL: ClassVar = {"partner": "until they stop it"}
    IMPERSONAL: ClassVar = ("token_hash",)

    def __str__(self) -> str:
        return f"calendar of meetings {self.ref}"
