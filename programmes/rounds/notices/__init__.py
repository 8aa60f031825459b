"""What is said about rounds, and to whom. Importing this registers the words."""

from programmes.rounds.notices import kinds, words  # noqa: F401
from programmes.rounds.notices.rows import (
    answer_hidden,
    answer_kept_back,
    answer_shown,
    answers_due,
    called_off,
    changed_for_you,
    new_link,
    no_answered,
    not_right,
    opened,
    published,
    received,
    seen_noted,
    to_look,
    unacknowledged,
    we_said_we_did,
)

__all__ = ["answer_hidden", "answer_kept_back", "answer_shown", "answers_due", "called_off", "changed_for_you", "new_link",
           "no_answered", "not_right", "opened", "published", "received", "seen_noted", "to_look", "unacknowledged", "we_said_we_did"]
