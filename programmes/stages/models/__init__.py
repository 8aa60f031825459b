"""Stages, answers to their standards, evidence, disputes, signatures."""

from programmes.stages.models.answer import Answer, Dispute, Evidence
from programmes.stages.models.stage import Proceeding, Reopening, Signature, Stage

__all__ = ["Answer", "Dispute", "Evidence", "Proceeding", "Reopening", "Signature", "Stage"]
