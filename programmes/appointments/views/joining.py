"""For the manager: who said yes to the Forum joins it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from programmes.appointments.actions.joining import join_forum
from programmes.appointments.forms import SettlePerson
from programmes.appointments.policies import likely_partners, waits_for_forum
from programmes.nominations.models import Nomination
from programmes.nominations.policies import may_run_nomination
from programmes.nominations.views.doors import the_nomination


def the_one_who_joins(user: Any, ref: str) -> Nomination:
    """A nomination whose bearer said yes to the Forum and has not joined; else 404."""
    found = the_nomination(user, ref)
    if not waits_for_forum(Nomination.objects.filter(pk=found.pk)).exists():
        raise Http404
    return found


@allowed(may_run_nomination, find=the_one_who_joins)
def forum_join(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Somebody said yes to the Forum: let them in. Where they may be somebody who is noted down here, that is asked first."""
    candidate = nomination.candidate
    people = [] if candidate.partner else likely_partners(candidate)
    form = SettlePerson(request.POST or None, people=people, candidate=candidate) if people else None
    if request.method == "POST" and (form is None or form.is_valid()):
        join_forum(nomination, by=request.user.partner, at=now(), partner=form.partner() if form else None)
        messages.success(request, _("They have a seat in the Forum now."))
        return redirect("programmes:queue", "forum-joins")
    return ask(request, form, title=_("Let %(name)s join the Forum") % {"name": candidate.greeting}, section=nomination.call.title(),
               back=nomination, submit=_("Let them join"), intro=_("They said yes to a place in the Forum."))
