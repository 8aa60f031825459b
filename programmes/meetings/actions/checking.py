"""What the clock does about meetings: invites who joined since, and reminds. A fixed number of queries for all meetings."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from coprod.kit.clock import day_of
from coprod.post.actions import send_rows
from programmes.meetings import notices
from programmes.meetings.actions.planning import invite
from programmes.meetings.models import Meeting
from programmes.stages.actions.checking import MORE_CHECKS


@transaction.atomic
def check_meetings(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """NT14 to who joined the group since; NT15, NT16, NT20, NT21, NT23. All meetings; none when only some stages are looked at."""
    if stages is not None or not Meeting.objects.ahead(at).exists():
        return 0, 0
    today = on or day_of(at)
    came = len(invite(Meeting.objects.ahead(at), at=at))
    kinds = (notices.not_answered, notices.soon, notices.items_asked, notices.buddy_comes, notices.quorum_at_risk)
    return 0, came + sum(send_rows(kind(on=today, at=at)) for kind in kinds)


MORE_CHECKS.append(check_meetings)
