"""What the records say about standards: how they are asked, and what the first of them show. Later wings register theirs with `fact`."""

from programmes.stages.proofs import records  # noqa: F401  (they register themselves)
from programmes.stages.proofs.asking import (
    FACTS,
    PROVEN,
    SILENT,
    WITH_PROOFS,
    Fact,
    Missing,
    Row,
    are_silent,
    columns,
    day,
    denied,
    fact,
    heard,
    proven_in,
    silent,
    what_is_missing,
)

__all__ = ["FACTS", "PROVEN", "SILENT", "WITH_PROOFS", "Fact", "Missing", "Row", "are_silent", "columns", "day", "denied", "fact", "heard",
           "proven_in", "silent", "what_is_missing"]
