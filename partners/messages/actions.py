"""Choosing what one hears of, and keeping what was sent."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.sql import insert_new
from coprod.post.actions.coming_back import COMES_BACK_WITHIN
from coprod.post.batch import once
from coprod.post.catalogue import Topic
from coprod.post.lifecycles import State
from coprod.post.models import Message
from coprod.post.planning import Pace
from coprod.post.registry import Failure, Gone, Words, registry
from coprod.trail.moves import record
from partners.candidates.models import Candidate
from partners.messages.models import AddressTrouble, MessageChoice, SentMessage
from partners.messages.policies import addresses_of
from partners.people.models import Partner, Through

COPIES_KEPT = timedelta(days=731)


def choose(partner: Partner, paces: Mapping[tuple[Topic, bool], Pace], *, at: datetime, through: str = Through.ACCOUNT,
           noted_by: Partner | None = None) -> None:
    """Keep how often the person wants messages: `paces` by topic, and whether they must be sent. It holds at once, also for what waits:
    the post asks when it sends. What must be sent cannot be off: ValueError."""
    if any(must and pace == Pace.OFF for (_topic, must), pace in paces.items()):
        raise ValueError("What must be sent cannot be off.")
    with transaction.atomic():
        MessageChoice.objects.bulk_create(
            [MessageChoice(partner=partner, topic=topic, must=must, pace=pace, at=at, through=through)
             for (topic, must), pace in paces.items()],
            update_conflicts=True, unique_fields=["partner", "topic", "must"], update_fields=["pace", "at", "through"])
        record(partner, "choose_messages", by=noted_by or partner, at=at, through=through)


def _text(words: Words) -> str:
    whole = ["\n".join(map(str, [*words.lines, *words.by_link])),
             *("\n".join([str(part.subject), *map(str, [*part.lines, *part.by_link])]) for part in words.parts)]
    return "\n\n".join(filter(None, whole))


def _partner(ref: str) -> Partner | None:
    return once(("partner", ref), lambda: Partner.objects.one_or_none(ref=ref))


def keep_copies(gone: Sequence[Gone], at: datetime) -> None:
    """Keep the words of messages that went out to partners. Candidates and supporters have no page to read them on."""
    partners = {ref: _partner(ref) for ref in {each.message.to for each in gone}}
    copies: list[Any] = [
        SentMessage(message=each.message, partner=partners[each.message.to], subject=str(each.words.subject)[:300], text=_text(each.words),
                    path=each.words.path[:300], channel=each.reach.channel, at=at)
        for each in gone if partners[each.message.to]]
    insert_new(copies)


def note_failure(failure: Failure, at: datetime) -> None:
    """Nothing more goes to that address or number. Where one of theirs is noted already it stays as it is, unless it is another one."""
    message = failure.message
    standing = AddressTrouble.objects.standing().filter(to=message.to, way=failure.way)
    standing.exclude(address=message.sent_to).update(cleared_at=at)
    AddressTrouble.objects.bulk_create([AddressTrouble(
        to=message.to, way=failure.way, address=message.sent_to, message=message, failed_at=at, said=failure.code[:30])],
        ignore_conflicts=True)


@transaction.atomic
def say_it_is_right(person: Partner | Candidate, way: str, *, by: Partner, at: datetime) -> None:
    """Somebody says that the address, or number, of the person is right: messages go there again. What came back does not.
    Raises NotAllowedNow if nothing stands in the way."""
    if not AddressTrouble.objects.standing().filter(to=person.ref, way=way).update(cleared_at=at, cleared_by=by):
        raise NotAllowedNow("say_it_is_right", _("Messages go there already."))
    record(person, "address_is_right", by=by, at=at, way=way)


def clear_what_changed(*, at: datetime) -> int:
    """Of who has another address by now, or is not known any more, the trouble is over; says how many those were. Four queries or five."""
    found = list(AddressTrouble.objects.standing().values_list("pk", "to", "way", "address"))
    if not found:
        return 0
    theirs = addresses_of({to for _pk, to, _way, _address in found})
    over = [pk for pk, to, way, address in found if address != theirs.get((to, way))]
    return AddressTrouble.objects.standing().filter(pk__in=over).update(cleared_at=at)


def forget_addresses(refs: Collection[str]) -> None:
    """Nothing is kept of where these people were written to."""
    AddressTrouble.objects.filter(to__in=refs).delete()
    Message.objects.filter(to__in=refs).exclude(sent_to="").update(sent_to="")


def forget_old_addresses(*, at: datetime) -> int:
    """Of what arrived, it is forgotten after a while whereto it went; and what troubled an address, two years after it was over. Says how
    many rows."""
    over = AddressTrouble.objects.filter(cleared_at__lt=at - COPIES_KEPT).delete()[0]
    return over + Message.objects.that_may_come_back().filter(
        state__in=[State.SENT, State.TOLD, State.DROPPED], finished_at__lt=at - COMES_BACK_WITHIN).update(sent_to="")


def forget_old_copies(*, at: datetime) -> int:
    """Delete what was sent over two years ago; says how many those were."""
    return SentMessage.objects.filter(at__lt=at - COPIES_KEPT).delete()[0]


registry.keep.append(keep_copies)
registry.fails.append(note_failure)
