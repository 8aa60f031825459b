"""The queues of the toolkit."""

from django.utils.translation import gettext_lazy as _

from programmes.home.queues.kinds import Queue, has
from programmes.toolkit.queues import (
    adopter_disputes,
    adopter_notes_to_judge,
    authorships_to_answer,
    chapter_noes_to_answer,
    chapters_to_approve,
    chapters_to_review,
    comments_on_chapters,
    consents_to_give,
)

ROWS: tuple[Queue, ...] = (
    Queue("chapters", _("chapter of the toolkit to say yes or no to"), _("chapters of the toolkit to say yes or no to"),
          _("You are a lay co-author. Nobody else reads it before a lay co-author says yes."),
          chapters_to_approve, "asked_at", "programmes:chapter-say", "ref", lambda here: True),
    Queue("chapter-authors", _("chapter of the toolkit that you are asked to help write"),
          _("chapters of the toolkit that you are asked to help write"), _("You may say no."),
          authorships_to_answer, "asked_at", "programmes:chapter-author-say", "ref", lambda here: True),
    Queue("chapter-consents", _("piece of yours that we would like to use in the toolkit"),
          _("pieces of yours that we would like to use in the toolkit"), _("It is not used before you say yes."),
          consents_to_give, "asked_at", "programmes:material-consent", "ref", lambda here: True),
    Queue("chapter-noes", _("“no” of a lay co-author to answer"), _("“noes” of lay co-authors to answer"),
          _("They say what is wrong with the chapter."),
          chapter_noes_to_answer, "at", "programmes:chapter-no-answer", "ref", lambda here: True),
    Queue("chapter-comments", _("comment on a chapter of yours to answer"), _("comments on chapters of yours to answer"),
          _("A reader said something about it."),
          comments_on_chapters, "at", "programmes:chapter-comment-answer", "ref", lambda here: True),
    Queue("chapter-reviews", _("chapter of yours to look at again"), _("chapters of yours to look at again"),
          _("Is it still right? Say so, or change it."),
          chapters_to_review, "remind_on", "programmes:chapter", "ref", lambda here: True),
    Queue("adopters", _("thing that an adopter says: is it so?"), _("things that adopters say: are they so?"),
          _("It counts when a lay partner who did not write it says so."),
          adopter_notes_to_judge, "asked_at", "programmes:adopter-note-say", "ref", has("AG", "LCC", "FND", "PAIR")),
    Queue("adopter-noes", _("“not so” about an adopter, to settle"), _("“not so” about adopters, to settle"),
          _("A lay partner says what is not so."),
          adopter_disputes, "at", "programmes:adopter-word-answer", "ref", lambda here: True),
)
