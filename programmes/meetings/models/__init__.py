"""The nouns of meetings: the meeting, who comes, its agenda, the private calendar of one person, and days kept free."""

from programmes.meetings.models.agenda import AgendaItem, AgendaYes
from programmes.meetings.models.coming import Attendance, MeetingInvitation, token_of_invitation
from programmes.meetings.models.feed import MeetingCalendar, token_of_calendar
from programmes.meetings.models.free import FreeDays
from programmes.meetings.models.meeting import Meeting, MeetingChange

__all__ = [
           "AgendaItem",
           "AgendaYes",
           "Attendance",
           "FreeDays",
           "Meeting",
           "MeetingCalendar",
           "MeetingChange",
           "MeetingInvitation",
           "token_of_calendar",
           "token_of_invitation",
]
