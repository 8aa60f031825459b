"""What becomes of a message."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class State(TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    GATHERED = "gathered", _("Gathered, to go out with others")
    SENT = "sent", _("Sent")
    BY_HAND = "by_hand", _("To be told by phone or letter")
    TOLD = "told", _("Told by phone or letter")
    DROPPED = "dropped", _("Not sent")
    FAILED = "failed", _("Could not be sent")


_BEFORE_IT_WENT = (State.WAITING, State.SENDING, State.GATHERED, State.BY_HAND, State.FAILED)
MESSAGE = Lifecycle(State, start=State.WAITING, moves={
    "claim": {State.WAITING: State.SENDING},
    "gather": {State.SENDING: State.GATHERED},
    "confirm": {State.SENDING: State.SENT, State.GATHERED: State.SENT},
    "release": {State.SENDING: State.WAITING},
    "hand_over": {State.SENDING: State.BY_HAND, State.FAILED: State.BY_HAND, State.GATHERED: State.BY_HAND},
    "come_back": {State.SENT: State.BY_HAND},
    "gather_again": {State.SENT: State.GATHERED},
    "send_after_all": {State.BY_HAND: State.WAITING},
    "tell": {State.BY_HAND: State.TOLD, State.GATHERED: State.TOLD},
    "drop": dict.fromkeys(_BEFORE_IT_WENT, State.DROPPED),
    "give_up": {State.SENDING: State.FAILED},
    "try_again": {State.FAILED: State.WAITING},
})
