"""How far the panel of a call is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class PanelState(TextChoices):
    DECLARING = "declaring", _("Its members declare their interests")
    SCORING = "scoring", _("Each gives marks, unseen by the others")
    DECIDING = "deciding", _("The marks are open, and it decides")
    RELEASED = "released", _("The outcomes are released")


PANEL = Lifecycle(PanelState, start=PanelState.DECLARING, moves={
    "begin": {PanelState.DECLARING: PanelState.SCORING},        # every member has declared
    "open_marks": {PanelState.SCORING: PanelState.DECIDING},    # everybody has given marks, or the chair closes
    "release": {PanelState.DECIDING: PanelState.RELEASED},
    "meet_again": {PanelState.RELEASED: PanelState.SCORING},    # for people who agreed after the others had their answer
})
