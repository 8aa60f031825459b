"""Writing among lay partners, and opening their space from outside, which all of them are told of at once (NT60)."""

from datetime import datetime

from django.db import transaction

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.post.models import Message
from coprod.trail.moves import record
from partners.groups.models import Group
from partners.layspace.models import OPENING_LASTS, LayNote, Opening
from partners.layspace.policies import lay_members
from partners.people.models import Partner


def write_note(group: Group, *, by: Partner, at: datetime, text: str) -> LayNote:
    """A note for the other lay partners. The trail, which staff can read, says nothing of it."""
    return LayNote.objects.create(group=group, by=by, at=at, text=text)


def take_back_note(note: LayNote, *, at: datetime) -> None:
    """Its writer takes it back: the text is gone. Raises NotAllowedNow if it was taken back already."""
    if not LayNote.objects.filter(pk=note.pk, taken_back_at__isnull=True).update(taken_back_at=at, text=""):
        raise NotAllowedNow("take_back")


@transaction.atomic
def open_space(group: Group, *, by: Partner, at: datetime, reason: str) -> Opening:
    """Somebody who is not a lay member opens the space for an hour. Every lay member is told at once, with the reason."""
    opening = Opening.objects.create(group=group, by=by, reason=reason, at=at, until_at=at + OPENING_LASTS)
    record(opening, "open", by=by, at=at, group=group.ref)
    send([Message(kind="lay_space_opened", about=opening.ref, to=member.ref, occasion="opened", book=group.home_book, written_at=at,
                  due_at=at) for member in lay_members(group, on=day_of(at))])
    return opening
