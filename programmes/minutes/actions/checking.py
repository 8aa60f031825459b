"""What the clock does about minutes: a fixed number of queries, however many meetings there are."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from coprod.kit.clock import day_of
from coprod.post.actions import send, send_rows
from coprod.post.models import Message
from programmes.minutes import notices
from programmes.minutes.actions.releasing import issue_actions
from programmes.stages.actions.checking import MORE_CHECKS


@transaction.atomic
def check_minutes(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """NT33 (late calls), NT34, NT36, and drafts without the lay side's word. Nothing when only some stages are looked at."""
    today = on or day_of(at)
    if stages is not None or not notices.lately_held(on=today, at=at).exists():
        return 0, 0
    written = issue_actions(notices.actions_to_issue(on=today), on=today, at=at)
    written += send_rows([*notices.drafts_due(on=today, at=at), notices.not_confirmed(on=today, at=at)])
    if late := notices.calls_late(on=today, at=at):
        said = Message.objects.filter(kind="call_late", about__in={each.about for each in late})
        before = said.count()
        send(late)
        written += said.count() - before
    return 0, written


MORE_CHECKS.append(check_minutes)
