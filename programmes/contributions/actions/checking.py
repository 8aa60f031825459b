"""What the clock does about what lay partners tell us: it reminds. A fixed number of queries for all there is."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from coprod.kit.clock import day_of
from coprod.post.actions import send_rows
from programmes.contributions import notices
from programmes.contributions.models import Contribution
from programmes.stages.actions.checking import MORE_CHECKS


@transaction.atomic
def check_contributions(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """NT38, NT39 and NT41. All of them; none when only some stages are looked at."""
    if stages is not None or not (Contribution.objects.open().exists() or Contribution.objects.refused().exists()):
        return 0, 0
    today = on or day_of(at)
    return 0, send_rows([*notices.unacknowledged(on=today, at=at), *notices.answers_due(on=today, at=at),
                         *notices.answers_late(on=today, at=at), *notices.replies_late(on=today, at=at)])


MORE_CHECKS.append(check_contributions)
