"""What tests of messages do: write one to somebody, send what waits, read what they got."""

from datetime import datetime, timedelta
from typing import Any

from coprod.kit.clock import now
from coprod.kit.refs import new_ref
from coprod.post.actions import deliver, send
from coprod.post.models import Message
from coprod.post.planning import Reach
from coprod.post.registry import Gone, Words
from coprod.post.returns import hash_of
from partners.messages.actions import keep_copies
from partners.messages.models import SentMessage
from partners.models import AddressTrouble, OnBehalf, Partner
from programmes.messages.actions.announcing import announce
from programmes.messages.actions.wording import change_words
from programmes.messages.policies import token_of
from tests.makers import MONDAY, a_stage

ON_THE_WAY = "on-the-way"


def told(to: Partner, stage: Any, *, occasion: str = "1", kind: str = "stage_unresolved", at: datetime = MONDAY) -> Message:
    """A message that must be sent: the stage is not resolved."""
    send([Message(kind=kind, about=stage.ref, to=to.ref, occasion=occasion, book=stage.programme.ref, written_at=at, due_at=at)])
    return Message.objects.get(kind=kind, about=stage.ref, to=to.ref, occasion=occasion)


def unresolved(cast: Any) -> Any:
    stage = a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing)
    type(stage).objects.filter(pk=stage.pk).update(state="unresolved", ready_at=MONDAY)
    Message.objects.all().delete()
    return type(stage).objects.get(pk=stage.pk)


def deliver_all(at: datetime) -> None:
    while deliver(at=at, limit=500):
        pass


def off_link(message: Message) -> str:
    return f"/messages/off/{message.pk}/{token_of(message)}/"


def one_of_each(cast: Any) -> dict[str, dict[str, Any]]:
    message = Message.objects.create(kind="stage_unresolved", about=cast.housing.ref, to=cast.amina.ref, occasion="shown",
                                     book=cast.programme.ref, written_at=MONDAY, due_at=MONDAY, state="sent", channel="email")
    words = Words(subject="Care Together: something waits", lines=["Please have a look."], path="/")
    keep_copies([Gone(message, words, Reach(called="Amina", channel="email", email="amina@example.test"))], MONDAY)
    half_hour = OnBehalf.objects.get(ended_at__isnull=True, by=cast.maya)
    failed = Message.objects.create(kind="stage_unresolved", about=cast.housing.ref, to=cast.amina.ref, occasion="failed", why="refused",
                                    book=cast.programme.ref, written_at=MONDAY, due_at=MONDAY, state="failed")
    it = announce(cast.programme, ref=new_ref(), to="lay", to_whom="All lay partners", people=[cast.amina], subject="The hall",
                  text="We meet in the library.", by=cast.maya, at=now(), goes_at=now() + timedelta(days=1))
    change_words(cast.programme, kind="stage_unresolved", language="en", texts={}, seen=0, because="To try", by=cast.maya, at=MONDAY)
    AddressTrouble.objects.create(to=cast.amina.ref, way="email", address=hash_of(cast.amina.email), message=message, failed_at=MONDAY,
                                  said="5.1.1")
    of, written, given_up = {"slug": cast.programme.slug}, {"ref": it.ref}, {"pk": failed.pk}
    pages = ("messages", "message-kinds", "messages-pause", "messages-resume", "messages-ahead", "messages-reckon", "announcements",
             "contact-frequency", "announcement-new")
    kind = of | {"kind": "stage_unresolved"}
    return dict.fromkeys(pages, of) | dict.fromkeys(("message-kind", "message-kind-change", "message-kind-again"), kind) | dict.fromkeys(
        ("announcement", "announcement-take-back"), written) | dict.fromkeys(
        ("message", "message-again", "message-by-hand"), given_up) | {
            "person-messages": {"ref": cast.amina.ref}, "address-right": {"ref": cast.amina.ref}, "messages-came-back": {},
            "me-messages": {}, "me-messages-often": {}, "me-messages-topics": {},
            "me-message": {"ref": SentMessage.objects.get(message=message).ref},
            "for-messages-often": {"ref": half_hour.ref}, "for-messages-topics": {"ref": half_hour.ref},
            "messages-off": {"pk": message.pk, "token": "a-token-that-nobody-has"}}
