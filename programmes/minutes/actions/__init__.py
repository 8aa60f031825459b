"""What is done about minutes: lines, the way from draft to publication, agreed actions, calls after a hard meeting; and the clock."""

from programmes.minutes.actions.care import answer_call, make_call, mark_hard
from programmes.minutes.actions.doing import claim_action, judge_action
from programmes.minutes.actions.lines import (
    Saved,
    add_line,
    begin_minutes,
    change_line,
    lift,
    lost_passages,
    move_line,
    name_taker,
    put_back,
    strike_out,
    take_out,
)
from programmes.minutes.actions.releasing import (
    answer_correction,
    answer_no,
    ask_correction,
    close_to_public,
    issue_actions,
    open_to_public,
    publish,
    release,
    say_on_minutes,
    what_is_missing,
)

__all__ = ["Saved", "add_line", "answer_call", "answer_correction", "answer_no", "ask_correction", "begin_minutes", "change_line",
           "claim_action", "close_to_public", "issue_actions", "judge_action", "lift", "lost_passages", "make_call", "mark_hard",
           "move_line", "name_taker", "open_to_public", "publish", "put_back", "release", "say_on_minutes", "strike_out", "take_out",
           "what_is_missing"]
