"""What who organises does for a person: telling by hand, posting a pack; and what the clock does about those who have fallen silent."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from coprod.kit.clock import day_of
from coprod.post.actions import mark_all_as_told, mark_as_told, send_rows
from coprod.post.models import Message
from partners.contacts.actions import note_contact
from partners.models import Contact, Partner
from programmes.people import notices
from programmes.people.policies.by_hand import QUIET
from programmes.stages.actions.checking import MORE_CHECKS

# How somebody is told by hand, by the way on which they are reached.
BY_CHANNEL = {Partner.Channel.POST: Contact.Way.POST, Partner.Channel.TEXT: Contact.Way.TEXT}


@transaction.atomic
def tell_by_hand(message: Message, person: Partner | None, *, by: Partner, at: datetime, subject: str, way: str = "") -> None:
    """The person was told what the message says, by phone or letter, and that counts as a contact. `person` is None for somebody who
    was put forward and takes part in nothing yet; `subject` is what the message is about, or "" if nothing was left to say; of a
    breach the note says nothing, since others read it. Raises NotAllowedNow if somebody has said so already."""
    mark_as_told(message, at=at)
    if person is not None and subject:
        by_channel = BY_CHANNEL.get(person.channel, Contact.Way.PHONE)  # type: ignore[call-overload]
        words = _("Something that was for them alone") if message.kind in QUIET else subject
        note_contact(person, by=by, at=at, book=message.book, when=at, way=way or by_channel, words=words)


@transaction.atomic
def post_pack(person: Partner, told: QuerySet[Message], *, by: Partner, at: datetime, book: str, ref: str = "") -> int:
    """The printed pack is in the post. It counts as one contact, and the messages that stand in it, `told`, count as told by it, unless
    somebody told them meanwhile; says how many. With `ref` the same paper counts once: raises NotAllowedNow for the second time."""
    words = _("A printed pack of everything that waits for them")
    note_contact(person, by=by, at=at, book=book, when=at, way=Contact.Way.POST, words=words, ref=ref)
    return mark_all_as_told(told, at=at)


def check_silence(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """What the clock does about lay partners who gave no sign for sixty days and for ninety (NT48). It belongs to no stage, so it is done
    when all of them are checked. Doing it twice changes nothing the second time."""
    today = on or day_of(at)
    if stages is not None or not notices.silent(on=today).exists():
        return 0, 0
    with transaction.atomic():
        return 0, send_rows(notices.partner_silent(on=today, at=at))


MORE_CHECKS.append(check_silence)
