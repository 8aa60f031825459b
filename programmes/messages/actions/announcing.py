"""A message to many: each gets it once, by their own way, after a while in which it can be taken back."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import recall, send
from coprod.post.models import Message
from coprod.trail.moves import record
from partners.messages.actions import COPIES_KEPT, forget_old_addresses, forget_old_copies
from partners.models import Partner
from programmes.messages import notices
from programmes.messages.models import Announcement
from programmes.programme.models import Programme


@transaction.atomic
def announce(programme: Programme, *, ref: str, to: str, to_whom: str, people: Collection[Partner], subject: str, text: str, by: Partner,
             at: datetime, goes_at: datetime) -> Announcement:
    """Keep the message and a row of the outbox for each of `people`. `ref` is drawn with the page: pressed twice it is sent once."""
    made, is_new = Announcement.objects.get_or_create(ref=ref, defaults={
        "programme": programme, "to": to, "to_whom": to_whom, "subject": subject, "text": text, "people": len(people), "by": by,
        "written_at": at, "goes_at": goes_at})
    if not is_new:
        if made.programme_id != programme.pk or made.by_id != by.pk:
            raise NotAllowedNow("announce")
        return made
    record(made, "announce", by=by, at=at)
    send(notices.announced(made, people, at=at))
    return made


# What later wings keep for two years: each deletes its own that is older than `at` allows, and says how many those were.
MORE_THAT_IS_OLD: list[Callable[..., int]] = []


@transaction.atomic
def forget_what_is_old(*, at: datetime) -> int:
    """Delete what people were sent, what was written to many, and the like, over two years ago; says how many those were. And forget where
    mail went that arrived."""
    forget_old_addresses(at=at)
    old = Announcement.objects.filter(goes_at__lt=at - COPIES_KEPT)
    return forget_old_copies(at=at) + int(old.delete()[0]) + sum(forget(at=at) for forget in MORE_THAT_IS_OLD)


@transaction.atomic
def take_back(it: Announcement, *, by: Partner, at: datetime) -> int:
    """Nobody gets it who has not got it yet; says how many those are. Raises NotAllowedNow once it is out, or was taken back."""
    free = Announcement.objects.filter(pk=it.pk, recalled_at__isnull=True, goes_at__gt=at)
    if not free.update(recalled_at=at, recalled_by=by):
        raise NotAllowedNow("recall", _("It is out already, or somebody took it back."))
    record(it, "take_back", by=by, at=at)
    return recall(Message.objects.filter(kind="announcement", about=it.ref), at=at)
