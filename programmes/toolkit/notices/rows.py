"""The rows of the outbox: at once to few, and by the clock to as many as there are, in a fixed number of statements."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from coprod.post.models import Message
from partners.models import Partner
from programmes.programme.lifecycles import ProgrammeState
from programmes.stages.notices.leading import with_lead
from programmes.stages.notices.rows import in_force, outbox_rows
from programmes.toolkit.catalogue import LATE_DAYS
from programmes.toolkit.models import (
    AdopterNote,
    Chapter,
    ChapterAuthor,
    ChapterComment,
    ChapterWord,
    Material,
    MaterialConsent,
)


def _message(kind: str, thing: Any, to: Partner, occasion: str, *, at: datetime) -> Message:
    return Message(kind=kind, about=thing.ref, to=to.ref, occasion=occasion, book=thing.trail_book, written_at=at, due_at=at)


def authors_asked(authors: Iterable[ChapterAuthor], *, at: datetime) -> list[Message]:
    """Will you write it with us? To each who is asked, but for who asks."""
    return [_message("chapter_author_asked", each, each.partner, "asked", at=at) for each in authors if each.partner_id != each.asked_by_id]


def approval_asked(chapter: Chapter, *, by: Partner, at: datetime) -> list[Message]:
    """To its lay co-authors, for this version and this time; also to one who asks: their word is needed as much."""
    return [_message("chapter_approval_asked", chapter, each.partner, f"v{chapter.version} {at:%Y%m%dT%H%M%S%f}", at=at)
            for each in chapter.lay_authors() if each.partner_id != by.pk]


def said_no(word: ChapterWord, *, by: Partner, at: datetime) -> list[Message]:
    """At once to its other authors."""
    return [_message("chapter_refused", word, each.partner, "no", at=at) for each in word.chapter.people()
            if each.agrees and each.partner_id not in (word.by_id, by.pk)]


def about_chapter(kind: str, chapter: Chapter, occasion: str, *, by: Partner, at: datetime) -> list[Message]:
    """To all its authors who said yes, but for who did it."""
    return [_message(kind, chapter, each.partner, occasion, at=at) for each in chapter.people() if each.agrees and each.partner_id != by.pk]


def noted(kind: str, thing: Any, to: Partner, occasion: str, *, at: datetime) -> list[Message]:
    """To somebody whose word somebody else wrote down, or who gets an answer."""
    return [_message(kind, thing, to, occasion, at=at)]


def consents_asked(consents: Iterable[MaterialConsent], *, at: datetime) -> list[Message]:
    """May we use it? To each whom it comes from and who has not said so by offering it."""
    return [_message("material_consent_asked", each, each.partner, "asked", at=at) for each in consents if each.agrees is None]


def about_material(material: Material, occasion: str, *, at: datetime) -> list[Message]:
    """Somebody it comes from says no: to who offered it, and to the authors of the chapter whose words it is in."""
    people = {material.offered_by_id: material.offered_by}
    if material.chapter is not None:
        people |= {each.partner_id: each.partner for each in material.chapter.people() if each.agrees}
    return [_message("material_refused", material, each, occasion, at=at) for each in people.values()]


def comment_given(comment: ChapterComment, *, at: datetime) -> list[Message]:
    """To the chapter's authors, who answer."""
    return [_message("chapter_comment_given", comment, each.partner, "given", at=at) for each in comment.chapter.people()
            if each.agrees and each.partner_id not in (comment.by_id, comment.noted_by_id)]


def about_comment(comment: ChapterComment, *, at: datetime) -> list[Message]:
    return [_message("chapter_comment_answered", comment, comment.by, "answered", at=at)]


def about_note(kind: str, note: AdopterNote, to: Partner, occasion: str, *, at: datetime) -> list[Message]:
    return [_message(kind, note, to, occasion, at=at)]


# --- by the clock -----------------------------------------------------------------------------------------------------------------

def _public() -> QuerySet[Chapter]:
    found: QuerySet[Chapter] = Chapter.objects.public().exclude(book__programme__state=ProgrammeState.CLOSED).order_by()  # type: ignore[attr-defined]
    return found


def _rows(things: QuerySet, kind: str, person: str, occasion: Any, at: datetime) -> QuerySet:
    return outbox_rows(things, kind, about="ref", to=f"{person}ref", occasion=occasion, book="book__programme__ref", at=at)


def _on_the_day(words: Any) -> Concat:
    return Concat(Cast(F("review_on"), CharField()), words, output_field=CharField())


@with_lead
def reviews_due(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """Thirty days before a chapter is to be looked at again, and on the day: to its authors. A clock that slept says the last alone."""
    due = _public().filter(remind_on__lte=on, authors__agrees=True, authors__left_at__isnull=True)
    mark = Case(When(review_on__gt=on, then=Value(" before")), default=Value(" on the day"), output_field=CharField())
    yield _rows(due, "chapter_review_due", "authors__partner__", _on_the_day(mark), at)


def reviews_late(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """A fortnight after the day: to the manager."""
    team = "book__programme__team__"
    late = _public().filter(in_force(team, on) & Q(**{f"{team}role": "PM"}), review_on__lte=on - timedelta(days=LATE_DAYS))
    yield _rows(late, "chapter_review_late", f"{team}partner__", _on_the_day(Value(" late")), at)
