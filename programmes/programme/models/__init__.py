"""A programme's own nouns, one file each."""

from programmes.programme.models.people import Membership, TeamRole, TouchstoneSignature
from programmes.programme.models.programme import FocusComment, FocusStatement, Programme, ScopePoint
from programmes.programme.models.structure import ProgrammeGroup, Workstream

__all__ = ["FocusComment", "FocusStatement", "Membership", "Programme", "ProgrammeGroup", "ScopePoint", "TeamRole",
           "TouchstoneSignature", "Workstream"]
