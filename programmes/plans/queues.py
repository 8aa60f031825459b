"""What waits for somebody about plans, for the page "what needs you"."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from programmes.decisions.lifecycles import OUT, DecisionState
from programmes.plans.lifecycles import OUT as PUBLISHED
from programmes.plans.lifecycles import PlanState, SummaryState
from programmes.plans.models import PlainSummary, Plan, PlanContributor, SummaryWord
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models.standing import Standing


def summaries_to_say(here: Standing, on: date) -> QuerySet:
    """For the pair, and for the lay co-chairs: nobody has approved it, and they did not write it and have said nothing."""
    mine = SummaryWord.objects.filter(summary=OuterRef("pk"), by=here.partner)
    asked = Q(plan__workstream__in=here.workstreams("PAIR")) | Q(plan__programme__in=here.programmes(["LCC"]))
    return PlainSummary.objects.filter(asked, ~Exists(mine), state=SummaryState.ASKED).exclude(written_by=here.partner).exclude(
        plan__state__in=[*PUBLISHED, PlanState.WITHDRAWN]).exclude(plan__programme__state=ProgrammeState.CLOSED)


def summary_noes(here: Standing, on: date) -> QuerySet:
    """For who wrote the summary, and for the lead: a lay partner says what is not clear."""
    led = Q(summary__written_by=here.partner) | Q(summary__plan__workstream__in=here.workstreams("WL"))
    return SummaryWord.objects.open_noes().filter(led).exclude(by=here.partner).exclude(
        summary__plan__state__in=[*PUBLISHED, PlanState.WITHDRAWN]).exclude(summary__plan__programme__state=ProgrammeState.CLOSED)


def thanks_to_say(here: Standing, on: date) -> QuerySet:
    """For whoever is to be thanked, and has not said how."""
    return PlanContributor.objects.filter(partner=here.partner, wish="").exclude(plan__state=PlanState.WITHDRAWN).exclude(
        plan__programme__state=ProgrammeState.CLOSED)


def _running() -> QuerySet:
    return Plan.objects.exclude(programme__state=ProgrammeState.CLOSED)


def plans_to_decide(here: Standing, on: date) -> QuerySet:
    """For the manager: everybody has their answer, and the decision is made."""
    return _running().filter(state=PlanState.ANSWERED, decision__state__in=OUT, programme__in=here.programmes(["PM"]))


def plans_to_publish(here: Standing, on: date) -> QuerySet:
    """For the manager: decided, and the decision is published."""
    return _running().filter(state=PlanState.DECIDED, decision__state=DecisionState.PUBLISHED, programme__in=here.programmes(["PM"]))
