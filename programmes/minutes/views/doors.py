"""Finders: what hangs on a meeting's minutes, or 404 when the reader may not know that the meeting exists."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from programmes.meetings.models import Meeting
from programmes.meetings.views.doors import the_meeting
from programmes.minutes.models import CallBack, Correction, MinuteLine, Minutes, MinutesView, StruckOut
from programmes.minutes.policies import makes_calls, may_read_minutes, takes_minutes
from programmes.programme.policies import partner_of

OF = "minutes__meeting"


def _own(user: Any, thing: Any) -> Any:
    """The thing with its meeting, if the user may know of the meeting."""
    thing.minutes.meeting = the_meeting(user, thing.minutes.meeting.ref)
    return thing


def the_line(user: Any, ref: str) -> MinuteLine:
    """A line for who writes it."""
    line: MinuteLine = _own(user, get_object_or_404(MinuteLine.objects.select_related(OF, "who", "item", "changed_by"), ref=ref))
    return line


def the_action(user: Any, ref: str) -> MinuteLine:
    """An action, also for its owner who has left the group."""
    found = get_object_or_404(MinuteLine.objects.actions().select_related(f"{OF}__group", "who"), ref=ref)
    partner = partner_of(user)
    if partner and found.who_id == partner.pk:
        return found
    own: MinuteLine = _own(user, found)
    return own


def the_passage(user: Any, ref: str) -> StruckOut:
    found = get_object_or_404(StruckOut.objects.select_related(f"line__{OF}"), ref=ref, lifted_at__isnull=True)
    _own(user, found.line)
    return found


def the_correction(user: Any, ref: str) -> Correction:
    """A correction is there for those who read the draft."""
    found: Correction = _own(user, get_object_or_404(
        Correction.objects.select_related(OF, "line__minutes", "line__who", "line__item", "by"), ref=ref))
    return _if_read(user, found)


def the_view(user: Any, ref: str) -> MinutesView:
    found: MinutesView = _own(user, get_object_or_404(MinutesView.objects.select_related(OF, "by"), ref=ref))
    return _if_read(user, found)


def _if_read(user: Any, found: Any) -> Any:
    if not may_read_minutes(user, found.minutes.meeting) and not takes_minutes(user, found.minutes.meeting):
        raise Http404
    if getattr(found, "line", None):
        found.line.minutes = found.minutes
    return found


def the_call(user: Any, ref: str) -> CallBack:
    """The call is there for whom it is offered to, and for those who make it."""
    found = get_object_or_404(CallBack.objects.select_related("meeting__group", "partner"), ref=ref)
    partner = partner_of(user)
    if (partner is None or partner.pk != found.partner_id) and not makes_calls(user, found):
        raise Http404
    return found


def the_minutes(meeting: Meeting) -> Minutes:
    """The minutes of a meeting of which the lock has said that they exist."""
    found = Minutes.objects.select_related("taker").get(meeting=meeting)
    found.meeting = meeting
    return found


def page(meeting: Meeting, place: str = "") -> str:
    return reverse("programmes:minutes", args=[meeting.ref]) + (f"#{place}" if place else "")


def to(meeting: Meeting, place: str = "") -> HttpResponse:
    return redirect(page(meeting, place))


def taking(meeting: Meeting, number: int = 1, place: str = "") -> str:
    return reverse("programmes:minutes-take", args=[meeting.ref]) + f"?item={number}" + (f"#{place}" if place else "")
