"""Who looks at it, what became of it, whether that is good enough, and the reply if it is not."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.saying import day
from programmes.contributions import actions
from programmes.contributions.forms import AddForm, AnswerForm, ConsiderForm, NoteSayForm, ReplyForm, SayForm
from programmes.contributions.lifecycles import ContributionState
from programmes.contributions.models import Contribution
from programmes.contributions.policies.contributions import (
    giver_shown,
    may_add,
    may_answer,
    may_consider,
    may_note_say,
    may_reply,
    may_say_on,
)
from programmes.contributions.showing.pages import judged_context
from programmes.contributions.views.doors import the_contribution

ABOVE, JUDGE = "programmes/contributions/answer.html", "programmes/contributions/judge.html"


@allowed(may_consider, find=the_contribution)
def contribution_consider(request: HttpRequest, it: Contribution) -> HttpResponse:
    form = ConsiderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.consider(it, by=request.user.partner, at=now(), **form.cleaned_data)      # type: ignore[union-attr]
        messages.success(request, _("They are told that somebody looks at it. Answer by %(day)s.") % {"day": day(it.answer_by)})
        return redirect(it)
    return ask(request, form, title=_("Say who looks at it"), section=it.programme.name, back=it, submit=_("Tell them"), template=ABOVE,
               it=it, who=giver_shown(request.user, it))


@allowed(may_answer, find=the_contribution)
def contribution_answer(request: HttpRequest, it: Contribution) -> HttpResponse:
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_contribution(it, by=request.user.partner, at=now(), **form.cleaned_data)      # type: ignore[union-attr]
        messages.success(request, _("Your answer is on its way. They may say that it is not good enough."))
        return redirect(it)
    return ask(request, form, title=_("What became of it?"), section=it.programme.name, back=it, submit=_("Send the answer"),
               template=ABOVE, it=it, who=giver_shown(request.user, it))


def _said(request: HttpRequest, it: Contribution, form: SayForm, **how: Any) -> HttpResponse | None:
    """What somebody says of the answer, done; None while it is not said well."""
    if request.method != "POST" or not form.is_valid():
        return None
    given: dict[str, Any] = {"text": form.cleaned_data["text"], "at": now()} | how
    if form.cleaned_data["value"] == "yes":
        actions.accept_answer(it, **given)
        messages.success(request, _("Thank you. It is noted."))
        return redirect(it)
    found = actions.refuse_answer(it, **given)
    messages.success(request, _("Noted. A lay co-chair replies by %(day)s.") % {"day": day(found.reply_by)} if found.state
                     == ContributionState.NOT_SATISFIED else _("Noted. It stays here for everybody who reads it."))
    return redirect(it)


@allowed(may_say_on, find=the_contribution)
def contribution_say(request: HttpRequest, it: Contribution) -> HttpResponse:
    """ "I am not satisfied" (LP17), or thank you."""
    form = SayForm(request.POST or None, initial={"value": "no"} if request.GET.get("no") else None)
    return _said(request, it, form) or ask(
        request, form, title=_("Is the answer good enough?"), section=it.programme.name, back=it, submit=_("Say so"), template=JUDGE,
        **judged_context(it, request.user), intro=_(
            "If it is not, say what is missing. The lay co-chairs read it, with your name. One of them replies within ten working days.")
        if it.is_answered() else _("If the reply is not good enough either, it stays written here as you say it."))


@allowed(may_note_say, find=the_contribution)
def contribution_say_note(request: HttpRequest, it: Contribution) -> HttpResponse:
    """The same, as they say it by phone, by letter or in person."""
    form = NoteSayForm(request.POST or None)
    me = request.user.partner      # type: ignore[union-attr]
    how = {"through": form.cleaned_data["through"], "noted_by": me} if form.is_valid() else {}
    return _said(request, it, form, **how) or ask(
        request, form, title=_("What do they say to the answer?"), section=it.programme.name, back=it, submit=_("Write it down"),
        template=JUDGE, **judged_context(it, request.user),
        intro=_("Read the answer out to %(who)s. They may say that it is not good enough.") % {"who": giver_shown(request.user, it)})


@allowed(may_reply, find=the_contribution)
def contribution_reply(request: HttpRequest, it: Contribution) -> HttpResponse:
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.reply(it, by=request.user.partner, at=now(), **form.cleaned_data)      # type: ignore[union-attr]
        messages.success(request, _("Your reply is on its way."))
        return redirect(it)
    return ask(request, form, title=_("Reply to who is not satisfied"), section=it.programme.name, back=it, submit=_("Send the reply"),
               template=ABOVE, it=it, who=giver_shown(request.user, it), missing=_missing(it))


@allowed(may_add, find=the_contribution)
def contribution_add(request: HttpRequest, it: Contribution) -> HttpResponse:
    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_word(it, by=request.user.partner, at=now(), **form.cleaned_data)      # type: ignore[union-attr]
        messages.success(request, _("It stands beside the answer."))
        return redirect(it)
    return ask(request, form, title=_("Add something"), section=it.programme.name, back=it, template=ABOVE, it=it,
               who=giver_shown(request.user, it), missing=_missing(it))


def _missing(it: Contribution) -> str:
    """What who gave it said is missing."""
    found = it.answers.filter(is_enough=False).order_by("at", "pk").last()
    return found.said if found else ""
