"""What minutes add to the page of a meeting. Importing this module registers it."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from programmes.meetings.catalogue import Kind
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting
from programmes.meetings.showing.parts import MORE_PARTS, Part
from programmes.minutes.lifecycles import CallState
from programmes.minutes.models import CallBack
from programmes.minutes.policies import (
    is_of_group,
    may_chair,
    may_confirm,
    may_mark_hard,
    may_name_taker,
    may_read_minutes,
    may_take,
    minutes_of,
    quorum_of,
)
from programmes.minutes.showing.pages import quorum_sentence
from programmes.programme.policies import partner_of


def minutes_part(user: Any, meeting: Meeting, side: str, at: datetime) -> Part | None:
    """Where the minutes stand, the way to them, the chair's view, and the call after a hard meeting."""
    if meeting.state in (MeetingState.DRAFT, MeetingState.CANCELLED):
        return None
    partner, is_meeting = partner_of(user), meeting.kind == Kind.MEETING
    user._side = (meeting.group_id, side)       # the page has asked already
    minutes = minutes_of(meeting) if is_meeting else None
    quorum = quorum_of(meeting) if is_meeting and meeting.state == MeetingState.HELD else None
    mine = CallBack.objects.filter(~Q(state=CallState.MADE), meeting=meeting, partner=partner).first() if partner else None
    facts = {"meeting": meeting, "minutes": minutes, "quorum": quorum_sentence(quorum) if quorum and not quorum.is_reached else "",
             "may_chair": bool(side) and is_meeting and meeting.is_ahead(at) and bool(may_chair(user, meeting)),
             "may_take": is_meeting and bool(may_take(user, meeting)), "may_name": is_meeting and bool(may_name_taker(user, meeting)),
             "may_read": minutes is not None and bool(may_read_minutes(user, meeting)),
             "may_confirm": minutes is not None and bool(may_confirm(user, meeting)),
             "may_actions": is_meeting and is_of_group(user, meeting.group),
             "may_mark_hard": bool(may_mark_hard(user, meeting)), "call": mine}
    return Part("end", "programmes/minutes/_part.html", facts)


MORE_PARTS.append(minutes_part)
