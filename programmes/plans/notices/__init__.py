"""Who is told about plans: rows for the outbox (rows), and their words (words). Importing it registers them."""

from programmes.plans.notices import kinds, words
from programmes.plans.notices.rows import (
    summaries_waiting,
    summary_answered,
    summary_asked,
    summary_noted,
    summary_refused,
    thanks_asked,
    thanks_noted,
)

__all__ = ["kinds", "summaries_waiting", "summary_answered", "summary_asked", "summary_noted", "summary_refused", "thanks_asked",
           "thanks_noted", "words"]
