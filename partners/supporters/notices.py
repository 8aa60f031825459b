"""What a supporter is told, and where they are reached."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.kit.clock import day_of, now
from coprod.kit.saying import day
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.supporters.lifecycles import SupporterState
from partners.supporters.models import Supporter, token_of_supporter

declare(
    Topic.SUPPORT,
    Kind("supporter_invited", gettext_lazy("A lay partner asks somebody they know to help them"), gettext_lazy("Who is asked to help"),
         gettext_lazy("At once"), must=True))


def supporter_invited(supporter: Supporter, *, at: datetime) -> Message:
    return Message(kind="supporter_invited", about=supporter.ref, to=supporter.ref, occasion="invited", written_at=at, due_at=at)


@says("supporter_invited")
def supporter_invited_words(message: Message) -> Words | None:
    """Somebody asks for their help. Nothing is left to say once they answered or it ended."""
    supporter = Supporter.objects.select_related("partner").filter(ref=message.about, state=SupporterState.INVITED).first()
    if supporter is None or not supporter.is_let_in(day_of(now())):
        return None
    return Words(
        subject=_("Somebody you know asks for your help"),
        lines=[_("%(name)s takes part in a programme as a lay partner. They would like you to help them keep track.") % {
                   "name": supporter.partner.name},
               _("If you say yes, you see what is next for them and what is asked of them, until %(day)s.") % {
                   "day": day(supporter.until_on)},
               _("You may say no.")],
        by_link=[_("The link is for you alone.")],
        action=_("Read it, and answer"), path=reverse("programmes:helping", args=[token_of_supporter(supporter.ref)]))
