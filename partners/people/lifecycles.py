"""What becomes of an invitation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class InvitationState(TextChoices):
    OPEN = "open", _("Not answered yet")
    ACCEPTED = "accepted", _("Accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


INVITATION = Lifecycle(InvitationState, start=InvitationState.OPEN, moves={
    "accept": {InvitationState.OPEN: InvitationState.ACCEPTED},
    "withdraw": {InvitationState.OPEN: InvitationState.WITHDRAWN},
})
