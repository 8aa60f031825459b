"""A buddy: proposed, answered by both, and what the two write for each other."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.appointments.actions import buddies as actions
from programmes.appointments.forms import NoteCheckIn, ProposeBuddy
from programmes.appointments.lifecycles import BUDDYING, BuddyState
from programmes.appointments.models import Appointment, Buddying, CheckIn
from programmes.appointments.policies import (
    may_answer_buddy,
    may_propose_buddy,
    may_write_check_in,
    possible_buddies,
    sides_of,
)
from programmes.appointments.showing import state_of
from programmes.appointments.views.doors import the_appointment, the_buddying, the_check_in


@allowed(may_propose_buddy, find=the_appointment)
def buddy_propose(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    if not appointment.is_living() or appointment.partner is None:
        raise NotAllowedNow("propose", _("This person does not take part any more, or has not begun yet."))
    form = ProposeBuddy(request.POST or None, people=possible_buddies(appointment, on=day_of(now())))
    if request.method == "POST" and form.is_valid():
        actions.propose_buddy(appointment, form.cleaned_data["buddy"], by=request.user.partner, at=now())
        messages.success(request, _("Both are being asked. It begins when both say yes."))
        return redirect(appointment)
    return ask(request, form, title=_("Propose a buddy for %(name)s") % {"name": appointment.person}, section=appointment.profile.title,
               back=appointment, submit=_("Ask both"))


@allowed(may_answer_buddy, find=the_buddying)
def buddy(request: HttpRequest, buddying: Buddying) -> HttpResponse:
    """For the two alone: who the other is, the answer, and the talks that are due."""
    sides = sides_of(request.user, buddying)
    mine, theirs = (buddying.person_agreed_at, buddying.buddy_agreed_at) if "person" in sides else (
        buddying.buddy_agreed_at, buddying.person_agreed_at)
    offers: Any = BUDDYING.offers(buddying.state)
    return render(request, "programmes/appointments/buddy.html", {
        "buddying": buddying, "programme": buddying.appointment.programme, "state": state_of(buddying), "i_agreed": mine,
        "other_agreed": theirs, "other": buddying.buddy if "person" in sides else buddying.appointment.partner,
        "may_agree": "match" in offers and mine is None, "may_decline": "decline" in offers, "may_end": "end" in offers,
        "check_ins": buddying.check_ins.select_related("written_by").order_by("week"), "today": day_of(now())})     # type: ignore[attr-defined]


@require_POST
@allowed(may_answer_buddy, find=the_buddying)
def buddy_agree(request: HttpRequest, buddying: Buddying) -> HttpResponse:
    after = actions.agree_to_buddy(buddying, by=request.user.partner, at=now())
    messages.success(request, _("You are buddies now.") if after.state == BuddyState.MATCHED else _(
        "Thank you. We wait for the other’s answer."))
    return redirect("programmes:buddy", buddying.ref)


@require_POST
@allowed(may_answer_buddy, find=the_buddying)
def buddy_decline(request: HttpRequest, buddying: Buddying) -> HttpResponse:
    actions.decline_buddy(buddying, by=request.user.partner, at=now())
    messages.success(request, _("Thank you for telling us. Nobody asks you why."))
    return redirect("programmes:home")


@require_POST
@allowed(may_answer_buddy, find=the_buddying)
def buddy_end(request: HttpRequest, buddying: Buddying) -> HttpResponse:
    actions.end_buddying(buddying, by=request.user.partner, at=now())
    messages.success(request, _("You are not buddies any more."))
    return redirect("programmes:home")


@allowed(may_write_check_in, find=the_check_in)
def check_in(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    if check_in.happened_at:
        raise NotAllowedNow("check_in", _("It is written already."))
    form = NoteCheckIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.note_check_in(check_in, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("It is noted that you talked. The note is for the two of you."))
        return redirect("programmes:buddy", check_in.buddying.ref)
    return ask(request, form, title=_("We talked after %(n)d weeks") % {"n": check_in.week}, section=_("Buddies"),
               back=reverse("programmes:buddy", args=[check_in.buddying.ref]), submit=_("We talked"))
