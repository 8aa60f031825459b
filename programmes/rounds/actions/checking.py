"""What the clock does about rounds: closes those whose last day is over, and reminds. A fixed number of queries for all there are."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from coprod.kit.clock import day_of
from coprod.post.actions import send_rows
from coprod.trail.moves import move_many
from programmes.plans.lifecycles import PLAN, PlanState
from programmes.plans.models import Plan
from programmes.programme.lifecycles import ProgrammeState
from programmes.rounds import notices
from programmes.rounds.lifecycles import GOES_ON, ROUND, RoundState
from programmes.rounds.models import ForumRound
from programmes.stages.actions.checking import MORE_CHECKS


@transaction.atomic
def check_rounds(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """Closing, NT38 and NT39. All rounds; none when only some stages are looked at."""
    if stages is not None or not ForumRound.objects.filter(state__in=GOES_ON).exists():
        return 0, 0
    today = on or day_of(at)
    over = ForumRound.objects.filter(state=RoundState.OPEN, closes_on__lt=today).exclude(plan__programme__state=ProgrammeState.CLOSED)
    closed = move_many(over.select_related("plan__programme"), ROUND, "close", by=None, at=at, closed_at=at)
    if closed:
        plans = Plan.objects.filter(pk__in=[each.plan_id for each in closed], state=PlanState.ROUND_OPEN)   # type: ignore[attr-defined]
        move_many(plans.select_related("programme"), PLAN, "close_round", by=None, at=at)
    return len(closed), send_rows([*notices.answers_due(on=today, at=at), notices.unacknowledged(on=today, at=at)])


MORE_CHECKS.append(check_rounds)
