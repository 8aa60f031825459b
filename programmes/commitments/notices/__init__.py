"""Who is told what about promises (rows), and in which words (words)."""

from programmes.commitments.notices import kinds, words  # noqa: F401  (they register themselves)
from programmes.commitments.notices.rows import (
    changed,
    claimed,
    day_is_near,
    fell_late,
    handed_on,
    judged,
    new_day_asked,
    new_day_said,
    overdue,
    report_is_due,
    to_owners,
    waits_for_word,
    waits_for_yes,
    word_noted,
)

__all__ = ["changed", "claimed", "day_is_near", "fell_late", "handed_on", "judged", "new_day_asked", "new_day_said", "overdue",
           "report_is_due", "to_owners", "waits_for_word", "waits_for_yes", "word_noted"]
