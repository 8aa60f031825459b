"""A lay co-author says whether everybody may read exactly these words: nothing is published before that."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from partners.people.models import Through
from programmes.toolkit import notices
from programmes.toolkit.actions.writing import CHANGED, locked
from programmes.toolkit.lifecycles import CHAPTER, ChapterState
from programmes.toolkit.models import Chapter, ChapterVersion, ChapterWord
from programmes.toolkit.policies.chapters import refused_material, wrote


@transaction.atomic
def ask_for_approval(chapter: Chapter, *, by: Partner, at: datetime) -> Chapter:
    """Ask its lay co-authors. Raises NotAllowedNow while it has none who said yes, has no text, a "no" waits for its answer, or somebody
    whose words are in it says no to that."""
    it = locked(chapter)
    if not it.lay_authors():
        raise NotAllowedNow("ask", _("It has no lay co-author yet who said yes. Ask one first."))
    if not it.text:
        raise NotAllowedNow("ask", _("It has no text yet."))
    if it.words.open_noes().exists():
        raise NotAllowedNow("ask", _("A lay co-author said no. Answer that first."))
    _without_refused_words(it)
    make_move(it, CHAPTER, "ask", by=by, at=at, about={"version": it.version}, asked_at=at)
    send(notices.approval_asked(it, by=by, at=at))
    return it


def _without_refused_words(it: Chapter) -> None:
    if refused_material(it).exists():
        raise NotAllowedNow("ask", _("Somebody whose words are in it says no to that. Take those words out first."))


@transaction.atomic
def take_back(chapter: Chapter, *, by: Partner, at: datetime) -> Chapter:
    """It is a draft again, to be changed."""
    it = locked(chapter)
    make_move(it, CHAPTER, "take_back", by=by, at=at)
    return it


@transaction.atomic
def say_on_chapter(chapter: Chapter, *, by: Partner, at: datetime, seen: int, is_yes: bool, text: str = "",
                   through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> ChapterWord:
    """The word of a lay co-author on the version they read. A yes approves this version; a no, with what is wrong, makes it a draft again,
    and waits for its answer. What `noted_by` writes down is told to them; never over their own word, and never by who wrote these words
    (NotAllowedNow).

    Raises NotAllowedNow if it was changed since, or waits for no word.
    """
    it = locked(chapter)
    if it.state not in (ChapterState.ASKED, ChapterState.APPROVED):
        raise NotAllowedNow("say", _("It waits for nobody’s word now."))
    if it.version != seen:
        raise NotAllowedNow("say", CHANGED)
    author = it.author(by)
    if author is None or not author.is_lay or by.is_professional:
        raise NotAllowedNow("say", _("A lay co-author says it."))
    mine = it.words.current().filter(by=by, number=it.version)
    if noted_by and (wrote(noted_by, it) or mine.filter(noted_by__isnull=True).exists()):
        raise NotAllowedNow("say", _("It is not written down by who wrote these words, nor over somebody’s own word."))
    same = mine.filter(is_yes=is_yes, text=text, noted_by=noted_by, at__gte=it.asked_at).first()
    if same:        # pressed twice
        return same
    mine.update(replaced_at=at)
    word = ChapterWord.objects.create(chapter=it, number=it.version, by=by, at=at, is_yes=is_yes, text=text, through=through,
                                      noted_by=noted_by)
    speaker = noted_by or by
    record(word, "agree" if is_yes else "refuse", by=speaker, at=at, version=it.version)
    if noted_by:
        send(notices.noted("chapter_word_noted", word, by, "noted", at=at))
    if not is_yes:
        make_move(it, CHAPTER, "refuse", by=speaker, at=at)
        ChapterVersion.objects.filter(chapter=it, number=it.version, published_at__isnull=True).update(approved_at=None, approved_by=None)
        send(notices.said_no(word, by=speaker, at=at))
    elif it.state == ChapterState.ASKED:
        make_move(it, CHAPTER, "approve", by=speaker, at=at, about={"version": it.version})
        ChapterVersion.objects.filter(chapter=it, number=it.version).update(approved_at=at, approved_by=by)
    return word


@transaction.atomic
def answer_no(word: ChapterWord, *, by: Partner, at: datetime, text: str) -> ChapterWord:
    """Words to a "no"; they stay beside it. Raises NotAllowedNow for who said it, or if it is answered or was taken back."""
    found = ChapterWord.objects.select_for_update(of=("self",)).select_related("chapter__book__programme", "by").get(pk=word.pk)
    if found.by_id == by.pk:
        raise NotAllowedNow("say", _("Nobody answers their own “no”."))
    if not found.is_open_no:
        raise NotAllowedNow("answer", _("It is answered."))
    found.answer, found.answered_at, found.answered_by = text, at, by
    found.save(update_fields=["answer", "answered_at", "answered_by"])
    record(found, "answer", by=by, at=at)
    send(notices.noted("chapter_no_answered", found, found.by, "answered", at=at))
    return found
