"""What people say about themselves by their own link, and the interests that others may read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from coprod.kit.access import allowed
from partners.equality.views import questions_for
from partners.models import Candidate
from programmes.appointments.policies import published_interests
from programmes.nominations.views.doors import by_link
from programmes.programme.models import Programme
from programmes.programme.policies import may_read
from programmes.programme.views.doors import the_programme


@by_link
def about_by_link(request: HttpRequest, candidate: Candidate, token: str) -> HttpResponse:
    """The questions about oneself, for who takes part and has no account. Everybody for themselves: the link is theirs alone."""
    person = candidate.partner
    if person is None:
        raise Http404
    if person.user_id:
        return redirect("partners:about-you")
    return questions_for(request, person, back=reverse("programmes:my-nomination", args=[token]))


@allowed(may_read, find=the_programme)
def interest_register(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Interests of people who take part, of which they and the manager agreed that others may read them."""
    return render(request, "programmes/appointments/register.html", {"programme": programme, "interests": published_interests(programme)})
