"""The words of messages about the toolkit. What was said, and by which lay partner, stands in none of them."""

from typing import Any

from django.urls import reverse

from coprod.kit.saying import day
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme
from programmes.programme.notices import still_reads
from programmes.toolkit.lifecycles import ChapterState, MaterialState, NoteState
from programmes.toolkit.models import (
    AdopterNote,
    AdopterWord,
    Chapter,
    ChapterAuthor,
    ChapterComment,
    ChapterWord,
    Material,
    MaterialConsent,
)


def _runs(message: Message, programme: Programme) -> bool:
    return programme.state != ProgrammeState.CLOSED and still_reads(message, programme)


def _one(message: Message, model: Any, *related: str, **which: Any) -> Any:
    found = model.objects.select_related(*related).filter(ref=message.about, **which).first()
    return found if found is not None and _runs(message, found.programme) else None


def _of_chapter(message: Message, **which: Any) -> Chapter | None:
    found: Chapter | None = _one(message, Chapter, "book__programme", **which)
    return found


@says("chapter_author_asked")
def author_asked_words(message: Message) -> Words | None:
    it = _one(message, ChapterAuthor, "chapter__book__programme", agrees__isnull=True, left_at__isnull=True)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: will you help to write a chapter of the toolkit?") % {"programme": it.programme},
                 lines=[_("Lay partners and staff write it together. You may say no."),
                        _("Your name stands in it only if you say so.")],
                 action=_("Say yes or no"), path=reverse("programmes:chapter-author-say", args=[it.ref]))


@says("chapter_author_noted")
def author_noted_words(message: Message) -> Words | None:
    it = _one(message, ChapterAuthor, "chapter__book__programme", noted_by__isnull=False, left_at__isnull=True)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: somebody wrote down for you whether you help to write a chapter") % {"programme": it.programme},
                 lines=[_("If it is not so, say so.")],
                 action=_("Look at it"), path=reverse("programmes:chapter-author-say", args=[it.ref]))


@says("chapter_approval_asked")
def approval_words(message: Message) -> Words | None:
    it = _of_chapter(message, state=ChapterState.ASKED)
    if it is None or f"v{it.version} {it.asked_at:%Y%m%dT%H%M%S%f}" != message.occasion:
        return None
    return Words(subject=_("%(programme)s: may everybody read this chapter?") % {"programme": it.programme},
                 lines=[_("You are a lay co-author. Nobody else reads it before a lay co-author says yes."),
                        _("If something is wrong, say no, and what. It is answered.")],
                 action=_("Read it, and say yes or no"), path=reverse("programmes:chapter-say", args=[it.ref]))


@says("chapter_refused")
def refused_words(message: Message) -> Words | None:
    it = _one(message, ChapterWord, "chapter__book__programme", is_yes=False, answered_at__isnull=True, replaced_at__isnull=True)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: a lay co-author says no to a chapter") % {"programme": it.programme},
                 lines=[_("They say what is wrong. Please answer it, and change the chapter if need be."),
                        _("It is not asked about again before that.")],
                 action=_("Read it"), path=reverse("programmes:chapter-no-answer", args=[it.ref]))


@says("chapter_no_answered")
def no_answered_words(message: Message) -> Words | None:
    it = _one(message, ChapterWord, "chapter__book__programme", answered_at__isnull=False)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: your “no” to a chapter is answered") % {"programme": it.programme},
                 lines=[_("Your “no” stands on the page, with the answer.")], action=_("Read it"), path=it.chapter.get_absolute_url())


@says("chapter_word_noted")
def word_noted_words(message: Message) -> Words | None:
    it = _one(message, ChapterWord, "chapter__book__programme", replaced_at__isnull=True, noted_by__isnull=False)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: somebody wrote down what you say about a chapter") % {"programme": it.programme},
                 lines=[_("It was written down that you say yes.") if it.is_yes else _("It was written down that you say no."),
                        _("If it is not so, say so.")],
                 action=_("Look at it"), path=it.chapter.get_absolute_url())


@says("chapter_published")
def published_words(message: Message) -> Words | None:
    it = _of_chapter(message, public_number__isnull=False)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: a chapter that you wrote is published") % {"programme": it.programme},
                 lines=[_("Everybody can read it now. We ask you on %(day)s to look at it again.") % {"day": day(it.review_on)}],
                 action=_("Read it"), path=it.get_absolute_url())


@says("chapter_withdrawn")
def withdrawn_words(message: Message) -> Words | None:
    it = _of_chapter(message, state=ChapterState.WITHDRAWN)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: a chapter that you wrote is withdrawn") % {"programme": it.programme},
                 lines=[_("Nobody outside reads it any more. You can read why.")], action=_("Read why"), path=it.get_absolute_url())


@says("chapter_under_review")
def under_review_words(message: Message) -> Words | None:
    it = _of_chapter(message, state=ChapterState.REVIEWING)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: a chapter that you wrote is looked at again") % {"programme": it.programme},
                 lines=[_("Is it still right? Change it, or say that it is.")], action=_("Look at it"), path=it.get_absolute_url())


@says("chapter_shared_noted")
def shared_words(message: Message) -> Words | None:
    it = _of_chapter(message, shared_at__isnull=False, shared_noted_by__isnull=False)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: somebody wrote down that you let others use a chapter") % {"programme": it.programme},
                 lines=[_("It was written down that the chapter may stand in the toolkit of all programmes here."),
                        _("If it is not so, take it back.")],
                 action=_("Look at it"), path=it.get_absolute_url())


@says("chapter_review_due")
def review_due_words(message: Message) -> Words | None:
    it = _of_chapter(message, public_number__isnull=False)
    if it is None or not message.occasion.startswith(f"{it.review_on:%Y-%m-%d} "):
        return None
    return Words(subject=_("%(programme)s: please look at a chapter again") % {"programme": it.programme},
                 lines=[_("You helped to write it. It is to be looked at again by %(day)s.") % {"day": day(it.review_on)},
                        _("If it is still right, say so. If not, change it.")],
                 action=_("Look at it"), path=it.get_absolute_url())


@says("chapter_review_late")
def review_late_words(message: Message) -> Words | None:
    it = _of_chapter(message, public_number__isnull=False)
    if it is None or not message.occasion.startswith(f"{it.review_on:%Y-%m-%d} "):
        return None
    return Words(subject=_("%(programme)s: a chapter of the toolkit is not looked at again") % {"programme": it.programme},
                 lines=[_("It was to be looked at by %(day)s. Everybody still reads it.") % {"day": day(it.review_on)},
                        _("Please see to it, or withdraw it.")],
                 action=_("Look at it"), path=it.get_absolute_url())


# --- material, comments, adopters -------------------------------------------------------------------------------------------------

@says("material_consent_asked")
def consent_words(message: Message) -> Words | None:
    it = _one(message, MaterialConsent, "material__programme", agrees__isnull=True)
    if it is None or it.material.state == MaterialState.BACK:
        return None
    return Words(subject=_("%(programme)s: may we use your words in the toolkit?") % {"programme": it.programme},
                 lines=[_("Something that you said, or that speaks of you, could help others."),
                        _("It is not used before you say yes. You may say no.")],
                 action=_("Read it, and say yes or no"), path=reverse("programmes:material-consent", args=[it.ref]))


@says("material_consent_noted")
def consent_noted_words(message: Message) -> Words | None:
    it = _one(message, MaterialConsent, "material__programme", agrees__isnull=False, noted_by__isnull=False)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: somebody wrote down whether your words may be used") % {"programme": it.programme},
                 lines=[_("It was written down that you say yes.") if it.agrees else _("It was written down that you say no."),
                        _("If it is not so, say so.")],
                 action=_("Look at it"), path=reverse("programmes:material-consent", args=[it.ref]))


@says("material_refused")
def material_refused_words(message: Message) -> Words | None:
    it = _one(message, Material, "programme", "chapter__book", state=MaterialState.REFUSED)
    if it is None:
        return None
    more = [_("Its words are in a chapter. Please take them out.")] if it.chapter_id else []
    return Words(subject=_("%(programme)s: material for the toolkit may not be used") % {"programme": it.programme},
                 lines=[_("Somebody it comes from says no."), *more], action=_("See it"),
                 path=it.chapter.get_absolute_url() if it.chapter else it.get_absolute_url())


@says("chapter_comment_given")
def comment_words(message: Message) -> Words | None:
    it = _one(message, ChapterComment, "chapter__book__programme", answered_at__isnull=True)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: a reader says something about a chapter") % {"programme": it.programme},
                 lines=[_("You helped to write it. Please answer.")],
                 action=_("Read it"), path=reverse("programmes:chapter-comment-answer", args=[it.ref]))


@says("chapter_comment_answered")
def comment_answered_words(message: Message) -> Words | None:
    it = _one(message, ChapterComment, "chapter__book__programme", answered_at__isnull=False)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: what you said about a chapter is answered") % {"programme": it.programme},
                 lines=[_("You can read the answer beside your words.")], action=_("Read it"), path=it.chapter.get_absolute_url())


@says("chapter_comment_noted")
def comment_noted_words(message: Message) -> Words | None:
    it = _one(message, ChapterComment, "chapter__book__programme", noted_by__isnull=False)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: somebody wrote down what you say about a chapter") % {"programme": it.programme},
                 lines=[_("You can read it on the chapter’s page.")], action=_("Read it"), path=it.chapter.get_absolute_url())


@says("adopter_note_disputed")
def note_disputed_words(message: Message) -> Words | None:
    it = _one(message, AdopterNote, "adopter__book__programme", state=NoteState.DISPUTED)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: a lay partner says that something about an adopter is not so") % {"programme": it.programme},
                 lines=[_("It does not count until that is settled. Please answer, or take it back.")],
                 action=_("See it"), path=it.adopter.get_absolute_url())


@says("adopter_no_answered")
def adopter_answered_words(message: Message) -> Words | None:
    it = _one(message, AdopterWord, "note__adopter__book__programme", answered_at__isnull=False)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: your “not so” is answered") % {"programme": it.programme},
                 lines=[_("Say whether it is so now.")], action=_("Read it"), path=it.note.adopter.get_absolute_url())


@says("adopter_word_noted")
def adopter_word_noted_words(message: Message) -> Words | None:
    it = _one(message, AdopterWord, "note__adopter__book__programme", replaced_at__isnull=True, noted_by__isnull=False)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: somebody wrote down whether something is so, as you say") % {"programme": it.programme},
                 lines=[_("It was written down that you say: it is so.") if it.is_so else _(
                     "It was written down that you say: it is not so."), _("If it is not what you say, say so.")],
                 action=_("Look at it"), path=it.note.adopter.get_absolute_url())
