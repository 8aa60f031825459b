"""What the clock does about the toolkit: it reminds of chapters to look at again. A fixed number of queries for all there are."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from coprod.kit.clock import day_of
from coprod.post.actions import send_rows
from programmes.stages.actions.checking import MORE_CHECKS
from programmes.stages.notices.leading import LEAD
from programmes.toolkit import notices
from programmes.toolkit.models import Chapter


@transaction.atomic
def check_toolkits(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """Thirty days before the review, on the day, and a fortnight later. None when only some stages are looked at."""
    today = on or day_of(at)
    if stages is not None or not Chapter.objects.public().filter(remind_on__lte=today + LEAD).exists():
        return 0, 0
    return 0, send_rows([*notices.reviews_due(on=today, at=at), *notices.reviews_late(on=today, at=at)])


MORE_CHECKS.append(check_toolkits)
