"""What waits for somebody about support for meetings, for the page "what needs you"."""

from datetime import date

from django.db.models import Q, QuerySet

from coprod.kit.clock import start_of
from programmes.access.lifecycles import ProvisionState
from programmes.access.models import Provision
from programmes.access.policies import provisions_for
from programmes.meetings.lifecycles import AHEAD, MeetingState
from programmes.meetings.models import Meeting
from programmes.programme.models.standing import Standing


def support_to_book(here: Standing, on: date) -> QuerySet:
    """Meetings ahead for which something is to be booked or called off, and cancelled ones with a booking that still stands."""
    waits = provisions_for(here).asks_staff()       # type: ignore[attr-defined]
    return Meeting.objects.filter(
        Q(state__in=AHEAD) | Q(state=MeetingState.CANCELLED), pk__in=waits.order_by().values("meeting"), starts_at__gte=start_of(on))


def support_to_say(here: Standing, on: date) -> QuerySet:
    """What was booked for this person, or cannot be had: is it right?"""
    return Provision.objects.filter(partner=here.partner, state__in=[ProvisionState.BOOKED, ProvisionState.IMPOSSIBLE],
                                    meeting__state__in=AHEAD, meeting__starts_at__gte=start_of(on))
