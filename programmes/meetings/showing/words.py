"""When and where a meeting is, in words."""

from django.utils.translation import gettext as _

from coprod.kit.saying import clock_time, weekday
from programmes.meetings.models import Meeting


def when(meeting: Meeting) -> str:
    return _("%(day)s, %(a)s to %(b)s") % {
        "day": weekday(meeting.begins), "a": clock_time(meeting.begins), "b": clock_time(meeting.ends)}


def where(meeting: Meeting) -> str:
    phone = _("by phone: %(number)s") % {"number": meeting.phone} if meeting.phone else ""
    ways = [meeting.place, _("online") if meeting.link else "", phone]
    return "; ".join(way for way in ways if way)
