"""Invitations and calendars as calendar programs read them (RFC 5545 and 5546)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting, MeetingInvitation, token_of_invitation

PRODUCT = "-//coprod//meetings//EN"


def _host() -> str:
    return settings.BASE_URL.partition("//")[2].partition("/")[0].partition(":")[0]


def _event(meeting: Meeting, *, at: datetime, summary: str, url: str, is_off: bool) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{meeting.ref}@{_host()}")
    event.add("sequence", max(meeting.version - 1, 0))
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", summary)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("url", url)
    return event


def _joining(meeting: Meeting) -> str:
    ways = [meeting.practical, _("Online: %(link)s") % {"link": meeting.link} if meeting.link else "",
            _("By phone: %(number)s") % {"number": meeting.phone} if meeting.phone else ""]
    return "\n".join(way for way in ways if way)


def as_invitation(invitation: MeetingInvitation, *, at: datetime, is_gone: bool = False) -> tuple[bytes, str]:
    """The file of one person's invitation, and its method: it lands in their calendar, and a later one sets right or takes out what the
    earlier one put there; with `is_gone` it takes it out for this person alone. The title names no group unless they asked for names."""
    from icalendar import Calendar, vCalAddress, vText

    meeting, partner = invitation.meeting, invitation.partner
    is_off = is_gone or meeting.state == MeetingState.CANCELLED
    method = "CANCEL" if is_off else "REQUEST"
    calendar = Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", method)):
        calendar.add(name, value)
    wants_names = getattr(getattr(partner, "meeting_calendar", None), "names", False)
    event = _event(meeting, at=at, summary=meeting.name if wants_names else _("Meeting"),
                   url=settings.BASE_URL + reverse("programmes:answer-by-link", args=[token_of_invitation(invitation.ref)]), is_off=is_off)
    organiser = vCalAddress("mailto:" + settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].strip("> "))
    organiser.params["cn"] = vText(settings.SERVICE_NAME)
    event["organizer"] = organiser
    attendee = vCalAddress(f"mailto:{partner.email}")
    attendee.params["partstat"], attendee.params["rsvp"] = vText("NEEDS-ACTION"), vText("FALSE")
    event.add("attendee", attendee, encode=0)
    if meeting.place or meeting.link:
        event.add("location", meeting.place or _("Online"))
    if words := _joining(meeting):
        event.add("description", words)
    calendar.add_component(event)
    return bytes(calendar.to_ical()), method


def as_calendar(meetings: Iterable[Meeting], *, at: datetime, names: bool) -> bytes:
    """The meetings of one person for a calendar program that looks in from time to time; without `names` each is called "Meeting"."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Meetings"))
    calendar.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
    for meeting in meetings:
        event = _event(meeting, at=at, summary=meeting.name if names else _("Meeting"), url=settings.BASE_URL + meeting.get_absolute_url(),
                       is_off=meeting.state == MeetingState.CANCELLED)
        if meeting.place:
            event.add("location", meeting.place)
        calendar.add_component(event)
    return bytes(calendar.to_ical())



