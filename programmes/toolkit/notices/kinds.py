"""Which kinds of message this wing writes: what has happened, who is told, and when."""

from django.utils.translation import gettext_lazy as _

from coprod.post.catalogue import Kind, Topic, declare

declare(
    Topic.TOOLKIT,
    Kind("chapter_author_asked", _("Somebody is asked to help to write a chapter"), _("That person"), _("At once"), must=False),
    Kind("chapter_author_noted", _("It was written down for somebody whether they help to write a chapter"), _("That person"), _("At once"),
         must=True),
    Kind("chapter_approval_asked", _("A chapter waits for a lay co-author’s yes"), _("Its lay co-authors"), _("At once"), must=True),
    Kind("chapter_refused", _("A lay co-author says no to a chapter"), _("Its other authors"), _("At once"), must=True),
    Kind("chapter_no_answered", _("A “no” to a chapter has an answer"), _("Who said no"), _("At once"), must=True),
    Kind("chapter_word_noted", _("What a lay co-author says of a chapter was written down for them"), _("That lay co-author"), _("At once"),
         must=True),
    Kind("chapter_published", _("A chapter is published"), _("Its other authors"), _("At once"), must=False, to_many=True),
    Kind("chapter_withdrawn", _("A chapter is withdrawn"), _("Its other authors"), _("At once"), must=True),
    Kind("chapter_under_review", _("A chapter is looked at again"), _("Its other authors"), _("At once"), must=False, to_many=True),
    Kind("chapter_shared_noted", _("It was written down for somebody that others may use a chapter"), _("That person"), _("At once"),
         must=True),
    Kind("chapter_review_due", _("A chapter is to be looked at again"), _("Its authors"), _("30 days before, and on the day"), must=False,
         escalates=_("The managers 14 days after"), reminder=True, lead=True),
    Kind("chapter_review_late", _("A chapter was not looked at again"), _("The managers"), _("14 days after its day"), must=True),
    Kind("material_consent_asked", _("Something that somebody said could be used in the toolkit"),
         _("Whom it comes from, or of whom it speaks"), _("At once"), must=True),
    Kind("material_consent_noted", _("It was written down for somebody whether their words may be used"), _("That person"), _("At once"),
         must=True),
    Kind("material_refused", _("Somebody says that material may not be used"), _("Who offered it, and the authors of the chapter it is in"),
         _("At once"), must=True),
    Kind("chapter_comment_given", _("A reader says something about a chapter"), _("Its authors"), _("At once"), must=True),
    Kind("chapter_comment_answered", _("What a reader said about a chapter has an answer"), _("Who said it"), _("At once"), must=True),
    Kind("chapter_comment_noted", _("What somebody says about a chapter was written down for them"), _("That person"), _("At once"),
         must=True),
    Kind("adopter_note_disputed", _("A lay partner says that something about an adopter is not so"), _("Who noted it"), _("At once"),
         must=True),
    Kind("adopter_no_answered", _("A “not so” about an adopter has an answer"), _("Who said it"), _("At once"), must=True),
    Kind("adopter_word_noted", _("It was written down for a lay partner whether something about an adopter is so"), _("That lay partner"),
         _("At once"), must=True))
