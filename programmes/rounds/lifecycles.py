"""A round from its opening until everybody has their answer; and an answer, which may be hidden and shown again, or taken back by who
gave it while the round is open, but is never deleted.

What became of an answer in between (sorted, decided, seen by the pair, replied) is not a state: it follows from its themes, its response,
the pair's word and the outbox (decision 0021).
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class RoundState(TextChoices):
    OPEN = "open", _("The Forum is answering")
    CLOSED = "closed", _("Answers are being prepared")
    ANSWERED = "answered", _("Everybody has their answer")
    CALLED_OFF = "called_off", _("Called off")


_R = RoundState
GOES_ON = (_R.OPEN, _R.CLOSED)
TONES = {_R.OPEN: "running", _R.CLOSED: "waiting", _R.ANSWERED: "done", _R.CALLED_OFF: "refused"}
ROUND = Lifecycle(RoundState, start=_R.OPEN, moves={
    "close": {_R.OPEN: _R.CLOSED},
    "call_off": {_R.OPEN: _R.CALLED_OFF},
    "answer_all": {_R.CLOSED: _R.ANSWERED},     # R11: refused while anybody waits
})


class AnswerState(TextChoices):
    STANDING = "standing", _("It counts")
    HIDDEN = "hidden", _("Hidden")
    TAKEN_BACK = "taken_back", _("Taken back")


_A = AnswerState
FORUM_ANSWER = Lifecycle(AnswerState, start=_A.STANDING, moves={
    "hide": {_A.STANDING: _A.HIDDEN},
    "show_again": {_A.HIDDEN: _A.STANDING},
    "take_back": {_A.STANDING: _A.TAKEN_BACK},      # not counted, not answered; R11 does not wait for it
})
