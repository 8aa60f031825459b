"""The numbers and words of Forum rounds (S9, FM3, A7, NT38, NT39)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LEAST_WORKING_DAYS = 10         # a round is open so long
POST_DAYS = 5                   # FM3: so many days longer for what comes by post
REPLY_DAYS = 30                 # d4: after the close
LOOK_WORKING_DAYS = 5           # so long the pair has, if none of them says a word
FEW = 5                         # words given without a name are shown to the others once so many people have answered
LINK_DAYS = 90                  # so long the link of a reply works; then its page gives a new one
LONGEST = 10_000                # of an answer
ON_A_PAGE = 25
MOST_GROUPS = 8                 # rows of the form in which groups are invited
BLANK_ROWS = 3
FOUND_AT_MOST = 20              # people offered for a name that is typed
DUE_WORKING_DAYS = (10, 15, 20)         # NT39: to the lead
LATE_WORKING_DAYS = {"PM": 20, "LCC": 25}
UNACKNOWLEDGED_WORKING_DAYS = 6         # NT38: to the manager


class Outcome(TextChoices):
    """What is decided about an answer (9.5)."""

    ADOPT = "adopt", _("Done as you said")
    ADAPT = "adapt", _("Done in another way")
    NOT_ADOPT = "not_adopt", _("Not done")
    PARK = "park", _("Kept for later")


NOT_DONE = (Outcome.NOT_ADOPT, Outcome.PARK)
OUTCOME_TONES = {Outcome.ADOPT: "done", Outcome.ADAPT: "running", Outcome.NOT_ADOPT: "refused", Outcome.PARK: "waiting"}


class Way(TextChoices):
    """How people may answer, other than by coming to the meeting (9.4)."""

    ONLINE = "online", _("On a phone or a computer")
    POST = "post", _("By post")
    PHONE = "phone", _("By phone")
    AUDIO = "audio", _("By a recording of their voice")
    VISIT = "visit", _("We come to them")


class Stand(TextChoices):
    """For the filter of answers."""

    UNSORTED = "unsorted", _("Not in a theme yet")
    UNDECIDED = "undecided", _("Not decided yet")
    DECIDED = "decided", _("Decided")
    HIDDEN = "hidden", _("Hidden")
    TAKEN_BACK = "taken_back", _("Taken back")
