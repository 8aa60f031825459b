"""The states of a standard done another way (domain.md b2, d4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class Kind(TextChoices):
    """How far it departs from what the standard asks (domain.md b2)."""

    TAILOR = "tailor", _("Done another way")
    WAIVE = "waive", _("Left out until a day")
    EXCEPTION = "exception", _("A time-limited exception")


class Side(TextChoices):
    """Who proposed it. The other side has to agree (R12)."""

    STAFF = "staff", _("Staff")
    LAY = "lay", _("Lay partners")


class ViewValue(TextChoices):
    AGREE = "agree", _("I agree")
    REFUSE = "refuse", _("I do not agree")


class TailoringState(TextChoices):
    PROPOSED = "proposed", _("Proposed: waiting for the other side")
    LAY_VIEW = "lay_view", _("One of the pair agreed, the other is asked")
    APPROVED = "approved", _("Agreed: begins on its day")
    ACTIVE = "active", _("In force")
    EXPIRING = "expiring", _("In force: its day is near")
    REOPENED = "reopened", _("Over: the standard is open again")
    RENEWED = "renewed", _("Renewed")
    ENDED = "ended", _("Ended early")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back")


_S = TailoringState
WAITING = (_S.PROPOSED, _S.LAY_VIEW)
IN_FORCE = (_S.ACTIVE, _S.EXPIRING)
STANDING = (_S.APPROVED, *IN_FORCE)
SETS_ASIDE = (Kind.WAIVE, Kind.EXCEPTION)       # the standard is not asked for meanwhile

TAILORING = Lifecycle(_S, start=_S.PROPOSED, moves={
    "ask_the_other": {_S.PROPOSED: _S.LAY_VIEW},                        # a pair is two people, and each answers for themselves
    "approve": dict.fromkeys(WAITING, _S.APPROVED),
    "refuse": dict.fromkeys(WAITING, _S.REFUSED),
    "withdraw": dict.fromkeys(WAITING, _S.WITHDRAWN),                   # by who proposed it
    "begin": {_S.APPROVED: _S.ACTIVE},                                  # its first day has come
    "come_near": {_S.ACTIVE: _S.EXPIRING},                              # 14 days or fewer are left
    "expire": dict.fromkeys(IN_FORCE, _S.REOPENED),                     # the day after its last: the standard is open again
    "renew": dict.fromkeys(IN_FORCE, _S.RENEWED),                       # what renews it has begun
    "end": dict.fromkeys(STANDING, _S.ENDED),                           # by either side, with a reason
})
