"""One's own answer, or somebody's as they say it: changed, taken back; and words that are kept from the group."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.programme.policies import partner_of
from programmes.rounds import actions
from programmes.rounds.forms import BecauseForm, ChangeAnswerForm, HowForm, NoteChangeForm
from programmes.rounds.models import ForumAnswer
from programmes.rounds.policies.answering import (
    may_change_answer,
    may_keep_back,
    may_keep_no_more,
    may_note_change,
)
from programmes.rounds.policies.reading import is_givers
from programmes.rounds.views.answering import places_of, target_of
from programmes.rounds.views.doors import the_forum_answer


def _place_of(it: ForumAnswer) -> tuple[str, list[tuple[str, str]]]:
    """What it is about, as the form says it, and what it may be about: also a paragraph that is gone from the plan meanwhile."""
    here = f"point:{it.point.ref}" if it.point else f"paragraph:{it.paragraph.ref}" if it.paragraph else "whole"
    places = places_of(it.round.plan)
    return here, places if here == "whole" or here in dict(places) else [(here, it.about()), *places]


def _change(request: HttpRequest, it: ForumAnswer, kind: type[ChangeAnswerForm], title: str, **how: Any) -> HttpResponse:
    here, places = _place_of(it)
    seen = it.earlier.count()       # type: ignore[attr-defined]
    form = kind(request.POST or None, places=places, has_recording=bool(it.audio), initial={
        "about": here, "text": it.text, "wants_no_name": it.wants_no_name, "seen": seen})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if "through" in given:
            how["through"] = given["through"]
        try:
            actions.change_answer(it, at=now(), text=given["text"], seen=given["seen"] if given["seen"] is not None else seen,
                                  wants_no_name=given["wants_no_name"], **how, **target_of(it.round.plan, given["about"]))
        except NotAllowedNow as refusal:
            form.add_error(None, str(refusal.why))
        else:
            messages.success(request, _("It is changed. They are told.") if how else _("It is changed."))
            return redirect(it)
    return ask(request, form, title=title, section=it.round.plan.name, back=it)


@allowed(may_change_answer, find=the_forum_answer)
def answer_change(request: HttpRequest, it: ForumAnswer) -> HttpResponse:
    """Until the round closes. What stood there is kept."""
    return _change(request, it, ChangeAnswerForm, _("Change my answer"))


@allowed(may_note_change, find=the_forum_answer)
def answer_change_note(request: HttpRequest, it: ForumAnswer) -> HttpResponse:
    return _change(request, it, NoteChangeForm, _("Write down a change to an answer"), noted_by=partner_of(request.user))


@allowed(may_change_answer, find=the_forum_answer)
def answer_take_back(request: HttpRequest, it: ForumAnswer) -> HttpResponse:
    """With what follows from it, before it is done."""
    if request.method == "POST":
        actions.take_answer_back(it, at=now())
        messages.success(request, _("It is taken back."))
        return redirect(it)
    return ask(request, None, title=_("Take my answer back"), section=it.round.plan.name, back=it, submit=_("Take it back"),
               intro=_("It does not count, and it is not answered. If it was put into a theme, it goes out of it. You can answer again "
                       "while the round is open."))


@allowed(may_note_change, find=the_forum_answer)
def answer_take_back_note(request: HttpRequest, it: ForumAnswer) -> HttpResponse:
    form = HowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.take_answer_back(it, at=now(), noted_by=partner_of(request.user), through=form.cleaned_data["through"])
        messages.success(request, _("It is taken back. They are told."))
        return redirect(it.round)
    return ask(request, form, title=_("Write down that somebody takes their answer back"), section=it.round.plan.name, back=it,
               submit=_("Take it back"), intro=_("It does not count, and it is not answered. Its words are not read any more."))


@allowed(may_keep_back, find=the_forum_answer)
def answer_keep(request: HttpRequest, it: ForumAnswer) -> HttpResponse:
    """One's own at once; those of somebody else with a reason, which they read."""
    is_own = is_givers(request.user, it)
    form = None if is_own else BecauseForm(request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        actions.keep_back(it, by=request.user.partner, at=now(),        # type: ignore[union-attr]
                          because=form.cleaned_data["because"] if form else "")
        messages.success(request, _("The others do not read these words any more."))
        return redirect(it)
    return ask(request, form, title=_("Keep these words from the group"), section=it.round.plan.name, back=it, submit=_("Keep them back"),
               intro=_("It counts, and you get an answer. Only those who sort the answers read your words.") if is_own else _(
                   "It counts, and it is answered. Only those who sort the answers read the words. Who gave them reads your reason."))


@require_POST
@allowed(may_keep_no_more, find=the_forum_answer)
def answer_keep_no_more(request: HttpRequest, it: ForumAnswer) -> HttpResponse:
    actions.keep_no_more(it, by=request.user.partner, at=now())     # type: ignore[union-attr]
    messages.success(request, _("The others may read these words again."))
    return redirect(it)
