"""Who is told of the touchstone: rows for the outbox (rows), and the words of each kind of message (words). Importing it registers them."""

from programmes.touchstone.notices import kinds, words
from programmes.touchstone.notices.rows import (
    adoption_asked,
    adoption_missing,
    adoption_refused,
    breach_answers_due,
    breach_answers_late,
    breach_message,
    check_asked,
    check_closed,
    check_silent,
    procedure_agreed,
    procedure_written,
    reopening_asked,
    sign_asked,
    sign_overdue,
    touchstone_asked,
    touchstone_refused,
    word_answered,
)

__all__ = ["adoption_asked", "adoption_missing", "adoption_refused", "breach_answers_due", "breach_answers_late", "breach_message",
           "check_asked", "check_closed", "check_silent", "kinds", "procedure_agreed", "procedure_written", "reopening_asked", "sign_asked",
           "sign_overdue", "touchstone_asked", "touchstone_refused", "word_answered", "words"]
