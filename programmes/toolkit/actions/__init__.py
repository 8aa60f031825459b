"""Chapters are written (writing), approved (approving), published and looked at again (publishing); material is offered (material);
readers comment (reading); adopters say what they did (adopting); and what the clock does (checking)."""

from programmes.toolkit.actions.adopting import (
    answer_adopter_word,
    change_adopter,
    note_for_adopter,
    record_adopter,
    say_on_note,
    take_note_back,
)
from programmes.toolkit.actions.approving import answer_no, ask_for_approval, say_on_chapter, take_back
from programmes.toolkit.actions.material import (
    offer_material,
    say_it_is_out,
    say_on_consent,
    take_in,
    take_material_back,
)
from programmes.toolkit.actions.publishing import (
    keep_chapter,
    publish_chapter,
    review_chapter,
    share_chapter,
    stop_sharing,
    take_up_chapter,
    withdraw_chapter,
)
from programmes.toolkit.actions.reading import answer_comment, comment_on
from programmes.toolkit.actions.writing import (
    ask_authors,
    begin_chapter,
    change_chapter,
    leave_chapter,
    move_up,
    say_on_authorship,
)

__all__ = ["answer_adopter_word", "answer_comment", "answer_no", "ask_authors", "ask_for_approval", "begin_chapter", "change_adopter",
           "change_chapter", "comment_on", "keep_chapter", "leave_chapter", "move_up", "note_for_adopter", "offer_material",
           "publish_chapter", "record_adopter", "review_chapter", "say_it_is_out", "say_on_authorship", "say_on_chapter", "say_on_consent",
           "say_on_note", "share_chapter", "stop_sharing", "take_back", "take_in", "take_material_back", "take_note_back",
           "take_up_chapter", "withdraw_chapter"]
