"""The page about the edition of a programme; proposing to move, and the other side's word."""

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
from programmes.catalogue import edition, newer_than
from programmes.moving import actions
from programmes.moving.forms import ProposeMove, RefuseMove
from programmes.moving.models import EditionMove
from programmes.moving.policies import (
    may_agree_to_move,
    may_propose_move,
    may_read_edition,
    may_refuse_move,
    may_withdraw_move,
)
from programmes.moving.showing import newer_editions, shown
from programmes.programme.models import Programme
from programmes.programme.policies import may_see_names, partner_of
from programmes.programme.views.doors import its_programme, the_one, the_programme


def the_move(user: Any, ref: str) -> EditionMove:
    found: EditionMove = the_one(user, EditionMove.objects.with_people(), its_programme, ref=ref)
    return found


@allowed(may_read_edition, find=the_programme)
def edition_(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The edition now, newer ones with what is different, the proposal that waits, and earlier ones."""
    user = request.user
    names, me = bool(may_see_names(user, programme)), partner_of(user)
    moves = [shown(move, names=names, me=me) for move in programme.edition_moves.with_people().newest_first()]
    waiting = next((each for each in moves if each.move.is_waiting()), None)
    if waiting:
        waiting.move.programme = programme
    return render(request, "programmes/moving/edition.html", {
        "programme": programme, "edition": edition(programme.edition), "waiting": waiting,
        "newer": newer_editions(programme, waiting.move.will_be if waiting else None),
        "earlier": [each for each in moves if not each.move.is_waiting()],
        "may_propose": may_propose_move(user, programme),
        "may_agree": may_agree_to_move(user, waiting.move) if waiting else None,
        "may_withdraw": may_withdraw_move(user, waiting.move) if waiting else None})


@allowed(may_propose_move, find=the_programme)
def edition_propose(request: HttpRequest, programme: Programme) -> HttpResponse:
    newer = [edition(number) for number in newer_than(programme.edition)]
    if not newer:
        raise NotAllowedNow("propose", _("There is no newer edition to move to."))
    form = ProposeMove(request.POST or None, newer=newer, initial={"will_be": request.GET.get("to", newer[0].number)})
    if request.method == "POST" and form.is_valid():
        actions.propose_move(programme, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("It is proposed. The other side is being asked."))
        return redirect("programmes:edition", programme.slug)
    return ask(request, form, title=_("Propose to move to another edition"), section=programme.name, submit=_("Propose it"),
               intro=_("The programme moves when the other side agrees. What is answered already stays."),
               back=reverse("programmes:edition", args=[programme.slug]))


@require_POST
@allowed(may_agree_to_move, find=the_move)
def move_agree(request: HttpRequest, move: EditionMove) -> HttpResponse:
    move = actions.agree_to_move(move, by=request.user.partner, at=now())
    messages.success(request, _("Thank you. The programme works under edition %(number)d now.") % {"number": move.will_be})
    return redirect(move)


@allowed(may_refuse_move, find=the_move)
def move_refuse(request: HttpRequest, move: EditionMove) -> HttpResponse:
    form = RefuseMove(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.refuse_move(move, by=request.user.partner, at=now(), because=form.cleaned_data["because"])
        messages.success(request, _("Your “no” and its reason are recorded. Who proposed it is being told."))
        return redirect(move)
    return ask(request, form, title=_("Say no to edition %(number)d") % {"number": move.will_be}, section=move.programme.name, back=move,
               submit=_("Say no"))


@require_POST
@allowed(may_withdraw_move, find=the_move)
def move_withdraw(request: HttpRequest, move: EditionMove) -> HttpResponse:
    actions.withdraw_move(move, by=request.user.partner, at=now())
    messages.success(request, _("Your proposal is taken back. That it was made stays on record."))
    return redirect(move)
