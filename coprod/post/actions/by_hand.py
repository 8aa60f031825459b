"""What a person tells another, by phone or letter."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.lifecycles import MESSAGE, State
from coprod.post.models import Message


def mark_all_as_told(messages: QuerySet, *, at: datetime) -> int:
    """As `mark_as_told`, for those of them that nobody has told yet; says how many those were."""
    with transaction.atomic():
        told = list(messages.filter(state=State.BY_HAND).values_list("pk", flat=True))
        count = _tell(Message.objects.filter(pk__in=told, state=State.BY_HAND), at=at)
        _tell(Message.objects.filter(digest__in=told, state=State.GATHERED), at=at)
    return count


def _tell(messages: QuerySet, *, at: datetime) -> int:
    return messages.update(state=MESSAGE.after("tell", State.BY_HAND), finished_at=at)


def mark_as_told(message: Message, *, at: datetime) -> None:
    """Staff have told the person by phone or letter. Raises NotAllowedNow if somebody has said so already."""
    if not mark_all_as_told(Message.objects.filter(pk=message.pk), at=at):
        raise NotAllowedNow("tell")
