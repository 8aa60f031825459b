"""Who is told of a challenge: rows for the outbox (rows), and the words of each kind of message (words). Importing it registers them."""

from programmes.challenges.notices import kinds, words
from programmes.challenges.notices.rows import (
    acknowledged,
    answered,
    brought_back,
    by_the_clock,
    closed,
    due_above,
    gone_up,
    handlers_named,
    not_satisfied,
    opened_again,
    raised,
    withdrawal_was_noted,
    yes_was_noted,
)

__all__ = ["acknowledged", "answered", "brought_back", "by_the_clock", "closed", "due_above", "gone_up", "handlers_named", "kinds",
           "not_satisfied", "opened_again", "raised", "withdrawal_was_noted", "words", "yes_was_noted"]
