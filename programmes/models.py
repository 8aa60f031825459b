"""The nouns of this building, gathered for Django; each is at home in its wing."""

from programmes.programme.models import (
    FocusComment,
    FocusStatement,
    Membership,
    Programme,
    ProgrammeGroup,
    ScopePoint,
    TeamRole,
    TouchstoneSignature,
    Workstream,
)
from programmes.stages.models import Answer, Dispute, Evidence, Proceeding, Reopening, Signature, Stage

__all__ = [
    "Answer", "Dispute", "Evidence", "FocusComment", "FocusStatement", "Membership", "Proceeding", "Programme",
    "ProgrammeGroup", "Reopening", "ScopePoint", "Signature", "Stage", "TeamRole", "TouchstoneSignature", "Workstream",
]
