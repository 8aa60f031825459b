"""What becomes of a message."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class State(TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    BY_HAND = "by_hand", _("To be told by phone or letter")
    TOLD = "told", _("Told by phone or letter")
    DROPPED = "dropped", _("No longer needed")
    FAILED = "failed", _("Could not be sent")


MESSAGE = Lifecycle(State, start=State.WAITING, moves={
    "claim": {State.WAITING: State.SENDING},
    "confirm": {State.SENDING: State.SENT},
    "release": {State.SENDING: State.WAITING},
    "hand_over": {State.SENDING: State.BY_HAND},
    "tell": {State.BY_HAND: State.TOLD},
    "drop": {State.WAITING: State.DROPPED, State.SENDING: State.DROPPED, State.BY_HAND: State.DROPPED},
    "give_up": {State.SENDING: State.FAILED},
})
