"""Offering a role with its terms, the person's yes or no, who they are, and what begins with a yes: a seat, an induction, an account."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import Actor, make_move, record
from partners.groups.actions import accept_seat, add_seat, extend_holding
from partners.groups.lifecycles import HoldingState
from partners.models import Candidate, Holding, Partner, Seat
from partners.people.actions import add_partner, invite
from programmes.appointments import notices
from programmes.appointments.catalogue import ITEMS, SHOWN_BEFORE_DAYS, Owner
from programmes.appointments.lifecycles import APPOINTMENT
from programmes.appointments.models import Appointment, InductionItem
from programmes.appointments.policies import likely_partners, may_be_offered, terms_by_default
from programmes.nominations.actions import hold
from programmes.nominations.lifecycles import NOMINATION, NominationState
from programmes.nominations.models import Nomination
from programmes.programme.actions import propose_partner

NOT_CHOSEN = _("Only somebody who was selected, or said yes to the reserve list, can be offered the role.")
OFFERED_ALREADY = _("This role is offered to the person already.")
FACTS = ("name", "called", "email", "phone", "address", "area", "channel")     # of the person, as they gave them when they were put forward


def hold_all(appointments: QuerySet) -> None:
    """Hold them in the order in which they came: whoever moves more than one does this first."""
    list(appointments.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


def locked(appointment: Appointment) -> Appointment:
    """As it is now, and nobody else moves it until we are done."""
    return Appointment.objects.select_for_update(of=("self",)).with_all().get(pk=appointment.pk)


@transaction.atomic
def offer_appointment(nomination: Nomination, *, by: Partner, at: datetime, **terms: Any) -> Appointment:
    """Offer the role to who was selected, or stands on the reserve list: with the terms of its profile, but for those given.

    Raises NotAllowedNow if the person is not selected (any more), or has an offer already.
    """
    chosen = Nomination.objects.select_for_update(of=("self",)).select_related(
        "call__programme", "candidate__partner", "profile__group").get(pk=nomination.pk)
    if not may_be_offered(chosen, on=day_of(at)):
        raise NotAllowedNow("offer", NOT_CHOSEN)
    if chosen.state == NominationState.RESERVE:
        make_move(chosen, NOMINATION, "select", by=by, at=at, role="PM", settled_at=at)
    programme = chosen.call.programme
    try:
        with transaction.atomic():
            appointment = Appointment.objects.create(
                programme=programme, cycle=programme.cycle, nomination=chosen, profile=chosen.profile, group=chosen.profile.group,
                offered_at=at, offered_by=by, **terms_by_default(chosen, on=day_of(at)) | terms)
    except IntegrityError:
        raise NotAllowedNow("offer", OFFERED_ALREADY) from None
    record(appointment, "offer", by=by, at=at, now=appointment.state, role="PM", nomination=chosen.ref)
    send([notices.offer(appointment, at=at)])
    return appointment


@transaction.atomic
def withdraw_offer(appointment: Appointment, *, by: Actor, at: datetime) -> None:
    """Take the offer back. Raises NotAllowedNow if it is answered already."""
    make_move(locked(appointment), APPOINTMENT, "withdraw", by=by, at=at, withdrawn_at=at)


def _who_answers(appointment: Appointment, noted_by: Partner | None) -> Actor:
    return noted_by or appointment.partner or appointment.nomination.candidate


@transaction.atomic
def decline_offer(appointment: Appointment, *, at: datetime, through: str, noted_by: Partner | None = None) -> None:
    """The person says no. Raises NotAllowedNow if the offer was answered, or taken back."""
    now_ = locked(appointment)
    make_move(now_, APPOINTMENT, "decline", by=_who_answers(now_, noted_by), at=at, answered_at=at, through=through, noted_by=noted_by)


@transaction.atomic
def accept_offer(appointment: Appointment, *, at: datetime, through: str, noted_by: Partner | None = None) -> Appointment:
    """The person says yes. They become a partner, unless somebody here may be the same person: then the manager is asked first.

    Raises NotAllowedNow if the offer was answered, or taken back; for a new term also if the one before is over.
    """
    candidate = hold(appointment.nomination.candidate)      # who says yes to two roles at once becomes one partner
    hold_all(Appointment.objects.filter(pk__in=[appointment.pk, appointment.previous_id or appointment.pk]))
    now_ = locked(appointment)
    make_move(now_, APPOINTMENT, "accept", by=_who_answers(now_, noted_by), at=at, answered_at=at, through=through, noted_by=noted_by)
    if now_.previous_id:
        _follow(now_, by=_who_answers(now_, noted_by), at=at)
        return now_
    if candidate.partner:
        _begin(now_, candidate.partner, by=now_.offered_by, at=at)
    elif likely_partners(candidate):
        send(notices.person_to_settle(now_, at=at))
    else:
        _begin(now_, new_partner(candidate, by=now_.offered_by, at=at), by=now_.offered_by, at=at)
    return now_


def note_answer(appointment: Appointment, *, by: Partner, at: datetime, through: str, is_yes: bool) -> None:
    """The person rang or wrote, and `by` writes their answer down. Raises NotAllowedNow as the answer itself does."""
    answer = accept_offer if is_yes else decline_offer
    answer(appointment, at=at, through=through, noted_by=by)


@transaction.atomic
def settle_person(appointment: Appointment, *, by: Partner, at: datetime, partner: Partner | None) -> Appointment:
    """The manager says that the person is `partner`, or somebody new. Raises NotAllowedNow if that is said already."""
    candidate = hold(appointment.nomination.candidate)
    now_ = locked(appointment)
    if not now_.is_unsettled():
        raise NotAllowedNow("settle", _("It is said already who this person is."))
    now_.settled_by = by
    now_.save(update_fields=["settled_by"])
    record(now_, "settle", by=by, at=at, role="PM", known=partner is not None)
    _begin(now_, candidate.partner or partner or new_partner(candidate, by=by, at=at), by=by, at=at)
    return now_


def new_partner(candidate: Candidate, *, by: Partner | None, at: datetime) -> Partner:
    """Note the candidate down as somebody who takes part."""
    return add_partner(by=by, at=at, **{name: getattr(candidate, name) for name in FACTS})


def invite_if_possible(partner: Partner, *, by: Partner, at: datetime) -> None:
    """A link to open an account with, for who has an address and neither an account nor such a link."""
    if partner.email and not partner.user_id and not partner.invitations.answerable(at).exists():
        with suppress(NotAllowedNow):       # somebody invites them at this moment: one link is enough
            invite(partner, by=by, at=at)


# --- what begins with a yes --------------------------------------------------------------------------------------------------

def _begin(appointment: Appointment, partner: Partner, *, by: Partner, at: datetime) -> None:
    """They are a partner now: with a seat, an induction, and an invitation to open an account if they can get one."""
    Candidate.objects.filter(pk=appointment.nomination.candidate_id).update(partner=partner)
    appointment.partner, appointment.began_at = partner, at
    appointment.holding = _seat_for(appointment, partner, by=by, at=at)
    appointment.save(update_fields=["partner", "began_at", "holding"])
    _lay_out_induction(appointment, at=at)
    record(appointment, "begin", by=by, at=at, partner=partner.ref)
    invite_if_possible(partner, by=by, at=at)
    send([notices.welcome(appointment, at=at)])


def _lay_out_induction(appointment: Appointment, *, at: datetime) -> None:
    today, has_lead = day_of(at), hasattr(appointment.group, "workstream")
    items = []
    for item in ITEMS:
        due = today + timedelta(days=item.days)
        owner = Owner.MANAGER if item.owner == Owner.LEAD and not has_lead else item.owner
        items.append(InductionItem(appointment=appointment, code=item.code, owner=owner, due_on=due,
                                   shown_on=max(today, due - timedelta(days=SHOWN_BEFORE_DAYS))))
    InductionItem.objects.bulk_create(items)


def _seat_for(appointment: Appointment, partner: Partner, *, by: Partner, at: datetime) -> Holding:
    """The seat that they hold in the group already, else an empty lay seat, else a new one; theirs until the end of the term."""
    group, first = appointment.group, max(appointment.from_on, day_of(at))
    held = Holding.objects.filter(partner=partner, seat__group=group, seat__is_lay=True, state=HoldingState.SERVING).order_by("pk").first()
    if held is not None:
        extend_holding(held, by=by, at=at, until_on=appointment.until_on)
        return held
    taken = Holding.objects.filter(seat=OuterRef("pk"), state__in=[HoldingState.PROPOSED, HoldingState.ACCEPTED, HoldingState.AGREED,
                                                                   HoldingState.SERVING])
    empty = Seat.objects.lay().standing().filter(~Exists(taken), group=group, office=Seat.Office.MEMBER).order_by("pk")
    for seat in empty.select_related("group")[:5]:
        try:
            return _take(seat, appointment, partner, by=by, at=at, first=first)
        except NotAllowedNow:
            continue        # somebody was faster
    return _take(add_seat(group, by=by, at=at, opened_on=first), appointment, partner, by=by, at=at, first=first)


def _take(seat: Seat, appointment: Appointment, partner: Partner, *, by: Partner, at: datetime, first: Any) -> Holding:
    holding = propose_partner(seat, partner, by=by, at=at, from_on=first, until_on=appointment.until_on,
                              hours_a_month=appointment.hours_a_month)
    accept_seat(holding, at=at)
    return holding


def _follow(appointment: Appointment, *, by: Actor, at: datetime) -> None:
    """A new term: the one before is renewed, the seat stays theirs, and nobody is inducted twice."""
    before, partner, today = locked(appointment.previous), appointment.partner, day_of(at)     # type: ignore[arg-type]
    if partner is None or day_of(at) > before.until_on:
        raise NotAllowedNow("accept", _("The term before is over."))
    make_move(before, APPOINTMENT, "renew", by=by, at=at)
    holding = before.holding
    if holding is not None and holding.state == HoldingState.SERVING:
        extend_holding(holding, by=partner, at=at, until_on=appointment.until_on)
    else:
        holding = _seat_for(appointment, partner, by=appointment.offered_by, at=at)
    appointment.holding, appointment.began_at = holding, at
    appointment.save(update_fields=["holding", "began_at"])
    make_move(appointment, APPOINTMENT, "induct", by=by, at=at, inducted_at=before.inducted_at or at)
    if appointment.from_on <= today:
        make_move(appointment, APPOINTMENT, "activate", by=None, at=at)
