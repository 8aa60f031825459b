"""A member's own place in the Forum: what they follow, how often they hear, whether they stay, want more, or leave."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.clock import day_of, now, start_of
from coprod.kit.lifecycle import NotAllowedNow
from programmes.forum import actions
from programmes.forum.catalogue import News
from programmes.forum.forms import Choose
from programmes.forum.models import ForumTie
from programmes.forum.notices import month_before, news_for
from programmes.forum.policies import belongs
from programmes.programme.models import Programme
from programmes.programme.views.doors import the_programme


def what_is_new(tie: ForumTie, at: Any) -> list[News]:
    """Of the month before and of this one."""
    return news_for(tie, start_of(month_before(day_of(at))[0]), at)


def act(request: HttpRequest, tie: ForumTie) -> str:
    """What the member pressed: a sentence when it is done, "left" when they left, "" when the page is to be shown, which then stands in
    `request.forum_page`."""
    at, pressed = now(), request.POST.get("do", "")
    topics = tie.programme.workstreams.in_order().filter(closed_on__isnull=True)
    initial = {"digest": tie.digest, "topics": list(tie.topics.all()), "area": tie.area}
    form = Choose(request.POST if pressed == "choose" else None, topics=topics, initial=initial)
    if request.method == "POST":
        if pressed == "leave" and request.POST.get("sure") == "yes":
            actions.leave(tie, at=at)
            return "left"
        if pressed == "stay":
            actions.stay(tie, at=at)
            return _("Thank you. You stay, and we ask again in a year.")
        if pressed == "more":
            actions.want_more(tie, at=at)
            return _("Thank you. Somebody speaks with you about it.")
        if pressed == "choose" and form.is_valid():
            actions.choose(tie, at=at, digest=form.cleaned_data["digest"], topics=form.cleaned_data.get("topics") or (),
                           area=form.cleaned_data["area"])
            return _("It is kept, and counts from now on.")
    request.forum_page = {      # type: ignore[attr-defined]
        "tie": tie, "programme": tie.programme, "form": form, "news": what_is_new(tie, at),
        "asks_leave": pressed == "leave", "wants_more": tie.wants_more_at is not None and tie.more_settled_at is None}
    return ""


@allowed(belongs, find=the_programme)
def forum_mine(request: HttpRequest, programme: Programme) -> HttpResponse:
    tie = actions.tie_of(programme, request.user.partner, at=now())     # type: ignore[union-attr]
    try:
        done = act(request, tie)
    except NotAllowedNow as refusal:
        return render(request, "409.html", {"why": refusal.why}, status=409)
    if done == "left":
        return render(request, "programmes/forum/left.html", {"programme": programme})
    if done:
        messages.success(request, done)
        return redirect(request.path)
    return render(request, "programmes/forum/mine.html", request.forum_page)        # type: ignore[attr-defined]
