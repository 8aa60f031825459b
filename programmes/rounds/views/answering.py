"""Answering a round: by oneself, or written down for somebody; the recording."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import words
from coprod.kit.ranges import in_parts
from coprod.kit.saying import day
from coprod.kit.uploads import owner
from partners.models import Partner
from programmes.calls.views import is_valid_with_file
from programmes.forum.policies import may_run_forum
from programmes.plans.models import OpenPoint, Plan, PlanParagraph
from programmes.rounds import actions
from programmes.rounds.catalogue import FOUND_AT_MOST
from programmes.rounds.forms import AnswerForm, FindForm, HeardForm, NoteAnswerForm
from programmes.rounds.models import ForumAnswer, ForumRound
from programmes.rounds.policies.answering import (
    in_time,
    may_answer_here,
    may_answer_round,
    may_hear_recording,
    may_note_answer,
    may_write_down_recording,
)
from programmes.rounds.views.doors import the_forum_answer, the_round


def places_of(plan: Plan) -> list[tuple[str, str]]:
    """What an answer may be about: the open points, and each paragraph that stands. Two queries."""
    found = [(f"point:{each.ref}", _("Open point %(n)d: %(text)s") % {"n": each.number, "text": each.text})
             for each in plan.points.open()]
    for each in plan.paragraphs.standing():
        first = " ".join(each.text.split())
        found.append((f"paragraph:{each.ref}", _("Text: %(text)s") % {"text": first if len(first) <= 70 else f"{first[:67].rstrip()}…"}))
    return found


def target_of(plan: Plan, about: str) -> dict[str, Any]:
    """The point or the paragraph that was chosen; the form has taken only what is in this plan."""
    kind, _sign, ref = about.partition(":")
    if kind == "point":
        return {"point": OpenPoint.objects.get(plan=plan, ref=ref)}
    return {"paragraph": PlanParagraph.objects.get(plan=plan, ref=ref)} if kind == "paragraph" else {}


def _asked_about(request: HttpRequest, plan: Plan) -> str:
    """What the reader came from: ?about=point:... or ?about=paragraph:..., if it is in this plan."""
    asked = words(request, "about", longest=60)
    return asked if asked in dict(places_of(plan)) else "whole"


def _facts(form: Any, plan: Plan) -> dict[str, Any]:
    given = form.cleaned_data
    return {"text": given["text"], "audio": given.get("file") or None, "content_type": given.get("content_type", ""),
            "wants_no_name": given["wants_no_name"], "ref": given["once"]} | target_of(plan, given["about"])


@allowed(may_answer_round, find=the_round)
def round_answer(request: HttpRequest, round: ForumRound) -> HttpResponse:
    """On the whole plan, on what is open or on a paragraph. What comes too late is refused with a sentence, and stays on the page."""
    is_sent = request.method == "POST"
    form = AnswerForm(request.POST if is_sent else None, request.FILES or None, owner=owner(request.user), places=places_of(round.plan),
                      initial={"about": "whole" if is_sent else _asked_about(request, round.plan)})
    if is_sent and is_valid_with_file(form):
        try:
            actions.give_answer(round, by=request.user.partner, at=now(), **_facts(form, round.plan))     # type: ignore[union-attr]
        except NotAllowedNow as refusal:
            form.add_error(None, str(refusal.why))
        else:
            messages.success(request, _("Thank you. You hear by %(day)s what became of it.") % {"day": day(round.reply_by)})
            return redirect(round)
    late = in_time(round, day_of(now()), through="account")
    return ask(request, form, title=_("What do you think?"), section=round.plan.name, back=round, submit=_("Send my answer"),
               template="programmes/rounds/answer.html", round=round, points=list(round.plan.points.open()),
               late="" if late else late.why)


@allowed(may_note_answer, find=the_round)
def round_answer_note(request: HttpRequest, round: ForumRound) -> HttpResponse:
    """First whose answer it is, then what it says."""
    on = day_of(now())
    ref = (request.POST.get("who", "") if request.method == "POST" else words(request, "who", longest=20)).replace("\x00", "")
    who = may_answer_here(round.programme, on).one_or_none(ref=ref) if ref else None
    return _typed(request, round, who) if who else _found(request, round)


def _found(request: HttpRequest, round: ForumRound) -> HttpResponse:
    """People whose name has these letters. At most twenty: a Forum may have thousands."""
    asked = words(request, "q", longest=100)
    people = may_answer_here(round.programme, day_of(now())).matching(asked).order_by("name", "pk")[:FOUND_AT_MOST] if asked else ()
    return render(request, "programmes/rounds/find.html", {
        "may_add": bool(asked) and may_run_forum(request.user, round.programme),
        "round": round, "programme": round.programme, "form": FindForm(initial={"q": asked}), "asked": asked, "people": people})


def _typed(request: HttpRequest, round: ForumRound, who: Partner) -> HttpResponse:
    on, is_sent = day_of(now()), request.method == "POST"
    form = NoteAnswerForm(request.POST if is_sent else None, request.FILES or None, owner=owner(request.user),
                          places=places_of(round.plan), today=on, first=round.opens_on, initial={
                              "who": who.ref, "received_on": on, "about": "whole"})
    if is_sent and is_valid_with_file(form):
        given = form.cleaned_data
        try:
            actions.give_answer(round, by=who, at=now(), noted_by=request.user.partner, through=given["through"],       # type: ignore[union-attr]
                                received_on=given["received_on"], **_facts(form, round.plan))
        except NotAllowedNow as refusal:
            form.add_error(None, str(refusal.why))
        else:
            messages.success(request, _("It is written down. They are told that it is here."))
            return redirect("programmes:round-answer-note", round.ref)
    there = ForumAnswer.objects.not_taken_back().filter(round=round, by=who).count()
    return ask(request, form, title=_("Write down an answer of %(name)s") % {"name": who.name}, section=round.plan.name, back=round,
               submit=_("Write it down"), intro=_("They have answered already: %(n)d. Both are kept, and they get one reply.") % {
                   "n": there} if there else "")


@allowed(may_hear_recording, find=the_forum_answer)
@require_GET
def answer_recording(request: HttpRequest, it: ForumAnswer) -> HttpResponse:
    """The file, in the parts in which a browser plays it; to be kept, and never opened as a page."""
    if not it.audio:
        raise Http404
    ending = "mp3" if it.content_type == "audio/mpeg" else "m4a"
    response = in_parts(request, it.audio, filename=f"answer.{ending}", content_type=it.content_type)
    for name, value in (("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", "default-src 'none'; sandbox"),
                        ("Cache-Control", "private, no-store")):
        response.headers[name] = value
    return response


@allowed(may_write_down_recording, find=the_forum_answer)
def answer_heard(request: HttpRequest, it: ForumAnswer) -> HttpResponse:
    form = HeardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.write_down_recording(it, by=request.user.partner, at=now(), text=form.cleaned_data["text"])   # type: ignore[union-attr]
        messages.success(request, _("It is written down."))
        return redirect(it)
    return ask(request, form, title=_("Write down what the recording says"), section=it.round.plan.name, back=it)
