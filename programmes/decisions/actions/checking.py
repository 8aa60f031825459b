"""What the clock does about decisions: asks again for the Advisory Group's position. A fixed number of queries for all there are."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from coprod.kit.clock import day_of
from coprod.post.actions import send_rows
from programmes.decisions import notices
from programmes.stages.actions.checking import MORE_CHECKS


@transaction.atomic
def check_decisions(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """Reminds lay co-chairs of positions five working days before. None when only some stages are looked at."""
    if stages is not None:
        return 0, 0
    return 0, send_rows(notices.position_due(on=on or day_of(at), at=at))


MORE_CHECKS.append(check_decisions)
