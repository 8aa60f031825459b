"""Without an account: anybody joins, and says by the link of the mail that it was them; a member stays, chooses or leaves by theirs."""

import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from coprod.accounts.limits import failed, too_many
from coprod.kit.access import open_to_all
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.candidates.lifecycles import CandidateState
from partners.models import Candidate, Partner
from programmes.forum import actions
from programmes.forum.forms import Join
from programmes.forum.models import ForumJoin, ForumTie, token_of_join, token_of_tie
from programmes.forum.policies import is_door_open, ties_of_members
from programmes.forum.views.mine import act
from programmes.nominations.views.doors import NOMINATING
from programmes.programme.models import Programme


@open_to_all
def forum_join(request: HttpRequest, slug: str) -> HttpResponse:
    """Name, contact, place, interests: that is all. Where the door is closed the page says how to take part."""
    programme = get_object_or_404(Programme, slug=slug)
    if not is_door_open(programme):
        return render(request, "programmes/forum/closed.html", {"why": actions.CLOSED}, status=404)
    if request.method == "POST" and too_many(request, "own_nomination"):
        return render(request, "429.html", status=429)
    form = Join(request.POST or None, topics=programme.workstreams.in_order().filter(closed_on__isnull=True))   # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        person = form.person()
        try:
            actions.ask_to_join(programme, person=person, topics=form.cleaned_data.get("topics") or (), at=now())
        except NotAllowedNow as refusal:
            if not Candidate.objects.filter(ref=person["ref"], forum_join__programme=programme).exists():      # else it was sent twice
                return render(request, "409.html", {"why": refusal.why}, status=409)
        by_mail = form.cleaned_data["channel"] == Partner.Channel.EMAIL
        return render(request, "programmes/forum/asked.html", {"programme": programme, "by_mail": by_mail})
    return ask(request, form, title=_("Join the Forum"), section=programme.name, back="/", submit=_("Join"),
               intro=_("The Forum hears of plans while they can still change, and says what it thinks. It takes no meetings and no "
                       "experience. You answer when you want to, and leave when you want to. Once a year we ask whether you stay. If "
                       "we do not hear from you, we stop writing. Two years after that we erase your name and how to reach you."))


def _by_link(things: Any, token_of: Callable[[str], str]) -> Callable[[Any], Any]:
    """The thing whose link it is, or a page that says in plain words that the link opens nothing (410)."""
    def keep(view: Any) -> Any:
        @open_to_all
        @wraps(view)
        def opened(request: HttpRequest, ref: str, token: str) -> HttpResponse:
            if too_many(request, NOMINATING):
                return render(request, "429.html", status=429)
            found = things().one_or_none(ref=ref)
            given = token.encode("utf-8", "surrogatepass")
            if found is None or not hmac.compare_digest(token_of(ref).encode(), given):
                failed(request)
                return render(request, "programmes/forum/link_over.html", status=410)
            try:
                response: HttpResponse = view(request, found)
            except NotAllowedNow as refusal:
                response = render(request, "409.html", {"why": refusal.why}, status=409)
            for name, value in (("Cache-Control", "private, no-store"), ("Referrer-Policy", "same-origin"), ("X-Robots-Tag", "noindex")):
                response.headers[name] = value
            return response
        return opened
    return keep


@_by_link(lambda: ForumJoin.objects.select_related("programme", "candidate"), token_of_join)
def forum_confirm(request: HttpRequest, join: ForumJoin) -> HttpResponse:
    """It was them, or not. Looking does nothing: a mail program that follows links joins nobody."""
    if request.method == "POST" and join.candidate.state == CandidateState.ASKED:
        if request.POST.get("answer") == "no":
            actions.say_no(join, at=now())
            return render(request, "programmes/forum/erased.html", {"programme": join.programme})
        join = actions.say_yes(join, at=now())
    elif join.candidate.is_gone():
        return render(request, "programmes/forum/link_over.html", status=410)
    return render(request, "programmes/forum/confirm.html", {
        "join": join, "programme": join.programme, "waits": join.joined_at is None and join.candidate.state == CandidateState.AGREED,
        "asked": join.candidate.state == CandidateState.ASKED})


@_by_link(lambda: ties_of_members(day_of(now())).select_related("programme", "partner"), token_of_tie)
def forum_by_link(request: HttpRequest, tie: ForumTie) -> HttpResponse:
    """A member's own page by the link of their mail: the same as when they are signed in, and nothing else is opened."""
    done = act(request, tie)
    if done == "left":
        return render(request, "programmes/forum/left.html", {"programme": tie.programme})
    if done:
        messages.success(request, done)
        return redirect(request.path)
    return render(request, "programmes/forum/mine.html", request.forum_page)        # type: ignore[attr-defined]
