"""What should be talked about: asked for by anybody with a seat, made into an agenda by both sides."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.saying import day
from programmes.meetings import actions
from programmes.meetings.catalogue import Standing
from programmes.meetings.forms import BuiltItemForm, ItemForm, LeaveOutForm
from programmes.meetings.lifecycles import ItemState
from programmes.meetings.models import AgendaItem, AgendaYes, Meeting
from programmes.meetings.policies import (
    items_are_open,
    lay_called_to,
    may_arrange_item,
    may_build,
    may_propose_item,
    may_withdraw_item,
    side_in,
)
from programmes.meetings.showing.pages import agenda_of
from programmes.meetings.showing.words import when
from programmes.meetings.views.doors import the_item, the_meeting, to


def _page(meeting: Meeting, item: str = "") -> str:
    return reverse("programmes:agenda", args=[meeting.ref]) + (f"#item-{item}" if item else "")


def _is_lay(user: Any, meeting: Meeting) -> bool:
    return lay_called_to(meeting).filter(pk=user.partner.pk).exists()


@allowed(may_propose_item, find=the_meeting)
def item_new(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Anybody with a seat; who makes the agenda may put it on at once."""
    builds = bool(may_build(request.user, meeting))
    form = (BuiltItemForm if builds else ItemForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_item(meeting, by=request.user.partner, at=now(), is_lay=_is_lay(request.user, meeting), on=builds, **form.cleaned_data)
        messages.success(request, _("It is on the agenda.") if builds else _(
            "Thank you. Those who make the agenda read it. If it is not taken up, they say why."))
        return redirect(_page(meeting)) if builds else to(meeting)
    intro = _("Items are taken until %(day)s.") % {"day": day(meeting.items_close_on)} if items_are_open(meeting, now()) else _(
        "The time for items is over: it will show that this one came late.")
    return ask(request, form, title=_("What should we talk about?"), section=meeting.name, intro=intro,
               back=_page(meeting) if builds else meeting)


@allowed(may_build, find=the_meeting)
def agenda(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Both sides make it: take items in, order them, give them minutes, say yes."""
    side = side_in(request.user, meeting.group)
    yeses = {yes.is_lay: yes for yes in AgendaYes.objects.filter(meeting=meeting).select_related("by")}
    return render(request, "programmes/meetings/agenda.html", {
        "meeting": meeting, "agenda": agenda_of(meeting), "when": when(meeting), "side": side, "yeses": yeses,
        "mine": yeses.get(side == "lay"), "has_interests": meeting.items.filter(standing=Standing.INTERESTS).exclude(
            state=ItemState.WITHDRAWN).exists(), "length": int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)})


@require_POST
@allowed(may_build, find=the_meeting)
def agree(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    done = actions.agree_to_agenda(meeting, by=request.user.partner, at=now(),      # type: ignore[union-attr]
                                   is_lay=side_in(request.user, meeting.group) == "lay")
    messages.success(request, _("The agenda is agreed: both sides have said yes.") if done else _(
        "Your yes is noted. The other side is asked."))
    return redirect(_page(meeting))


@require_POST
@allowed(may_build, find=the_meeting)
def interests(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The standing item: does anything on this agenda touch somebody's own interests?"""
    if meeting.items.filter(standing=Standing.INTERESTS).exists():
        raise NotAllowedNow("add", _("It is there already."))
    actions.add_item(meeting, by=request.user.partner, at=now(), is_lay=_is_lay(request.user, meeting), on=True,    # type: ignore[union-attr]
                     standing=Standing.INTERESTS, title=str(Standing.INTERESTS.label), minutes=5)
    return redirect(_page(meeting))


@require_POST
@allowed(may_arrange_item, find=the_item)
def item_take_in(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    actions.take_in(item, by=request.user.partner, at=now())        # type: ignore[union-attr]
    return redirect(_page(item.meeting, item.ref))


@require_POST
@allowed(may_arrange_item, find=the_item)
def item_move(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """One place up or down."""
    actions.arrange(item, by=request.user.partner, at=now(), up=request.POST.get("to") == "up")     # type: ignore[union-attr]
    return redirect(_page(item.meeting, item.ref))


@allowed(may_arrange_item, find=the_item)
def item_change(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    form = BuiltItemForm(request.POST or None, initial={name: getattr(item, name) for name in ("title", "why", "minutes", "led_by")})
    if request.method == "POST" and form.is_valid():
        actions.change_item(item, by=request.user.partner, at=now(), **form.cleaned_data)
        return redirect(_page(item.meeting, item.ref))
    return ask(request, form, title=_("Change this item"), section=item.meeting.name, back=_page(item.meeting, item.ref))


@allowed(may_arrange_item, find=the_item)
def item_leave_out(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    form = LeaveOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.leave_out(item, by=request.user.partner, at=now(), because=form.cleaned_data["because"])
        messages.success(request, _("It is not on this agenda. Who asked for it reads why."))
        return redirect(_page(item.meeting))
    return ask(request, form, title=_("Leave “%(title)s” off this agenda") % {"title": item.title}, section=item.meeting.name,
               back=_page(item.meeting, item.ref), submit=_("Leave it off"))


@require_POST
@allowed(may_withdraw_item, find=the_item)
def item_withdraw(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    actions.withdraw_item(item, at=now())
    messages.success(request, _("You took it back."))
    return to(item.meeting)
