"""The words about seats in a workstream: who is asked to say yes; and who still reads what was written to them."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.kit.clock import day_of, now
from coprod.post.batch import once, remember
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.models import Holding, Partner
from programmes.programme.models import Programme, Workstream
from programmes.programme.models.standing import has_a_role_in, standing_of

declare(
    Topic.GROUPS,
    Kind("seat_offered", gettext_lazy("Somebody is asked to take a seat in a group"), gettext_lazy("That person"), gettext_lazy("At once"),
         must=True),
    Kind("seat_to_agree", gettext_lazy("A lay partner is proposed for a workstream"), gettext_lazy("The workstream leads"),
         gettext_lazy("At once"), must=True, source="S7 7.3"))


def still_reads(message: Message, programme: Programme) -> bool:
    """Whether the reader still has a role in the programme: a role may end between the writing and the sending.

    Of somebody whose record is gone nothing is known; the post then says that nobody could be reached.
    """
    reader = once(("partner", message.to), lambda: Partner.objects.one_or_none(ref=message.to))
    return reader is None or once(("reads", message.to, programme.pk), lambda: bool(
        standing_of(reader, on=day_of(now()), programme=programme).roles))


def read_who_reads(pairs: Iterable[tuple[str, Programme]]) -> None:
    """The same for many (reader, programme), inside a batch: a query for each programme. It finds the readers that the post has read."""
    readers: dict[Programme, set[str]] = {}
    for to, programme in pairs:
        readers.setdefault(programme, set()).add(to)
    for programme, refs in readers.items():
        there = Partner.objects.filter(ref__in=refs)
        reading = set(there.filter(has_a_role_in(programme, on=day_of(now()))).values_list("ref", flat=True))
        for ref in refs:
            remember(("reads", ref, programme.pk), ref in reading)


def seat_offered(holding: Holding, *, book: str, at: datetime) -> Message:
    """To the person who is proposed for a seat."""
    return Message(kind="seat_offered", about=holding.ref, to=holding.partner.ref, occasion="proposed", book=book,
                   written_at=at, due_at=at)


def seat_to_agree(holding: Holding, leads: list[Partner], *, book: str, at: datetime) -> list[Message]:
    """To the workstream's leads: do they agree to this lay partner (7.3)?"""
    return [Message(kind="seat_to_agree", about=holding.ref, to=lead.ref, occasion="proposed", book=book, written_at=at,
                    due_at=at) for lead in leads]


def _waiting(ref: str) -> Holding | None:
    return Holding.objects.select_related("seat__group").waiting().one_or_none(ref=ref)


@says("seat_offered")
def seat_offered_words(message: Message) -> Words | None:
    """A seat waits for this person's yes or no."""
    holding = _waiting(message.about)
    if holding is None or not holding.is_waiting_for_person():
        return None
    return Words(
        subject=_("You are asked to take a seat"),
        lines=[_("You are asked to take a seat in “%(group)s”.") % {"group": holding.seat.group.name},
               _("You decide. Nothing happens until you say yes or no.")],
        action=_("Say yes or no"), path=reverse("programmes:seat-answer", args=[holding.ref]))


@says("seat_to_agree")
def seat_to_agree_words(message: Message) -> Words | None:
    """A lay partner is proposed for the workstream; its lead is asked."""
    holding = _waiting(message.about)
    if holding is None or not holding.is_waiting_for_lead():
        return None
    workstream = Workstream.objects.select_related("programme").get(group=holding.seat.group_id)
    if not still_reads(message, workstream.programme):
        return None
    return Words(
        subject=_("A lay partner is proposed for your workstream"),
        lines=[_("The Advisory Group proposes a lay partner for “%(name)s”.") % {"name": workstream.name},
               _("Please say whether you agree.")],
        action=_("See who is proposed"), path=workstream.get_absolute_url())
