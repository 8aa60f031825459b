"""Who is told what about an appointment, an induction, buddies and declarations, on which occasion (rows), and in which words (words)."""

from programmes.appointments.notices import kinds, words
from programmes.appointments.notices.rows import (
    buddies_look,
    buddies_silent,
    buddy_asked,
    declarations_missing,
    forum_joined,
    induction_late,
    interests_due,
    offer,
    offers_waiting,
    person_to_settle,
    terms_ending,
    thanks,
    welcome,
    welcome_again,
)

__all__ = ["buddies_look", "buddies_silent", "buddy_asked", "declarations_missing", "forum_joined", "induction_late", "interests_due",
           "kinds", "offer", "offers_waiting", "person_to_settle", "terms_ending", "thanks", "welcome", "welcome_again", "words"]
