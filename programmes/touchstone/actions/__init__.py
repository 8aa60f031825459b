"""Drafting and agreeing the touchstone (drafting), a group's adoption (adopting), checks (checks), breaches (breaches), the clock
(checking)."""

from programmes.touchstone.actions.adopting import (
    ask_to_reopen,
    change_adoption,
    note_look,
    propose_adoption,
    say_on_adoption,
)
from programmes.touchstone.actions.breaches import (
    agree_to_procedure,
    answer_breach,
    raise_breach,
    say_on_breach,
    withdraw_breach,
    write_procedure,
)
from programmes.touchstone.actions.checks import answer_check, close_checks, open_check
from programmes.touchstone.actions.drafting import (
    answer_word,
    ask_about_touchstone,
    begin_touchstone,
    change_touchstone,
    say_on_touchstone,
    sign_version,
    take_touchstone_back,
)

__all__ = ["agree_to_procedure", "answer_breach", "answer_check", "answer_word", "ask_about_touchstone", "ask_to_reopen",
           "begin_touchstone",
           "change_adoption", "change_touchstone", "close_checks", "note_look", "open_check", "propose_adoption", "raise_breach",
           "say_on_adoption", "say_on_breach", "say_on_touchstone", "sign_version", "take_touchstone_back", "withdraw_breach",
           "write_procedure"]
