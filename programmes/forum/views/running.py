"""For who runs the Forum: the door, who waits to come in, and who would like to do more."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.models import Candidate
from programmes.appointments.forms import SettlePerson
from programmes.appointments.policies import likely_partners
from programmes.forum import actions
from programmes.forum.catalogue import Digest
from programmes.forum.forms import NoteJoin
from programmes.forum.models import ForumJoin, ForumTie
from programmes.forum.policies import is_door_open, may_let_in, may_run_forum, seats_in_forum, ties_of_members
from programmes.programme.models import Programme
from programmes.programme.policies import standing
from programmes.programme.views.doors import the_one, the_programme

MOST = 100


@allowed(may_run_forum, find=the_programme)
def forum(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The door with its address, how many there are, and who waits. Numbers only of who belongs: each of them has a page of their own."""
    on = day_of(now())
    ties = ties_of_members(on).filter(programme=programme)
    waiting = ForumJoin.objects.waiting().filter(programme=programme).select_related("candidate").order_by("asked_at", "pk")
    more = ties.filter(wants_more_at__isnull=False, more_settled_at__isnull=True).select_related("partner").order_by("wants_more_at", "pk")
    return render(request, "programmes/forum/forum.html", {
        "programme": programme, "is_open": is_door_open(programme), "members": seats_in_forum(programme, on).count(),
        "monthly": ties.filter(digest=Digest.MONTHLY, quiet_at__isnull=True).count(), "quiet": ties.filter(quiet_at__isnull=False).count(),
        "waiting": waiting[:MOST], "more": more[:MOST], "address": request.build_absolute_uri(
            f"/forum/{programme.slug}/join/")})


@require_POST
@allowed(may_run_forum, find=the_programme)
def forum_door(request: HttpRequest, programme: Programme) -> HttpResponse:
    at, by = now(), request.user.partner        # type: ignore[union-attr]
    if request.POST.get("door") == "close":
        actions.close_door(programme, by=by, at=at)
        messages.success(request, _("The page is closed. Whoever is a member stays one."))
    else:
        actions.open_door(programme, by=by, at=at)
        messages.success(request, _("Anybody may join now. Give the address to others."))
    return redirect("programmes:forum", programme.slug)


@allowed(may_run_forum, find=the_programme)
def forum_note(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Somebody rang, wrote or came by."""
    form = NoteJoin(request.POST or None, topics=programme.workstreams.in_order().filter(closed_on__isnull=True))   # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        person = form.person()
        try:
            actions.ask_to_join(programme, person=person, topics=form.cleaned_data.get("topics") or (), at=now(),
                                noted_by=request.user.partner)      # type: ignore[union-attr]
        except NotAllowedNow as refusal:
            if not Candidate.objects.filter(ref=person["ref"], forum_join__programme=programme).exists():
                return render(request, "409.html", {"why": refusal.why}, status=409)
        join = ForumJoin.objects.get(candidate__ref=person["ref"])
        return redirect("programmes:forum-let-in", join.ref)
    return ask(request, form, title=_("Write down who wants to join"), section=programme.name, submit=_("Save and go on"),
               back=f"/programmes/{programme.slug}/forum/")


def the_join(user: Any, ref: str) -> ForumJoin:
    found: ForumJoin = the_one(user, ForumJoin.objects.select_related("programme", "candidate"), lambda join: join.programme, ref=ref)
    if not may_run_forum(user, found.programme):        # who wants to join is nobody else's business
        raise Http404
    return found


@allowed(may_let_in, find=the_join)
def forum_let_in(request: HttpRequest, join: ForumJoin) -> HttpResponse:
    """Where they may be somebody who is noted down here, that is asked first."""
    candidate = join.candidate
    people = [] if candidate.partner else likely_partners(candidate)
    form = SettlePerson(request.POST or None, people=people, candidate=candidate) if people else None
    if request.method == "POST" and (form is None or form.is_valid()):
        actions.let_in(join, by=request.user.partner, at=now(), partner=form.partner() if form else None)       # type: ignore[union-attr]
        messages.success(request, _("They have a seat in the Forum now."))
        return redirect("programmes:forum", join.programme.slug)
    return ask(request, form, title=_("Let %(name)s join the Forum") % {"name": candidate.greeting}, section=join.programme.name,
               back=f"/programmes/{join.programme.slug}/forum/", submit=_("Let them join"), intro=_("They want to join the Forum."))


def the_tie(user: Any, ref: str) -> ForumTie:
    found = get_object_or_404(ties_of_members(day_of(now())).select_related("programme", "partner"), ref=ref)
    if not standing(user).codes(found.programme) or not may_run_forum(user, found.programme):
        raise Http404
    return found


def may_settle(user: Any, tie: ForumTie) -> Any:
    return may_run_forum(user, tie.programme)


@allowed(may_settle, find=the_tie)
def forum_more_settle(request: HttpRequest, tie: ForumTie) -> HttpResponse:
    """Somebody has spoken with the member about a bigger role."""
    if request.method == "POST":
        actions.settle_more(tie, by=request.user.partner, at=now())     # type: ignore[union-attr]
        messages.success(request, _("It is noted that you spoke with them."))
        return redirect("programmes:forum", tie.programme.slug)
    return ask(request, None, title=_("Have you spoken with %(name)s about a bigger role?") % {"name": tie.partner.shown},
               section=tie.programme.name, back=f"/programmes/{tie.programme.slug}/forum/", submit=_("Yes, we have spoken"),
               intro=_("They would like to do more. Tell them which roles are open, and what each of them takes."))
