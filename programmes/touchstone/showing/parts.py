"""What the touchstone adds to the page of a meeting: what the group agreed to, and the check after it."""

from datetime import datetime
from typing import Any

from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting
from programmes.meetings.showing.parts import MORE_PARTS, Part
from programmes.touchstone.models import Adoption, TouchstoneCheck
from programmes.touchstone.policies.adopting import adopts


def check_of_meeting(user: Any, meeting: Meeting, side: str, at: datetime) -> Part | None:
    """After a meeting that was held: the check, or where those who lead the group open it. Two queries."""
    if meeting.state != MeetingState.HELD or meeting.is_lay_only() or not adopts(meeting.group):
        return None
    if not Adoption.objects.adopted().filter(group=meeting.group_id).exists():
        return None
    check = TouchstoneCheck.objects.filter(meeting=meeting).select_related("adoption__group").order_by("-opened_at").first()
    if check is None and not side:
        return None
    return Part("end", "programmes/touchstone/_meeting.html", {"meeting": meeting, "check": check, "leads": bool(side)})


MORE_PARTS.append(check_of_meeting)
