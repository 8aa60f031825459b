"""CC7: members of a group who have not signed in for sixty days, for its lay co-chair: days, and nothing of support or money."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coprod.kit.access import allowed
from coprod.kit.clock import day_of, now
from partners.models import Group
from programmes.people.policies import may_see_quiet, not_signed_in
from programmes.programme.views.doors import the_group


@allowed(may_see_quiet, find=the_group)
def group_quiet(request: HttpRequest, group: Group) -> HttpResponse:
    return render(request, "programmes/people/quiet.html", {"group": group, "people": not_signed_in(group, on=day_of(now()))})
