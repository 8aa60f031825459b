"""A plan from its first draft to its review (d4), and its plain summary from a draft to a lay partner's yes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class PlanState(TextChoices):
    EMERGING = "emerging", _("Emerging: it can still change")
    ROUND_OPEN = "round_open", _("The Forum is answering")
    PREPARING = "preparing", _("Answers to the Forum are being prepared")
    ANSWERED = "answered", _("Everybody has their answer")
    DECIDED = "decided", _("Decided")
    PUBLISHED = "published", _("Published")
    DELIVERY = "delivery", _("In delivery")
    REVIEWED = "reviewed", _("Reviewed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


_P = PlanState
CAN_CHANGE = (_P.EMERGING, _P.ROUND_OPEN, _P.PREPARING, _P.ANSWERED)        # its text may get new versions
OUT = (_P.PUBLISHED, _P.DELIVERY, _P.REVIEWED)
TONES = {_P.EMERGING: "waiting", _P.ROUND_OPEN: "waiting", _P.PREPARING: "waiting", _P.ANSWERED: "done", _P.DECIDED: "done",
         _P.PUBLISHED: "done", _P.DELIVERY: "done", _P.REVIEWED: "done", _P.WITHDRAWN: "refused"}

PLAN = Lifecycle(PlanState, start=_P.EMERGING, moves={
    "ask_forum": dict.fromkeys((_P.EMERGING, _P.ANSWERED), _P.ROUND_OPEN),      # a further round is a round
    "close_round": {_P.ROUND_OPEN: _P.PREPARING},
    "call_off_round": {_P.ROUND_OPEN: _P.EMERGING},
    "answer_all": {_P.PREPARING: _P.ANSWERED},
    "decide": {_P.ANSWERED: _P.DECIDED},
    "publish": {_P.DECIDED: _P.PUBLISHED},
    "deliver": {_P.PUBLISHED: _P.DELIVERY},
    "review": {_P.DELIVERY: _P.REVIEWED},
    "withdraw": dict.fromkeys((_P.EMERGING, _P.PREPARING, _P.ANSWERED, _P.DECIDED), _P.WITHDRAWN),
})


class SummaryState(TextChoices):
    ASKED = "asked", _("A lay partner is asked")
    APPROVED = "approved", _("A lay partner approved it")
    REFUSED = "refused", _("A lay partner says what is not clear")
    REPLACED = "replaced", _("Another one took its place")


_S = SummaryState
SUMMARY = Lifecycle(SummaryState, start=_S.ASKED, moves={
    "approve": dict.fromkeys((_S.ASKED, _S.REFUSED), _S.APPROVED),          # from refused: every "no" has its answer, or became a yes
    "ask_again": {_S.REFUSED: _S.ASKED},                                    # the same, and nobody has said yes
    "refuse": dict.fromkeys((_S.ASKED, _S.APPROVED), _S.REFUSED),
    "replace": dict.fromkeys((_S.ASKED, _S.APPROVED, _S.REFUSED), _S.REPLACED),
})
