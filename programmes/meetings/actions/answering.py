"""An answer to an invitation: by oneself, by the link, or written down by who heard it."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.moves import record
from partners.models import Partner
from partners.people.models import Through
from programmes.meetings.models import MeetingInvitation

WHEN_ANSWERED: list[Callable[..., None]] = []       # (invitation, at=), in the same transaction


@transaction.atomic
def answer_invitation(invitation: MeetingInvitation, *, answer: str, at: datetime, note: str = "", substitute: str = "",
                      through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> MeetingInvitation:
    """The last answer counts, to the time at which the meeting is now. Raises NotAllowedNow if the meeting is over or cancelled."""
    invitation = MeetingInvitation.objects.select_for_update(of=("self",)).select_related("meeting__group", "partner").get(pk=invitation.pk)
    if not invitation.meeting.is_ahead(at):
        raise NotAllowedNow("answer", _("The meeting is over, or it is cancelled."))
    facts = {"answer": answer, "note": note, "substitute": substitute, "through": through, "noted_by": noted_by,
             "round": invitation.meeting.round}
    if any(getattr(invitation, name) != value for name, value in facts.items()):
        for name, value in facts.items():
            setattr(invitation, name, value)
        invitation.answered_at = at
        invitation.save()
        record(invitation, "answer", by=noted_by or invitation.partner, at=at, answer=answer)
        for follow in WHEN_ANSWERED:
            follow(invitation, at=at)
    return invitation
