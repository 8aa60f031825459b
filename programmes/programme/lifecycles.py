"""The states of a programme (domain.md d4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class ProgrammeState(TextChoices):
    DRAFT = "draft", _("Draft")
    STARTED = "started", _("Started")
    ACTIVE = "active", _("Active")
    DELIVERING = "delivering", _("Delivering")
    IN_REVIEW = "in_review", _("In review")
    CLOSED = "closed", _("Closed")


_S = ProgrammeState

PROGRAMME = Lifecycle(_S, start=_S.DRAFT, moves={
    "start": {_S.DRAFT: _S.STARTED},                                    # stage 1 is signed
    "activate": {_S.STARTED: _S.ACTIVE, _S.IN_REVIEW: _S.ACTIVE},       # a workstream begins, or the next cycle
    "deliver": {_S.ACTIVE: _S.DELIVERING, _S.STARTED: _S.DELIVERING},   # stage 11 opens
    "review": {_S.ACTIVE: _S.IN_REVIEW, _S.DELIVERING: _S.IN_REVIEW},   # stage 12 opens
    "close": {state: _S.CLOSED for state in _S if state != _S.CLOSED},
})
