"""The states of a stage and of one standard in it (domain.md b5)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class StageState(TextChoices):
    NOT_OPEN = "not_open", _("Not open")
    OPEN = "open", _("Open")
    READY = "ready", _("Ready for sign-off")
    SIGNED = "signed_off", _("Signed off")
    CONCERNS = "signed_off_with_concerns", _("Signed off with concerns")
    UNRESOLVED = "unresolved", _("Unresolved")
    REOPENED = "reopened", _("Reopened")
    GAPS = "closed_with_gaps", _("Closed with gaps")


_S = StageState
SIGNED_STATES = (_S.SIGNED, _S.CONCERNS, _S.GAPS)
AT_WORK_STATES = (_S.OPEN, _S.READY, _S.REOPENED, _S.UNRESOLVED)
_SIGNABLE = (_S.READY, _S.UNRESOLVED)

STAGE = Lifecycle(_S, start=_S.NOT_OPEN, moves={
    "open": {_S.NOT_OPEN: _S.OPEN},
    "become_ready": {_S.OPEN: _S.READY, _S.REOPENED: _S.READY},         # every standard is answered
    "fall_back": {_S.READY: _S.OPEN, _S.UNRESOLVED: _S.REOPENED},       # one of them is not any more
    "sign_off": dict.fromkeys(_SIGNABLE, _S.SIGNED),                    # every signatory agrees
    "sign_off_with_concerns": dict.fromkeys(_SIGNABLE, _S.CONCERNS),    # every one agrees, some with concerns
    "close_with_gaps": dict.fromkeys(_SIGNABLE, _S.GAPS),               # every one agrees; some standards are not met
    "leave_unresolved": {_S.READY: _S.UNRESOLVED},                      # somebody does not agree
    "resolve": {_S.UNRESOLVED: _S.READY},                               # who did not agree has changed their mind
    "reopen": dict.fromkeys((*SIGNED_STATES, _S.UNRESOLVED), _S.REOPENED),
})


class AnswerState(TextChoices):
    UNANSWERED = "unanswered", _("Not answered yet")
    CLAIMED = "claimed", _("Claimed: waiting for a lay partner")
    DISPUTED = "disputed", _("Disputed by a lay partner")
    MET = "met", _("Met: confirmed by a lay partner")
    NOT_MET = "not_met", _("Not met (recorded)")
    WAIVED = "waived", _("Left out for a time, agreed")
    EXCEPTED = "excepted", _("Exception for a time, agreed")


_A = AnswerState
SET_ASIDE = (_A.WAIVED, _A.EXCEPTED)            # nothing is asked of it meanwhile
SETTLED = (_A.NOT_MET, *SET_ASIDE)              # counts as answered, whatever the records say
_NOT_CONFIRMED = (_A.UNANSWERED, _A.CLAIMED, _A.DISPUTED, _A.NOT_MET)

ANSWER = Lifecycle(_A, start=_A.UNANSWERED, moves={
    "claim": {_A.UNANSWERED: _A.CLAIMED, _A.DISPUTED: _A.CLAIMED, _A.NOT_MET: _A.CLAIMED},
    "confirm": {_A.CLAIMED: _A.MET},
    "dispute": {_A.CLAIMED: _A.DISPUTED, _A.MET: _A.DISPUTED},
    "withdraw": {_A.CLAIMED: _A.UNANSWERED},                            # by who claimed; or the records show it no more
    "look_again": {_A.MET: _A.CLAIMED, _A.NOT_MET: _A.UNANSWERED},       # its stage was reopened
    "record_not_met": {_A.UNANSWERED: _A.NOT_MET, _A.CLAIMED: _A.NOT_MET, _A.DISPUTED: _A.NOT_MET, _A.MET: _A.NOT_MET},
    "leave_out": dict.fromkeys(_NOT_CONFIRMED, _A.WAIVED),              # both sides agreed to it, until a day
    "except_for_a_time": dict.fromkeys(_NOT_CONFIRMED, _A.EXCEPTED),
    "take_up_again": dict.fromkeys(SET_ASIDE, _A.UNANSWERED),           # that day has passed, or it was ended early
})


class SignatureValue(TextChoices):
    """What a signatory says (domain.md b1)."""

    AGREE = "agree", _("I agree")
    CONCERNS = "concerns", _("I agree, with concerns")
    DISAGREE = "disagree", _("I do not agree")
    UNABLE = "unable", _("I am not able to judge")
