"""Offering a role, the person's answer by their link or in their account, what they said by phone or letter, and who they are."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.models import Candidate
from programmes.appointments.actions import offering
from programmes.appointments.forms import AnswerOffer, NoteAnswer, SettlePerson, TermsForm
from programmes.appointments.models import Appointment
from programmes.appointments.policies import (
    answers,
    likely_partners,
    may_be_offered,
    may_do_themselves,
    may_offer,
    may_run_appointment,
    terms_by_default,
)
from programmes.appointments.showing import terms_of
from programmes.appointments.views.doors import the_appointment, the_open_offer
from programmes.nominations.models import Nomination
from programmes.nominations.policies import may_read_support
from programmes.nominations.views.doors import by_link, the_nomination

OVER = gettext_lazy("This offer has been answered, or was taken back.")


def _list(programme: Any) -> str:
    return reverse("programmes:appointments", args=[programme.slug])


@allowed(may_offer, find=the_nomination)
def offer_new(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """The terms, from the role profile, to be looked through and offered."""
    at = now()
    if not may_be_offered(nomination, on=day_of(at)):
        raise NotAllowedNow("offer", offering.NOT_CHOSEN)
    form = TermsForm(request.POST or None, initial=terms_by_default(nomination, on=day_of(at)))
    if request.method == "POST" and form.is_valid():
        appointment = offering.offer_appointment(nomination, by=request.user.partner, at=at, **form.cleaned_data)
        messages.success(request, _("The role is offered. The person is asked for their yes or no, and reminded after 3 and 7 days."))
        return redirect(appointment)
    return ask(request, form, title=_("Offer a role to %(name)s") % {"name": nomination.candidate.name}, section=nomination.profile.title,
               back=_list(nomination.call.programme), submit=_("Offer the role"),
               intro=_("The person reads exactly this, and says yes or no. Change what is different for them."),
               template="programmes/appointments/offer_new.html",
               needs=nomination.candidate.support if may_read_support(request.user, nomination.call) else "")


@require_POST
@allowed(may_run_appointment, find=the_appointment)
def offer_withdraw(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    offering.withdraw_offer(appointment, by=request.user.partner, at=now())
    messages.success(request, _("The offer is taken back."))
    return redirect(appointment)


def _answer_page(request: HttpRequest, form: AnswerOffer, appointment: Appointment, *, back: str) -> HttpResponse:
    return ask(request, form, title=_("You are offered a role: %(title)s") % {"title": appointment.profile.title}, back=back,
               section=appointment.programme.name, submit=_("Send my answer"), template="programmes/appointments/offer.html",
               appointment=appointment, terms=terms_of(appointment))


def _thanks(request: HttpRequest, is_yes: bool) -> None:
    messages.success(request, _("Thank you for saying yes.") if is_yes else _("Thank you for telling us. The role is not yours now."))


@by_link
def offer(request: HttpRequest, candidate: Candidate, token: str) -> HttpResponse:
    """The terms, and the person's yes or no. Looking answers nothing."""
    back, appointment = reverse("programmes:my-nomination", args=[token]), the_open_offer(candidate)
    if appointment is None:
        raise NotAllowedNow("answer", OVER)
    form = AnswerOffer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = offering.accept_offer if form.is_yes() else offering.decline_offer
        answer(appointment, at=now(), through="link")
        _thanks(request, form.is_yes())
        return redirect(back)
    return _answer_page(request, form, appointment, back=back)


@allowed(may_do_themselves, find=the_appointment)
def offer_answer(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """A new term, answered in one's account."""
    if not answers(appointment):
        raise NotAllowedNow("answer", OVER)
    form = AnswerOffer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = offering.accept_offer if form.is_yes() else offering.decline_offer
        answer(appointment, at=now(), through="account")
        _thanks(request, form.is_yes())
        return redirect("programmes:my-roles")
    return _answer_page(request, form, appointment, back=reverse("programmes:my-roles"))


@allowed(may_run_appointment, find=the_appointment)
def offer_note(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """The person rang or wrote."""
    if not answers(appointment):
        raise NotAllowedNow("answer", OVER)
    form = NoteAnswer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        offering.note_answer(appointment, by=request.user.partner, at=now(), through=form.cleaned_data["through"], is_yes=form.is_yes())
        messages.success(request, _("Their answer is noted, with your name."))
        return redirect(appointment)
    return ask(request, form, title=_("Note the answer of %(name)s") % {"name": appointment.person}, section=appointment.profile.title,
               back=appointment, submit=_("Note it"), intro=_("Read the terms to them first. Only their own word counts."))


@allowed(may_run_appointment, find=the_appointment)
def appointment_settle(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """Is this the same person as one who is noted down here already?"""
    if not appointment.is_unsettled():
        raise NotAllowedNow("settle", _("It is said already who this person is."))
    candidate = appointment.nomination.candidate
    form = SettlePerson(request.POST or None, people=likely_partners(candidate), candidate=candidate)
    if request.method == "POST" and form.is_valid():
        offering.settle_person(appointment, by=request.user.partner, at=now(), partner=form.partner())
        messages.success(request, _("Noted. The induction has begun."))
        return redirect(appointment)
    return ask(request, form, title=_("Is this the same person?"), section=appointment.profile.title, back=appointment, submit=_("Note it"),
               template="programmes/appointments/settle.html", candidate=candidate)
