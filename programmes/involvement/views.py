"""How healthy the involvement is, in a programme and in one group: the same page for staff and lay members."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from coprod.kit.access import allowed
from coprod.kit.clock import now
from coprod.kit.parameters import number
from partners.models import Group
from programmes.involvement.catalogue import MONTHS
from programmes.involvement.policies import groups_counted, may_read_involvement, may_read_of_group
from programmes.involvement.showing import pages
from programmes.programme.models import Programme
from programmes.programme.policies import home_of
from programmes.programme.views.doors import the_group, the_programme
from programmes.programme.views.groups import address_of


def _months(request: HttpRequest) -> int:
    asked = number(request.GET.get("months", ""))
    return asked if asked in MONTHS else MONTHS[-1]


@allowed(may_read_involvement, find=the_programme)
def involvement(request: HttpRequest, programme: Programme) -> HttpResponse:
    months, groups = _months(request), list(groups_counted(programme))
    return render(request, "programmes/involvement/of_programme.html", {
        "programme": programme, "months": months, "choices": MONTHS,
        **pages.of_programme(programme, groups, months=months, at=now())})


@allowed(may_read_of_group, find=the_group)
def group_involvement(request: HttpRequest, group: Group) -> HttpResponse:
    months, programme = _months(request), home_of(group)
    if programme is None:
        raise Http404
    return render(request, "programmes/involvement/of_group.html", {
        "group": group, "group_url": address_of(group), "programme": programme, "months": months, "choices": MONTHS,
        **pages.of_group(programme, group, months=months, at=now())})
