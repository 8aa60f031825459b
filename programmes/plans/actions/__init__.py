"""What is done with plans."""

from programmes.plans.actions.beside import add_copy, look_through, say_wish, take_copy_out, thank
from programmes.plans.actions.moving import (
    decide_plan,
    deliver_plan,
    let_stand,
    link_plan,
    publish_plan,
    review_plan,
    take_out,
    tie_plan,
)
from programmes.plans.actions.summaries import answer_summary_no, say_on_summary, write_summary
from programmes.plans.actions.writing import add_point, change_plan, settle_point, start_plan, withdraw_plan

__all__ = ["add_copy", "add_point", "answer_summary_no", "change_plan", "decide_plan", "deliver_plan", "let_stand", "link_plan",
           "look_through", "publish_plan", "review_plan", "say_on_summary", "say_wish", "settle_point", "start_plan", "take_copy_out",
           "take_out", "thank", "tie_plan", "withdraw_plan", "write_summary"]
