"""Noting that a decision was made, putting it off, withdrawing it, publishing it, its reason and its stage."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.decisions import actions
from programmes.decisions.forms import BecauseForm, LinkForm, MakeForm, ReasonForm
from programmes.decisions.models import DecisionRecord
from programmes.decisions.policies.deciding import (
    may_defer,
    may_link,
    may_make,
    may_publish,
    may_resume,
    may_withdraw,
    may_write_reason,
    missing_to_make,
)
from programmes.decisions.views.doors import meetings_for, stages_for, the_decision

_MADE = ("method", "votes_for", "votes_against", "votes_none", "decided_on", "present", "lay_present", "reason")


@allowed(may_make, find=the_decision)
def make(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    """Note that it was made: the page says what is missing, and keeps what was typed."""
    at = now()
    form = MakeForm(request.POST or None, decision=decision, meetings=meetings_for(decision.programme), today=day_of(at),
                    initial={name: getattr(decision, name) for name in _MADE} | {"meeting": decision.meeting_id})
    missing: list[str] = missing_to_make(decision, on=day_of(at))
    if request.method == "POST" and form.is_valid():
        try:
            actions.make_decision(decision, by=request.user.partner, at=at, **form.cleaned_data)
        except NotAllowedNow as refusal:
            form.add_error(None, str(refusal.why))
        else:
            messages.success(request, _("It is noted as made. Lay partners whom it concerns are told."))
            return redirect(decision)
    return ask(request, form, title=_("Note that it was made"), section=decision.title, back=decision, submit=_("It was made"),
               template="programmes/decisions/make.html", missing=missing)


def _because(request: HttpRequest, decision: DecisionRecord, verb: Any, *, title: str, done: str, intro: str = "") -> HttpResponse:
    form = BecauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verb(decision, by=request.user.partner, at=now(), because=form.cleaned_data["because"])
        messages.success(request, done)
        return redirect(decision)
    return ask(request, form, title=title, section=decision.title, back=decision, intro=intro)


@allowed(may_defer, find=the_decision)
def defer(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    return _because(request, decision, actions.defer_decision, title=_("Put the decision off"), done=_("It is put off."),
                    intro=_("Nothing is decided. It can be taken up again."))


@require_POST
@allowed(may_resume, find=the_decision)
def resume(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    actions.resume_decision(decision, by=request.user.partner, at=now())        # type: ignore[union-attr]
    messages.success(request, _("It is taken up again."))
    return redirect(decision)


@allowed(may_withdraw, find=the_decision)
def withdraw(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    return _because(request, decision, actions.withdraw_decision, title=_("Withdraw the decision"), done=_("It is withdrawn."),
                    intro=_("It stays in the log, with your reason."))


@require_POST
@allowed(may_publish, find=the_decision)
def publish(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    actions.publish_decision(decision, by=request.user.partner, at=now())       # type: ignore[union-attr]
    messages.success(request, _("It is published."))
    return redirect(decision)


@allowed(may_write_reason, find=the_decision)
def reason(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    """The reason, also when somebody says after the decision that they do not agree."""
    form = ReasonForm(request.POST or None, initial={"reason": decision.reason})
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_reason(decision, by=request.user.partner, at=now(), reason=form.cleaned_data["reason"])
        except NotAllowedNow as refusal:
            form.add_error("reason", str(refusal.why))
        else:
            messages.success(request, _("Saved."))
            return redirect(decision)
    return ask(request, form, title=_("The published reason"), section=decision.title, back=decision, intro=_(
        "Why was it decided so, although lay partners do not fully agree?"))


@allowed(may_link, find=the_decision)
def link(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    """To which run of stage 10 it belongs, and at which meeting it was decided: that may be noted after the decision."""
    programme = decision.programme
    form = LinkForm(request.POST or None, stages=stages_for(programme, decision), meetings=meetings_for(programme), initial={
        "stage": decision.stage_id, "meeting": decision.meeting_id})
    if request.method == "POST" and form.is_valid():
        actions.link_decision(decision, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(decision)
    return ask(request, form, title=_("To which stage and meeting does it belong?"), section=decision.title, back=decision, intro=_(
        "What the log shows then counts for standards 10.1 to 10.4."))
