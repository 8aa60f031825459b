"""What the clock does about papers: reminds authors, and says when the day is missed. A fixed number of queries for all papers."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from coprod.kit.clock import day_of
from coprod.post.actions import send_rows
from programmes.papers import notices
from programmes.papers.lifecycles import PaperState
from programmes.papers.models import Paper
from programmes.stages.actions.checking import MORE_CHECKS


@transaction.atomic
def check_papers(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """NT17. All papers; none when only some stages are looked at."""
    if stages is not None or not Paper.objects.filter(state=PaperState.DRAFT).exists():
        return 0, 0
    today = on or day_of(at)
    return 0, send_rows([*notices.papers_due(on=today, at=at), *notices.papers_overdue(on=today, at=at)])


MORE_CHECKS.append(check_papers)
