"""The plain summary of a plan: writing it, saying whether it is clear, writing that down for somebody, and answering a "no"."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.plans import actions
from programmes.plans.forms import AnswerForm, NoteSayForm, SayForm, SummaryForm
from programmes.plans.lifecycles import SummaryState
from programmes.plans.models import PlainSummary, Plan, SummaryWord
from programmes.plans.policies.summaries import (
    may_answer_summary_word,
    may_note_summary_word,
    may_say_on_summary,
    may_write_summary,
    sayers_of,
)
from programmes.plans.views.doors import the_plan, the_summary, the_summary_word


@allowed(may_write_summary, find=the_plan)
def summary_write(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The first, or another one that takes its place and begins with its words."""
    before = plan.summaries.exclude(state=SummaryState.REPLACED).first()        # type: ignore[attr-defined]
    form = SummaryForm(request.POST or None, initial={"text": before.text if before else ""})
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_summary(plan, by=request.user.partner, at=now(), text=form.cleaned_data["text"], ref=form.cleaned_data["once"])    # type: ignore[union-attr]
        except NotAllowedNow as refusal:
            form.add_error("text", str(refusal.why))
        else:
            messages.success(request, _("It is written. Lay partners who did not write it are asked whether it is clear."))
            return redirect(plan)
    return ask(request, form, title=_("The plan in plain words"), section=plan.name, back=plan, intro=_(
        "What lay partners said of the one before is kept. They are asked about this one anew.") if before else "")


def _said(request: HttpRequest, summary: PlainSummary, form: Any, title: str, **facts: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        given = form.facts()
        by = form.cleaned_data.get("who", request.user.partner)         # type: ignore[union-attr]
        if "through" in form.cleaned_data:
            facts["through"] = form.cleaned_data["through"]
        try:
            actions.say_on_summary(summary, by=by, at=now(), **given, **facts)
        except NotAllowedNow as refusal:
            form.add_error(None, str(refusal.why))
        else:
            messages.success(request, _("Thank you. It is noted.") if given["value"] == "yes" else _("Thank you. It gets an answer."))
            return redirect(summary.plan)
    return ask(request, form, title=title, section=summary.plan.name, back=summary.plan, template="programmes/plans/say.html",
               summary=summary)


@allowed(may_say_on_summary, find=the_summary)
def say(request: HttpRequest, summary: PlainSummary) -> HttpResponse:
    """The word of a lay partner of the pair or of the Advisory Group who did not write it."""
    return _said(request, summary, SayForm(request.POST or None), _("Is this summary clear?"))


@allowed(may_note_summary_word, find=the_summary)
def note(request: HttpRequest, summary: PlainSummary) -> HttpResponse:
    """The same by phone, by letter or in person, written down by somebody else. They are told."""
    form = NoteSayForm(request.POST or None, people=sayers_of(summary, day_of(now())))
    return _said(request, summary, form, _("Write down what a lay partner says of the summary"), noted_by=request.user.partner)     # type: ignore[union-attr]


@allowed(may_answer_summary_word, find=the_summary_word)
def answer(request: HttpRequest, word: SummaryWord) -> HttpResponse:
    form, plan = AnswerForm(request.POST or None), word.summary.plan
    if request.method == "POST" and form.is_valid():
        actions.answer_summary_no(word, by=request.user.partner, at=now(), answer=form.cleaned_data["answer"])      # type: ignore[union-attr]
        messages.success(request, _("Answered. It stands beside what they said."))
        return redirect(plan)
    return ask(request, form, title=_("Answer what is not clear"), section=plan.name, back=plan, intro=word.text)
