"""A promise (commitment); reports of its owner, words of lay partners, new days, and each time a standing one was broken (words)."""

from programmes.commitments.models.commitment import Commitment
from programmes.commitments.models.words import CommitmentBreach, CommitmentReport, CommitmentWord, NewDay

__all__ = ["Commitment", "CommitmentBreach", "CommitmentReport", "CommitmentWord", "NewDay"]
