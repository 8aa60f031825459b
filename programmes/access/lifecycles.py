"""How one thing that somebody needs at one meeting is asked for, booked and settled: by the person's word."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class ProvisionState(TextChoices):
    REQUESTED = "requested", _("Not booked yet")
    BOOKED = "booked", _("Booked: waiting for the person to say if it is right")
    CONFIRMED = "confirmed", _("It is right, the person says")
    IMPOSSIBLE = "impossible", _("Not possible")
    NOT_RIGHT = "not_right", _("It is not right, the person says")
    WITHOUT = "without", _("The person comes without it")
    NOT_NEEDED = "not_needed", _("Not needed this time")


S = ProvisionState
UNMET = (S.REQUESTED, S.IMPOSSIBLE, S.NOT_RIGHT)        # NT12: nobody has booked it, it cannot be had, or it is wrong
HELD = (S.BOOKED, S.CONFIRMED)                          # something is booked with somebody
STANDING = (*UNMET, *HELD)
ENDED = (S.WITHOUT, S.NOT_NEEDED)

PROVISION = Lifecycle(ProvisionState, start=S.REQUESTED, moves={
    "book": dict.fromkeys((*UNMET, S.CONFIRMED), S.BOOKED),
    "say_impossible": dict.fromkeys((S.REQUESTED, S.NOT_RIGHT, *HELD), S.IMPOSSIBLE),
    "confirm": {S.BOOKED: S.CONFIRMED, S.NOT_RIGHT: S.CONFIRMED},
    "deny": dict.fromkeys((S.IMPOSSIBLE, *HELD), S.NOT_RIGHT),
    "do_without": dict.fromkeys((S.IMPOSSIBLE, S.NOT_RIGHT), S.WITHOUT),
    "drop": dict.fromkeys(STANDING, S.NOT_NEEDED),
    "ask_again": dict.fromkeys(ENDED, S.REQUESTED),
    "reopen": dict.fromkeys((S.BOOKED, S.CONFIRMED, S.IMPOSSIBLE, S.NOT_RIGHT, S.WITHOUT), S.REQUESTED),   # the meeting was moved
})
