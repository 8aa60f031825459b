"""From a draft of the touchstone to one that is agreed and replaced (domain.md d4); from a group's proposal to its adoption; a check that
is open and closed; and a breach that is raised, answered and settled, or passed on (6.4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class TouchstoneState(TextChoices):
    DRAFT = "draft", _("Draft")
    ASKED = "asked", _("With the Advisory Group")
    AGREED = "agreed", _("Agreed by the Advisory Group")
    SUPERSEDED = "superseded", _("Replaced by a newer version")


_T = TouchstoneState
TOUCHSTONE = Lifecycle(_T, start=_T.DRAFT, moves={
    "ask": {_T.DRAFT: _T.ASKED},
    "take_back": {_T.ASKED: _T.DRAFT},
    "agree": {_T.ASKED: _T.AGREED},                 # the lay co-chair agrees, and no "no" waits for an answer
    "supersede": {_T.AGREED: _T.SUPERSEDED},        # a newer version is agreed
})


class AdoptionState(TextChoices):
    PROPOSED = "proposed", _("Waiting for both sides")
    ADOPTED = "adopted", _("Adopted by both sides")
    REPLACED = "replaced", _("Adopted anew since")


_A = AdoptionState
ADOPTION = Lifecycle(_A, start=_A.PROPOSED, moves={
    "adopt": {_A.PROPOSED: _A.ADOPTED},             # somebody of each side says yes, and no "no" waits for an answer
    "replace": {_A.ADOPTED: _A.REPLACED},
})


class CheckState(TextChoices):
    OPEN = "open", _("Open for answers")
    CLOSED = "closed", _("Closed")


CHECK = Lifecycle(CheckState, start=CheckState.OPEN, moves={"close": {CheckState.OPEN: CheckState.CLOSED}})


class BreachState(TextChoices):
    RAISED = "raised", _("Waits for an answer")
    ANSWERED = "answered", _("Answered: is it settled?")
    PASSED_ON = "passed_on", _("Not settled: somebody else answers")
    ANSWERED_AGAIN = "answered_again", _("Answered again: is it settled?")
    SETTLED = "settled", _("Settled, says who raised it")
    UNSETTLED = "unsettled", _("Not settled, says who raised it")
    WITHDRAWN = "withdrawn", _("Taken back by who raised it")


_B = BreachState
WAITING = (_B.RAISED, _B.PASSED_ON)                 # for an answer
ASKING = (_B.ANSWERED, _B.ANSWERED_AGAIN)           # for the word of who raised it
BREACH = Lifecycle(_B, start=_B.RAISED, moves={
    "answer": {_B.RAISED: _B.ANSWERED, _B.PASSED_ON: _B.ANSWERED_AGAIN},
    "settle": dict.fromkeys(ASKING, _B.SETTLED),
    "pass_on": {_B.ANSWERED: _B.PASSED_ON},
    "leave_unsettled": dict.fromkeys(ASKING, _B.UNSETTLED),     # nobody else is left to answer
    "withdraw": dict.fromkeys((*WAITING, *ASKING), _B.WITHDRAWN),
})
