"""Who is told of chapters, material, comments and adopters: rows for the outbox (rows), and their words (words). Importing it registers
them."""

from programmes.toolkit.notices import kinds, words
from programmes.toolkit.notices.rows import (
    about_chapter,
    about_comment,
    about_material,
    about_note,
    approval_asked,
    authors_asked,
    comment_given,
    consents_asked,
    noted,
    reviews_due,
    reviews_late,
    said_no,
)

__all__ = ["about_chapter", "about_comment", "about_material", "about_note", "approval_asked", "authors_asked", "comment_given",
           "consents_asked", "kinds", "noted", "reviews_due", "reviews_late", "said_no", "words"]
