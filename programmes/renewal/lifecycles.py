"""The states of a recruitment strategy (R5), and of a comparison of the Forum with it (T1, standard 12.4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class StrategyState(TextChoices):
    DRAFT = "draft", _("Draft")
    ASKED = "asked", _("Waiting for lay partners to agree")
    AGREED = "agreed", _("Agreed by lay partners")
    REPLACED = "replaced", _("Replaced by a newer version")


class CheckState(TextChoices):
    OPEN = "open", _("Being decided")
    ASKED = "asked", _("Waiting for a lay partner to confirm")
    REFUSED = "refused", _("A lay partner does not agree")
    CONFIRMED = "confirmed", _("Confirmed by a lay partner")


_S, _C = StrategyState, CheckState

STRATEGY = Lifecycle(_S, start=_S.DRAFT, moves={
    "ask": {_S.DRAFT: _S.ASKED},
    "take_back": {_S.ASKED: _S.DRAFT},
    "agree": {_S.ASKED: _S.AGREED},             # the lay co-chair agrees, and no "no" waits for an answer
    "replace": {_S.AGREED: _S.REPLACED},        # a newer version is agreed
})

GAP_CHECK = Lifecycle(_C, start=_C.OPEN, moves={
    "ask": {_C.OPEN: _C.ASKED},                 # something is decided about every gap
    "take_back": {_C.ASKED: _C.OPEN},
    "confirm": {_C.ASKED: _C.CONFIRMED},
    "refuse": {_C.ASKED: _C.REFUSED},
    "answer": {_C.REFUSED: _C.OPEN},            # then decisions may be changed, and lay partners are asked anew
})
