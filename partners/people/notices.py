"""The words of messages about getting an account."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.people.lifecycles import InvitationState
from partners.people.models import Invitation, token_for

declare(
    Topic.ACCOUNT,
    Kind("invitation", gettext_lazy("Somebody is invited to have an account"), gettext_lazy("Who is invited"), gettext_lazy("At once"),
         must=True, fixed=True, source="NT08"))


@says("invitation")
def invitation(message: Message) -> Words | None:
    """NT08: how to open an account. Nothing is said once the invitation is answered or withdrawn."""
    waiting = Invitation.objects.filter(ref=message.about, state=InvitationState.OPEN).first()
    if waiting is None:
        return None
    return Words(
        subject=_("Your invitation to sign in"),
        lines=[
            _("You are invited to take part. To sign in, you need an account of your own."),
            _("Open the link and choose a user name and a password. The link works once, for two weeks."),
            _("If you did not expect this, you need do nothing."),
        ],
        action=_("Open my account"),
        path=reverse("partners:invitation", args=[token_for(waiting.ref)]))
