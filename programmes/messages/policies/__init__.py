"""Whose messages somebody reads, the link that ends a topic, and who runs the messages of a programme."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from coprod.kit.access import YES, Answer, No
from coprod.kit.tokens import token_for
from coprod.post.catalogue import Topic, kinds
from coprod.post.models import Message
from coprod.post.planning import Pace
from coprod.post.registry import registry
from partners.messages.models import MessageChoice, SentMessage
from partners.models import Partner
from programmes.messages.models import ExpectedMessage
from programmes.people.policies.by_hand import that_may_be_told
from programmes.portal.policies import programmes_for
from programmes.programme.models import Programme
from programmes.programme.policies import may_run, partner_of


def has_messages(user: Any) -> Answer:
    """Everybody who takes part reads what they were sent, lay or not."""
    return YES if partner_of(user) else No("")


def paces_of(partner: Partner) -> dict[tuple[Topic, bool], Pace]:
    return {(Topic(each.topic), each.must): Pace(each.pace) for each in MessageChoice.objects.filter(partner=partner)}


def sent_to(partner: Partner) -> QuerySet[SentMessage]:
    """What they were sent, the newest first."""
    return SentMessage.objects.filter(partner=partner).order_by("-at", "-pk")


# --- the link that ends a topic ----------------------------------------------------------------------------------------

def token_of(message: Message) -> str:
    return token_for("post.off", str(message.pk))


def topics_off(message: Message) -> list[Topic]:
    """What the link of that message switches off: its topic, or those of its parts; only what may be switched off."""
    names = [message.kind] if not message.is_digest else Message.objects.together_with(message).values_list("kind", flat=True)
    found = {kinds[name].topic for name in names if name in kinds and not kinds[name].must}
    return sorted(found, key=list(Topic).index)


def way_out_of(message: Message) -> str:
    """The path of that link; "" where nothing in the message may be switched off."""
    return reverse("programmes:messages-off", args=[message.pk, token_of(message)]) if topics_off(message) else ""


registry.way_out_of = way_out_of


# --- for staff -------------------------------------------------------------------------------------------------------------

def may_run_messages(user: Any, programme: Programme) -> Answer:
    return may_run(user, programme)


def messages_in(user: Any, programme: Programme, *, on: date) -> QuerySet[Message]:
    """The messages of a programme that the user may read: none about somebody who is hidden from them, or that are told quietly."""
    return that_may_be_told(Message.objects.filter(book=programme.ref), partner_of(user), on=on)


def messages_to(user: Any, person: Partner, *, on: date) -> QuerySet[Message]:
    """What was, or was not, sent to the person in the programmes of theirs that the user manages."""
    books = [each.ref for each in programmes_for(user, person, on=on)]
    return that_may_be_told(Message.objects.filter(book__in=books, to=person.ref), partner_of(user), on=on)


def expected_in(user: Any, programme: Programme, *, on: date) -> QuerySet:
    """What the clock will say in the programme, as far as the user may read it."""
    return that_may_be_told(ExpectedMessage.objects.filter(book=programme.ref), partner_of(user), on=on)
