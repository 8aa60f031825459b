"""How a trusted supporter is let in, and out."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class SupporterState(TextChoices):
    INVITED = "invited", _("Invited")
    ACTIVE = "active", _("Helps")
    DECLINED = "declined", _("Said no")
    ENDED = "ended", _("Ended")


SUPPORTER = Lifecycle(SupporterState, start=SupporterState.INVITED, moves={
    "accept": {SupporterState.INVITED: SupporterState.ACTIVE},
    "decline": {SupporterState.INVITED: SupporterState.DECLINED},
    "end": dict.fromkeys((SupporterState.INVITED, SupporterState.ACTIVE), SupporterState.ENDED),
})
