"""After a hard meeting: a call is offered to each lay partner who was there, made in two working days to who wants it (NT33)."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_working_days, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from partners.people.models import Through
from programmes.meetings.models import Meeting
from programmes.minutes import notices
from programmes.minutes.catalogue import CALL_WITHIN, HARD_WITHIN_DAYS
from programmes.minutes.lifecycles import CALL_BACK
from programmes.minutes.models import CallBack, HardMeeting
from programmes.minutes.policies import lay_there


@transaction.atomic
def mark_hard(meeting: Meeting, *, at: datetime) -> list[CallBack]:
    """Somebody says that the meeting was hard. Who it was, and why, is kept nowhere. Raises NotAllowedNow if it was said before."""
    try:
        with transaction.atomic():
            hard = HardMeeting.objects.create(meeting=meeting, marked_at=at)
    except IntegrityError:
        raise NotAllowedNow("mark", _("It is said already. Everybody was offered a call.")) from None
    record(hard, "offer", by=None, at=at)
    until = day_of(at) + timedelta(days=HARD_WITHIN_DAYS)
    calls = [CallBack(meeting=meeting, partner=person, offered_at=at, offered_until=until) for person in lay_there(meeting).order_by("pk")]
    CallBack.objects.bulk_create(calls)
    send(notices.calls_offered(calls, at=at))
    return calls


@transaction.atomic
def answer_call(call: CallBack, *, at: datetime, wants: bool, through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> None:
    """Yes, please call, or no. The last answer counts until the call is made. Said again, nothing changes."""
    if call.state == ("wanted" if wants else "declined"):
        return
    make_move(call, CALL_BACK, "want" if wants else "decline", by=None, at=at, answered_at=at, through=through, noted_by=noted_by,
              due_on=add_working_days(day_of(at), CALL_WITHIN) if wants else None)
    if wants:
        send(notices.call_wanted(call, at=at))


def make_call(call: CallBack, *, by: Partner, at: datetime) -> None:
    """They have talked; about what is written down nowhere."""
    make_move(call, CALL_BACK, "make", by=by, at=at, made_at=at, made_by=by)
