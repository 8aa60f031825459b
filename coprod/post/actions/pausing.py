"""Pausing messages with a reason, letting them go on, and taking one back."""

from datetime import datetime

from django.db import IntegrityError, transaction

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions.writing import nudge
from coprod.post.lifecycles import State
from coprod.post.models import Message, Pause
from coprod.post.planning import Why


def pause(*, kind: str = "", book: str = "", reason: str, by: str, at: datetime) -> Pause:
    """Messages of `kind` (empty: all) in the programme `book` (empty: all) wait from now on. `by` is a ref.

    Raises NotAllowedNow if such a pause runs already."""
    try:
        with transaction.atomic():
            return Pause.objects.create(kind=kind, book=book, reason=reason, by=by, at=at)
    except IntegrityError:
        raise NotAllowedNow("pause") from None


def resume(it: Pause, *, by: str, at: datetime) -> None:
    """What waited goes out. Raises NotAllowedNow if it was ended already."""
    if not Pause.objects.running().filter(pk=it.pk).update(ended_at=at, ended_by=by):
        raise NotAllowedNow("resume")
    nudge()


def recall(messages: object, *, at: datetime) -> int:
    """Take back those of `messages` (a queryset) that have not gone out; says how many those were."""
    found = Message.objects.filter(pk__in=messages.values("pk"), state__in=[State.WAITING, State.GATHERED, State.BY_HAND])  # type: ignore[attr-defined]
    return found.update(state=State.DROPPED, why=Why.RECALLED, finished_at=at)
