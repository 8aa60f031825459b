"""The person hears what was written down for them, once, when it has ended."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.kit.saying import day
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.contacts.models import OnBehalf, Said

declare(
    Topic.VOICE,
    Kind("said_for_you", gettext_lazy("Something that a person told us was written down for them"), gettext_lazy("That person"),
         gettext_lazy("At once, when the contact is ended"), must=True, fixed=True))


def said_for_you(ended: Iterable[OnBehalf], *, at: datetime) -> list[Message]:
    """For those in which something was noted. One query for all."""
    ended = list(ended)
    noted = set(Said.objects.filter(on_behalf__in=ended).values_list("on_behalf", flat=True))
    return [Message(kind="said_for_you", about=each.ref, to=each.partner.ref, occasion="ended", book=each.home_book, written_at=at,
                    due_at=at) for each in ended if each.pk in noted]


@says("said_for_you")
def said_for_you_words(message: Message) -> Words | None:
    """What was noted, in the words in which it was noted, by whom and how."""
    found = OnBehalf.objects.select_related("by", "partner").one_or_none(ref=message.about)
    said = list(found.said.order_by("at", "pk").values_list("words", flat=True)) if found else []     # type: ignore[attr-defined]
    if found is None or not said:
        return None
    return Words(
        subject=_("We wrote down what you told us"),
        lines=[_("On %(day)s you told us these things (%(how)s). %(who)s wrote them down for you:") % {
                   "day": day(found.started_at), "who": found.by.name, "how": str(found.get_through_display()).lower()},  # type: ignore[attr-defined]
               *said, _("If anything is wrong, ring us and we put it right.")],
        action=_("See my page"), path=reverse("programmes:me"))
