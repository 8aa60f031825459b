"""Raising a challenge (raising), answering and judging it (answering), going up, closing and restricting (moving), the clock (checking)."""

from programmes.challenges.actions.answering import acknowledge_challenge, answer_challenge, say_on_challenge
from programmes.challenges.actions.moving import (
    add_position,
    bring_back_challenge,
    close_challenge,
    escalate_challenge,
    note_reading,
    open_again,
    restrict_challenge,
    withdraw_challenge,
)
from programmes.challenges.actions.raising import raise_challenge

__all__ = ["acknowledge_challenge", "add_position", "answer_challenge", "bring_back_challenge", "close_challenge", "escalate_challenge",
           "note_reading", "open_again", "raise_challenge", "restrict_challenge", "say_on_challenge", "withdraw_challenge"]
