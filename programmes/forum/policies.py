"""Who opens the door of the Forum, who lets people in, and what a member does about their own place."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.groups.lifecycles import HoldingState
from partners.models import Group, Holding, Partner
from programmes.appointments.policies import forum_of, likely_partners
from programmes.forum.models import ForumDoor, ForumJoin, ForumTie
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme
from programmes.programme.policies import partner_of, standing

RUNS = frozenset({"PM", "FAC"})


def may_run_forum(user: Any, programme: Programme) -> Answer:
    """Opening and closing the door, writing down who wants to join, and letting people in."""
    if not standing(user).codes(programme) & RUNS:
        return No(_("The programme manager and the facilitator do this."))
    if programme.state == ProgrammeState.CLOSED:
        return No(_("The programme is closed."))
    return YES if forum_of(programme) else No(_("The programme has no Forum yet. Set it up first, under Groups and workstreams."))


def is_door_open(programme: Programme) -> bool:
    """Whether anybody may join by themselves today."""
    return programme.state != ProgrammeState.CLOSED and ForumDoor.objects.filter(programme=programme, closed_at__isnull=True).exists() \
        and forum_of(programme) is not None


def may_let_in(user: Any, join: ForumJoin) -> Answer:
    answer = may_run_forum(user, join.programme)
    if not answer:
        return answer
    return YES if ForumJoin.objects.waiting().filter(pk=join.pk).exists() else No(_("This person has joined already, or has not said yes."))


def is_known_already(join: ForumJoin) -> bool:
    """Whether somebody here may be the same person: then staff look first, and nobody is taken for another."""
    return bool(likely_partners(join.candidate))


def seats_in_forum(programme: Any, on: date) -> QuerySet[Holding]:
    """The serving lay seats in the Forum of a programme (or of the one in `OuterRef`)."""
    found: QuerySet[Holding] = Holding.objects.serving(on).lay().filter(
        seat__group__kind=Group.Kind.FORUM, seat__group__programme_links__programme=programme, state=HoldingState.SERVING)
    return found


def belongs(user: Any, programme: Programme) -> Answer:
    """Only who has a seat in the Forum."""
    partner = partner_of(user)
    if partner is not None and seats_in_forum(programme, day_of(now())).filter(partner=partner).exists():
        return YES
    return No(_("Only members of the Forum have a place here."))


def ties_of_members(on: date) -> QuerySet[ForumTie]:
    """Those of people who have a seat in the Forum on that day, in programmes that go on."""
    seats = seats_in_forum(OuterRef("programme"), on).filter(partner=OuterRef("partner"))
    return ForumTie.objects.filter(Exists(seats)).exclude(programme__state=ProgrammeState.CLOSED)


def members(programme: Programme, on: date) -> QuerySet[Partner]:
    return Partner.objects.filter(pk__in=seats_in_forum(programme, on).values("partner"))
