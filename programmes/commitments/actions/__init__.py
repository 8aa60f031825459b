"""Asking for a promise and giving it (giving), how it stands (reporting), the lay word and broken promises (judging), another day (days),
the clock (checking)."""

from programmes.commitments.actions.days import ask_new_day, say_on_day
from programmes.commitments.actions.giving import (
    agree_to_promise,
    ask_promise,
    change_owner,
    decline_promise,
    insist,
    withdraw_promise,
)
from programmes.commitments.actions.judging import break_promise, say_on_promise
from programmes.commitments.actions.reporting import report

__all__ = ["agree_to_promise", "ask_new_day", "ask_promise", "break_promise", "change_owner", "decline_promise", "insist", "report",
           "say_on_day", "say_on_promise", "withdraw_promise"]
