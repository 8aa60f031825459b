"""Who is told of a decision: rows for the outbox (rows), and the words of each kind of message (words). Importing it registers them."""

from programmes.decisions.notices import kinds, words
from programmes.decisions.notices.rows import (
    made,
    no_answered,
    not_seen,
    opening_asked,
    opening_noted,
    position_asked,
    position_due,
    reason_needed,
    reason_published,
    reworded,
    to_look,
    word_noted,
)

__all__ = ["kinds", "made", "no_answered", "not_seen", "opening_asked", "opening_noted", "position_asked", "position_due", "reason_needed",
           "reason_published", "reworded", "to_look", "word_noted", "words"]
