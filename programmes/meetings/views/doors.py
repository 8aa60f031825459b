"""Finders: a meeting and what hangs on it, or 404 when the reader may not know that it exists."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from programmes.meetings.models import AgendaItem, Meeting, MeetingInvitation
from programmes.meetings.policies import may_read_meeting, meetings_seen_by
from programmes.nominations.views.doors import by_token


def the_meeting(user: Any, ref: str) -> Meeting:
    """A plan, and a meeting that lay members hold among themselves, are not there for those whom they do not concern."""
    found = get_object_or_404(meetings_seen_by(user).select_related("group", "closed_by", "beside__group"), ref=ref)
    if not may_read_meeting(user, found):
        raise Http404
    return found


def the_item(user: Any, ref: str) -> AgendaItem:
    item = get_object_or_404(AgendaItem.objects.select_related("meeting__group", "asked_by"), ref=ref)
    item.meeting = the_meeting(user, item.meeting.ref)
    return item


def the_invitation(user: Any, ref: str) -> MeetingInvitation:
    found = get_object_or_404(MeetingInvitation.objects.select_related("meeting__group", "partner"), ref=ref)
    found.meeting = the_meeting(user, found.meeting.ref)
    return found


def _by_its_token(token: str) -> MeetingInvitation | None:
    return MeetingInvitation.objects.with_token(token).select_related("meeting__group", "partner").first()


by_invitation = by_token(_by_its_token, "programmes/meetings/link_closed.html")


def to(meeting: Meeting) -> HttpResponse:
    return redirect(meeting.get_absolute_url())
