"""A chapter is begun and changed, and people are asked to write it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import record
from partners.models import Partner
from partners.people.models import Through
from programmes.programme.models import Programme
from programmes.toolkit import notices
from programmes.toolkit.models import Chapter, ChapterAuthor, ChapterVersion, Toolkit
from programmes.toolkit.policies.chapters import is_lay_here

CHANGED = _("It was changed since you opened this page. Please read it again.")


def locked(chapter: Chapter) -> Chapter:
    """The chapter as it is now, held until the transaction ends, with its programme and its authors."""
    Chapter.objects.select_for_update(of=("self",)).get(pk=chapter.pk)
    return Chapter.objects.select_related("book__programme").prefetch_related("authors__partner").get(pk=chapter.pk)


def book_of(programme: Programme, *, by: Partner, at: datetime) -> Toolkit:
    """The programme's book, which is there from the first time that something is to stand in it."""
    book, is_new = Toolkit.objects.get_or_create(programme=programme, defaults={"begun_at": at, "begun_by": by})
    if is_new:
        record(book, "begin", by=by, at=at)
    return book


@transaction.atomic
def begin_chapter(programme: Programme, *, by: Partner, at: datetime, title: str, text: str = "", authors: Iterable[Partner] = (),
                  ref: str = "") -> Chapter:
    """A first draft. Who begins it is an author; `authors` are asked. With the same `ref` it is begun once."""
    if ref and (before := Chapter.objects.filter(ref=ref, begun_by=by).first()):
        return before
    Programme.objects.select_for_update().get(pk=programme.pk)      # one book, and one place for each chapter
    book = book_of(programme, by=by, at=at)
    last = book.chapters.aggregate(n=Max("position"))["n"] or 0
    try:
        with transaction.atomic():
            chapter = Chapter.objects.create(book=book, position=last + 1, title=title, text=text, begun_at=at, begun_by=by,
                                             **({"ref": ref} if ref else {}))
    except IntegrityError:      # sent twice at the same moment
        return Chapter.objects.get(ref=ref, begun_by=by)
    ChapterVersion.objects.create(chapter=chapter, number=1, title=title, text=text, at=at, by=by)
    record(chapter, "begin", by=by, at=at, now=chapter.state)
    ChapterAuthor.objects.create(chapter=chapter, partner=by, is_lay=is_lay_here(by, programme, day_of(at)), asked_at=at, asked_by=by,
                                 agrees=True, said_at=at)
    ask_authors(chapter, authors, by=by, at=at)
    return chapter


@transaction.atomic
def ask_authors(chapter: Chapter, people: Iterable[Partner], *, by: Partner, at: datetime) -> list[ChapterAuthor]:
    """Ask more people to write it; who is asked or writes it already is left alone."""
    it = locked(chapter)
    here, on = {each.partner_id for each in it.people()}, day_of(at)
    made = [ChapterAuthor(chapter=it, partner=each, is_lay=is_lay_here(each, it.programme, on), asked_at=at, asked_by=by)
            for each in people if each.pk not in here]
    ChapterAuthor.objects.bulk_create(made)
    for each in made:
        record(each, "ask", by=by, at=at)
    send(notices.authors_asked(made, at=at))
    return made


@transaction.atomic
def say_on_authorship(author: ChapterAuthor, *, at: datetime, agrees: bool, named: bool | None = None, through: str = Through.ACCOUNT,
                      noted_by: Partner | None = None) -> ChapterAuthor:
    """Somebody says whether they write it, and whether their name may stand in it; they may say something else later. What `noted_by`
    writes down is told to them, and never takes the place of their own word (NotAllowedNow)."""
    found = ChapterAuthor.objects.select_for_update(of=("self",)).select_related("chapter__book__programme", "partner").get(pk=author.pk)
    if found.left_at is not None:
        raise NotAllowedNow("say", _("They write it no more."))
    if noted_by and found.agrees is not None and found.noted_by_id is None:
        raise NotAllowedNow("say", _("They have said it themselves."))
    named = named if agrees else None
    if (found.agrees, found.named, found.noted_by_id) == (agrees, named, noted_by and noted_by.pk):
        return found
    found.agrees, found.named, found.said_at, found.through, found.noted_by = agrees, named, at, through, noted_by
    found.save(update_fields=["agrees", "named", "said_at", "through", "noted_by"])
    record(found, "agree" if agrees else "decline", by=noted_by or found.partner, at=at)
    if noted_by:
        send(notices.noted("chapter_author_noted", found, found.partner, f"{at:%Y%m%dT%H%M%S%f}", at=at))
    return found


@transaction.atomic
def leave_chapter(author: ChapterAuthor, *, by: Partner, at: datetime) -> None:
    """They write it no more, or were asked in error. What they wrote and said before stays. Done twice it is done once."""
    if ChapterAuthor.objects.filter(pk=author.pk, left_at__isnull=True).update(left_at=at):
        record(author, "leave", by=by, at=at)


@transaction.atomic
def change_chapter(chapter: Chapter, *, by: Partner, at: datetime, seen: int, title: str, text: str, what_changed: str = "") -> Chapter:
    """New words, which are a new version: what it was is kept. The version that everybody reads stays until the new one is published.

    Raises NotAllowedNow if it is not the version that was `seen` any more, or it waits for approval, is published or withdrawn.
    """
    it = locked(chapter)
    if not it.is_changeable():
        raise NotAllowedNow("change", _("It is changed as a draft, or while it is under review."))
    if it.version != seen:
        raise NotAllowedNow("change", CHANGED)
    if (it.title, it.text) == (title, text):
        return it
    return new_words(it, by=by, at=at, title=title, text=text, what_changed=what_changed)


def new_words(it: Chapter, *, by: Partner, at: datetime, title: str, text: str, what_changed: str) -> Chapter:
    """Keep a new version of a locked chapter."""
    it.title, it.text, it.version = title, text, it.version + 1
    it.save(update_fields=["title", "text", "version"])
    ChapterVersion.objects.create(chapter=it, number=it.version, title=title, text=text, what_changed=what_changed, at=at, by=by)
    record(it, "change", by=by, at=at, version=it.version)
    return it


@transaction.atomic
def move_up(chapter: Chapter, *, by: Partner, at: datetime) -> None:
    """One place towards the beginning of the book; the first stays where it is."""
    Toolkit.objects.select_for_update().get(pk=chapter.book_id)
    it = Chapter.objects.select_related("book__programme").get(pk=chapter.pk)
    before = Chapter.objects.filter(book=it.book_id, position__lt=it.position).order_by("-position").first()
    if before is None:
        return
    Chapter.objects.filter(pk=before.pk).update(position=it.position)
    Chapter.objects.filter(pk=it.pk).update(position=before.position)
    record(it, "move_up", by=by, at=at)
