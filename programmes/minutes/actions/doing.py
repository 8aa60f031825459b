"""Actions that were agreed: said to be done by who does them, and done when a lay member says so."""

from datetime import datetime

from django.db import transaction

from coprod.post.actions import send
from coprod.trail.moves import make_move
from partners.models import Partner
from partners.people.models import Through
from programmes.minutes import notices
from programmes.minutes.lifecycles import ACTION
from programmes.minutes.models import ActionWord, MinuteLine


@transaction.atomic
def claim_action(line: MinuteLine, *, by: Partner, at: datetime) -> None:
    """A lay partner who did their own action has done it; what staff say counts when a lay member says so too."""
    if line.who_id == by.pk and not by.is_professional:
        make_move(line, ACTION, "finish", by=by, at=at)
        return
    make_move(line, ACTION, "claim", by=by, at=at)
    send(notices.action_to_judge(line, by=by, at=at))


@transaction.atomic
def judge_action(line: MinuteLine, *, by: Partner, at: datetime, is_done: bool, text: str = "", through: str = Through.ACCOUNT,
                 noted_by: Partner | None = None) -> None:
    """A lay member says that it is done, or what is missing. Their word stays. Raises NotAllowedNow if another said so a moment ago."""
    make_move(line, ACTION, "confirm" if is_done else "deny", by=noted_by or by, at=at)
    ActionWord.objects.create(line=line, by=by, at=at, is_done=is_done, text=text, through=through, noted_by=noted_by)
    if not is_done:
        send(notices.action_not_so(line, at=at))
