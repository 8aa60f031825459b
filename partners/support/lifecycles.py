"""How a need of support is arranged, and who says that it is met: the person."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class NeedState(TextChoices):
    ASKED = "asked", _("Not arranged yet")
    ARRANGED = "arranged", _("Arranged: waiting for the person to say if it works")
    IMPOSSIBLE = "impossible", _("Not possible so far")
    MET = "met", _("It works, the person says")
    NOT_MET = "not_met", _("It does not work, the person says")
    WITHDRAWN = "withdrawn", _("Not needed any more")


UNMET = (NeedState.ASKED, NeedState.IMPOSSIBLE, NeedState.NOT_MET)
STANDING = (*UNMET, NeedState.ARRANGED, NeedState.MET)

NEED = Lifecycle(NeedState, start=NeedState.ASKED, moves={
    "arrange": dict.fromkeys(UNMET, NeedState.ARRANGED),
    "say_impossible": dict.fromkeys((NeedState.ASKED, NeedState.ARRANGED, NeedState.NOT_MET), NeedState.IMPOSSIBLE),
    "confirm": {NeedState.ARRANGED: NeedState.MET, NeedState.NOT_MET: NeedState.MET},
    "deny": dict.fromkeys((NeedState.ARRANGED, NeedState.MET, NeedState.IMPOSSIBLE), NeedState.NOT_MET),
    "withdraw": dict.fromkeys(STANDING, NeedState.WITHDRAWN),
})
