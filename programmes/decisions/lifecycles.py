"""From a decision that is prepared to one that is made and published; it may be put off, taken up again, or withdrawn."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class DecisionState(TextChoices):
    PREPARED = "prepared", _("Prepared, not made yet")
    DEFERRED = "deferred", _("Put off")
    MADE = "made", _("Made, not published yet")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


_D = DecisionState
AHEAD = (_D.PREPARED, _D.DEFERRED)      # nothing is decided yet
OUT = (_D.MADE, _D.PUBLISHED)           # everybody with a role in the programme reads it
TONES = {_D.PREPARED: "waiting", _D.DEFERRED: "gap", _D.MADE: "done", _D.PUBLISHED: "done", _D.WITHDRAWN: "refused"}

DECISION = Lifecycle(DecisionState, start=_D.PREPARED, moves={
    "make": {_D.PREPARED: _D.MADE},
    "publish": {_D.MADE: _D.PUBLISHED},
    "defer": {_D.PREPARED: _D.DEFERRED},
    "resume": {_D.DEFERRED: _D.PREPARED},
    "withdraw": dict.fromkeys(AHEAD, _D.WITHDRAWN),
})
