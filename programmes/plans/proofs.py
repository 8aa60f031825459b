"""What the records show about plans: 9.2 for the run of stage 9 that is a plan's, 10.5 for its run of stage 10; and that a promise about
a plan counts as one of its decision (10.6). Changes after the last lay sight (10.3) are those of its decision: see decisions.proofs.

Where no plan is tied to a stage, or none was when it was signed, they say nothing (decision 0018)."""

from datetime import date

from django.db.models import Case, Count, DateTimeField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.commitments.proofs import PROMISED_ABOUT
from programmes.plans.catalogue import Says
from programmes.plans.lifecycles import PlanState, SummaryState
from programmes.plans.models import PlainSummary, PlanContributor, PlanCopy, SummaryWord
from programmes.stages.lifecycles import SIGNED_STATES
from programmes.stages.proofs import columns, fact, silent

PROMISED_ABOUT.append(Q(about_kind="plan", about_ref=OuterRef("decision__plan__ref")))


def _sealed(stages: QuerySet) -> QuerySet:
    """With the moment at which each was signed, if it is."""
    return stages.annotate(sealed_at=Case(When(state__in=SIGNED_STATES, then=F("signed_at")), output_field=DateTimeField()))


def _tied(stages: QuerySet, plan: str, moment: str) -> QuerySet:
    """Those that have a plan, since before they were signed."""
    return _sealed(stages).filter(Q(sealed_at__isnull=True) | Q(**{f"{plan}__{moment}__lte": F("sealed_at")}), **{f"{plan}__isnull": False})


def _untied(stages: QuerySet, plan: str, moment: str) -> QuerySet:
    return _sealed(stages).filter(Q(**{f"{plan}__isnull": True}) | Q(sealed_at__isnull=False) & (
        Q(**{f"{plan}__{moment}__isnull": True}) | Q(**{f"{plan}__{moment}__gt": F("sealed_at")})))


def _by_then(moment: str) -> Q:
    """That moment was before the stage was signed, if it is."""
    return Q(**{f"{moment}__lte": Coalesce(OuterRef("sealed_at"), F(moment))})


# --- 9.2: a plain summary, and a lay partner's yes ----------------------------------------------------------------------

def _forum(stages: QuerySet) -> QuerySet:
    return _tied(stages, "forum_plan", "forum_tied_at")


def _row(stages: QuerySet, name: str, plan: str, number: object = None) -> QuerySet:
    return columns(stages, "id", name, text=F(f"{plan}__title"), ref=F(f"{plan}__ref"), number=number)


@silent("9.2", stage="S9")
def no_plan_for_the_forum(stages: QuerySet, on: date) -> QuerySet:
    return _untied(stages, "forum_plan", "forum_tied_at")


def _summaries() -> QuerySet:
    return PlainSummary.objects.filter(_by_then("written_at"), plan=OuterRef("forum_plan"))


def _approved() -> Q:
    """Approved today; of a stage that is signed, a yes before that."""
    said = SummaryWord.objects.filter(_by_then("at"), summary__plan=OuterRef("forum_plan"), value=Says.YES)
    return Q(sealed_at__isnull=True) & Exists(PlainSummary.objects.filter(plan=OuterRef("forum_plan"), state=SummaryState.APPROVED)) | Q(
        sealed_at__isnull=False) & Exists(said)


@fact("9.2", stage="S9", place="programmes:plan", words=lambda row, on: _("There is no plain summary of the plan."))
def no_plain_summary(stages: QuerySet, on: date) -> QuerySet:
    return _row(_forum(stages).filter(~Exists(_summaries())), "no_plain_summary", "forum_plan")


@fact("9.2", stage="S9", place="programmes:plan",
      words=lambda row, on: _("No lay partner has approved the plain summary."))
def summary_not_approved(stages: QuerySet, on: date) -> QuerySet:
    found = _forum(stages).filter(Exists(_summaries())).filter(~_approved())
    return _row(found, "summary_not_approved", "forum_plan")


@fact("9.2", stage="S9", place="programmes:plan",
      words=lambda row, on: _("The plain summary is of an earlier version than the plan that goes to the Forum."))
def summary_of_an_earlier_version(stages: QuerySet, on: date) -> QuerySet:
    """While the plan waits for the Forum: later versions are the answer to what the Forum said."""
    older = PlainSummary.objects.filter(plan=OuterRef("forum_plan"), state=SummaryState.APPROVED, of_version__lt=F("plan__version"))
    found = _forum(stages).filter(Exists(older), sealed_at__isnull=True, forum_plan__state=PlanState.EMERGING)
    return _row(found, "summary_of_an_earlier_version", "forum_plan")


# --- 10.5: published, with contributors as they wish, in other forms ----------------------------------------------------

def _decided(stages: QuerySet) -> QuerySet:
    return _tied(stages, "decided_plan", "decision_tied_at")


@silent("10.5", stage="S10")
def no_plan_to_publish(stages: QuerySet, on: date) -> QuerySet:
    return _untied(stages, "decided_plan", "decision_tied_at")


@fact("10.5", stage="S10", place="programmes:plan", words=lambda row, on: _("The plan is not published."))
def plan_not_published(stages: QuerySet, on: date) -> QuerySet:
    out = Q(decided_plan__published_at__isnull=False) & (Q(sealed_at__isnull=True) | Q(decided_plan__published_at__lte=F("sealed_at")))
    return _row(_decided(stages).exclude(out), "plan_not_published", "decided_plan")


def _asked() -> QuerySet:
    return PlanContributor.objects.filter(_by_then("asked_at"), plan=OuterRef("decided_plan"))


@fact("10.5", stage="S10", place="programmes:plan", words=lambda row, on: _("Nobody who helped with the plan is thanked in it."))
def nobody_is_thanked(stages: QuerySet, on: date) -> QuerySet:
    return _row(_decided(stages).filter(~Exists(_asked())), "nobody_is_thanked", "decided_plan")


@fact("10.5", stage="S10", place="programmes:plan", words=lambda row, on: ngettext(
    "%(n)d person who helped has not said how they wish to be named.",
    "%(n)d people who helped have not said how they wish to be named.", row.number) % {"n": row.number})
def wishes_not_said(stages: QuerySet, on: date) -> QuerySet:
    """Whose wish is open. Of a stage that is signed: who had not said it then."""
    left = _asked().filter(Q(said_at__isnull=True) | Q(said_at__gt=OuterRef("sealed_at")))
    counted = left.order_by().values("plan").annotate(n=Count("pk")).values("n")
    return _row(_decided(stages).filter(Exists(left)), "wishes_not_said", "decided_plan",
                Coalesce(Subquery(counted, output_field=IntegerField()), 0))


@fact("10.5", stage="S10", place="programmes:plan", words=lambda row, on: _("The plan is there in no other form."))
def plan_in_no_other_form(stages: QuerySet, on: date) -> QuerySet:
    there = PlanCopy.objects.filter(_by_then("added_at"), plan=OuterRef("decided_plan")).filter(
        Q(taken_out_at__isnull=True) | Q(taken_out_at__gt=OuterRef("sealed_at")))
    return _row(_decided(stages).filter(~Exists(there)), "plan_in_no_other_form", "decided_plan")
