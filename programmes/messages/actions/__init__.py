"""Pausing with a reason, what failed, reckoning what comes (expecting), a message to many (announcing), addresses (troubles)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import nudge, pause, resume
from coprod.post.lifecycles import MESSAGE, State
from coprod.post.models import Message, Pause
from coprod.post.planning import Why
from coprod.trail.moves import record
from partners.models import Partner
from programmes.messages.policies.troubles import may_go_after_all
from programmes.programme.models import Programme


@transaction.atomic
def pause_messages(programme: Programme, *, kind: str, reason: str, by: Partner, at: datetime) -> Pause:
    """Messages of a kind (empty: of every kind) in the programme wait. Raises NotAllowedNow if they are paused already."""
    made = pause(kind=kind, book=programme.ref, reason=reason, by=by.ref, at=at)
    record(programme, "pause_messages", by=by, at=at, kind=kind, pause=made.ref)
    return made


@transaction.atomic
def resume_messages(programme: Programme, it: Pause, *, by: Partner, at: datetime) -> None:
    """What waited goes out. Raises NotAllowedNow if it was ended already."""
    resume(it, by=by.ref, at=at)
    record(programme, "resume_messages", by=by, at=at, kind=it.kind, pause=it.ref)


def try_again(message: Message, *, at: datetime) -> None:
    """Send what failed once more, from the start; and what a person was to tell because it did not arrive, to another address that they
    have by now, never to the same. Raises NotAllowedNow if it did not fail, or there is no such address."""
    move = "try_again"
    if message.state == State.BY_HAND:
        move = "send_after_all"
        if not may_go_after_all(message, at):
            raise NotAllowedNow(move, _("There is no other address that works. Tell them by phone or letter."))
    _move(message, move, at=at, due_at=at, tries=0, why=Why.NONE)
    nudge()


def tell_instead(message: Message, *, at: datetime) -> None:
    """What failed goes on the list of what is told by phone or letter. Raises NotAllowedNow if it did not fail."""
    if message.state != State.FAILED:
        raise NotAllowedNow("hand_over")
    _move(message, "hand_over", at=at, why=Why.NO_ADDRESS)


def _move(message: Message, move: str, *, at: datetime, **facts: object) -> None:
    after = MESSAGE.after(move, message.state)
    if not Message.objects.filter(pk=message.pk, state=message.state).update(state=after, finished_at=at, **facts):
        raise NotAllowedNow(move)
