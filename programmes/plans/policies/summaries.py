"""Who writes the plain summary of a plan, which lay partners say whether it is clear, and who answers a "no" (9.2)."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from partners.models import Partner
from programmes.decisions.policies.reading import advisory_of, lay_of
from programmes.plans.lifecycles import OUT, PlanState, SummaryState
from programmes.plans.models import PlainSummary, Plan, SummaryWord
from programmes.plans.policies.writing import CLOSED
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.policies import partner_of, standing
from programmes.raising.policies import lay_chairs, may_note_for

ANSWERS = frozenset({"PM", "FAC", "WL"})


def in_time(plan: Plan) -> Answer:
    """Until the plan is published."""
    if plan.programme.state == ProgrammeState.CLOSED:
        return No(CLOSED)
    return No(_("The plan is published or withdrawn.")) if plan.state in (*OUT, PlanState.WITHDRAWN) else YES


def may_write_summary(user: Any, plan: Plan) -> Answer:
    """The lead, or one of the pair; and those who help them to it."""
    if not standing(user).codes(plan.programme, plan.workstream) & (ANSWERS | {"PAIR"}):
        return No(_("The lead or one of the pair writes the plain summary; the programme manager and the facilitator may help."))
    return in_time(plan)


def lay_of_plan(plan: Plan, on: date) -> QuerySet[Partner]:
    """Who may say yes to a plain summary of the plan: the pair, and the lay members of the Advisory Group."""
    found = lay_of([plan.workstream.group_id], on) | lay_of(advisory_of(plan.programme).values("pk"), on)
    return Partner.objects.filter(Q(pk__in=found.values("pk")))


def sayers_of(summary: PlainSummary, on: date) -> QuerySet[Partner]:
    """The same, without who wrote it."""
    return lay_of_plan(summary.plan, on).exclude(pk=summary.written_by_id)


def asked_about(summary: PlainSummary, on: date) -> QuerySet[Partner]:
    """Who is asked by message: the pair; where nobody is left of it, the lay co-chairs."""
    pair = lay_of([summary.plan.workstream.group_id], on).exclude(pk=summary.written_by_id)
    return pair if pair.exists() else lay_chairs(summary.plan.programme, on).exclude(pk=summary.written_by_id)


def _stands(summary: PlainSummary) -> Answer:
    if summary.state == SummaryState.REPLACED:
        return No(_("Another summary took its place."))
    return in_time(summary.plan)


def says_here(user: Any, summary: PlainSummary) -> bool:
    """Whether the user is one of those whose word counts. No query beyond their standing."""
    here, partner = standing(user), partner_of(user)
    if partner is None or partner.pk == summary.written_by_id:
        return False
    return bool(here.codes(summary.plan.programme, summary.plan.workstream) & {"PAIR", "AG", "LCC"})


def may_say_on_summary(user: Any, summary: PlainSummary) -> Answer:
    partner = partner_of(user)
    if partner is not None and partner.pk == summary.written_by_id:
        return No(_("Who wrote it does not approve it."))
    if not says_here(user, summary):
        return No(_("A lay partner of the pair or of the Advisory Group says whether it is clear."))
    return _stands(summary)


def may_note_summary_word(user: Any, summary: PlainSummary) -> Answer:
    """Staff write down what a lay partner says; never who wrote the summary: nobody approves their own words."""
    if not may_note_for(user, summary.plan.programme):
        return No(_("The manager, a lead, the facilitator and the lay co-chair write down what somebody says."))
    partner = partner_of(user)
    if partner is not None and partner.pk == summary.written_by_id:
        return No(_("You wrote it. Somebody else writes down what they say."))
    return _stands(summary)


def may_be_noted(summary: PlainSummary, who: Partner) -> Answer:
    """What staff write down never takes the place of what this person said themselves about this summary."""
    said = SummaryWord.objects.filter(summary=summary, by=who, noted_by__isnull=True).exists()
    return No(_("They have said it themselves. Only they may say something else.")) if said else YES


def may_answer_summary_word(user: Any, word: SummaryWord) -> Answer:
    """Who wrote the summary, the lead, the manager or the facilitator; never who said "no"."""
    summary, partner = word.summary, partner_of(user)
    writer = partner is not None and partner.pk == summary.written_by_id
    if partner is None or partner.pk == word.by_id or not (
            writer or standing(user).codes(summary.plan.programme, summary.plan.workstream) & ANSWERS):
        return No(_("Who wrote the summary answers, or the lead, the programme manager or the facilitator."))
    if word.value != "no" or word.answer:
        return No(_("It needs no answer, or it has one."))
    return _stands(summary)
