"""The appointments of a programme, one of them with all that can be done to it, and a person's own roles."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import add_working_days, day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.appointments.actions import terms as actions
from programmes.appointments.catalogue import EXIT_WORKING_DAYS
from programmes.appointments.forms import ExitForm, PauseForm, StepDown, TermsForm, ThankForm
from programmes.appointments.lifecycles import APPOINTMENT, LEFT, LIVING, AppointmentState
from programmes.appointments.models import Appointment
from programmes.appointments.policies import (
    is_the_person,
    lacking,
    may_leave,
    may_propose_buddy,
    may_read_appointment,
    may_read_appointments,
    may_run_appointment,
    met_by,
    next_term,
    silent_sides,
    takes_part,
    waiting_for_an_offer,
)
from programmes.appointments.showing import progress_of, state_of, terms_of
from programmes.appointments.views.doors import the_appointment
from programmes.calls.policies import may_write_calls
from programmes.nominations.policies import shown_to
from programmes.programme.models import Programme
from programmes.programme.policies import partner_of
from programmes.programme.telling import tell_about
from programmes.programme.views.doors import the_programme

_S = AppointmentState


@allowed(may_read_appointments, find=the_programme)
def appointments(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Who was selected and has no offer yet, and every appointment, as far as the reader meets them: those that need something first."""
    met = met_by(partner_of(request.user), programme.appointments.all(), on=day_of(now()))      # type: ignore[attr-defined]
    found = list(met.select_related("partner", "nomination__candidate", "profile", "group").order_by("until_on", "pk"))
    confirmed = progress_of(programme.appointments.living())        # type: ignore[attr-defined]
    rows = [(each, state_of(each), confirmed.get(each.pk) if each.state == _S.ACCEPTED else None) for each in found]

    def of(*states: str) -> list[Any]:
        return [row for row in rows if row[0].state in states]

    parts = ((_("Offered, and not answered"), of(_S.OFFERED)), (_("Taking part"), of(*LIVING)), (_("Left"), of(*LEFT)),
             (_("Earlier terms, and offers that came to nothing"), of(_S.RENEWED, _S.DECLINED, _S.WITHDRAWN)))
    return render(request, "programmes/appointments/list.html", {
        "programme": programme, "parts": [part for part in parts if part[1]], "may_offer": bool(may_write_calls(request.user, programme)),
        "waiting": shown_to(request.user, waiting_for_an_offer(programme))})


@allowed(may_read_appointment, find=the_appointment)
def appointment(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """The terms, how far the induction is, what is declared, the buddy, and what the reader may do now."""
    user, today, offers = request.user, day_of(now()), set(APPOINTMENT.offers(appointment.state))
    is_person, runs = is_the_person(user, appointment), may_run_appointment(user, appointment)
    done = lacking(Appointment.objects.filter(pk=appointment.pk)).values_list("declared", "signed").first()
    buddying = appointment.buddyings.select_related("buddy").order_by("-proposed_at", "-pk").first()       # type: ignore[attr-defined]
    following = appointment.following.exclude(state__in=[_S.DECLINED, _S.WITHDRAWN]).first()               # type: ignore[attr-defined]
    check_ins = list(buddying.check_ins.order_by("week")) if buddying else []
    items = list(appointment.items.values_list("ref", flat=True))       # type: ignore[attr-defined]
    refs = [appointment.ref, *items, *([buddying.ref] if buddying else [])]
    may_follow = "renew" in offers and following is None
    return render(request, "programmes/appointments/appointment.html", {
        "appointment": appointment, "programme": appointment.programme, "state": state_of(appointment), "terms": terms_of(appointment),
        "is_person": is_person, "runs": runs, "declared": done and done[0], "signed": done and done[1],
        "is_living": appointment.is_living(),
        "progress": progress_of([appointment]).get(appointment.pk), "buddying": buddying, "check_ins": check_ins, "following": following,
        "buddy_state": state_of(buddying) if buddying and buddying.state != "declined" else None,
        "may_buddy": bool(may_propose_buddy(user, appointment)) and appointment.is_living() and appointment.partner is not None
        and (buddying is None or buddying.state in ("declined", "ended")),
        "may_note_buddy": runs and buddying is not None and bool(silent_sides(buddying)),
        "may_answer": "accept" in offers, "may_settle": runs and appointment.is_unsettled(), "may_pause": runs and "pause" in offers,
        "may_resume": runs and "resume" in offers, "may_renew": runs and may_follow and appointment.renewals_left,
        "may_leave": bool(may_leave(user, appointment)) and "step_down" in offers,
        "has_left": appointment.has_left(),
        "talk_until": add_working_days(appointment.left_on, EXIT_WORKING_DAYS) if appointment.left_on else None,
        "today": today, "history": [] if is_person and not runs else tell_about(refs, names=True)})


@allowed(takes_part)
def my_roles(request: HttpRequest) -> HttpResponse:
    """What I take part in, on which terms, and what waits for me there."""
    partner = partner_of(request.user)
    found = lacking(Appointment.objects.filter(partner=partner)).select_related(
        "programme", "group", "profile", "partner", "previous").order_by("-from_on", "-pk")
    return render(request, "programmes/appointments/my_roles.html", {
        "roles": [(each, state_of(each), terms_of(each), each.is_living()) for each in found]})


# --- a pause, a new term -------------------------------------------------------------------------------------------------------

@allowed(may_run_appointment, find=the_appointment)
def appointment_pause(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    APPOINTMENT.after("pause", appointment.state)
    form = PauseForm(request.POST or None, today=day_of(now()))
    if request.method == "POST" and form.is_valid():
        actions.pause(appointment, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The pause is noted."))
        return redirect(appointment)
    return ask(request, form, title=_("A pause for %(name)s") % {"name": appointment.person}, section=appointment.profile.title,
               back=appointment, submit=_("Note the pause"))


@require_POST
@allowed(may_run_appointment, find=the_appointment)
def appointment_resume(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    actions.resume(appointment, by=request.user.partner, at=now())
    messages.success(request, _("They take part again."))
    return redirect(appointment)


@allowed(may_run_appointment, find=the_appointment)
def appointment_renew(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """Offer the next term, with its terms to be looked through."""
    APPOINTMENT.after("renew", appointment.state)
    if not appointment.renewals_left:
        raise NotAllowedNow("renew", _("This was the last term that is possible."))
    form = TermsForm(request.POST or None, initial=next_term(appointment))
    if request.method == "POST" and form.is_valid():
        following = actions.offer_renewal(appointment, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The new term is offered. The person is asked for their yes or no."))
        return redirect(following)
    return ask(request, form, title=_("Offer %(name)s a new term") % {"name": appointment.person}, section=appointment.profile.title,
               back=appointment, submit=_("Offer the term"))


# --- leaving ---------------------------------------------------------------------------------------------------------------------

@allowed(may_leave, find=the_appointment)
def appointment_leave(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """Step down, by oneself, or noted at the person's word. It takes effect today."""
    APPOINTMENT.after("step_down", appointment.state)
    is_person = is_the_person(request.user, appointment)
    form = StepDown(request.POST or None, is_noted=not is_person)
    if request.method == "POST" and form.is_valid():
        actions.step_down(appointment, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("You have stepped down. Thank you for all that you did.") if is_person else _(
            "Noted. Thank them now, and ask within ten working days why they leave."))
        return redirect(reverse("programmes:my-roles") if is_person else appointment)
    intro = _("Today is your last day then. You can read the programme’s papers until midnight.") if is_person else _(
        "Do this only at the person’s own word. Today is their last day then.")
    return ask(request, form, title=_("Step down from the role?"), section=appointment.profile.title, back=appointment, intro=intro,
               submit=_("Yes, I step down") if is_person else _("Note that they step down"), submit_kind="warning")


@allowed(may_run_appointment, find=the_appointment)
def appointment_thank(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    if not appointment.has_left() or appointment.thanked_at:
        raise NotAllowedNow("thank", _("This person was thanked already, or has not left."))
    form = ThankForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.thank(appointment, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Your thanks are on their way."))
        return redirect(appointment)
    return ask(request, form, title=_("Thank %(name)s") % {"name": appointment.person}, section=appointment.profile.title, back=appointment,
               submit=_("Send our thanks"))


@allowed(may_run_appointment, find=the_appointment)
def appointment_exit(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """Somebody talked with the person about why they leave."""
    if not appointment.has_left() or appointment.asked_at:
        raise NotAllowedNow("ask", _("This person was asked already, or has not left."))
    form = ExitForm(request.POST or None, initial={"because": appointment.left_because})
    if request.method == "POST" and form.is_valid():
        actions.note_exit(appointment, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("It is noted that they were asked."))
        return redirect(appointment)
    return ask(request, form, title=_("The talk with %(name)s") % {"name": appointment.person}, section=appointment.profile.title,
               back=appointment, submit=_("Note it"), intro=_("Ask why they leave, and what should be better. They need not say anything."))
