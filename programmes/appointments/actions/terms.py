"""A pause, a new term, and leaving: with thanks, with a reason if the person wishes, and with access that ends the same day."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import Actor, make_move, move_many, record
from partners.groups.actions import end_holdings
from partners.groups.lifecycles import HOLDING
from partners.models import Holding, Partner
from programmes.appointments import notices
from programmes.appointments.actions.offering import OFFERED_ALREADY, hold_all, locked, withdraw_offer
from programmes.appointments.catalogue import LONGEST_PAUSE_DAYS
from programmes.appointments.lifecycles import APPOINTMENT, BUDDYING, LIVING, BuddyState
from programmes.appointments.models import Appointment, Buddying
from programmes.appointments.policies import next_term
from programmes.nominations.actions import BEFORE_MOVING, WHEN_WITHDRAWN
from programmes.nominations.models import Nomination


@transaction.atomic
def offer_renewal(appointment: Appointment, *, by: Partner, at: datetime, **terms: Any) -> Appointment:
    """Offer the next term, from the day after this one ends, on the same terms but for those given.

    Raises NotAllowedNow if no renewal is left, the person has left, or the next term is offered already.
    """
    now_ = locked(appointment)
    APPOINTMENT.after("renew", now_.state)
    if not now_.renewals_left:
        raise NotAllowedNow("renew", _("This was the last term: %(n)d are the most.") % {"n": settings.MOST_TERMS})
    try:
        with transaction.atomic():
            following = Appointment.objects.create(
                programme=now_.programme, cycle=now_.programme.cycle, nomination=now_.nomination, profile=now_.profile, group=now_.group,
                partner=now_.partner, previous=now_, offered_at=at, offered_by=by, **next_term(now_) | terms)
    except IntegrityError:
        raise NotAllowedNow("renew", OFFERED_ALREADY) from None
    record(following, "offer", by=by, at=at, now=following.state, role="PM", previous=now_.ref)
    send([notices.offer(following, at=at)])
    return following


@transaction.atomic
def pause(appointment: Appointment, *, by: Partner, at: datetime, until_on: date) -> None:
    """The person rests until that day, half a year at most; then the clock resumes. Raises NotAllowedNow unless they are active."""
    today = day_of(at)
    if not today <= until_on <= today + timedelta(days=LONGEST_PAUSE_DAYS):
        raise NotAllowedNow("pause", _("A pause lasts six months at most."))
    make_move(locked(appointment), APPOINTMENT, "pause", by=by, at=at, paused_from=today, paused_until=until_on)


@transaction.atomic
def resume(appointment: Appointment, *, by: Partner, at: datetime) -> None:
    """The person takes part again. Raises NotAllowedNow unless they are paused."""
    make_move(locked(appointment), APPOINTMENT, "resume", by=by, at=at, paused_until=day_of(at))


@transaction.atomic
def step_down(appointment: Appointment, *, by: Actor, at: datetime, because: str = "") -> Appointment:
    """The person leaves today, by their own word. No reason is needed. Access ends today, the seats fall empty, the buddies part.

    Raises NotAllowedNow if they have left already, or have not begun.
    """
    hold_all(Appointment.objects.filter(Q(pk=appointment.pk) | Q(previous=appointment.pk)))
    now_, today = locked(appointment), day_of(at)
    make_move(now_, APPOINTMENT, "step_down", by=by, at=at, left_on=today, left_because=because)
    for offer in now_.following.open_offers():
        withdraw_offer(offer, by=by, at=at)
    actor = by if isinstance(by, Partner) else now_.partner
    _let_go(Appointment.objects.filter(pk=now_.pk), by=actor, at=at, last_day=today)
    return now_


def _let_go(gone: QuerySet, *, by: Partner | None, at: datetime, last_day: date) -> int:
    """End what people hold who have just left: the seat of the appointment; and every lay seat in the programme if no other appointment
    there is theirs. Proposals for seats end too. A number of queries that does not grow with them. Says how many seats fell empty."""
    others = Appointment.objects.living().filter(programme=OuterRef("programme"), partner=OuterRef("partner"))
    for_good = gone.filter(~Exists(others)).order_by()
    in_programme = for_good.filter(partner=OuterRef("partner"), programme__ref=OuterRef("seat__group__home_book"))
    theirs = Holding.objects.lay().filter(Q(pk__in=gone.order_by().values("holding")) | Exists(in_programme)).exclude(
        Exists(Appointment.objects.living().filter(holding=OuterRef("pk"))))
    if by is not None:
        move_many(theirs.waiting().select_related("seat__group").order_by("pk"), HOLDING, "withdraw", by=by, at=at, closed_at=at,
                  closed_by=by)
    ended = end_holdings(theirs, by=by, at=at, until_on=last_day)
    as_buddy = for_good.filter(partner=OuterRef("buddy"), programme=OuterRef("appointment__programme"))
    parting = Buddying.objects.filter(Q(appointment__in=gone.order_by().values("pk")) | Exists(as_buddy))
    with_all = parting.select_related("appointment__programme").order_by("pk")
    move_many(with_all.filter(state=BuddyState.MATCHED), BUDDYING, "end", by=by, at=at, ended_at=at)
    move_many(with_all.filter(state=BuddyState.PROPOSED), BUDDYING, "decline", by=by, at=at, ended_at=at)
    return ended


@transaction.atomic
def end_terms(found: Any, *, on: date, at: datetime) -> int:
    """What the clock does with terms that are over: the person has left on its last day, with all that they hold. Says how many."""
    over = found.living().filter(until_on__lt=on)
    ended: list[Any] = move_many(over.select_related("programme").order_by("pk"), APPOINTMENT, "end_term", by=None, at=at,
                                 left_on=F("until_on"))
    if ended:
        _let_go(Appointment.objects.filter(pk__in=[each.pk for each in ended]), by=None, at=at, last_day=on - timedelta(days=1))
    return len(ended)


@transaction.atomic
def thank(appointment: Appointment, *, by: Partner, at: datetime, words: str) -> None:
    """Thank who has left, in words that they are sent. Raises NotAllowedNow unless they have left, or if it was said already."""
    facts = {"thanked_at": at, "thanked_by": by, "thanks": words}
    if not Appointment.objects.left().filter(pk=appointment.pk, thanked_at__isnull=True).update(**facts):
        raise NotAllowedNow("thank", _("This person was thanked already, or has not left."))
    for name, value in facts.items():
        setattr(appointment, name, value)
    record(appointment, "thank", by=by, at=at)
    if appointment.partner_id:
        send([notices.thanks(appointment, at=at)])


@transaction.atomic
def note_exit(appointment: Appointment, *, by: Partner, at: datetime, because: str = "") -> None:
    """Somebody asked the person why they leave, and notes what they wished to say. Raises NotAllowedNow unless they have left, or if
    they were asked already."""
    facts = {"asked_at": at, "asked_by": by} | ({"left_because": because} if because else {})
    if not Appointment.objects.left().filter(pk=appointment.pk, asked_at__isnull=True).update(**facts):
        raise NotAllowedNow("ask", _("This person was asked already, or has not left."))
    for name, value in facts.items():
        setattr(appointment, name, value)
    record(appointment, "ask_why", by=by, at=at)


def stepped_back(nomination: Nomination, by: Actor, at: datetime) -> None:
    """Somebody steps back who was selected: what is offered to them is taken back, and who has begun leaves."""
    for each in nomination.appointments.filter(Q(state__in=LIVING) | Q(state=APPOINTMENT.start)).order_by("pk"):
        if each.is_living():
            step_down(each, by=by, at=at)
        else:
            withdraw_offer(each, by=by, at=at)


def hold_appointments(nomination: Nomination) -> None:
    hold_all(Appointment.objects.filter(nomination=nomination))


BEFORE_MOVING.append(hold_appointments)
WHEN_WITHDRAWN.append(stepped_back)
