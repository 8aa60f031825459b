"""The states of a nomination (domain.md d4), and of a list of them that came as a file (practice.md AF15)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class NominationState(TextChoices):
    RECEIVED = "received", _("Waiting for the person’s consent")
    CONSENTED = "consented", _("The person agreed")
    SHORTLISTED = "shortlisted", _("Before the panel")
    SELECTED = "selected", _("Selected")
    RESERVE = "reserve", _("On the reserve list")
    OFFERED_FORUM = "offered_forum", _("Offered the Forum")
    NOT_SELECTED = "not_selected", _("Not selected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("No consent within 14 days: erased")
    MERGED = "merged", _("Merged with another nomination of the same person")


class BatchState(TextChoices):
    CHECKED = "checked", _("Checked, nothing written yet")
    RUNNING = "running", _("Being taken in")
    DONE = "done", _("Taken in")
    UNDONE = "undone", _("Undone")
    DISCARDED = "discarded", _("Discarded")


_S, _B = NominationState, BatchState
EARLY = (_S.RECEIVED, _S.CONSENTED, _S.SHORTLISTED)                     # nothing is decided yet
ENDED_EARLY = (_S.WITHDRAWN, _S.LAPSED, _S.MERGED)                     # nothing of what was said is kept
OUTCOMES = (_S.SELECTED, _S.RESERVE, _S.OFFERED_FORUM, _S.NOT_SELECTED)
BEFORE_PANEL = (_S.SHORTLISTED, *OUTCOMES)                              # whom the panel sees

NOMINATION = Lifecycle(_S, start=_S.RECEIVED, moves={
    "consent": {_S.RECEIVED: _S.CONSENTED},
    "shortlist": {_S.CONSENTED: _S.SHORTLISTED},
    "select": {_S.SHORTLISTED: _S.SELECTED, _S.RESERVE: _S.SELECTED},
    "keep_in_reserve": {_S.SHORTLISTED: _S.RESERVE},
    "offer_forum": {_S.SHORTLISTED: _S.OFFERED_FORUM, _S.RESERVE: _S.OFFERED_FORUM},
    "not_select": {_S.SHORTLISTED: _S.NOT_SELECTED},
    "withdraw": dict.fromkeys((*EARLY, _S.SELECTED, _S.RESERVE, _S.OFFERED_FORUM), _S.WITHDRAWN),
    "lapse": {_S.RECEIVED: _S.LAPSED},
    "merge": dict.fromkeys(EARLY, _S.MERGED),
})

BATCH = Lifecycle(_B, start=_B.CHECKED, moves={
    "run": {_B.CHECKED: _B.RUNNING},
    "finish": {_B.RUNNING: _B.DONE},
    "undo": {_B.DONE: _B.UNDONE},
    "discard": {_B.CHECKED: _B.DISCARDED},
})
