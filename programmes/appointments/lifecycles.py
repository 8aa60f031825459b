"""The states of an appointment (domain.md d4), and of two people who are buddies."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class AppointmentState(TextChoices):
    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Accepted, in induction")
    INDUCTED = "inducted", _("Inducted")
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    STEPPED_DOWN = "stepped_down", _("Stepped down")
    TERM_ENDED = "term_ended", _("Term ended")
    RENEWED = "renewed", _("Renewed: a new term follows")
    DECLINED = "declined", _("Offer declined")
    WITHDRAWN = "withdrawn", _("Offer withdrawn")


class BuddyState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    MATCHED = "matched", _("Both agreed")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Ended")


_S, _B = AppointmentState, BuddyState
LIVING = (_S.ACCEPTED, _S.INDUCTED, _S.ACTIVE, _S.PAUSED)           # the person takes part
LEFT = (_S.STEPPED_DOWN, _S.TERM_ENDED)
NEVER_BEGAN = (_S.DECLINED, _S.WITHDRAWN)

APPOINTMENT = Lifecycle(_S, start=_S.OFFERED, moves={
    "accept": {_S.OFFERED: _S.ACCEPTED},
    "decline": {_S.OFFERED: _S.DECLINED},
    "withdraw": {_S.OFFERED: _S.WITHDRAWN},
    "induct": {_S.ACCEPTED: _S.INDUCTED},                           # the person has confirmed what is due within 30 days
    "activate": {_S.INDUCTED: _S.ACTIVE},                           # its first day has come
    "pause": {_S.ACTIVE: _S.PAUSED},
    "resume": {_S.PAUSED: _S.ACTIVE},
    "renew": dict.fromkeys((_S.INDUCTED, _S.ACTIVE, _S.PAUSED), _S.RENEWED),        # the next term is accepted
    "step_down": dict.fromkeys(LIVING, _S.STEPPED_DOWN),
    "end_term": dict.fromkeys(LIVING, _S.TERM_ENDED),
})

BUDDYING = Lifecycle(_B, start=_B.PROPOSED, moves={
    "match": {_B.PROPOSED: _B.MATCHED},                             # both sides agree
    "decline": {_B.PROPOSED: _B.DECLINED},
    "end": {_B.MATCHED: _B.ENDED},                                  # after twelve weeks, or when either says so
})
