"""What everybody reads: the published chapters of a book, the adopters that a lay partner confirmed, and the chapters of all
programmes that are shared. The pages, the print and the file for word processors are made from the same."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from coprod.kit.saying import day
from coprod.kit.written import Piece, levels_of, pieces_of
from programmes.toolkit.catalogue import MOST_SHOWN, ON_A_PAGE, NoteKind
from programmes.toolkit.models import Adopter, AdopterNote, ChapterAuthor, ChapterVersion, Toolkit
from programmes.toolkit.policies.chapters import PUBLIC_VERSION, public_names


class PublicChapter(NamedTuple):
    """A chapter as everybody reads it. Nobody is named who did not say so."""

    version: ChapterVersion
    pieces: list[tuple[Piece, int]]
    facts: list[tuple[str, str]]

    @property
    def title(self) -> str:
        return self.version.title

    @property
    def ref(self) -> str:
        return self.version.chapter.ref


class PublicAdopter(NamedTuple):
    """An adopter with what a lay partner says is so."""

    name: str
    notes: list[tuple[str, str]]


class PublicBook(NamedTuple):
    toolkit: Toolkit
    chapters: list[PublicChapter]
    adopters: list[PublicAdopter]


def with_pieces(text: str) -> list[tuple[Piece, int]]:
    """The pieces of a text, each with how deep its heading stands (0 for none)."""
    pieces = pieces_of(text)
    return list(zip(pieces, levels_of(pieces), strict=True))


def public_versions() -> QuerySet[ChapterVersion]:
    """Each published version with its chapter and its authors: two queries for all of them."""
    return ChapterVersion.objects.filter(PUBLIC_VERSION).select_related("chapter__book__programme").prefetch_related(Prefetch(
        "chapter__authors", ChapterAuthor.objects.filter(left_at__isnull=True).select_related("partner").order_by("pk")))


def public_chapter(version: ChapterVersion) -> PublicChapter:
    chapter = version.chapter
    facts = [(_("Written by"), ", ".join(public_names(chapter.authors.all()))),
             (_("Approved by a lay co-author"), day(version.approved_at)), (_("Published"), day(version.published_at)),
             (_("To be looked at again by"), day(chapter.review_on))]
    return PublicChapter(version, with_pieces(version.text), [(name, words) for name, words in facts if words])


def public_adopters(toolkit: Toolkit) -> list[PublicAdopter]:
    """Two queries. An adopter of which nothing is confirmed is not among them."""
    notes: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for note in AdopterNote.objects.counting().filter(adopter__book=toolkit).order_by("adopter_id", "kind", "pk")[:MOST_SHOWN]:  # type: ignore[attr-defined]
        words = _("%(n)d lay partners, named on %(day)s") % {"n": note.lay_people, "day": day(note.named_on)} \
            if note.kind == NoteKind.LAY else note.text
        notes[note.adopter_id].append((note.get_kind_display(), words))
    return [PublicAdopter(each.name, notes[each.pk]) for each in Adopter.objects.filter(pk__in=notes).order_by("name", "pk")]


def public_book(toolkit: Toolkit) -> PublicBook:
    found = public_versions().filter(chapter__book=toolkit).order_by("chapter__position", "pk")[:MOST_SHOWN]
    return PublicBook(toolkit, [public_chapter(each) for each in found], public_adopters(toolkit))


def shared_chapters(start: int) -> dict[str, Any]:
    """A page of the chapters that lay co-authors let stand in the book of all programmes."""
    found = public_versions().filter(chapter__shared_at__isnull=False).order_by(
        "chapter__book__programme__name", "chapter__book", "chapter__position", "pk")
    rows = list(found[start:start + ON_A_PAGE + 1])
    return {"chapters": [public_chapter(each) for each in rows[:ON_A_PAGE]],
            "previous": f"?from={max(start - ON_A_PAGE, 0)}" if start else "",
            "next": f"?from={start + ON_A_PAGE}" if len(rows) > ON_A_PAGE else ""}


def titles_of(chapters: Iterable[PublicChapter]) -> list[str]:
    return [each.title for each in chapters]
