"""Support for one meeting: the list for who books it, one's own, booking, calling off, and the word of the person."""

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
from partners.people.models import Through
from partners.support.actions import note_looks
from programmes.access import actions
from programmes.access.forms import AskForm, AskForSomebody, BookForm, ImpossibleForm, NoteSayForm, SayForm
from programmes.access.models import Provision
from programmes.access.policies import (
    may_ask_for_others,
    may_ask_for_support,
    may_call_off,
    may_organise,
    may_provide,
    may_say,
    provisions_seen_by,
)
from programmes.access.showing import advice, instructions, moves_of, own, rows_of, sentence
from programmes.meetings.models import Meeting
from programmes.meetings.policies import called_to
from programmes.meetings.showing.words import when
from programmes.meetings.views.doors import the_meeting


def the_provision(user: Any, ref: str) -> Provision:
    """One that the user may see; others are not there."""
    return get_object_or_404(provisions_seen_by(user).select_related("meeting__group", "partner", "arranged_by"), ref=ref)


def _list(meeting: Meeting) -> str:
    return reverse("programmes:meeting-support", args=[meeting.ref])


@allowed(may_organise, find=the_meeting)
def support(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What is to be booked for those who come. Whoever reads names leaves their own for the person to see."""
    at, user = now(), request.user
    rows = rows_of(user, meeting, at=at)
    note_looks({row.provision.partner for row in rows}, by=user.partner, on=day_of(at))     # type: ignore[union-attr]
    provisions = [row.provision for row in rows]
    return render(request, "programmes/access/support.html", {
        "meeting": meeting, "when": when(meeting), "rows": rows, "lines": instructions(provisions), "sentence": sentence(provisions),
        "advice": advice(meeting, provisions), "is_ahead": meeting.is_ahead(at), "may_ask": may_ask_for_others(user, meeting)})


@allowed(may_ask_for_support, find=the_meeting)
def mine(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """One's own support for this meeting, and what would help this time."""
    return render(request, "programmes/access/mine.html", {
        "meeting": meeting, "when": when(meeting), "rows": [(each, moves_of(each)) for each in own(request.user, meeting)]})


@allowed(may_ask_for_support, find=the_meeting)
def ask_for(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = AskForm(request.POST or None)
    back = reverse("programmes:my-meeting-support", args=[meeting.ref])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.ask_for(meeting, request.user.partner, at=now(), words=given["words"], kind=given["kind"],      # type: ignore[union-attr]
                        ref=given["once"])
        messages.success(request, _("Noted for this meeting. Who organises it books it, and you are told."))
        return redirect(back)
    return ask(request, form, title=_("What would help you this time?"), section=meeting.name, back=back, intro=when(meeting))


@allowed(may_ask_for_others, find=the_meeting)
def ask_for_somebody(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = AskForSomebody(request.POST or None, people=called_to(meeting))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.ask_for(meeting, given["partner"], at=now(), words=given["words"], kind=given["kind"], ref=given["once"],
                        through=given["through"], noted_by=request.user.partner)        # type: ignore[union-attr]
        messages.success(request, _("Noted. It is to be booked."))
        return redirect(_list(meeting))
    return ask(request, form, title=_("Write down what somebody needs at this meeting"), section=meeting.name, back=_list(meeting), intro=_(
        "What they need at every meeting belongs on their own page."))


@allowed(may_provide, find=the_provision)
def book(request: HttpRequest, provision: Provision) -> HttpResponse:
    if not provision.can_be_booked():
        raise NotAllowedNow("book")
    form = BookForm(request.POST or None, initial={"what": provision.arranged if provision.is_booked() else ""})
    if request.method == "POST" and form.is_valid():
        actions.book(provision, by=request.user.partner, at=now(), **form.cleaned_data)     # type: ignore[union-attr]
        messages.success(request, _("Noted. They are told, and say whether it is right."))
        return redirect(_list(provision.meeting))
    return ask(request, form, title=_("What did you book?"), section=provision.partner.shown, back=_list(provision.meeting),
               intro=provision.words, submit=_("It is booked"))


@allowed(may_provide, find=the_provision)
def impossible(request: HttpRequest, provision: Provision) -> HttpResponse:
    if not provision.offers("say_impossible"):
        raise NotAllowedNow("say_impossible")
    form = ImpossibleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.say_impossible(provision, by=request.user.partner, at=now(), **form.cleaned_data)      # type: ignore[union-attr]
        messages.success(request, _("Noted. They are told why. It stays among what is missing."))
        return redirect(_list(provision.meeting))
    return ask(request, form, title=_("Why is it not possible?"), section=provision.partner.shown, back=_list(provision.meeting),
               intro=provision.words, submit=_("Tell them"))


@require_POST
@allowed(may_call_off, find=the_provision)
def called_off(request: HttpRequest, provision: Provision) -> HttpResponse:
    actions.called_off(provision, by=request.user.partner, at=now())        # type: ignore[union-attr]
    messages.success(request, _("Noted. The booking is called off."))
    return redirect(_list(provision.meeting))


@allowed(may_say, find=the_provision)
def say(request: HttpRequest, provision: Provision) -> HttpResponse:
    """The person's word whether it is right; or what somebody says by phone, written down by who books it."""
    is_own, moves = request.user.partner.pk == provision.partner_id, moves_of(provision)        # type: ignore[union-attr]
    form = (SayForm if is_own else NoteSayForm)(request.POST or None, moves=moves)
    back = reverse("programmes:my-meeting-support", args=[provision.meeting.ref]) if is_own else _list(provision.meeting)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        how = {} if is_own else {"through": given["through"], "noted_by": request.user.partner}     # type: ignore[union-attr]
        actions.say(provision, given["move"], at=now(), why=given.get("why", ""), **({"through": Through.ACCOUNT} | how))
        messages.success(request, _("Thank you. It is noted.") if is_own else _("Noted."))
        return redirect(back)
    return ask(request, form, title=_("Is it right?") if is_own else _("What does %(name)s say?") % {"name": provision.partner.shown},
               section=provision.meeting.name, back=back, template="programmes/access/say.html", provision=provision)
