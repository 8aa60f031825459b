"""What is done about papers: writing and changing, copies in other forms, releasing, saying something; and the clock (checking)."""

from programmes.papers.actions.commenting import answer_comment, say_about, take_back_comment
from programmes.papers.actions.copies import copy_is_not_possible, copy_is_ready, want_copy
from programmes.papers.actions.releasing import release_papers, settle_days
from programmes.papers.actions.writing import change_paper, withdraw_paper, write_paper

__all__ = ["answer_comment", "change_paper", "copy_is_not_possible", "copy_is_ready", "release_papers", "say_about", "settle_days",
           "take_back_comment", "want_copy", "withdraw_paper", "write_paper"]
