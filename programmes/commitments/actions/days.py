"""Another day for a promise: the owner asks and says why, a lay co-chair answers for the Advisory Group (11.3)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from partners.people.models import Through
from programmes.commitments import notices
from programmes.commitments.actions.giving import locked
from programmes.commitments.lifecycles import COMMITMENT, NEW_DAY, CommitmentState
from programmes.commitments.models import Commitment, NewDay
from programmes.commitments.policies import asks_for_it, is_reported


@transaction.atomic
def ask_new_day(commitment: Commitment, *, by: Partner, at: datetime, to_day: date, because: str) -> NewDay:
    """Ask the Advisory Group for a later day. Raises NotAllowedNow if one is asked for already, the day is not later or is over, or the
    promise is closed or has no day."""
    now_ = locked(commitment)
    if now_.is_standing or now_.due_on is None or not is_reported(now_):
        raise NotAllowedNow("ask", _("It has no day, or it is closed."))
    if to_day <= now_.due_on or to_day < day_of(at):
        raise NotAllowedNow("ask", _("Choose a day after the one that was promised, and not before today."))
    try:
        with transaction.atomic():
            made = NewDay.objects.create(commitment=now_, from_day=now_.due_on, to_day=to_day, because=because, asked_at=at, asked_by=by)
    except IntegrityError:
        raise NotAllowedNow("ask", _("Another day is asked for already. Wait for the answer.")) from None
    record(made, "ask", by=by, at=at, now=made.state)
    send(notices.new_day_asked(made, at=at))
    return made


@transaction.atomic
def say_on_day(day: NewDay, *, by: Partner, at: datetime, agrees: bool, said: str = "", through: str = Through.ACCOUNT,
               noted_by: Partner | None = None) -> NewDay:
    """The Advisory Group agrees, and the day moves; or it does not, and the day stands. Owner and who asked are told.

    Raises NotAllowedNow if it is answered, or the promise is closed meanwhile.
    """
    commitment = locked(day.commitment)
    day.commitment = commitment
    if asks_for_it(by, day, day_of(at)) or (noted_by and asks_for_it(noted_by, day, day_of(at))):
        raise NotAllowedNow("agree", _("Who promised it, or asked for the day, does not answer for the Advisory Group."))
    if agrees and not is_reported(commitment):
        raise NotAllowedNow("agree", _("The promise waits for a lay partner's word, or it is closed: its day does not matter now."))
    found = NewDay.objects.select_for_update().get(pk=day.pk)
    found.commitment = commitment
    make_move(found, NEW_DAY, "agree" if agrees else "refuse", by=noted_by or by, at=at, role="" if noted_by else "LCC", said=said,
              said_at=at, said_by=by, through=through, noted_by=noted_by)
    if agrees:
        if commitment.state == CommitmentState.RENEGOTIATED:
            Commitment.objects.filter(pk=commitment.pk).update(due_on=found.to_day)
            commitment.due_on = found.to_day
            record(commitment, "move_day", by=noted_by or by, at=at)
        else:
            make_move(commitment, COMMITMENT, "renegotiate", by=noted_by or by, at=at, due_on=found.to_day, closed_at=None, closed_by=None,
                      because="", report_due_on=commitment.report_due_on or commitment.next_report(day_of(at)))
    send(notices.new_day_said(found, at=at))
    return found
