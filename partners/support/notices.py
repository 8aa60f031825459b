"""What is said to a person about their support. A subject and an address say nothing of what they need."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.support.lifecycles import NeedState
from partners.support.models import Need

declare(
    Topic.SUPPORT,
    Kind("need_arranged", gettext_lazy("Support that a person asked for is arranged, or is not possible so far"),
         gettext_lazy("Who asked for it"), gettext_lazy("At once"), must=True, source="NT11"))


def book_of(need: Need) -> str:
    """The programme in which the person sits, by the newest of their seats: its manager tells them, where they have no e-mail."""
    return need.partner.holdings.order_by("-pk").values_list("seat__group__home_book", flat=True).first() or ""   # type: ignore[attr-defined]


def moment_of(at: datetime) -> str:
    """Which time this was: the same moment in any zone."""
    return f"{at.timestamp():.6f}"


def need_arranged(need: Need, *, at: datetime, book: str = "") -> Message:
    return Message(kind="need_arranged", about=need.ref, to=need.partner.ref, occasion=moment_of(at),
                   book=book or book_of(need), written_at=at, due_at=at)


@says("need_arranged")
def need_arranged_words(message: Message) -> Words | None:
    """Something was arranged, or could not be. Nothing is left to say once the person has spoken, or needs it no more."""
    need = Need.objects.filter(ref=message.about, state__in=[NeedState.ARRANGED, NeedState.IMPOSSIBLE]).first()
    if need is None or need.arranged_at is None or moment_of(need.arranged_at) != message.occasion:
        return None
    is_done = need.state == NeedState.ARRANGED
    return Words(
        subject=_("Something was arranged for you") if is_done else _("About the support you asked for"),
        lines=[_("You asked us: %(words)s") % {"words": need.words},
               _("What we did: %(words)s") % {"words": need.arranged} if is_done else _("It is not possible so far: %(words)s") % {
                   "words": need.arranged},
               _("Tell us if it works. It counts when you say so.") if is_done else _("If that is not right, tell us why.")],
        action=_("See my support"), path=reverse("programmes:me-support"))
