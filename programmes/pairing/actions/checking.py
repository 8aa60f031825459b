"""What the clock says about hours: two queries for all programmes."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from coprod.kit.clock import day_of
from coprod.post.actions import send_rows
from programmes.pairing import notices
from programmes.programme.models import Programme
from programmes.stages.actions.checking import MORE_CHECKS


@transaction.atomic
def check_hours(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """For all running programmes, or for those of `stages`: who gave too much in the month that is over (NT47)."""
    found = Programme.objects.running()
    if stages is not None:
        found = found.filter(pk__in=stages.order_by().values("programme"))
    return 0, send_rows(notices.overloaded(found, on=on or day_of(at), at=at))


MORE_CHECKS.append(check_hours)
