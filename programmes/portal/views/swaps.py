"""Exchanging seats, on both sides: whom the person asks, and, as they tell it to staff, their yes, their no, or that they take it back.
Themselves they answer where leads and co-chair do."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.pairing.models import Swap
from programmes.portal import actions
from programmes.portal.policies import Subject
from programmes.portal.views.doors import ask_person, both, is_sent, not_over
from programmes.sharing.actions import ask_swap, say_no, say_yes, withdraw_swap
from programmes.sharing.forms import AnswerSwap, AskSwap
from programmes.sharing.policies import others_to_swap_with, seats_to_exchange, swaps_of
from programmes.sharing.showing import swap_context


def _names(swap: Swap) -> dict[str, Any]:
    return {"who": swap.mine.partner.shown, "a": swap.mine.seat.group.name, "other": swap.theirs.partner.shown,
            "b": swap.theirs.seat.group.name}


def _swap_ask(request: HttpRequest, subject: Subject) -> HttpResponse:
    """With whom the person would like to exchange a seat of theirs."""
    mine = subject.thing
    form = AskSwap(request.POST or None, others=others_to_swap_with(mine))
    if is_sent(request, subject, form):
        wish = Swap(mine=mine, theirs=form.cleaned_data["theirs"], because=form.cleaned_data["because"])
        line = _("You ask %(other)s (%(b)s) to exchange seats with you (%(a)s)") % _names(wish)
        swap = actions.say(subject, ask_swap, wish.mine, wish.theirs, at=now(), because=wish.because,
                           line=f"{line}: {wish.because}" if wish.because else line)
        messages.success(request, _("They are being asked. The seat is kept until everybody has said yes."))
        return redirect(subject.address_of_swap(swap.ref))
    return ask_person(request, form, subject, title=_("Exchange seats with somebody"), submit=_("Ask them"), intro=_(
        "%(name)s. They must agree, and both leads and the lay co-chair too.") % {"name": mine.seat.group.name})


def _swap(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Who asks whom, and the person's answer if they are the one who is asked."""
    swap, form = subject.thing, AnswerSwap(request.POST or None)
    may_answer = swap.waits_for(subject.partner)
    if request.method == "POST" and not may_answer:
        raise NotAllowedNow("agree")
    if is_sent(request, subject, form):
        if request.POST.get("answer") == "yes":
            line = _("You said yes to an exchange of seats: %(b)s for %(a)s, with %(who)s") % _names(swap)
            actions.say(subject, say_yes, swap, "asked", by=subject.partner, at=now(), line=line)
        else:
            line = _("You said no to an exchange of seats: %(b)s for %(a)s, with %(who)s") % _names(swap)
            actions.say(subject, say_no, swap, by=subject.partner, at=now(), because=form.cleaned_data["because"], line=line)
        messages.success(request, _("Their answer is noted, with your name."))
        return redirect(subject.address())
    return ask_person(request, form, subject, title=_("An exchange of seats"), template="programmes/sharing/swap_told.html",
                      may_answer=may_answer, withdraw=subject.address("swap-withdraw", swap.ref) if swap.asked_by(subject.partner) else "",
                      **swap_context(swap))


def _swap_withdraw(request: HttpRequest, subject: Subject) -> HttpResponse:
    not_over(subject)
    swap = subject.thing
    if not swap.asked_by(subject.partner):
        raise NotAllowedNow("withdraw")
    actions.say(subject, withdraw_swap, swap, at=now(), line=_("You take back the exchange of seats with %(other)s (%(b)s)") % _names(swap))
    messages.success(request, _("It is taken back. The seats stay as they are."))
    return redirect(subject.address())


swap_ask, swap, swap_withdraw = both(_swap_ask, seats_to_exchange), both(_swap, swaps_of), both(_swap_withdraw, swaps_of, is_button=True)
