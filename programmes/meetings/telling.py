"""The trail of meetings in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.meetings.models import AgendaItem, Meeting
from programmes.programme.telling import REASONS, SENTENCES, TONES

SENTENCES.update({
    ("programmes.meeting", "plan"): _("%(who)s planned the meeting"),
    ("programmes.meeting", "announce"): _("%(who)s announced the meeting"),
    ("programmes.meeting", "change"): _("%(who)s changed the meeting"),
    ("programmes.meeting", "cancel"): _("%(who)s cancelled the meeting"),
    ("programmes.meeting", "agree_agenda"): _("%(who)s agreed to the agenda"),
    ("programmes.meeting", "build_agenda"): _("The agenda is agreed: both sides have said yes"),
    ("programmes.meeting", "open_agenda"): _("The agenda was changed: both sides are asked again"),
    ("programmes.meeting", "hold"): _("%(who)s noted who was there"),
    ("programmes.meeting", "note_presence"): _("%(who)s set right who was there"),
    ("programmes.meetinginvitation", "answer"): _("%(who)s answered an invitation"),
    ("programmes.agendaitem", "ask"): _("%(who)s asked for something on the agenda"),
    ("programmes.agendaitem", "take_in"): _("%(who)s took something on the agenda"),
    ("programmes.agendaitem", "leave_out"): _("%(who)s left something off the agenda"),
    ("programmes.agendaitem", "withdraw"): _("%(who)s took back something for the agenda"),
    ("programmes.agendaitem", "change"): _("%(who)s changed something on the agenda"),
    ("programmes.agendaitem", "arrange"): _("%(who)s changed the order of the agenda"),
    ("programmes.freedays", "add"): _("%(who)s asked to keep days free"),
    ("programmes.freedays", "remove"): _("%(who)s noted that days need not be kept free"),
    ("programmes.meetingcalendar", "make"): _("%(who)s made a calendar of their meetings"),
    ("programmes.meetingcalendar", "stop"): _("%(who)s stopped the calendar of their meetings"),
})
TONES.update({("programmes.meeting", "cancel"): "refused", ("programmes.meeting", "build_agenda"): "done",
              ("programmes.meeting", "hold"): "done", ("programmes.agendaitem", "leave_out"): "concern"})
REASONS.update({
    ("programmes.meeting", "cancel"): lambda refs: dict(Meeting.objects.filter(ref__in=refs).values_list("ref", "cancelled_because")),
    ("programmes.agendaitem", "leave_out"): lambda refs: dict(
        AgendaItem.objects.filter(ref__in=refs).values_list("ref", "left_out_because")),
})
