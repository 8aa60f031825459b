"""What is done about meetings: planning, answering, the agenda, who was there, the private calendar; and the clock (checking)."""

from programmes.meetings.actions.agenda import (
           add_item,
           agree_to_agenda,
           arrange,
           change_item,
           leave_out,
           take_in,
           withdraw_item,
)
from programmes.meetings.actions.answering import answer_invitation
from programmes.meetings.actions.feed import make_calendar, stop_calendar
from programmes.meetings.actions.free import keep_free, plan_there_again
from programmes.meetings.actions.planning import announce, cancel, change_meeting, plan_beside, plan_meetings
from programmes.meetings.actions.presence import note_presence

__all__ = ["add_item", "agree_to_agenda", "announce", "answer_invitation", "arrange", "cancel", "change_item", "change_meeting",
           "keep_free", "leave_out", "make_calendar", "note_presence", "plan_beside", "plan_meetings",
           "plan_there_again", "stop_calendar", "take_in", "withdraw_item"]
