"""What is told, answered and judged (contributions), the impact log and its checks (impact), and what the clock does (checking)."""

from programmes.contributions.actions.contributions import (
    accept_answer,
    add_word,
    answer_contribution,
    consider,
    refuse_answer,
    reply,
    tell,
    withdraw,
)
from programmes.contributions.actions.impact import (
    answer_check,
    change_entry,
    check_entry,
    say_on_credit,
    take_entry_back,
    write_entry,
    write_report,
)

__all__ = ["accept_answer", "add_word", "answer_check", "answer_contribution", "change_entry", "check_entry", "consider", "refuse_answer",
           "reply", "say_on_credit", "take_entry_back", "tell", "withdraw", "write_entry", "write_report"]
