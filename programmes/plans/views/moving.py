"""Which decision is about a plan, deciding, delivering, reviewing and withdrawing it; and which runs of stages are its own."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.plans import actions
from programmes.plans.forms import DeliverForm, LinkForm, ReviewForm, TieForm, WithdrawForm
from programmes.plans.models import Plan
from programmes.plans.policies.moving import (
    decisions_for,
    may_decide_plan,
    may_deliver_plan,
    may_link_plan,
    may_review_plan,
    may_tie_plan,
    may_withdraw_plan,
)
from programmes.plans.views.doors import the_plan
from programmes.stages.models import Stage


def _asked(request: HttpRequest, plan: Plan, form: Any, act: Any, *, title: str, done: str, **more: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(plan, by=request.user.partner, at=now(), **form.cleaned_data)       # type: ignore[union-attr]
        except NotAllowedNow as refusal:
            form.add_error(None, str(refusal.why))
        else:
            messages.success(request, done)
            return redirect(plan)
    return ask(request, form, title=title, section=plan.name, back=plan, **more)


@allowed(may_withdraw_plan, find=the_plan)
def withdraw(request: HttpRequest, plan: Plan) -> HttpResponse:
    return _asked(request, plan, WithdrawForm(request.POST or None), actions.withdraw_plan, title=_("Withdraw this plan"),
                  done=_("It is withdrawn, with your reason."), submit=_("Withdraw it"), submit_kind="warning")


@allowed(may_link_plan, find=the_plan)
def link(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Which decision of the log is about it: the one that was prepared about it is offered first."""
    found = decisions_for(plan)
    about = found.filter(about_kind="plan", about_ref=plan.ref).first()
    form = LinkForm(request.POST or None, decisions=found, initial={"decision": plan.decision_id or (about.pk if about else None)})
    return _asked(request, plan, form, actions.link_plan, title=_("Which decision is about it?"), done=_("Saved."), intro=_(
        "The plan is decided when that decision is made, and published when that is published."))


@require_POST
@allowed(may_decide_plan, find=the_plan)
def decide(request: HttpRequest, plan: Plan) -> HttpResponse:
    actions.decide_plan(plan, by=request.user.partner, at=now())        # type: ignore[union-attr]
    messages.success(request, _("It counts as decided. Its words stand."))
    return redirect(plan)


@allowed(may_deliver_plan, find=the_plan)
def deliver(request: HttpRequest, plan: Plan) -> HttpResponse:
    return _asked(request, plan, DeliverForm(request.POST or None), actions.deliver_plan, title=_("It goes into delivery"),
                  done=_("Noted."))


@allowed(may_review_plan, find=the_plan)
def review(request: HttpRequest, plan: Plan) -> HttpResponse:
    return _asked(request, plan, ReviewForm(request.POST or None), actions.review_plan, title=_("What came of this plan?"),
                  done=_("Noted."))


# --- its runs of stages -------------------------------------------------------------------------------------------------

def _stages(plan: Plan, code: str, path: str) -> QuerySet[Stage]:
    """The programme's runs of that stage that have no plan yet, or have this one."""
    free = Stage.objects.filter(programme=plan.programme, code=code, **{f"{path}__isnull": True})
    return (free | Stage.objects.filter(programme=plan.programme, **{path: plan})).select_related("workstream").in_order()  # type: ignore[attr-defined,no-any-return]


def _named(plan: Plan, stages: QuerySet[Stage]) -> int | None:
    """The run that was laid down under the plan's name."""
    names = {plan.name.lower(), plan.title.lower(), plan.mark.lower()}
    return next((each.pk for each in stages if each.plan_name.strip().lower() in names), None)


@allowed(may_tie_plan, find=the_plan)
def tie(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Which runs of stages 9 and 10 are the plan's: those that bear its name are chosen already."""
    forum, decision = _stages(plan, "S9", "forum_plan"), _stages(plan, "S10", "decided_plan")
    form = TieForm(request.POST or None, forum=forum, decision=decision, initial={
        "forum_stage": plan.forum_stage_id or _named(plan, forum), "decision_stage": plan.decision_stage_id or _named(plan, decision)})
    return _asked(request, plan, form, actions.tie_plan, title=_("Which stages are the plan’s?"), done=_("Saved."), intro=_(
        "What the plan shows then counts for standards 9.2, 10.5 and 10.6 there."))
