"""How two lay partners exchange their seats: both say yes, and so do both leads and a lay co-chair."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class SwapState(TextChoices):
    ASKED = "asked", _("Waiting for the other lay partner")
    ACCEPTED = "accepted", _("Both lay partners agree: waiting for the leads and the co-chair")
    DONE = "done", _("Exchanged")
    DECLINED = "declined", _("Not agreed")
    WITHDRAWN = "withdrawn", _("Taken back")


OPEN_SWAPS = (SwapState.ASKED, SwapState.ACCEPTED)

SWAP = Lifecycle(SwapState, start=SwapState.ASKED, moves={
    "accept": {SwapState.ASKED: SwapState.ACCEPTED},
    "exchange": {SwapState.ACCEPTED: SwapState.DONE},
    "decline": dict.fromkeys(OPEN_SWAPS, SwapState.DECLINED),
    "withdraw": dict.fromkeys(OPEN_SWAPS, SwapState.WITHDRAWN),
})
