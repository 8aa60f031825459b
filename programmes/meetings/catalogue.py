"""The numbers of meetings (practice.md A8, NT14 to NT23, CC1) and the standing items of an agenda."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

NOTICE_DAYS = 21                    # NT14: an invitation goes out so many days before
ITEMS_OPEN_DAYS, ITEMS_CLOSE_DAYS = 21, 10      # CC1, NT16: when items for the agenda are asked for
SILENT_DAYS = (10, 5)               # NT15: days before, to those who did not answer
REMIND_DAYS = (3, 1)                # NT20
QUORUM_DAYS, QUORUM_LAST_DAYS = 3, 1            # NT23
APART_DAYS = 3                      # practice.md c: reminders of one kind stand so many days apart
GATHER_SECONDS = 60                 # changes of a minute go out as one message (lessons.md complaint 15)
SERIES_MOST = 26                    # meetings planned at once
LONGEST_HOURS = 12
LONG_AGO_DAYS = 60                  # how far back a calendar of meetings goes


class Kind(TextChoices):
    MEETING = "meeting", _("Meeting")
    PRE_MEET = "pre_meet", _("Pre-meet for lay partners")
    DEBRIEF = "debrief", _("Debrief for lay partners")


class Rhythm(TextChoices):
    ONCE = "once", _("Once")
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    FOUR_WEEKLY = "four_weekly", _("Every four weeks")
    MONTHLY = "monthly", _("Every month, on the same weekday")


WEEKS = {Rhythm.WEEKLY: 1, Rhythm.FORTNIGHTLY: 2, Rhythm.FOUR_WEEKLY: 4}


class Answer(TextChoices):
    YES = "yes", _("Yes, I come")
    ONLINE = "online", _("Yes, online")
    PHONE = "phone", _("Yes, by phone")
    NO = "no", _("No, I cannot")
    UNSURE = "unsure", _("I am not sure yet")


COMING = (Answer.YES, Answer.ONLINE, Answer.PHONE)


class Presence(TextChoices):
    ROOM = "room", _("There")
    ONLINE = "online", _("There, online")
    PHONE = "phone", _("There, by phone")
    COVERED = "covered", _("Absent, somebody came instead")
    ABSENT = "absent", _("Absent")


THERE = (Presence.ROOM, Presence.ONLINE, Presence.PHONE)


class Standing(TextChoices):
    """Items that stand on every agenda of a group."""

    NONE = "", _("One item")
    INTERESTS = "interests", _("Interests that touch this agenda")
    PROMISES = "promises", _("Promises that fell due")
    CHALLENGES = "challenges", _("Challenges that wait for an answer")
