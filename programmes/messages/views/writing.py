"""A message to many: written, looked at before it goes, and taken back while it waits."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import Answer, allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import number
from coprod.post.catalogue import kind_of
from coprod.post.lifecycles import State
from coprod.post.models import Message
from coprod.post.registry import registry
from partners.models import Partner
from programmes.messages.actions.announcing import announce, take_back
from programmes.messages.catalogue import ON_A_PAGE
from programmes.messages.forms import AnnouncementForm
from programmes.messages.models import Announcement
from programmes.messages.policies import may_run_messages
from programmes.messages.policies.announcing import audiences, codes, people_of
from programmes.messages.showing import rows_of
from programmes.programme.models import Programme
from programmes.programme.views.doors import the_one, the_programme


def _ways(people: list[Partner], at: Any, book: str) -> list[tuple[str, int]]:
    """How many get it which way, or do not."""
    reached, kind = registry.reached([each.ref for each in people], at), kind_of("announcement")
    ways: Counter[str] = Counter()
    for each in people:
        reach = reached[each.ref]
        if book in reach.resting_in:
            ways[_("Not sent: they are on a break")] += 1
        elif reach.pace_of(kind) == "off":
            ways[_("Not sent: they switched such messages off")] += 1
        elif reach.pace_of(kind) in ("daily", "weekly"):
            ways[_("Together with others, as they chose")] += 1
        elif reach.is_told_by_a_person and each.channel in (Partner.Channel.EMAIL, Partner.Channel.TEXT):
            ways[_("By phone or letter: no address of theirs works")] += 1
        else:
            ways[str(Partner.Channel(each.channel).label)] += 1
    return ways.most_common()


@allowed(may_run_messages, find=the_programme)
def new(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Write it, see who will get it and which way, and only then let it go."""
    at = now()
    on = day_of(at)
    found = audiences(programme, on)
    form = AnnouncementForm(request.POST or None, to=codes(found))
    people: list[Partner] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        people = list(people_of(programme, given["to"], channel=given["channel"], on=on))
        if not people:
            form.add_error("to", _("Nobody is there who is reached that way. Choose somebody else."))
        elif request.POST.get("sure") == "yes":
            words = dict(codes(found))[given["to"]]
            made = announce(programme, ref=given["once"], to=given["to"], to_whom=words, people=people, subject=given["subject"],
                            text=given["text"], by=request.user.partner, at=at, goes_at=form.goes_at(at))
            messages.success(request, _("It goes out at the time you chose. Until then you can take it back here."))
            return redirect(made)
    sees = people if form.is_bound and form.is_valid() else []
    return ask(request, form, title=_("Write to people"), section=programme.name, back=f"/programmes/{programme.slug}/messages/",
               submit=_("See who will get it"), template="programmes/messages/new.html", people=sees,
               by_way=_ways(sees, at, programme.ref) if sees else [], goes_at=form.goes_at(at) if sees else None,
               lines=form.cleaned_data["text"].split("\n") if sees else [])


@allowed(may_run_messages, find=the_programme)
def announcements(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What was written to many, the newest first."""
    start = number(request.GET.get("from", ""))
    found = list(programme.announcements.select_related("by").order_by("-written_at", "-pk")[start:start + ON_A_PAGE + 1])   # type: ignore[attr-defined]
    return render(request, "programmes/messages/announcements.html", {
        "programme": programme, "rows": found[:ON_A_PAGE], "start": start, "before": max(start - ON_A_PAGE, 0),
        "next": start + ON_A_PAGE if len(found) > ON_A_PAGE else 0, "at": now()})


def _the_announcement(user: Any, ref: str) -> Announcement:
    found: Announcement = the_one(user, Announcement.objects.select_related("programme", "by", "recalled_by"),
                                  lambda each: each.programme, ref=ref)
    return found


def _may_run_it(user: Any, it: Announcement) -> Answer:
    return may_run_messages(user, it.programme)


@allowed(_may_run_it, find=_the_announcement)
def announcement(request: HttpRequest, it: Announcement) -> HttpResponse:
    """One of them: what it says, who got it, which way, and who not."""
    start = number(request.GET.get("from", ""))
    sent = Message.objects.filter(kind="announcement", about=it.ref)
    page = list(sent.order_by("pk")[start:start + ON_A_PAGE + 1])
    return render(request, "programmes/messages/announcement.html", {
        "it": it, "rows": rows_of(page[:ON_A_PAGE]), "may_take_back": it.may_be_taken_back(now()),
        "out": sent.filter(state__in=[State.SENT, State.TOLD]).count(), "start": start, "before": max(start - ON_A_PAGE, 0),
        "next": start + ON_A_PAGE if len(page) > ON_A_PAGE else 0})


@require_POST
@allowed(_may_run_it, find=_the_announcement)
def recall(request: HttpRequest, it: Announcement) -> HttpResponse:
    count = take_back(it, by=request.user.partner, at=now())
    messages.success(request, _("It is taken back. %(n)d people do not get it.") % {"n": count})
    return redirect(it)
