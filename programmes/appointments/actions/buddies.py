"""A buddy for twelve weeks: proposed, agreed by both, looked at together after two, six and twelve weeks."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.appointments import notices
from programmes.appointments.actions.induction import _in_it
from programmes.appointments.catalogue import CHECK_IN_WEEKS
from programmes.appointments.lifecycles import BUDDYING, BuddyState
from programmes.appointments.models import Appointment, Buddying, CheckIn


def _locked(buddying: Buddying) -> Buddying:
    return Buddying.objects.select_for_update(of=("self",)).select_related("appointment__programme", "appointment__partner", "buddy").get(
        pk=buddying.pk)


@transaction.atomic
def propose_buddy(appointment: Appointment, buddy: Partner, *, by: Partner, at: datetime) -> Buddying:
    """Ask both whether they want to. Raises NotAllowedNow while there is a buddy, or one is asked."""
    now_ = _in_it(appointment)
    if buddy.pk == now_.partner_id:
        raise NotAllowedNow("propose", _("Nobody is their own buddy."))
    try:
        with transaction.atomic():
            buddying = Buddying.objects.create(appointment=now_, buddy=buddy, proposed_at=at, proposed_by=by)
    except IntegrityError:
        raise NotAllowedNow("propose", _("There is a buddy already, or somebody is being asked.")) from None
    record(buddying, "propose", by=by, at=at, now=buddying.state)
    send(notices.buddy_asked(buddying, at=at))
    return buddying


@transaction.atomic
def note_answer(buddying: Buddying, person: Partner, *, says_yes: bool, by: Partner, at: datetime, through: str) -> None:
    """One of the two, who has no account, said by phone or letter whether they want to. Raises NotAllowedNow when it is over."""
    if says_yes:
        agree_to_buddy(buddying, by=person, at=at, noted_by=by, through=through)
    else:
        make_move(_locked(buddying), BUDDYING, "decline", by=by, at=at, ended_at=at, about={"partner": person.ref, "through": through})


@transaction.atomic
def agree_to_buddy(buddying: Buddying, *, by: Partner, at: datetime, noted_by: Partner | None = None, through: str = "") -> Buddying:
    """One of the two says yes; with both they are matched. Said twice, it stands once. Raises NotAllowedNow when it is over."""
    _in_it(buddying.appointment)
    now_ = _locked(buddying)
    BUDDYING.after("match", now_.state)
    side = {now_.appointment.partner_id: "person_agreed_at", now_.buddy_id: "buddy_agreed_at"}[by.pk]
    if getattr(now_, side) is None:
        setattr(now_, side, at)
        now_.save(update_fields=[side])
        record(now_, "agree", by=noted_by or by, at=at, **({"partner": by.ref, "through": through} if noted_by else {}))
    if now_.person_agreed_at and now_.buddy_agreed_at:
        make_move(now_, BUDDYING, "match", by=noted_by or by, at=at, matched_at=at)
        CheckIn.objects.bulk_create(
            [CheckIn(buddying=now_, week=week, due_on=day_of(at) + timedelta(weeks=week)) for week in CHECK_IN_WEEKS])
    return now_


@transaction.atomic
def decline_buddy(buddying: Buddying, *, by: Partner, at: datetime) -> None:
    """One of the two says no. No reason is asked. Raises NotAllowedNow when both have agreed, or it was declined."""
    make_move(_locked(buddying), BUDDYING, "decline", by=by, at=at, ended_at=at)


@transaction.atomic
def end_buddying(buddying: Buddying, *, by: Partner, at: datetime) -> None:
    """Either of the two says that it is enough. Raises NotAllowedNow unless they are matched."""
    make_move(_locked(buddying), BUDDYING, "end", by=by, at=at, ended_at=at)


@transaction.atomic
def note_check_in(check_in: CheckIn, *, by: Partner, at: datetime, note: str = "") -> None:
    """One of the two writes that they looked at how it goes; the note is for the two alone.

    Raises NotAllowedNow if it is written already.
    """
    buddying = _locked(check_in.buddying)
    if buddying.state not in (BuddyState.MATCHED, BuddyState.ENDED):
        raise NotAllowedNow("check_in")
    if not CheckIn.objects.filter(pk=check_in.pk, happened_at__isnull=True).update(happened_at=at, written_by=by, note=note):
        raise NotAllowedNow("check_in", _("The other has written it already."))
    check_in.buddying = buddying
    record(check_in, "check_in", by=by, at=at, week=check_in.week)
