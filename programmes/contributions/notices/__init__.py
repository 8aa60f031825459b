"""Who is told of what lay partners tell us and of the impact log: rows for the outbox (rows), and their words (words). Importing it
registers them."""

from programmes.contributions.notices import kinds, words
from programmes.contributions.notices.rows import (
    answers_due,
    answers_late,
    change_noted,
    check_answered,
    check_noted,
    credits_asked,
    disputed,
    given,
    refused,
    replies_late,
    taken_back,
    to_giver,
    unacknowledged,
)

__all__ = ["answers_due", "answers_late", "change_noted", "check_answered", "check_noted", "credits_asked", "disputed", "given", "kinds",
           "refused", "replies_late", "taken_back", "to_giver", "unacknowledged", "words"]
