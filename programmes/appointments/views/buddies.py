"""A buddy: proposed, answered by both, and what the two write for each other; in an account, by the person's own link while they have
none, or as the manager notes down what they said."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.models import Candidate
from programmes.appointments.actions import buddies as actions
from programmes.appointments.forms import NoteBuddy, NoteCheckIn, ProposeBuddy
from programmes.appointments.lifecycles import BUDDYING, BuddyState
from programmes.appointments.models import Appointment, Buddying, CheckIn
from programmes.appointments.policies import (
    buddying_of,
    may_answer_buddy,
    may_note_buddy,
    may_propose_buddy,
    may_write_check_in,
    possible_buddies,
    sides_of,
    silent_sides,
)
from programmes.appointments.showing import state_of
from programmes.appointments.views.doors import the_appointment, the_buddying, the_check_in
from programmes.nominations.views.doors import by_link


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
    return _page(request, buddying, is_person="person" in sides_of(request.user, buddying))


def _page(request: HttpRequest, buddying: Buddying, *, is_person: bool, token: str = "", form: Any = None, due: Any = None) -> HttpResponse:
    mine, theirs = (buddying.person_agreed_at, buddying.buddy_agreed_at) if is_person else (
        buddying.buddy_agreed_at, buddying.person_agreed_at)
    offers: Any = BUDDYING.offers(buddying.state)
    return render(request, "programmes/appointments/buddy.html", {
        "buddying": buddying, "programme": buddying.appointment.programme, "state": state_of(buddying), "i_agreed": mine,
        "other_agreed": theirs, "other": buddying.buddy if is_person else buddying.appointment.partner,
        "token": token, "form": form, "due": due,
        "may_agree": "match" in offers and mine is None, "may_decline": "decline" in offers, "may_end": "end" in offers,
        "check_ins": buddying.check_ins.select_related("written_by").order_by("week"), "today": day_of(now())})     # type: ignore[attr-defined]


DOES = {"agree": actions.agree_to_buddy, "decline": actions.decline_buddy, "end": actions.end_buddying}


@by_link
def buddy_by_link(request: HttpRequest, candidate: Candidate, token: str) -> HttpResponse:
    """The same for who has no account: one page, on which they answer, write that the two talked, and end it."""
    person, buddying = candidate.partner, buddying_of(candidate)
    if person is None or buddying is None:
        raise Http404
    if person.user_id:
        return redirect("programmes:buddy", buddying.ref)
    does, talks = request.POST.get("do", ""), buddying.check_ins.order_by("week")       # type: ignore[attr-defined]
    due = talks.filter(happened_at__isnull=True).first()
    form = NoteCheckIn(request.POST if does == "talked" else None) if due else None
    if request.method == "POST" and does in DOES:
        DOES[does](buddying, by=person, at=now())
        messages.success(request, _("Thank you. It is noted."))
        return redirect("programmes:my-nomination" if does == "decline" else "programmes:buddy-by-link", token)
    if request.method == "POST" and form is not None and form.is_valid():
        check_in = get_object_or_404(talks, ref=request.POST.get("check_in", ""))
        actions.note_check_in(check_in, by=person, at=now(), **form.cleaned_data)
        messages.success(request, _("It is noted that you talked. The note is for the two of you."))
        return redirect("programmes:buddy-by-link", token)
    return _page(request, buddying, is_person=buddying.buddy_id != person.pk, token=token, form=form, due=due)


@allowed(may_note_buddy, find=the_buddying)
def buddy_note(request: HttpRequest, buddying: Buddying) -> HttpResponse:
    """One of the two has no account, and said by phone or letter whether they want to."""
    silent = silent_sides(buddying)
    if not silent:
        raise NotAllowedNow("agree", _("Nobody’s answer is to be noted here."))
    form, back = NoteBuddy(request.POST or None, people=silent), buddying.appointment.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        actions.note_answer(buddying, form.person(), says_yes=form.says_yes(), by=request.user.partner, at=now(),
                            through=form.cleaned_data["through"])
        messages.success(request, _("Their answer is noted, with your name."))
        return redirect(back)
    return ask(request, form, title=_("What did they say about a buddy?"), section=buddying.appointment.person, back=back,
               submit=_("Note it"), intro=_("For who has no account. Note it when they have told you themselves."))


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
