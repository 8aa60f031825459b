"""Who was not selected and said yes to the Forum joins it, as a partner with a seat there. No terms, no induction: one joins lightly."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import hold_book, record
from partners.groups.actions import accept_seat, add_seat
from partners.groups.lifecycles import HoldingState
from partners.models import Candidate, Group, Holding, Partner
from programmes.appointments import notices
from programmes.appointments.actions.offering import invite_if_possible, new_partner
from programmes.appointments.policies import forum_of, waits_for_forum
from programmes.nominations.actions import hold
from programmes.nominations.models import Nomination
from programmes.programme.actions import propose_partner


def take_seat(forum: Group, person: Partner, *, by: Partner, at: datetime, hours_a_month: int | None = None) -> Holding:
    """The seat that the person holds in the Forum already; else an empty lay seat, or a new one: they have said yes to it."""
    if held := Holding.objects.filter(partner=person, seat__group=forum, state=HoldingState.SERVING).first():
        return held
    waiting, today = (HoldingState.SERVING, HoldingState.PROPOSED, HoldingState.ACCEPTED, HoldingState.AGREED), day_of(at)
    taken = Holding.objects.filter(state__in=waiting).values("seat")
    seat = forum.seats.standing().filter(is_lay=True).exclude(pk__in=taken).order_by("pk").first()
    seat = seat or add_seat(forum, by=by, at=at, opened_on=today)
    holding = propose_partner(seat, person, by=by, at=at, from_on=today, hours_a_month=hours_a_month)
    accept_seat(holding, at=at)
    return holding


@transaction.atomic
def join_forum(nomination: Nomination, *, by: Partner, at: datetime, partner: Partner | None, hours_a_month: int | None = None) -> Holding:
    """The person who said yes takes a seat in the Forum. `partner` is who they are here already; None for somebody new.

    Raises NotAllowedNow unless they said yes and have not joined, or while the programme has no Forum.
    """
    candidate = hold(nomination.candidate)      # then look: who waited here sees who was first
    found = waits_for_forum(Nomination.objects.all()).select_related("call__programme").filter(pk=nomination.pk).first()
    if found is None:
        raise NotAllowedNow("join", _("This person has joined already, or has not said yes to the Forum."))
    forum = forum_of(found.call.programme)
    if forum is None:
        raise NotAllowedNow("join", _("The programme has no Forum yet. Set it up first, under Groups and workstreams."))
    hold_book(found.trail_book)     # a new partner stands in the book of the house, which everybody opens second
    person = candidate.partner or partner or new_partner(candidate, by=by, at=at)
    Candidate.objects.filter(pk=candidate.pk).update(partner=person)
    holding = take_seat(forum, person, by=by, at=at, hours_a_month=hours_a_month)
    invite_if_possible(person, by=by, at=at)
    send([notices.forum_joined(found, person, at=at)])
    record(found, "join_forum", by=by, at=at, role="PM", holding=holding.ref)
    return holding
