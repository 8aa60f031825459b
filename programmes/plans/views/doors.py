"""Finders: a plan that the reader may read and what hangs on it, or 404; and a plan as something that may be spoken about."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from programmes.papers.models import Paper
from programmes.papers.policies import may_read_paper
from programmes.papers.views.doors import the_paper
from programmes.plans.models import OpenPoint, PlainSummary, Plan, PlanContributor, PlanCopy, SummaryWord
from programmes.plans.policies.reading import plans_seen_by
from programmes.plans.policies.thanks import may_say_wish
from programmes.programme.models import Programme
from programmes.programme.policies import home_of, partner_of
from programmes.raising.models import About
from programmes.raising.views.topics import REF, TOPICS, Topic


def the_plan(user: Any, ref: str) -> Plan:
    plan = get_object_or_404(Plan.objects.whole(), ref=ref)
    if not plans_seen_by(user, plan.programme).filter(pk=plan.pk).exists():
        raise Http404
    return plan


def the_point(user: Any, ref: str) -> OpenPoint:
    found = get_object_or_404(OpenPoint.objects.select_related("plan"), ref=ref)
    found.plan = the_plan(user, found.plan.ref)
    return found


def the_summary(user: Any, ref: str) -> PlainSummary:
    found = get_object_or_404(PlainSummary.objects.select_related("plan", "written_by"), ref=ref)
    found.plan = the_plan(user, found.plan.ref)
    return found


def the_summary_word(user: Any, ref: str) -> SummaryWord:
    found = get_object_or_404(SummaryWord.objects.select_related("summary__plan", "summary__written_by", "by"), ref=ref)
    found.summary.plan = the_plan(user, found.summary.plan.ref)
    return found


def the_plan_copy(user: Any, ref: str) -> PlanCopy:
    found = get_object_or_404(PlanCopy.objects.there().select_related("plan"), ref=ref)        # type: ignore[attr-defined]
    found.plan = the_plan(user, found.plan.ref)
    return found


def the_contributor(user: Any, ref: str) -> PlanContributor:
    """For whom it is about, also when they have left, and for those who write down what they say."""
    found = get_object_or_404(PlanContributor.objects.select_related("plan__programme", "partner"), ref=ref)
    me = partner_of(user)
    if me is None or me.pk != found.partner_id:
        found.plan = the_plan(user, found.plan.ref)
        if not may_say_wish(user, found) and not found.wish:
            raise Http404
    return found


def paper_here(user: Any, programme: Programme, ref: str) -> Paper | None:
    """A paper of the programme that is out and that the reader may read; None for anything else."""
    if not REF.fullmatch(ref):
        return None
    try:
        paper = the_paper(user, ref)
    except Http404:
        return None
    home = home_of(paper.meeting.group)
    readable = bool(may_read_paper(user, paper))
    return paper if readable and paper.is_out() and home is not None and home.pk == programme.pk else None


def _about(it: Plan) -> About:
    return About("plan", it.ref, it.name, it.programme, it.workstream.group)


TOPICS["plan"] = Topic(_("a plan"), the_plan, _about, "programmes:plan", ("plan",))
