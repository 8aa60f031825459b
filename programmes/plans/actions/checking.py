"""What the clock does about plans: asks once more about plain summaries. A fixed number of queries for all there are."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from coprod.kit.clock import day_of
from coprod.post.actions import send_rows
from programmes.plans import notices
from programmes.plans.lifecycles import SummaryState
from programmes.plans.models import PlainSummary
from programmes.stages.actions.checking import MORE_CHECKS


@transaction.atomic
def check_plans(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """Reminds the pair after five working days. None when only some stages are looked at."""
    if stages is not None or not PlainSummary.objects.filter(state=SummaryState.ASKED).exists():
        return 0, 0
    return 0, send_rows([notices.summaries_waiting(on=on or day_of(at), at=at)])


MORE_CHECKS.append(check_plans)
