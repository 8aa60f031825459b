"""A decision (decisions), what is said of it and what changed in it (said), and whether everybody reads the log (openness)."""

from programmes.decisions.models.decisions import DecisionRecord
from programmes.decisions.models.openness import DecisionOpenness
from programmes.decisions.models.said import (
    DecisionChange,
    DecisionDissent,
    DecisionPosition,
    DecisionReason,
    DecisionSeen,
)

__all__ = ["DecisionChange", "DecisionDissent", "DecisionOpenness", "DecisionPosition", "DecisionReason", "DecisionRecord", "DecisionSeen"]
