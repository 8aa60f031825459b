"""Messages of this wing: who is told what on which occasion (`rows`), and what it says (`words`).

A row names its occasion, not its moment: however often the clock runs, the same thing is said once.
"""

from programmes.stages.notices import kinds, words  # noqa: F401  (they register themselves)
from programmes.stages.notices.rows import (
    changed_since_signed,
    claims_waiting,
    proceeding,
    seats_empty,
    sign_off_asked,
    stage_unresolved,
    standard_disputed,
    standards_due,
)

__all__ = ["changed_since_signed", "claims_waiting", "proceeding", "seats_empty", "sign_off_asked", "stage_unresolved",
           "standard_disputed", "standards_due"]
