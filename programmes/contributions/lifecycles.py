"""From what a lay partner tells us to what became of it; and from an entry of the impact log to one that a lay partner has checked."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class ContributionState(TextChoices):
    RECEIVED = "received", _("Received")
    CONSIDERED = "considered", _("Being considered")
    ACTED = "acted", _("Acted on")
    PARTLY = "partly", _("Acted on in part")
    NOT_ACTED = "not_acted", _("Not acted on")
    NOT_SATISFIED = "not_satisfied", _("The answer is not good enough: a lay co-chair replies")
    ANSWERED_AGAIN = "answered_again", _("Answered again")
    STANDS = "stands", _("Not good enough, and it stands so")
    WITHDRAWN = "withdrawn", _("Taken back")


_C = ContributionState
OPEN = (_C.RECEIVED, _C.CONSIDERED)                         # for an answer
ANSWERED = (_C.ACTED, _C.PARTLY, _C.NOT_ACTED)
ASKING = (*ANSWERED, _C.ANSWERED_AGAIN)                     # who gave it may say whether that is good enough
CONTRIBUTION = Lifecycle(_C, start=_C.RECEIVED, moves={
    "consider": {_C.RECEIVED: _C.CONSIDERED},
    "act": dict.fromkeys(OPEN, _C.ACTED),
    "act_partly": dict.fromkeys(OPEN, _C.PARTLY),
    "not_act": dict.fromkeys(OPEN, _C.NOT_ACTED),
    "refuse": dict.fromkeys(ANSWERED, _C.NOT_SATISFIED),    # "I am not satisfied" (LP17)
    "answer_again": {_C.NOT_SATISFIED: _C.ANSWERED_AGAIN},
    "leave_standing": {_C.ANSWERED_AGAIN: _C.STANDS},       # a lay no never vanishes
    "withdraw": dict.fromkeys((*OPEN, *ANSWERED, _C.NOT_SATISFIED, _C.ANSWERED_AGAIN), _C.WITHDRAWN),
})
TONES = {_C.RECEIVED: "not_started", _C.CONSIDERED: "running", _C.ACTED: "done", _C.PARTLY: "concern", _C.NOT_ACTED: "gap",
         _C.NOT_SATISFIED: "refused", _C.ANSWERED_AGAIN: "done", _C.STANDS: "refused", _C.WITHDRAWN: "not_started"}


class ImpactState(TextChoices):
    WRITTEN = "written", _("Waits for a lay partner to check it")
    CHECKED = "checked", _("Checked by a lay partner")
    DISPUTED = "disputed", _("A lay partner says that it is not so")
    TAKEN_BACK = "taken_back", _("Taken back")


_I = ImpactState
IMPACT = Lifecycle(_I, start=_I.WRITTEN, moves={
    "check": {_I.WRITTEN: _I.CHECKED},                      # by a lay partner who did not write it
    "dispute": dict.fromkeys((_I.WRITTEN, _I.CHECKED), _I.DISPUTED),
    "ask_anew": dict.fromkeys((_I.CHECKED, _I.DISPUTED), _I.WRITTEN),       # it was changed, or every "not so" is answered
    "take_back": dict.fromkeys((_I.WRITTEN, _I.CHECKED, _I.DISPUTED), _I.TAKEN_BACK),
})
IMPACT_TONES = {_I.WRITTEN: "waiting", _I.CHECKED: "done", _I.DISPUTED: "refused", _I.TAKEN_BACK: "gap"}
