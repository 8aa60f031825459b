"""One round; opening, closing and calling it off; the sheet for the post and the words for the phone; who waits for an answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import number, words
from programmes.plans.models import Plan
from programmes.plans.views.doors import the_plan
from programmes.rounds import actions
from programmes.rounds.catalogue import ON_A_PAGE
from programmes.rounds.forms import BecauseForm, OpenRoundForm
from programmes.rounds.models import ForumRound
from programmes.rounds.policies.answering import may_note_answer
from programmes.rounds.policies.opening import (
    forum_meetings,
    may_call_off,
    may_close_round,
    may_open_round,
    missing_to_open,
)
from programmes.rounds.policies.reading import may_read_round, may_see_unanswered, unanswered_people
from programmes.rounds.showing.pages import groups_to_invite, round_context
from programmes.rounds.views.doors import the_round


@allowed(may_open_round, find=the_plan)
def round_open(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The page says what is missing, and keeps what was typed."""
    at = now()
    form = OpenRoundForm(request.POST or None, meetings=forum_meetings(plan), groups=groups_to_invite(plan), today=day_of(at),
                         initial={"decide_on": plan.decide_on, "ways": ["online", "post", "phone"]})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.open_round(
                plan, by=request.user.partner, at=at, invited=form.invited(), ref=given["once"],        # type: ignore[union-attr]
                **{name: given[name] for name in ("closes_on", "decide_on", "ways", "ways_other", "meeting")})
        except NotAllowedNow as refusal:
            form.add_error(None, str(refusal.why))
        else:
            messages.success(request, _("The Forum is asked. Everybody in it is being told."))
            return redirect(made)
    return ask(request, form, title=_("Ask the Forum"), section=plan.name, back=plan, submit=_("Ask the Forum"),
               template="programmes/rounds/open.html", missing=missing_to_open(plan), points=list(plan.points.open()))


@allowed(may_read_round, find=the_round)
def round(request: HttpRequest, round: ForumRound) -> HttpResponse:
    return render(request, "programmes/rounds/round.html", round_context(round, request.user, on=day_of(now())))


@require_POST
@allowed(may_close_round, find=the_round)
def round_close(request: HttpRequest, round: ForumRound) -> HttpResponse:
    actions.close_round(round, by=request.user.partner, at=now())       # type: ignore[union-attr]
    messages.success(request, _("The round is closed. Now each answer is answered."))
    return redirect(round)


@allowed(may_call_off, find=the_round)
def round_call_off(request: HttpRequest, round: ForumRound) -> HttpResponse:
    form = BecauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.call_off_round(round, by=request.user.partner, at=now(), because=form.cleaned_data["because"])   # type: ignore[union-attr]
        messages.success(request, _("It is called off. Who has answered is told."))
        return redirect(round)
    return ask(request, form, title=_("Call the round off"), section=round.plan.name, back=round,
               intro=_("What people answered is kept. They read your reason."))


@allowed(may_read_round, find=the_round)
def round_sheet(request: HttpRequest, round: ForumRound) -> HttpResponse:
    """A sheet to print and to send by post: big type, the plan in plain words, what is open, and where it goes back to (FM3)."""
    return render(request, "programmes/rounds/sheet.html", {
        "round": round, "programme": round.programme, "points": list(round.plan.points.open())})


@allowed(may_note_answer, find=the_round)
def round_script(request: HttpRequest, round: ForumRound) -> HttpResponse:
    """What is said on the phone, on one page, for who types it."""
    return render(request, "programmes/rounds/script.html", {
        "round": round, "programme": round.programme, "points": list(round.plan.points.open())})


@allowed(may_see_unanswered, find=the_round)
def round_unanswered(request: HttpRequest, round: ForumRound) -> HttpResponse:
    """Who waits, a page at a time (R11)."""
    found, start = unanswered_people(round), number(words(request, "from"))
    rows = list(found[start:start + ON_A_PAGE + 1])
    return render(request, "programmes/rounds/unanswered.html", {
        "round": round, "programme": round.programme, "rows": rows[:ON_A_PAGE], "number": found.count(),
        "next": f"?from={start + ON_A_PAGE}" if len(rows) > ON_A_PAGE else "",
        "previous": f"?from={max(start - ON_A_PAGE, 0)}" if start else ""})
