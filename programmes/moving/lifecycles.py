"""The states of a proposal to move a programme to another edition."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class MoveState(TextChoices):
    PROPOSED = "proposed", _("Proposed: waiting for the other side")
    MOVED = "moved", _("Agreed: the programme has moved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back")


_S = MoveState
MOVING = Lifecycle(_S, start=_S.PROPOSED, moves={
    "agree": {_S.PROPOSED: _S.MOVED},           # by the other side; the programme moves at once
    "refuse": {_S.PROPOSED: _S.REFUSED},        # by the other side, with a reason
    "withdraw": {_S.PROPOSED: _S.WITHDRAWN},    # by who proposed it
})
