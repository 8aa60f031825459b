"""Who is told of a meeting: which kinds of message there are (kinds), who gets them on which occasion (rows), and their words (words).
Importing it registers them."""

from programmes.meetings.notices import kinds, words
from programmes.meetings.notices.rows import (
    buddy_comes,
    cancelled,
    changed,
    invited,
    items_asked,
    moved_past,
    not_answered,
    quorum_at_risk,
    soon,
)

__all__ = ["buddy_comes", "cancelled", "changed", "invited", "items_asked", "kinds", "moved_past", "not_answered", "quorum_at_risk", "soon",
           "words"]
