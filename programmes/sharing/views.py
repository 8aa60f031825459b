"""A group's lay-only space, the note for who comes after, the exchange of seats, and the briefing of a pair."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import number
from partners.groups.actions import mark_handover_read
from partners.layspace.actions import open_space, take_back_note, write_note
from partners.layspace.models import LayNote, Opening
from partners.layspace.policies import opening_of
from partners.models import Group, Handover, Holding
from programmes.pairing.lifecycles import OPEN_SWAPS
from programmes.pairing.models import Swap
from programmes.programme.models import Workstream
from programmes.programme.policies import (
    home_of,
    may_read_group,
    may_run_group,
    may_see_names,
    may_see_people,
    partner_of,
)
from programmes.programme.telling import tell_about
from programmes.programme.views.doors import the_group, the_workstream
from programmes.programme.views.groups import address_of, seats_context
from programmes.sharing import actions
from programmes.sharing.forms import AnswerSwap, BriefingForm, NoteForm, OpenSpace
from programmes.sharing.policies import (
    SWAP_WITH,
    is_at_home,
    may_answer_swap,
    may_enter_lay_space,
    may_note_briefing,
    may_open_lay_space,
    may_read_handover,
    may_read_swap,
    may_take_back,
    may_withdraw_swap,
    next_in_seat,
    to_say,
)
from programmes.sharing.showing import shared_by, swap_context

ON_A_PAGE = 25


# --- finders -----------------------------------------------------------------------------------------------------------

def the_note(user: Any, ref: str) -> LayNote:
    """A note of a group whose lay-only space the user may enter; to others it is not there."""
    note = get_object_or_404(LayNote.objects.select_related("group"), ref=ref, taken_back_at__isnull=True)
    if not may_enter_lay_space(user, note.group):
        raise Http404
    return note


def the_handover(user: Any, ref: str) -> Handover:
    found = get_object_or_404(Handover.objects.select_related("holding__seat__group", "holding__partner"), ref=ref)
    if not may_read_handover(user, found):
        raise Http404
    return found


def the_swap(user: Any, ref: str) -> Swap:
    found = get_object_or_404(Swap.objects.select_related(*SWAP_WITH), ref=ref)
    if not may_read_swap(user, found):
        raise Http404
    return found


# --- the page of a group ----------------------------------------------------------------------------------------------

@allowed(may_read_group, find=the_group)
def group(request: HttpRequest, group: Group) -> HttpResponse:
    """Who sits in the group and who did, its terms of reference, what its members share, and what may be done about its seats."""
    programme = home_of(group)
    seats, names = seats_context(request, group), bool(programme and may_see_people(request.user, programme))
    past = Holding.objects.filter(seat__group=group, state="ended", until_on__lt=day_of(now())).select_related("partner", "seat").order_by(
        "-until_on", "-pk")[:50]
    return render(request, "programmes/programme/group.html", seats | shared_by(group, request.user, programme) | {
        "past": [] if group.is_forum() and not names else past,
        "group": group, "programme": programme, "names": names, "history": tell_about(
            seats["refs"], names=bool(programme and may_see_names(request.user, programme))),
        "terms": group.terms.select_related("written_by").order_by("-version"),
        "may_run": may_run_group(request.user, group)})


# --- the lay-only space ------------------------------------------------------------------------------------------------

def _space(group: Group) -> str:
    return reverse("programmes:lay-space", args=[group.ref])


@allowed(may_enter_lay_space, find=the_group)
def lay_space(request: HttpRequest, group: Group) -> HttpResponse:
    """What lay partners of the group write to one another, newest first, and every time somebody else opened it."""
    at, home = now(), is_at_home(request.user, group)
    before = number(request.GET.get("before", ""))
    notes: QuerySet = LayNote.objects.filter(group=group).select_related("by").order_by("-pk")
    rows = list((notes.filter(pk__lt=before) if before else notes)[:ON_A_PAGE + 1])
    form = NoteForm(request.POST or None)
    if request.method == "POST" and home and form.is_valid():
        write_note(group, by=request.user.partner, at=at, text=form.cleaned_data["text"])
        messages.success(request, _("Your note is there for the other lay members."))
        return redirect(_space(group))
    return render(request, "programmes/sharing/lay_space.html", {
        "group": group, "notes": rows[:ON_A_PAGE], "next": rows[ON_A_PAGE - 1].pk if len(rows) > ON_A_PAGE else 0, "is_at_home": home,
        "form": form, "me": partner_of(request.user), "back_url": address_of(group),
        "opening": None if home else opening_of(request.user.partner, group, at=at),
        "openings": Opening.objects.filter(group=group).select_related("by").order_by("-at", "-pk")[:10]})


@allowed(may_open_lay_space, find=the_group)
def lay_space_open(request: HttpRequest, group: Group) -> HttpResponse:
    """Somebody who is not a lay member opens the space, with a reason that all its members read at once."""
    form = OpenSpace(request.POST or None)
    if request.method == "POST" and form.is_valid():
        open_space(group, by=request.user.partner, at=now(), reason=form.cleaned_data["reason"])
        messages.info(request, _("The space is open to you for one hour. Its lay members are being told."))
        return redirect(_space(group))
    return ask(request, form, title=_("Open the lay-only space"), section=group.name, back=address_of(group),
               submit=_("Open it, and tell them"),
               intro=_("Lay partners talk here among themselves. Open it only if somebody could come to harm, or the law asks for it."))


@require_POST
@allowed(may_take_back, find=the_note)
def lay_note_take_back(request: HttpRequest, note: LayNote) -> HttpResponse:
    take_back_note(note, at=now())
    messages.success(request, _("Your note is gone."))
    return redirect(_space(note.group))


# --- hand-overs --------------------------------------------------------------------------------------------------------

@allowed(may_read_handover, find=the_handover)
def handover(request: HttpRequest, handover: Handover) -> HttpResponse:
    mine = partner_of(request.user)
    if mine and mine.pk != handover.holding.partner_id and next_in_seat(handover.holding).filter(partner=mine).exists():
        mark_handover_read(handover, at=now())
    return render(request, "programmes/sharing/handover.html", {"handover": handover, "group": handover.holding.seat.group})


# --- exchanges ---------------------------------------------------------------------------------------------------------

@allowed(may_read_swap, find=the_swap)
def swap(request: HttpRequest, swap: Swap) -> HttpResponse:
    """Who asks whom, who has said yes, and what the reader may say."""
    return render(request, "programmes/sharing/swap.html", swap_context(swap) | {
        "to_say": to_say(request.user, swap), "form": AnswerSwap(),
        "may_withdraw": swap.state in OPEN_SWAPS and may_withdraw_swap(request.user, swap)})


@require_POST
@allowed(may_answer_swap, find=the_swap)
def swap_answer(request: HttpRequest, swap: Swap) -> HttpResponse:
    """Yes for every side that the user speaks for, or no."""
    form, at = AnswerSwap(request.POST), now()
    if request.POST.get("answer") == "yes":
        for side in sorted(to_say(request.user, swap)):
            swap = actions.say_yes(swap, side, by=request.user.partner, at=at)
        messages.success(request, _("You have said yes."))
    elif form.is_valid():
        actions.say_no(swap, by=request.user.partner, at=at, because=form.cleaned_data["because"])
        messages.success(request, _("You have said no. The seats stay as they are."))
    return redirect("programmes:swap", swap.ref)


@require_POST
@allowed(may_withdraw_swap, find=the_swap)
def swap_withdraw(request: HttpRequest, swap: Swap) -> HttpResponse:
    actions.withdraw_swap(swap, at=now())
    messages.success(request, _("You have taken it back. The seats stay as they are."))
    return redirect("programmes:swap", swap.ref)


# --- briefings ---------------------------------------------------------------------------------------------------------

@allowed(may_note_briefing, find=the_workstream)
def briefing_note(request: HttpRequest, workstream: Workstream) -> HttpResponse:
    """The lead notes a talk with the pair before the first meeting."""
    at = now()
    form = BriefingForm(request.POST or None, today=day_of(at), initial={"on": day_of(at)})
    if request.method == "POST" and form.is_valid():
        actions.note_briefing(workstream, by=request.user.partner, at=at, **form.cleaned_data)
        messages.success(request, _("It is noted. The pair is asked whether it was so."))
        return redirect(workstream)
    return ask(request, form, title=_("Note a talk with the pair"), section=workstream.name, back=workstream.get_absolute_url())
