"""What the clock says of recruitment that waits: a number of queries that does not grow with the programmes."""

from datetime import datetime
from typing import Any

from django.db import transaction

from coprod.kit.clock import day_of
from coprod.post.actions import send_rows
from programmes.renewal import notices
from programmes.renewal.models import Strategy
from programmes.stages.actions.checking import MORE_CHECKS


@transaction.atomic
def check_recruitment(stages: Any = None, *, on: Any = None, at: datetime) -> tuple[int, int]:
    """For all programmes, or for those of `stages`: strategies that wait for the co-chair, comparisons that are due."""
    found = Strategy.objects.running().order_by()
    if stages is not None:
        found = found.filter(programme__in=stages.order_by().values("programme"))
    if not found.exists():
        return 0, 0
    return 0, send_rows(notices.reminders(found, on=on or day_of(at), at=at))


MORE_CHECKS.append(check_recruitment)
