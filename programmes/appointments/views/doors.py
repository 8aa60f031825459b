"""Finders of this wing: the thing behind an address, or 404 for who may not know that it is there. One's own is always there."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from coprod.kit.clock import day_of, now
from partners.models import Candidate, Interest
from programmes.appointments.lifecycles import LIVING
from programmes.appointments.models import Appointment, Buddying, CheckIn, InductionItem
from programmes.appointments.policies import is_the_person, met_by, sides_of
from programmes.programme.models import Programme
from programmes.programme.policies import partner_of, standing


def _may_know(user: Any, programme: Programme) -> None:
    if not standing(user).anywhere_in(programme):
        raise Http404


def the_appointment(user: Any, ref: str) -> Appointment:
    """An appointment of one's programme; an offer to somebody who is hidden from the reader is not there."""
    met = met_by(partner_of(user), Appointment.objects.with_all(), on=day_of(now()))
    found: Appointment = get_object_or_404(met, ref=ref)
    if not is_the_person(user, found):
        _may_know(user, found.programme)
    return found


def _with_appointment(things: QuerySet, path: str = "appointment") -> QuerySet:
    return things.select_related(f"{path}__programme", f"{path}__group__workstream", f"{path}__profile", f"{path}__partner",
                                 f"{path}__nomination__candidate")


def the_item(user: Any, ref: str) -> InductionItem:
    found: InductionItem = get_object_or_404(_with_appointment(InductionItem.objects.all()), ref=ref)
    if not is_the_person(user, found.appointment):
        _may_know(user, found.appointment.programme)
    return found


def the_buddying(user: Any, ref: str) -> Buddying:
    found: Buddying = get_object_or_404(_with_appointment(Buddying.objects.select_related("buddy")), ref=ref)
    if not sides_of(user, found):
        _may_know(user, found.appointment.programme)
    return found


def the_check_in(user: Any, ref: str) -> CheckIn:
    things = _with_appointment(CheckIn.objects.select_related("buddying__buddy"), "buddying__appointment")
    found: CheckIn = get_object_or_404(things, ref=ref)
    if not sides_of(user, found.buddying):
        _may_know(user, found.buddying.appointment.programme)
    return found


def the_interest(user: Any, ref: str) -> Interest:
    found: Interest = get_object_or_404(Interest.objects.select_related("partner"), ref=ref)
    partner = partner_of(user)
    if partner is None or partner.pk != found.partner_id:
        _may_know(user, get_object_or_404(Programme, ref=found.home_book))
    return found


def the_open_offer(candidate: Candidate) -> Appointment | None:
    """What the person is offered and has not answered, the oldest first."""
    return Appointment.objects.with_all().open_offers().filter(nomination__candidate=candidate).order_by("offered_at", "pk").first()


def the_role_of(candidate: Candidate) -> Appointment:
    """The role that the person has taken, the newest; 404 while they have begun none."""
    found: Appointment | None = Appointment.objects.with_all().filter(
        nomination__candidate=candidate, state__in=LIVING, began_at__isnull=False).order_by("-began_at", "-pk").first()
    if found is None:
        raise Http404
    return found
