"""From lines typed at a meeting to minutes that the lay side confirmed and the group reads; and what hangs on them (domain.md d4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class MinutesState(TextChoices):
    TAKEN = "taken", _("Being taken")
    DRAFTED = "drafted", _("Draft, out for correction")
    CONFIRMED = "confirmed", _("Confirmed by the lay side")
    PUBLISHED = "published", _("Published to the group")
    PUBLIC = "public", _("Open to everybody")


_M = MinutesState
RELEASED = (_M.DRAFTED, _M.CONFIRMED, _M.PUBLISHED, _M.PUBLIC)
CONFIRMED = (_M.CONFIRMED, _M.PUBLISHED, _M.PUBLIC)
OUT = (_M.PUBLISHED, _M.PUBLIC)

MINUTES = Lifecycle(MinutesState, start=_M.TAKEN, moves={
    "release": {_M.TAKEN: _M.DRAFTED},
    "confirm": {_M.DRAFTED: _M.CONFIRMED},
    "publish": {_M.CONFIRMED: _M.PUBLISHED},
    "open": {_M.PUBLISHED: _M.PUBLIC},
    "close": {_M.PUBLIC: _M.PUBLISHED},
})


class ActionState(TextChoices):
    OPEN = "open", _("To be done")
    CLAIMED = "claimed", _("Said to be done; a lay member is asked")
    DONE = "done", _("Done")


_A = ActionState
ACTION = Lifecycle(ActionState, start=_A.OPEN, moves={
    "claim": {_A.OPEN: _A.CLAIMED},
    "finish": {_A.OPEN: _A.DONE},           # who did it is a lay partner: nothing is claimed by staff
    "confirm": {_A.CLAIMED: _A.DONE},
    "deny": {_A.CLAIMED: _A.OPEN},
})


class CorrectionState(TextChoices):
    PROPOSED = "proposed", _("Waits for an answer")
    ACCEPTED = "accepted", _("Taken up")
    REFUSED = "refused", _("Not taken up")


_C = CorrectionState
CORRECTION = Lifecycle(CorrectionState, start=_C.PROPOSED, moves={
    "accept": {_C.PROPOSED: _C.ACCEPTED},
    "refuse": {_C.PROPOSED: _C.REFUSED},
})


class CallState(TextChoices):
    OFFERED = "offered", _("Offered")
    WANTED = "wanted", _("Please call")
    DECLINED = "declined", _("No call needed")
    MADE = "made", _("We talked")


_B = CallState
CALL_BACK = Lifecycle(CallState, start=_B.OFFERED, moves={
    "want": dict.fromkeys((_B.OFFERED, _B.DECLINED), _B.WANTED),
    "decline": dict.fromkeys((_B.OFFERED, _B.WANTED), _B.DECLINED),
    "make": {_B.WANTED: _B.MADE},
})
