"""What the clock does about promises: late ones fall late, those whose owner left pass on, owners and others are reminded. A fixed
number of queries, however many promises there are."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from coprod.kit.clock import day_of
from coprod.post.actions import send_rows
from coprod.trail.moves import Entry, move_many, record_many
from programmes.commitments import notices
from programmes.commitments.lifecycles import COMMITMENT, MAY_FALL_LATE
from programmes.commitments.models import Commitment
from programmes.commitments.policies import left_behind
from programmes.programme.lifecycles import ProgrammeState
from programmes.stages.actions.checking import MORE_CHECKS


@transaction.atomic
def pass_on(*, on: date, at: datetime) -> int:
    """Promises whose owner has left go to the signatories of their organisation, or to the managers. Says how many were told."""
    found = list(left_behind(on).select_for_update(of=("self",)).select_related("programme"))
    if not found:
        return 0
    rows = Commitment.objects.filter(pk__in=[each.pk for each in found])
    rows.update(owner=None)
    record_many([Entry(each, "pass_on") for each in found], by=None, at=at)
    return send_rows(notices.handed_on(rows, on=on, at=at))


@transaction.atomic
def check_promises(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """All of them; none when only some stages are looked at. Says how many fell late, and how many messages were written."""
    if stages is not None or not Commitment.objects.exists():
        return 0, 0
    today = on or day_of(at)
    over = Commitment.objects.filter(state__in=MAY_FALL_LATE, due_on__lt=today).exclude(programme__state=ProgrammeState.CLOSED)
    late = move_many(over.select_related("programme"), COMMITMENT, "fall_late", by=None, at=at)
    told = pass_on(on=today, at=at)
    return len(late), told + send_rows([
        *notices.report_is_due(on=today, at=at), *notices.day_is_near(on=today, at=at), notices.fell_late(on=today, at=at),
        *notices.overdue(on=today, at=at), *notices.waits_for_word(on=today, at=at)])


MORE_CHECKS.append(check_promises)
