"""The steps of an induction, the interests that a person declares and the statement they sign: in their account, by their link while they
have none, or as staff write down what they said."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.declarations import actions as declarations
from partners.declarations.catalogue import CURRENT_WORDING, WORDINGS
from partners.declarations.policies import due_again, interests_of
from partners.models import Candidate, Confidentiality, Interest
from programmes.appointments.actions import induction as actions
from programmes.appointments.forms import InterestForm, NoteThrough, ReviewInterest, SignForm
from programmes.appointments.models import Appointment, InductionItem
from programmes.appointments.policies import (
    is_the_person,
    may_confirm_item,
    may_declare_for,
    may_mark_done,
    may_note_item,
    may_review_interest,
    may_run_appointment,
    may_see_induction,
    roles_for_items,
)
from programmes.appointments.showing import progress_of, steps_of
from programmes.appointments.views.doors import the_appointment, the_interest, the_item, the_role_of
from programmes.nominations.views.doors import by_link


def _steps(request: HttpRequest, appointment: Appointment, *, is_person: bool, runs: bool = False, roles: frozenset[str] = frozenset(),
           token: str = "") -> HttpResponse:
    today, person, book = day_of(now()), appointment.partner, appointment.trail_book
    said = interests_of(person, book).exists() if person else False
    signed = Confidentiality.objects.filter(partner=person, home_book=book).exists() if person else False
    pages = ("interests-by-link", "confidentiality-by-link") if token else ("interests", "confidentiality")
    return render(request, "programmes/appointments/induction.html", {
        "appointment": appointment, "programme": appointment.programme, "is_person": is_person, "token": token, "today": today,
        "steps": steps_of(appointment, on=today, is_person=is_person, runs=runs, roles=roles), "said": said, "signed": signed,
        "progress": progress_of([appointment]).get(appointment.pk),
        "may_declare": is_person or runs, "interests_url": reverse(f"programmes:{pages[0]}", args=[token or appointment.ref]),
        "confidentiality_url": reverse(f"programmes:{pages[1]}", args=[token or appointment.ref])})


def _at_step(route: str, key: str, item: InductionItem) -> str:
    """The page of the steps, at this one: who confirms the tenth does not begin again at the top."""
    return f"{reverse(f'programmes:{route}', args=[key])}#step-{item.ref}"


@allowed(may_see_induction, find=the_appointment)
def induction(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """Every step, who does it and by when. A step counts when the person says that it happened."""
    return _steps(request, appointment, is_person=is_the_person(request.user, appointment),
                  runs=bool(may_run_appointment(request.user, appointment)), roles=roles_for_items(request.user, appointment))


@by_link
def induction_by_link(request: HttpRequest, candidate: Candidate, token: str) -> HttpResponse:
    """The same for a person without an account; here they confirm steps one by one."""
    appointment = the_role_of(candidate)
    if request.method == "POST":
        item = get_object_or_404(InductionItem, appointment=appointment, ref=request.POST.get("step", ""))
        actions.confirm_item(item, at=now(), through="link")
        messages.success(request, _("Thank you. It is noted that this happened."))
        return redirect(_at_step("induction-by-link", token, item))
    return _steps(request, appointment, is_person=True, token=token)


@require_POST
@allowed(may_mark_done, find=the_item)
def induction_done(request: HttpRequest, item: InductionItem) -> HttpResponse:
    actions.mark_done(item, by=request.user.partner, at=now())
    messages.success(request, _("Noted. It counts when the person says that it happened."))
    return redirect(_at_step("induction", item.appointment.ref, item))


@require_POST
@allowed(may_confirm_item, find=the_item)
def induction_confirm(request: HttpRequest, item: InductionItem) -> HttpResponse:
    actions.confirm_item(item, at=now(), through="account")
    messages.success(request, _("Thank you. It is noted that this happened."))
    return redirect(_at_step("induction", item.appointment.ref, item))


@allowed(may_note_item, find=the_item)
def induction_note(request: HttpRequest, item: InductionItem) -> HttpResponse:
    """The person said by phone or letter that it happened."""
    if item.confirmed_at:
        raise NotAllowedNow("confirm", _("It is confirmed already."))
    form, back = NoteThrough(request.POST or None), reverse("programmes:induction", args=[item.appointment.ref])
    if request.method == "POST" and form.is_valid():
        actions.confirm_item(item, at=now(), through=form.cleaned_data["through"], noted_by=request.user.partner)
        messages.success(request, _("Their word is noted, with your name."))
        return redirect(_at_step("induction", item.appointment.ref, item))
    return ask(request, form, title=_("They say that it happened"), section=str(item.item.words), back=back, submit=_("Note it"),
               intro=_("Only their own word counts. Note it when they have told you."))


# --- interests ------------------------------------------------------------------------------------------------------------------

def _look_again(request: HttpRequest, appointment: Appointment, *, noted_by: Any) -> None:
    """Once a year, or when something ends: the list is still so, or one of it is over."""
    if "same" in request.POST:
        actions.confirm_interests(appointment, at=now(), noted_by=noted_by)
        messages.success(request, _("Thank you. It is noted that the interests are still the same."))
        return
    theirs = interests_of(appointment.partner, appointment.trail_book) if appointment.partner else Interest.objects.none()
    interest = get_object_or_404(theirs, ref=request.POST["over"])
    declarations.end_interest(interest, by=noted_by or appointment.partner, at=now())
    messages.success(request, _("It is off the list."))


def _interests(request: HttpRequest, appointment: Appointment, *, here: str, back: str, through: str, noted_by: Any = None,
               may_review: bool = False) -> HttpResponse:
    """The list, and a form for one more. Without `through` somebody writes down what the person said."""
    if request.method == "POST" and ("same" in request.POST or "over" in request.POST):
        _look_again(request, appointment, noted_by=noted_by)
        return redirect(here)
    form = InterestForm(request.POST or None, is_noted=not through)
    if request.method == "POST" and form.is_valid():
        actions.declare_interest(appointment, at=now(), noted_by=noted_by, **{"through": through} | form.cleaned_data)
        messages.success(request, _("It is in the list. The programme manager talks with you about what follows, if anything does."))
        return redirect(here)
    partner: Any = appointment.partner
    found = list(interests_of(partner, appointment.trail_book)) if partner else []
    return ask(request, form, title=_("Interests"), section=appointment.person, back=back, submit=_("Declare it"),
               template="programmes/appointments/interests.html", appointment=appointment, is_person=bool(through),
               may_review=may_review, interests=[each for each in found if each.ended_at is None],
               earlier=[each for each in found if each.ended_at], due=due_again(partner, appointment.trail_book) if partner else None)


@allowed(may_declare_for, find=the_appointment)
def interests(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """The person declares; the manager reads, writes down what they said, and agrees what follows."""
    is_person = is_the_person(request.user, appointment)
    back = reverse("programmes:my-roles") if is_person else appointment.get_absolute_url()
    return _interests(request, appointment, here=reverse("programmes:interests", args=[appointment.ref]), back=back,
                      through="account" if is_person else "", noted_by=None if is_person else request.user.partner,
                      may_review=bool(may_run_appointment(request.user, appointment)))


@by_link
def interests_by_link(request: HttpRequest, candidate: Candidate, token: str) -> HttpResponse:
    return _interests(request, the_role_of(candidate), here=reverse("programmes:interests-by-link", args=[token]),
                      back=reverse("programmes:induction-by-link", args=[token]), through="link")


@allowed(may_review_interest, find=the_interest)
def interest_review(request: HttpRequest, interest: Interest) -> HttpResponse:
    """What follows from it, as agreed with the person, and whether others may read it."""
    if interest.ended_at:
        raise NotAllowedNow("review", _("It is off the list already."))
    theirs = get_object_or_404(Appointment.objects.filter(partner=interest.partner, programme__ref=interest.home_book).order_by(
        "-offered_at", "-pk")[:1])
    back = reverse("programmes:interests", args=[theirs.ref])
    initial = {"action": interest.action, "privacy_reason": interest.privacy_reason,
               "is_published": "" if interest.reviewed_at is None else "yes" if interest.is_published else "no"}
    form = ReviewInterest(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        declarations.review_interest(interest, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("It is noted what follows from it."))
        return redirect(back)
    return ask(request, form, title=_("What follows from this interest?"), section=interest.partner.name, back=back, submit=_("Note it"),
               intro=interest.text or interest.get_kind_display())


# --- confidentiality ----------------------------------------------------------------------------------------------------------------

def _statement(request: HttpRequest, appointment: Appointment, *, here: str, back: str, through: str, noted_by: Any = None) -> HttpResponse:
    signed = Confidentiality.objects.filter(partner=appointment.partner, home_book=appointment.trail_book).order_by("-version").first() if (
        appointment.partner) else None
    is_signed = signed is not None and signed.version == CURRENT_WORDING
    form = None if is_signed else SignForm(request.POST or None, is_noted=not through)
    if request.method == "POST" and is_signed:
        return redirect(here)       # sent twice
    if request.method == "POST" and form is not None and form.is_valid():
        actions.sign_confidentiality(appointment, at=now(), through=through or form.cleaned_data["through"], noted_by=noted_by)
        declared = interests_of(appointment.partner, appointment.trail_book).exists() if appointment.partner else False
        messages.success(request, _("Signed, with today’s date. Interests are declared, too, so confidential papers are open now.")
                         if declared else _("Signed, with today’s date. Confidential papers open when interests are declared, too."))
        return redirect(back)
    return ask(request, form, title=_("Confidentiality"), section=appointment.person, back=back, submit=_("Sign it"), signed=signed,
               is_signed=is_signed, template="programmes/appointments/confidentiality.html",
               wording=WORDINGS[signed.version if is_signed and signed else CURRENT_WORDING])


@allowed(may_declare_for, find=the_appointment)
def confidentiality(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """The statement, to be read and signed."""
    is_person = is_the_person(request.user, appointment)
    return _statement(request, appointment, here=reverse("programmes:confidentiality", args=[appointment.ref]),
                      back=reverse("programmes:induction", args=[appointment.ref]), through="account" if is_person else "",
                      noted_by=None if is_person else request.user.partner)


@by_link
def confidentiality_by_link(request: HttpRequest, candidate: Candidate, token: str) -> HttpResponse:
    return _statement(request, the_role_of(candidate), here=reverse("programmes:confidentiality-by-link", args=[token]),
                      back=reverse("programmes:induction-by-link", args=[token]), through="link")
