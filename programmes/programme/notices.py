"""The words about seats in a workstream: who is asked to say yes; and who still reads what was written to them."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.clock import day_of, now
from coprod.post.models import Message
from coprod.post.registry import Words, says
from partners.models import Holding, Partner
from programmes.programme.models import Programme, Workstream
from programmes.programme.models.standing import standing_of


def still_reads(message: Message, programme: Programme) -> bool:
    """Whether the reader still has a role in the programme: a role may end between the writing and the sending.

    Of somebody whose record is gone nothing is known; the post then says that nobody could be reached.
    """
    reader = Partner.objects.filter(ref=message.to).first()
    return reader is None or bool(standing_of(reader, on=day_of(now()), programme=programme).roles)


def seat_offered(holding: Holding, *, book: str, at: datetime) -> Message:
    """To the person who is proposed for a seat."""
    return Message(kind="seat_offered", about=holding.ref, to=holding.partner.ref, occasion="proposed", book=book,
                   written_at=at, due_at=at)


def seat_to_agree(holding: Holding, leads: list[Partner], *, book: str, at: datetime) -> list[Message]:
    """To the workstream's leads: do they agree to this lay partner (7.3)?"""
    return [Message(kind="seat_to_agree", about=holding.ref, to=lead.ref, occasion="proposed", book=book, written_at=at,
                    due_at=at) for lead in leads]


def _waiting(ref: str) -> Holding | None:
    return Holding.objects.select_related("seat__group").waiting().filter(ref=ref).first()


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
