"""How a call goes, at which time of day to ring again, and how long things take."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

KEPT = "two years after it happened, then deleted"
TRIES_ON_DAYS = 3           # after calls without an answer on so many days a letter is suggested
LETTER_DAYS = 2             # practice.md PM6: within so many a letter goes out
LETTERS_AT_ONCE = 100       # in one printed file; the others are the next batch


class Outcome(TextChoices):
    """What became of a call. That somebody was told is no outcome here: the message itself says so."""

    NO_ANSWER = "no_answer", _("No answer")
    CALL_BACK = "call_back", _("Call back later")
    WRONG_NUMBER = "wrong_number", _("The number is wrong")
    LETTER = "letter", _("Send a letter instead")


class Hours(TextChoices):
    MORNING = "morning", _("In the morning")
    MIDDAY = "midday", _("At midday")
    AFTERNOON = "afternoon", _("In the afternoon")
    EVENING = "evening", _("In the evening")


HOUR_OF = {Hours.MORNING: 9, Hours.MIDDAY: 12, Hours.AFTERNOON: 14, Hours.EVENING: 17}
