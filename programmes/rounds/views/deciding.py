"""The themes, what is decided about each, and about one answer; what the pair looks at, and what it says."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.plans.models import PlanParagraph
from programmes.rounds import actions
from programmes.rounds.forms import AnswerNoForm, DecideForm, NoteSeenForm, SeenForm
from programmes.rounds.models import ForumAnswer, ForumRound, Response, RoundSeen, Theme
from programmes.rounds.policies.deciding import (
    may_answer_round_no,
    may_decide_one,
    may_decide_round,
    may_decide_theme,
    may_note_round_seen,
    may_say_round_seen,
    may_show,
    may_sort,
    pair_of,
)
from programmes.rounds.policies.reading import may_read_answers
from programmes.rounds.showing.decided import responses_context, themes_of
from programmes.rounds.views.doors import the_forum_answer, the_round, the_seen_word, the_theme


@allowed(may_read_answers, find=the_round)
def round_themes(request: HttpRequest, round: ForumRound) -> HttpResponse:
    return render(request, "programmes/rounds/themes.html", {
        "round": round, "programme": round.programme, "themes": themes_of(round), "may_sort": may_sort(request.user, round),
        "may_decide": may_decide_round(request.user, round)})


def _passages(round: ForumRound) -> Any:
    """Paragraphs of the version that stands that came after the Forum was asked."""
    return PlanParagraph.objects.filter(plan=round.plan_id, gone_in__isnull=True, since__gt=round.of_version).order_by("number", "pk")


def _form(request: HttpRequest, round: ForumRound, there: Response | None) -> DecideForm:
    initial: dict[str, Any] = {"decided_on": day_of(now())}
    if there is not None:
        initial = {name: getattr(there, name) for name in ("outcome", "reason", "changed", "decided_on")} | {
            "passages": list(there.passages.values_list("pk", flat=True))}
    return DecideForm(request.POST or None, passages=_passages(round), today=day_of(now()), initial=initial)


@allowed(may_decide_theme, find=the_theme)
def theme_decide(request: HttpRequest, theme: Theme) -> HttpResponse:
    form = _form(request, theme.round, getattr(theme, "response", None))
    if request.method == "POST" and form.is_valid():
        actions.decide_theme(theme, by=request.user.partner, at=now(), **form.cleaned_data)     # type: ignore[union-attr]
        messages.success(request, _("It is decided for all answers of this theme that have no decision of their own."))
        return redirect("programmes:round-themes", theme.round.ref)
    number = theme.answers.standing().count()
    return ask(request, form, title=_("What is done with “%(theme)s”?") % {"theme": theme.name}, section=theme.round.plan.name,
               back=reverse("programmes:round-themes", args=[theme.round.ref]), submit=_("Decide"),
               intro=_("It has %(n)d answers. Each who gave one reads this.") % {"n": number})


@allowed(may_decide_one, find=the_forum_answer)
def answer_decide(request: HttpRequest, it: ForumAnswer) -> HttpResponse:
    """For this one answer, whatever its themes say."""
    form = _form(request, it.round, it.response)
    if request.method == "POST" and form.is_valid():
        actions.decide_answers(it.round, ForumAnswer.objects.filter(pk=it.pk), by=request.user.partner, at=now(),     # type: ignore[union-attr]
                               **form.cleaned_data)
        messages.success(request, _("It is decided for this answer."))
        return redirect(it)
    return ask(request, form, title=_("What is done with this answer?"), section=it.round.plan.name, back=it, submit=_("Decide"),
               intro=it.text[:600] or _("It is a recording."))


# --- the pair looks at it ------------------------------------------------------------------------------------------------------------

@allowed(may_read_answers, find=the_round)
def round_responses(request: HttpRequest, round: ForumRound) -> HttpResponse:
    """What goes out, before it goes out."""
    return render(request, "programmes/rounds/responses.html", responses_context(round, request.user, request.GET))


@require_POST
@allowed(may_show, find=the_round)
def round_show(request: HttpRequest, round: ForumRound) -> HttpResponse:
    actions.ask_pair(round, by=request.user.partner, at=now())      # type: ignore[union-attr]
    messages.success(request, _("The pair is asked to look at the answers."))
    return redirect(round)


def _seen(request: HttpRequest, round: ForumRound, kind: Any, **more: Any) -> HttpResponse:
    form = kind(request.POST or None, initial={"look": round.look}, **more)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        me = request.user.partner       # type: ignore[union-attr]
        said: dict[str, Any] = {"by": given.pop("who"), "noted_by": me} if "who" in given else {"by": me}
        read, is_right = given.pop("look"), given.pop("value") == "yes"
        if read not in (None, round.look):      # a yes counts for what stood on the page
            form.add_error("value", _("It was changed since you opened this page. Please look again."))
            form.data = form.data.copy() | {"look": round.look}
        else:
            try:
                actions.say_seen(round, at=now(), is_right=is_right, **said, **given)
            except NotAllowedNow as refusal:
                form.add_error(None, str(refusal.why))
            else:
                messages.success(request, _("Thank you. It is noted.") if is_right else _("Thank you. It gets an answer."))
                return redirect("programmes:round-responses", round.ref)
    return ask(request, form, title=_("Is it right what people are told?"), section=round.plan.name,
               back=reverse("programmes:round-responses", args=[round.ref]), template="programmes/rounds/seen.html",
               **responses_context(round, request.user, request.GET))


@allowed(may_say_round_seen, find=the_round)
def round_seen(request: HttpRequest, round: ForumRound) -> HttpResponse:
    return _seen(request, round, SeenForm)


@allowed(may_note_round_seen, find=the_round)
def round_seen_note(request: HttpRequest, round: ForumRound) -> HttpResponse:
    return _seen(request, round, NoteSeenForm, people=pair_of(round, day_of(now())))


@allowed(may_answer_round_no, find=the_seen_word)
def no_answer(request: HttpRequest, word: RoundSeen) -> HttpResponse:
    form = AnswerNoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_no(word, by=request.user.partner, at=now(), answer=form.cleaned_data["answer"])      # type: ignore[union-attr]
        messages.success(request, _("Answered. It stands beside what they said."))
        return redirect("programmes:round-responses", word.round.ref)
    return ask(request, form, title=_("Answer a “no”"), section=word.round.plan.name, back=word.round, intro=word.text)
