"""Who is told of minutes: which kinds of message there are (kinds), who gets them on which occasion (rows), and their words (words).
Importing it registers them."""

from programmes.minutes.notices import kinds, words
from programmes.minutes.notices.rows import (
    action_not_so,
    action_to_judge,
    actions_issued,
    actions_to_issue,
    call_wanted,
    calls_late,
    calls_offered,
    confirmed,
    correction_answered,
    correction_asked,
    drafts_due,
    lately_held,
    managers_of,
    no_answered,
    not_confirmed,
    published,
    refused,
    to_check,
    to_confirm_anew,
    who_answers,
)

__all__ = ["action_not_so", "action_to_judge", "actions_issued", "actions_to_issue", "call_wanted", "calls_late", "calls_offered",
           "confirmed", "correction_answered", "correction_asked", "drafts_due", "kinds", "lately_held", "managers_of", "no_answered",
           "not_confirmed", "published", "refused", "to_check", "to_confirm_anew", "who_answers", "words"]
