"""Whether somebody who was put forward agrees, and what is left of their data (practice.md NO2, NT05, f 23)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class CandidateState(TextChoices):
    ASKED = "asked", _("Asked whether they agree")
    AGREED = "agreed", _("Agreed")
    REFUSED = "refused", _("Said no: erased")
    LAPSED = "lapsed", _("Did not answer: erased")
    ERASED = "erased", _("Erased")


_S = CandidateState
GONE = (_S.REFUSED, _S.LAPSED, _S.ERASED)       # nothing personal is left

CANDIDATE = Lifecycle(_S, start=_S.ASKED, moves={
    "agree": {_S.ASKED: _S.AGREED},
    "refuse": {_S.ASKED: _S.REFUSED},
    "lapse": {_S.ASKED: _S.LAPSED},
    "erase": {_S.ASKED: _S.ERASED, _S.AGREED: _S.ERASED},       # merged, withdrawn, undone, or kept long enough
})
