"""The single door to every state: a guarded update and its trail row, in one transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from django.db import models, transaction
from django.dispatch import Signal

from coprod.kit.lifecycle import Lifecycle, NotAllowedNow
from coprod.kit.sql import held, update_each
from coprod.trail.models import HOUSE_BOOK, THE_CLOCK, Book, Row

recorded = Signal()     # books: the names of the books that were just written in, sent once their rows are committed (not for the clock's)


class Actor(Protocol):
    """Whoever acts: in practice a Partner. `None` stands for the clock."""

    ref: str


class Entry(NamedTuple):
    """A row to be written. `about` holds further refs and codes, never words or names."""

    thing: models.Model
    move: str
    was: str = ""
    now: str = ""
    role: str = ""
    about: dict[str, Any] | None = None
    book: str = ""


def record(thing: models.Model, move: str, *, by: Actor | None, at: datetime, was: str = "", now: str = "",
           role: str = "", **about: Any) -> Row:
    """Write one row in the book of `thing` (its `trail_book`, else the house's) and return it."""
    return record_many([Entry(thing, move, was, now, role, about)], by=by, at=at)[0]


@transaction.atomic(savepoint=False)        # what cannot be recorded is not done either
def record_many(entries: Sequence[Entry], *, by: Actor | None, at: datetime) -> list[Row]:
    """Write rows in the order given: three queries (and two more for a new book), however many rows and books."""
    books = _open({_book_of(entry) for entry in entries})
    rows = []
    for entry in entries:
        book = books[_book_of(entry)]
        row = Row(
            book=book.name, number=book.length + 1, at=at, actor=by.ref if by else THE_CLOCK, role=entry.role,
            kind=entry.thing._meta.label_lower, subject=entry.thing.ref,  # type: ignore[attr-defined]
            move=entry.move, was=entry.was, now=entry.now, about=entry.about or {}, before=book.last_hash)
        row.hash = row.computed_hash()
        book.length, book.last_hash = row.number, row.hash
        rows.append(row)
    Row.objects.bulk_create(rows, batch_size=500)
    update_each(Book, ["length", "last_hash"], [(book.pk, book.length, book.last_hash) for book in books.values()])
    if by is not None:
        transaction.on_commit(lambda: recorded.send(sender=Book, books=list(books)), robust=True)
    return rows


def _book_of(entry: Entry) -> str:
    return entry.book or getattr(entry.thing, "trail_book", "") or HOUSE_BOOK


def _open(names: set[str]) -> dict[str, Book]:
    """The books, locked until the transaction ends, so that the rows of each stand in one order."""
    rows = held(Book, ["id", "name", "length", "last_hash"], among="name", values=sorted(names))
    found = {name: Book(pk=pk, name=name, length=length, last_hash=last) for pk, name, length, last in rows}
    if len(found) < len(names):
        Book.objects.bulk_create([Book(name=name) for name in sorted(names - found.keys())], ignore_conflicts=True)
        return _open(names)
    return found


def hold_book(name: str) -> None:
    """Hold a book before a room below writes in another: whoever writes in both holds them in the same order."""
    _open({name})


@transaction.atomic
def make_move(thing: models.Model, lifecycle: Lifecycle, move: str, *, by: Actor | None, at: datetime,
              role: str = "", about: dict[str, Any] | None = None, **facts: Any) -> None:
    """Move `thing` by compare-and-swap, write `facts` with it and record it.

    Raises NotAllowedNow, changing nothing, when the table does not offer the move or when
    somebody else has moved the thing since it was read.
    """
    was, will_be = thing.state, lifecycle.after(move, thing.state)  # type: ignore[attr-defined]
    rows = type(thing)._base_manager.filter(pk=thing.pk, state=was)
    if not rows.update(state=will_be, **facts):
        raise NotAllowedNow(move)
    for name, value in {"state": will_be, **facts}.items():
        setattr(thing, name, value)
    record(thing, move, by=by, at=at, was=was, now=will_be, role=role, **(about or {}))


def first_broken_link(rows: Iterable[Row], book: Book) -> str:
    """What is wrong with a book whose rows come in order of their number: "" if nothing is."""
    before, number = "", 0
    for row in rows:
        number += 1
        if row.number != number:
            return f"{book.name}: row {number} is missing"
        if row.before != before or row.hash != row.computed_hash():
            return f"{book.name}: row {number} was changed ({row.kind} {row.subject}, {row.move})"
        before = row.hash
    if (number, before) != (book.length, book.last_hash):
        return f"{book.name}: {book.length - number} rows are missing at the end, after row {number}"
    return ""


@transaction.atomic
def move_many(things: models.QuerySet, lifecycle: Lifecycle, move: str, *, by: Actor | None, at: datetime,
              about: Sequence[str] = (), **facts: Any) -> list[models.Model]:
    """Make one move for all of `things` in a number of queries that does not grow with them; those moved come back.

    Rows are locked as they are read, so of two clocks that run at once each row is moved by one. `about` names
    attributes (codes or refs) that the trail row keeps.
    """
    found = list(things.select_for_update(of=("self",)))
    moved = []
    for was in sorted({thing.state for thing in found}):
        here = [thing for thing in found if thing.state == was]
        will_be = lifecycle.after(move, was)
        for some in (here[n:n + 5000] for n in range(0, len(here), 5000)):
            things.model._base_manager.filter(pk__in=[thing.pk for thing in some], state=was).update(state=will_be, **facts)
        for thing in here:
            thing.state = will_be
            for name, value in facts.items():
                setattr(thing, name, value)
        record_many([Entry(thing, move, was, will_be, about={name: getattr(thing, name) for name in about}) for thing in here],
                    by=by, at=at)
        moved += here
    return moved
