"""What the clock does about the touchstone: closes checks and reminds. A fixed number of queries for all there is."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from coprod.kit.clock import day_of
from coprod.post.actions import send_rows
from programmes.stages.actions.checking import MORE_CHECKS
from programmes.touchstone import notices
from programmes.touchstone.actions.checks import close_checks
from programmes.touchstone.models import Breach, Touchstone, TouchstoneCheck


@transaction.atomic
def check_touchstones(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """Checks that ended are closed; the silent, who answers a breach, groups that have not adopted (R6) and organisations that have not
    signed are reminded. All of them; none when only some stages are looked at."""
    if stages is not None or not (Touchstone.objects.exists() or Breach.objects.exists()):
        return 0, 0
    today = on or day_of(at)
    closed, told = close_checks(TouchstoneCheck.objects.open().filter(closes_on__lt=today), at=at)
    return closed, told + send_rows([
        *notices.check_silent(on=today, at=at), *notices.breach_answers_due(on=today, at=at), *notices.breach_answers_late(on=today, at=at),
        *notices.adoption_missing(on=today, at=at), notices.sign_overdue(on=today, at=at)])


MORE_CHECKS.append(check_touchstones)
