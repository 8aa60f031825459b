"""The plans of a programme; one plan; starting and changing it; two versions beside each other; what can still change in it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import number, words
from programmes.plans import actions
from programmes.plans.actions.writing import ChangedMeanwhile
from programmes.plans.forms import WRITTEN, ChangePlanForm, PlanForm, PointForm, SettleForm
from programmes.plans.models import OpenPoint, Plan
from programmes.plans.policies.reading import may_read_plan, may_read_plans
from programmes.plans.policies.writing import may_change_plan, may_settle_point, may_start_plan, streams_for
from programmes.plans.showing.comparing import compare
from programmes.plans.showing.pages import list_context, plan_context
from programmes.plans.views.doors import paper_here, the_plan, the_point
from programmes.programme.models import Programme
from programmes.programme.views.doors import the_programme


def list_of(programme: Programme) -> str:
    return reverse("programmes:plans", args=[programme.slug])


@allowed(may_read_plans, find=the_programme)
def plans(request: HttpRequest, programme: Programme) -> HttpResponse:
    return render(request, "programmes/plans/list.html", list_context(programme, request.user, request.GET))


@allowed(may_read_plan, find=the_plan)
def plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    return render(request, "programmes/plans/plan.html", plan_context(plan, request.user, at=now()))


def _next_mark(programme: Programme) -> str:
    """The next free short name. One query."""
    taken = set(programme.plans.values_list("mark", flat=True))     # type: ignore[attr-defined]
    return next(mark for n in range(1, len(taken) + 2) if (mark := f"PL{n}") not in taken)


def _asked(request: HttpRequest, name: str) -> str:
    """What the form was opened with: the page posts to its own path, and carries it in a hidden field."""
    return request.POST.get(name, "").replace("\x00", "")[:60] if request.method == "POST" else words(request, name, longest=60)


@allowed(may_start_plan, find=the_programme)
def plan_new(request: HttpRequest, programme: Programme) -> HttpResponse:
    """An emerging plan; from a discussion paper (?paper=) with its title, purpose and text."""
    paper, streams = paper_here(request.user, programme, _asked(request, "paper")), streams_for(request.user, programme)
    initial: dict[str, Any] = {"mark": _next_mark(programme)}
    if paper is not None:
        of_paper = streams.filter(group=paper.meeting.group_id).first()
        initial |= {"paper": paper.ref, "title": paper.title, "purpose": paper.purpose, "text": paper.text,
                    "workstream": of_paper.pk if of_paper else None}
    elif named := streams.one_or_none(ref=words(request, "workstream", longest=60)):
        initial["workstream"] = named.pk
    form = PlanForm(request.POST or None, streams=streams, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start_plan(form.cleaned_data["workstream"], by=request.user.partner, at=now(), paper=paper,      # type: ignore[union-attr]
                                      ref=form.cleaned_data["once"], points=form.cleaned_data["points"], **form.facts())
        except NotAllowedNow as refusal:
            form.add_error("mark", str(refusal.why))
        else:
            messages.success(request, _("The plan is there. Everybody in the programme can read it."))
            return redirect(made)
    return ask(request, form, title=_("Start a plan"), section=programme.name, back=paper or list_of(programme),
               intro=_("From the paper “%(title)s”. Change what has to be changed.") % {"title": paper.title} if paper else "")


@allowed(may_change_plan, find=the_plan)
def plan_change(request: HttpRequest, plan: Plan) -> HttpResponse:
    """What was typed is kept, and shown beside what stands there now, if somebody else saved the plan meanwhile."""
    form = ChangePlanForm(request.POST or None, plan=plan, initial={name: getattr(plan, name) for name in WRITTEN} | {"seen": plan.version})
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_plan(plan, by=request.user.partner, at=now(), seen=form.cleaned_data["seen"] or 0, **form.facts())     # type: ignore[union-attr]
        except ChangedMeanwhile as refusal:
            theirs = the_plan(request.user, plan.ref)
            form.data = form.data.copy()
            form.data["seen"] = str(theirs.version)
            form.add_error("text", str(refusal.why))
        except NotAllowedNow as refusal:
            form.add_error("mark", str(refusal.why))
        else:
            messages.success(request, _("There is a new version.") if changed.version > plan.version else _("Changed."))
            return redirect(changed)
    return ask(request, form, title=_("Change this plan"), section=plan.name, back=plan, theirs=theirs,
               template="programmes/plans/write.html")


@allowed(may_read_plan, find=the_plan)
def plan_compare(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Any two versions, the one before and the newest unless others are asked for."""
    def asked(name: str, otherwise: int) -> int:
        wanted = number(words(request, name))
        return wanted if 1 <= wanted <= plan.version else otherwise

    found = compare(plan, asked("old", max(plan.version - 1, 1)), asked("new", plan.version))
    versions = plan.versions.order_by("number")     # type: ignore[attr-defined]
    return render(request, "programmes/plans/compare.html", {
        "plan": plan, "programme": plan.programme, "compared": found, "versions": list(versions)})


@allowed(may_change_plan, find=the_plan)
def point_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    form = PointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_point(plan, by=request.user.partner, at=now(), text=form.cleaned_data["text"])      # type: ignore[union-attr]
        except NotAllowedNow as refusal:
            form.add_error("text", str(refusal.why))
        else:
            messages.success(request, _("It stands among what can still change."))
            return redirect(plan)
    return ask(request, form, title=_("What can still change?"), section=plan.name, back=plan, submit=_("Add it"))


@allowed(may_settle_point, find=the_point)
def point_settle(request: HttpRequest, point: OpenPoint) -> HttpResponse:
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.settle_point(point, by=request.user.partner, at=now(), settled=form.cleaned_data["settled"])        # type: ignore[union-attr]
        messages.success(request, _("It is not open any more. How it was settled stands beside it."))
        return redirect(point.plan)
    return ask(request, form, title=_("Settle an open point"), section=point.plan.name, back=point.plan, intro=point.text)
