"""The list of people, and the page of one."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coprod.kit.access import allowed
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import number
from coprod.kit.parameters import words as typed_in
from partners.contacts.policies import contacts_lately
from partners.messages.showing import troubles_in_words
from partners.models import Holding, Partner
from partners.support.actions import note_look
from programmes.appointments.policies import READERS
from programmes.people.policies import advisory_groups, looks_after, needs_for, needs_seen_by, programmes_for
from programmes.people.showing.listing import Asked, rows_of
from programmes.people.showing.person import (
    contacts_named,
    dates_of,
    in_order,
    reach_of,
    to_arrange,
    warning_of,
)
from programmes.programme.policies import (
    groups_seen_by,
    may_change_person,
    may_run_somewhere,
    may_see_people_somewhere,
    may_see_person,
    partner_of,
    standing,
)
from programmes.programme.telling import tell_about
from programmes.programme.views.doors import seen, the_person

PEOPLE_ON_A_PAGE = 25


@allowed(may_see_people_somewhere)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody the user may see by name, narrowed as they ask, in alphabetical order, a page at a time."""
    asked = Asked(request.user, request.GET, on=day_of(now()))
    found = asked.people()
    after, _sep, after_id = typed_in(request, "after", longest=300).rpartition("|")
    page = found.filter(Q(name__gt=after) | Q(name=after, pk__gt=number(after_id))) if number(after_id) else found
    shown = list(page.select_related("organisation").order_by("name", "pk")[:PEOPLE_ON_A_PAGE + 1])
    last = shown[PEOPLE_ON_A_PAGE - 1] if len(shown) > PEOPLE_ON_A_PAGE else None
    return render(request, "programmes/programme/people.html", {
        "asked": asked, "rows": rows_of(asked, shown[:PEOPLE_ON_A_PAGE]), "count": found.count(), "after": after,
        "next": asked.address(after=f"{last.name}|{last.pk}") if last else "", "may_add": may_run_somewhere(request.user),
        "advisory": advisory_groups(request.user)})


@allowed(may_see_person, find=the_person)
def person(request: HttpRequest, person: Partner) -> HttpResponse:
    """Who they are and what they do in the programmes that the reader sees; how to reach them, and what to arrange, only for those who
    must. Whoever reads what somebody needs leaves their name for the person to see."""
    user, today = request.user, day_of(now())
    holdings = Holding.objects.filter(partner=person, seat__group__in=groups_seen_by(user)).select_related(
        "seat__group").order_by("-from_on", "pk")
    roles = person.team_roles.filter(programme__in=seen(user)).select_related("programme", "workstream").order_by("-from_on", "pk")
    may_change = may_change_person(user, person)
    reaches = bool(may_change) or looks_after(user, person)
    refs = [person.ref, *person.invitations.values_list("ref", flat=True)]
    context = {
        "history": tell_about(refs, names=True) if may_change else [], "person": person, "reach": reach_of(person) if reaches else None,
        "holdings": holdings, "roles": roles, "today": today, "may_change": may_change,
        "invitation": person.invitations.order_by("-made_at").first(), "now": now(),
        "troubles": troubles_in_words(person) if reaches else []}
    is_other = partner_of(user) != person
    if is_other and not person.is_professional:
        context |= _for_who_organises(request, person, reaches=reaches)
    return render(request, "programmes/programme/person.html", context)


def _for_who_organises(request: HttpRequest, person: Partner, *, reaches: bool) -> dict[str, Any]:
    """What to arrange and when, who looks after the person, and how often they were contacted: each for those who may see it."""
    user, today = request.user, day_of(now())
    here, programmes = standing(user), programmes_for(user, person, on=today)
    needs = in_order(list(needs_seen_by(user, on=today).filter(partner=person).select_related("arranged_by", "noted_by")))
    theirs = set(needs_for(here, on=today).filter(partner=person).values_list("pk", flat=True)) if needs else set()
    if needs:
        note_look(person, by=user.partner, on=today)
    return {
        "needs": [to_arrange(each, may=each.pk in theirs) for each in needs], "sees_needs": bool(needs or programmes),
        "may_log": bool(programmes), "named": contacts_named(person, programmes) if programmes else [],
        "dates": dates_of(person, sorted(here.programmes(READERS)), on=today, sees_support=bool(programmes)),
        "many": warning_of(contacts_lately(person, on=today)) if reaches else ""}
