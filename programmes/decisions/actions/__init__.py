"""Preparing a decision and what changed in it (preparing), making and publishing it (deciding), what is said of it (saying), whether
everybody reads the log (opening), the clock (checking)."""

from programmes.decisions.actions.deciding import (
    defer_decision,
    link_decision,
    make_decision,
    publish_decision,
    resume_decision,
    withdraw_decision,
    write_reason,
)
from programmes.decisions.actions.opening import agree_to_open, ask_to_open, close_log
from programmes.decisions.actions.preparing import (
    change_decision,
    list_change,
    prepare_decision,
    say_nothing_changed,
    show_changes,
)
from programmes.decisions.actions.saying import (
    answer_seen,
    record_position,
    say_dissent,
    say_seen,
    take_back_dissent,
)

__all__ = ["agree_to_open", "answer_seen", "ask_to_open", "change_decision", "close_log", "defer_decision", "link_decision", "list_change",
           "make_decision", "prepare_decision", "publish_decision", "record_position", "resume_decision", "say_dissent",
           "say_nothing_changed", "say_seen", "show_changes", "take_back_dissent", "withdraw_decision", "write_reason"]
