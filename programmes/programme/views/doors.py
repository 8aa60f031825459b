"""Finders: the thing behind an address, or 404 when the user may not know that it exists."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from coprod.kit.clock import day_of, now
from partners.models import Group, Holding, Organisation, Partner, Seat, Vacancy
from programmes.programme.models import FocusStatement, Membership, Programme, ScopePoint, TeamRole, Workstream
from programmes.programme.policies import groups_seen_by, organisations_seen_by, partner_of, people_seen_by, standing


def seen(user: Any) -> list[int]:
    """Ids of the programmes in which the user has a role today."""
    return sorted({role.programme for role in standing(user).roles})


def the_one(user: Any, things: QuerySet, programme: Callable[[Any], Programme], **which: Any) -> Any:
    """The thing, if the user has a role in its `programme`; else 404, as if it were not there. Two queries."""
    thing = get_object_or_404(things, **which)
    if not standing(user).anywhere_in(programme(thing)):
        raise Http404
    return thing


def its_programme(thing: Any) -> Programme:
    found: Programme = thing.programme
    return found


def the_programme(user: Any, slug: str) -> Programme:
    found: Programme = the_one(user, Programme.objects.all(), lambda programme: programme, slug=slug)
    return found


def the_workstream(user: Any, ref: str) -> Workstream:
    found: Workstream = the_one(user, Workstream.objects.select_related("programme", "group"), its_programme, ref=ref)
    return found


def the_group(user: Any, ref: str) -> Group:
    return get_object_or_404(groups_seen_by(user), ref=ref)


def the_seat(user: Any, ref: str) -> Seat:
    return get_object_or_404(Seat.objects.select_related("group"), ref=ref, group__in=groups_seen_by(user))


def the_vacancy(user: Any, ref: str) -> Vacancy:
    found = Vacancy.objects.select_related("seat__group")
    return get_object_or_404(found, ref=ref, seat__group__in=groups_seen_by(user))


def the_holding(user: Any, ref: str) -> Holding:
    """One's own, or one in a group of a programme that the user sees."""
    found = Holding.objects.select_related("seat__group", "partner")
    partner = partner_of(user)
    mine = found.filter(ref=ref, partner=partner).first() if partner else None
    return mine or get_object_or_404(found, ref=ref, seat__group__in=groups_seen_by(user))


def the_membership(user: Any, ref: str) -> Membership:
    found: Membership = the_one(user, Membership.objects.select_related("programme", "organisation"), its_programme, ref=ref)
    return found


def the_team_role(user: Any, ref: str) -> TeamRole:
    found: TeamRole = the_one(user, TeamRole.objects.select_related("programme", "partner", "workstream"), its_programme, ref=ref)
    return found


def the_scope_point(user: Any, ref: str) -> ScopePoint:
    standing_points = ScopePoint.objects.filter(removed_at__isnull=True).select_related("programme")
    found: ScopePoint = the_one(user, standing_points, its_programme, ref=ref)
    return found


def the_person(user: Any, ref: str) -> Partner:
    return get_object_or_404(people_seen_by(user, on=day_of(now())).select_related("organisation", "user"), ref=ref)


def the_organisation(user: Any, ref: str) -> Organisation:
    return get_object_or_404(organisations_seen_by(user), ref=ref)


def the_latest_focus(user: Any, slug: str) -> FocusStatement:
    """The newest version of a programme's focus statement; 404 while there is none."""
    statement = the_programme(user, slug).focus_statements.select_related("programme").order_by("-version").first()
    if statement is None:
        raise Http404
    return statement
