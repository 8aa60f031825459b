"""What a person needs, for who arranges it: done, or not possible, each with words that the person reads."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.models import Need
from partners.support.actions import arrange_need, note_look, say_need_impossible
from programmes.people.forms import ArrangeForm, ImpossibleForm
from programmes.people.policies import book_between, may_arrange, needs_seen_by


def the_need(user: Any, ref: str) -> Need:
    """One that the user may see; others are not there."""
    return get_object_or_404(needs_seen_by(user, on=day_of(now())).select_related("partner"), ref=ref)


def _ask(request: HttpRequest, need: Need, form: Any, *, move: str, title: Any, submit: Any) -> HttpResponse:
    """The question; not where the need has moved on. Who reads it leaves their name for the person to see."""
    if not need.offers(move):
        raise NotAllowedNow(move)
    note_look(need.partner, by=request.user.partner, on=day_of(now()))   # type: ignore[union-attr]
    return ask(request, form, title=title, section=need.partner.name, back=need.partner, intro=need.words, submit=submit)


@allowed(may_arrange, find=the_need)
def need_arrange(request: HttpRequest, need: Need) -> HttpResponse:
    form = ArrangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        arrange_need(need, by=request.user.partner, at=now(), book=book_between(request.user, need.partner), **form.cleaned_data)
        messages.success(request, _("Noted. They are told, and say whether it works."))
        return redirect(need.partner)
    return _ask(request, need, form, move="arrange", title=_("What did you arrange?"), submit=_("It is arranged"))


@allowed(may_arrange, find=the_need)
def need_impossible(request: HttpRequest, need: Need) -> HttpResponse:
    form = ImpossibleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        say_need_impossible(need, by=request.user.partner, at=now(), book=book_between(request.user, need.partner), **form.cleaned_data)
        messages.success(request, _("Noted. They are told why. It stays among what is to be arranged."))
        return redirect(need.partner)
    return _ask(request, need, form, move="say_impossible", title=_("Why is it not possible?"), submit=_("Tell them"))
