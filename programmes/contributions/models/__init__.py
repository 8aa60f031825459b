"""The nouns of this wing: what a lay partner tells us with its answers, and the impact log with its checks, credits and reports."""

from programmes.contributions.models.contributions import Contribution, ContributionAnswer
from programmes.contributions.models.impact import (
    ImpactCheck,
    ImpactCredit,
    ImpactEntry,
    ImpactReport,
    ImpactVersion,
)

__all__ = ["Contribution", "ContributionAnswer", "ImpactCheck", "ImpactCredit", "ImpactEntry", "ImpactReport", "ImpactVersion"]
