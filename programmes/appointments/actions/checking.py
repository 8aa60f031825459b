"""What the clock does with appointments: it inducts, activates, resumes and ends them, parts buddies, and writes the reminders."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from coprod.kit.clock import day_of, start_of
from coprod.post.actions import send_rows
from coprod.trail.moves import move_many
from partners.candidates.lifecycles import GONE
from programmes.appointments import notices
from programmes.appointments.actions.terms import end_terms
from programmes.appointments.catalogue import CHECK_IN_WEEKS
from programmes.appointments.lifecycles import APPOINTMENT, BUDDYING, LEFT, AppointmentState, BuddyState
from programmes.appointments.models import Appointment, Buddying
from programmes.nominations.lifecycles import NominationState
from programmes.stages.actions.checking import MORE_CHECKS

BUDDY_DAYS = 7 * max(CHECK_IN_WEEKS)


def check_appointments(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """For all running programmes, or for those of `stages`: a number of queries that does not grow with the appointments. Says how many
    things moved and how many messages are new. Doing it twice changes nothing the second time."""
    today = on or day_of(at)
    found = Appointment.objects.running()
    if stages is not None:
        found = found.filter(programme__in=stages.order_by().values("programme"))
    if not found.exists():
        return 0, 0
    moved = _move(found, on=today, at=at)
    with transaction.atomic():
        return moved, _remind(found, on=today, at=at)


def _move(found: Any, *, on: date, at: datetime) -> int:
    def move(things: QuerySet, verb: str, **facts: Any) -> int:
        return len(move_many(things.select_related("programme").order_by("pk"), APPOINTMENT, verb, by=None, at=at, **facts))

    moved = end_terms(found, on=on, at=at)
    over = ~Q(nomination__state=NominationState.SELECTED) | Q(nomination__candidate__state__in=GONE) | Q(previous__state__in=LEFT)
    moved += move(found.open_offers().filter(over), "withdraw", withdrawn_at=at)
    moved += move(found.filter(state=AppointmentState.ACCEPTED).inducted(), "induct", inducted_at=at)
    moved += move(found.filter(state=AppointmentState.INDUCTED, from_on__lte=on), "activate")
    moved += move(found.filter(state=AppointmentState.PAUSED, paused_until__lt=on), "resume")
    old = Buddying.objects.filter(appointment__in=found.order_by().values("pk"), state=BuddyState.MATCHED,
                                  matched_at__lt=start_of(on - timedelta(days=BUDDY_DAYS)))
    return moved + len(move_many(old.select_related("appointment__programme").order_by("pk"), BUDDYING, "end", by=None, at=at, ended_at=at))


def _remind(found: QuerySet, *, on: date, at: datetime) -> int:
    kinds = (notices.offers_waiting, notices.welcome_again, notices.induction_late, notices.declarations_missing, notices.interests_due,
             notices.terms_ending, notices.buddies_look, notices.buddies_silent)
    return sum(send_rows(kind(found, on=on, at=at)) for kind in kinds)


MORE_CHECKS.append(check_appointments)
