"""How the portal shows what a person said of themselves (me), and what they said in programmes, with what became of it (voice)."""

from programmes.portal.showing.me import (
    ASKED,
    in_own_words,
    in_words,
    lines_of_about,
    looks_at,
    need_shown,
    noted,
    what_is_asked,
    what_is_next,
)
from programmes.portal.showing.voice import SaidThing, what_i_said

__all__ = ["ASKED", "SaidThing", "in_own_words", "in_words", "lines_of_about", "looks_at", "need_shown", "noted", "what_i_said",
           "what_is_asked", "what_is_next"]
