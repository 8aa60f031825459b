"""From a challenge that is raised to one that is accepted or whose position is on record (domain.md d4). Three states say on whose desk it
is after it went up."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class ChallengeState(TextChoices):
    RAISED = "raised", _("Raised")
    ACKNOWLEDGED = "acknowledged", _("Seen: the answer comes")
    ANSWERED = "answered", _("Answered: is it good enough?")
    NOT_SATISFIED = "not_satisfied", _("Not satisfied")
    WITH_MANAGER = "with_manager", _("Gone up to the manager")
    WITH_OWNER = "with_owner", _("Gone up to the senior responsible owner")
    WITH_BODY = "with_body", _("Gone up to the board")
    ACCEPTED = "accepted", _("The answer is accepted")
    CLOSED = "closed", _("Closed: the position is on record")
    WITHDRAWN = "withdrawn", _("Taken back")


_S = ChallengeState
GONE_UP = (_S.WITH_MANAGER, _S.WITH_OWNER, _S.WITH_BODY)
WAITING = (_S.RAISED, _S.ACKNOWLEDGED, *GONE_UP)                # for an answer
UNHAPPY = (_S.NOT_SATISFIED, *GONE_UP)                          # who raised it may close it with their position
OPEN = (_S.RAISED, _S.ACKNOWLEDGED, _S.ANSWERED, _S.NOT_SATISFIED, *GONE_UP)
OVER = (_S.ACCEPTED, _S.CLOSED, _S.WITHDRAWN)
_BELOW = (_S.RAISED, _S.ACKNOWLEDGED, _S.NOT_SATISFIED)

CHALLENGE = Lifecycle(_S, start=_S.RAISED, moves={
    "acknowledge": {_S.RAISED: _S.ACKNOWLEDGED},
    "answer": dict.fromkeys(WAITING, _S.ANSWERED),
    "accept": {_S.ANSWERED: _S.ACCEPTED},
    # what somebody wrote down as accepted, who raised it may put right
    "refuse": {_S.ANSWERED: _S.NOT_SATISFIED, _S.ACCEPTED: _S.NOT_SATISFIED},
    "to_manager": dict.fromkeys(_BELOW, _S.WITH_MANAGER),
    "to_owner": dict.fromkeys((*_BELOW, _S.WITH_MANAGER), _S.WITH_OWNER),
    "to_body": dict.fromkeys((*_BELOW, _S.WITH_MANAGER, _S.WITH_OWNER), _S.WITH_BODY),
    "close": dict.fromkeys(OPEN, _S.CLOSED),                    # in whose words and when: see policies
    "withdraw": dict.fromkeys(OPEN, _S.WITHDRAWN),
    # what somebody wrote down as taken back, who raised it puts back: to the desk on which it was
    "bring_back": {_S.WITHDRAWN: _S.RAISED},
    "bring_back_to_manager": {_S.WITHDRAWN: _S.WITH_MANAGER},
    "bring_back_to_owner": {_S.WITHDRAWN: _S.WITH_OWNER},
    "bring_back_to_body": {_S.WITHDRAWN: _S.WITH_BODY},
})
BACK = {"manager": "bring_back_to_manager", "owner": "bring_back_to_owner", "body": "bring_back_to_body"}
TO = {"manager": "to_manager", "owner": "to_owner", "body": "to_body"}
