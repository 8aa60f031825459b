"""A plan by paragraphs and versions (plan), its open points (points), its plain summary (summary), and what stands beside it (beside)."""

from programmes.plans.models.beside import PlanContributor, PlanCopy, PlanFind
from programmes.plans.models.plan import Plan, PlanParagraph, PlanVersion
from programmes.plans.models.points import OpenPoint
from programmes.plans.models.summary import PlainSummary, SummaryWord

__all__ = ["OpenPoint", "PlainSummary", "Plan", "PlanContributor", "PlanCopy", "PlanFind", "PlanParagraph", "PlanVersion", "SummaryWord"]
