"""From a promise that is asked for to one that lay partners say is kept, or that was broken (domain.md d4).

What staff say is "claimed"; only the word of a lay partner who is not of the owner's side makes it kept (R10). A dispute wins over a yes
as long as it stands.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class CommitmentState(TextChoices):
    PROPOSED = "proposed", _("Asked for: the owner has not said yes")
    AGREED = "agreed", _("Promised")
    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("At risk")
    LATE = "late", _("Late")
    RENEGOTIATED = "renegotiated", _("A new day is agreed")
    CLAIMED = "claimed", _("Said to be done: a lay partner is asked")
    MET = "met", _("Kept: a lay partner says so")
    DISPUTED = "disputed", _("Said to be done: a lay partner says no")
    BROKEN = "broken", _("Broken")
    DECLINED = "declined", _("Not promised")
    WITHDRAWN = "withdrawn", _("Taken back")


_C = CommitmentState
RUNNING = (_C.AGREED, _C.ON_TRACK, _C.AT_RISK, _C.LATE, _C.RENEGOTIATED)        # the owner is at work on it
REPORTED = (*RUNNING, _C.DISPUTED)                                              # and says how it stands
OPEN = (_C.PROPOSED, *RUNNING, _C.CLAIMED, _C.DISPUTED)
MAY_FALL_LATE = (_C.AGREED, _C.ON_TRACK, _C.AT_RISK, _C.RENEGOTIATED)
DROPPED = (_C.DECLINED, _C.WITHDRAWN)
QUIET = (_C.PROPOSED, _C.AGREED, _C.ON_TRACK, _C.AT_RISK, _C.RENEGOTIATED)     # from the others only lay partners take it back

COMMITMENT = Lifecycle(CommitmentState, start=_C.PROPOSED, moves={
    "agree": {_C.PROPOSED: _C.AGREED},
    "decline": {_C.PROPOSED: _C.DECLINED},
    "keep_on_track": dict.fromkeys((_C.AGREED, _C.AT_RISK, _C.RENEGOTIATED, _C.BROKEN), _C.ON_TRACK),    # from broken: a standing one
    "put_at_risk": dict.fromkeys((_C.AGREED, _C.ON_TRACK, _C.RENEGOTIATED, _C.BROKEN), _C.AT_RISK),
    "fall_late": dict.fromkeys(MAY_FALL_LATE, _C.LATE),                     # by the clock
    "claim": dict.fromkeys((*RUNNING, _C.DISPUTED, _C.BROKEN), _C.CLAIMED),
    "confirm": dict.fromkeys((*RUNNING, _C.CLAIMED, _C.DISPUTED, _C.BROKEN), _C.MET),
    "dispute": dict.fromkeys((_C.CLAIMED, _C.MET), _C.DISPUTED),
    "renegotiate": dict.fromkeys((_C.AGREED, _C.ON_TRACK, _C.AT_RISK, _C.LATE, _C.DISPUTED, _C.BROKEN), _C.RENEGOTIATED),
    "break": dict.fromkeys((*RUNNING, _C.CLAIMED, _C.DISPUTED), _C.BROKEN),
    "withdraw": dict.fromkeys((_C.PROPOSED, *RUNNING, _C.CLAIMED, _C.DISPUTED, _C.BROKEN), _C.WITHDRAWN),
    "insist": dict.fromkeys(DROPPED, _C.PROPOSED),                          # a lay co-chair: it is asked for again
})


class NewDayState(TextChoices):
    ASKED = "asked", _("The Advisory Group is asked")
    AGREED = "agreed", _("The Advisory Group agrees")
    REFUSED = "refused", _("The Advisory Group does not agree")


_N = NewDayState
NEW_DAY = Lifecycle(NewDayState, start=_N.ASKED, moves={
    "agree": {_N.ASKED: _N.AGREED},
    "refuse": {_N.ASKED: _N.REFUSED},
})
