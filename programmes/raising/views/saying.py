"""The page from which a lay partner says something: as a challenge, or as an idea or a worry."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coprod.kit.access import allowed
from programmes.programme.models import Programme
from programmes.programme.policies import standing
from programmes.programme.roles import LAY_ROLES
from programmes.raising.models import About
from programmes.raising.policies import may_raise_somewhere
from programmes.raising.views.topics import about_of


class Here(NamedTuple):
    """A programme in which the reader may raise something, and what they came from, if it is that programme's."""

    programme: Programme
    about: About | None

    @property
    def query(self) -> str:
        return f"?about={self.about.key}" if self.about and self.about.key else ""


@allowed(may_raise_somewhere)
def say_something(request: HttpRequest) -> HttpResponse:
    """Two ways of saying it, for each programme in which the reader is a lay partner: for the one whose page they came from, if any."""
    about = about_of(request.user, request.GET.get("about", ""))
    mine = standing(request.user).programmes(LAY_ROLES)
    found = list(Programme.objects.running().filter(pk__in=mine).order_by("name", "pk"))
    if about and any(each.pk == about.programme.pk for each in found):
        found = [about.programme]
    return render(request, "programmes/raising/say_something.html", {
        "about": about, "here": [Here(each, about if about and about.programme.pk == each.pk else None) for each in found]})
