"""Pages that are the person's alone: a break, who looked at their support, who helps them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.supporters.actions import end_supporter, invite_supporter
from partners.supporters.forms import SupporterForm
from partners.supporters.lifecycles import SupporterState
from programmes.appointments.forms import PauseForm
from programmes.appointments.lifecycles import AppointmentState
from programmes.appointments.models import Appointment
from programmes.portal import actions
from programmes.portal.policies import Subject, is_mine
from programmes.portal.showing import looks_at, noted
from programmes.portal.views.doors import ask_person, both, myself, supporters

_S = AppointmentState


@allowed(is_mine, find=myself)
def break_(request: HttpRequest, subject: Subject) -> HttpResponse:
    """A break from every role in which the person is active; the way back; and how to stop for good, role by role."""
    roles = list(Appointment.objects.running().living().filter(partner=subject.partner).select_related("profile", "programme").order_by(
        "from_on", "pk"))
    form = PauseForm(request.POST or None, today=day_of(now()))
    if request.method == "POST" and form.is_valid():
        if not actions.take_a_break(subject.partner, at=now(), until_on=form.cleaned_data["until_on"]):
            raise NotAllowedNow("pause", _("No role of yours is active at the moment, so there is nothing to rest from."))
        messages.success(request, _("Your break has begun. Rest well. Your roles go on by themselves after it."))
        return redirect("programmes:me-break")
    return ask_person(request, form, subject, title=_("Take a break, or stop"), submit=_("Begin my break today"),
                      template="programmes/portal/break.html", roles=roles, may_rest=[each for each in roles if each.state == _S.ACTIVE],
                      resting=[each for each in roles if each.state == _S.PAUSED])


@require_POST
@allowed(is_mine, find=myself)
def come_back(request: HttpRequest, subject: Subject) -> HttpResponse:
    if not actions.come_back(subject.partner, at=now()):
        raise NotAllowedNow("resume", _("You are not on a break."))
    messages.success(request, _("Welcome back. Your roles go on from today."))
    return redirect("programmes:me-break")


@allowed(is_mine, find=myself)
def looks(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Who looked at what the person needs, day by day."""
    return render(request, "programmes/portal/looks.html", {
        "subject": subject, "looks": looks_at(subject.partner, on=day_of(now()))})


@allowed(is_mine, find=myself)
def helpers(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Whom the person lets in, what they see, and when they looked last."""
    today = day_of(now())
    found = [(each, each.is_let_in(today), noted(each.through, each.noted_by)) for each in supporters(subject.partner).order_by(
        "-invited_at", "-pk")[:50]]
    return render(request, "programmes/portal/supporters.html", {"subject": subject, "found": found, "states": SupporterState})


@allowed(is_mine, find=myself)
def supporter_new(request: HttpRequest, subject: Subject) -> HttpResponse:
    form = SupporterForm(request.POST or None, today=day_of(now()))
    if request.method == "POST" and form.is_valid():
        invite_supporter(subject.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("They are sent a link. You can end it at any time."))
        return redirect("programmes:me-supporters")
    return ask_person(request, form, subject, title=_("Who should be able to help you?"), submit=_("Send them a link"),
                      back=reverse("programmes:me-supporters"), intro=_(
        "They see what is next for you and what is asked of you. They see nothing else, unless you tick it. They change nothing."))


def _supporter_end(request: HttpRequest, subject: Subject) -> HttpResponse:
    end_supporter(subject.thing, at=now())
    messages.success(request, _("It has ended. Their link opens nothing any more."))
    return redirect("programmes:me-supporters")


supporter_end = both(_supporter_end, supporters, is_button=True)
