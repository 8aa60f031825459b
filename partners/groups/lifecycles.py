"""How a person comes to hold a seat, and leaves it (domain.md d4, Allocation)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class HoldingState(TextChoices):
    PROPOSED = "proposed", _("Proposed: waiting for the person and the lead")
    ACCEPTED = "accepted", _("Accepted by the person: waiting for the lead")
    AGREED = "agreed", _("Agreed by the lead: waiting for the person")
    SERVING = "serving", _("Serving")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ENDED = "ended", _("Ended")


_WAITING = (HoldingState.PROPOSED, HoldingState.ACCEPTED, HoldingState.AGREED)

HOLDING = Lifecycle(HoldingState, start=HoldingState.PROPOSED, moves={
    "accept": {HoldingState.PROPOSED: HoldingState.ACCEPTED, HoldingState.AGREED: HoldingState.SERVING},
    "agree": {HoldingState.PROPOSED: HoldingState.AGREED, HoldingState.ACCEPTED: HoldingState.SERVING},
    "decline": dict.fromkeys(_WAITING, HoldingState.DECLINED),
    "withdraw": dict.fromkeys(_WAITING, HoldingState.WITHDRAWN),
    "end": {HoldingState.SERVING: HoldingState.ENDED},
})
