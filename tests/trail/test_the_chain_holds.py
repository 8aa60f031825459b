"""Each row carries the hash of the row before it in its book, and `verify_trail` names the first broken link."""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from coprod.trail.models import HOUSE_BOOK, Book, Row
from coprod.trail.moves import Entry, record, record_many
from tests.makers import MONDAY, a_partner, a_programme, an_organisation

pytestmark = pytest.mark.django_db


@contextmanager
def a_thief_with_the_keys_of_the_database():
    """Someone who may lift the guard: what the chain is for."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE trail_row DISABLE TRIGGER trail_is_append_only")
            yield cursor
            cursor.execute("ALTER TABLE trail_row ENABLE TRIGGER trail_is_append_only")
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'trail_row'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            yield cursor
            for _name, sql in triggers:
                cursor.execute(sql)


@pytest.fixture
def book():
    """A programme's book with a few rows, and some in the house's."""
    maya = a_partner("Maya Example", professional=True)
    programme = a_programme("Care Together", by=maya)
    for number in range(3):
        record(programme, "change", by=maya, at=MONDAY, number=number)
    an_organisation("Westmere Council", by=maya)
    return Book.objects.get(name=programme.ref)


def verify():
    out = StringIO()
    call_command("verify_trail", stdout=out)
    return out.getvalue().strip()


def test_every_row_carries_the_hash_of_the_row_before_it(book):
    rows = list(Row.objects.filter(book=book.name).order_by("number"))

    assert [row.number for row in rows] == [1, 2, 3, 4, 5]
    assert rows[0].before == ""
    assert [row.before for row in rows[1:]] == [row.hash for row in rows[:-1]]
    assert all(row.hash == row.computed_hash() for row in rows)
    assert (book.length, book.last_hash) == (5, rows[-1].hash)


def test_each_book_has_a_chain_of_its_own(book):
    assert set(Book.objects.values_list("name", flat=True)) == {book.name, HOUSE_BOOK}
    assert Row.objects.filter(book=HOUSE_BOOK).order_by("number").first().before == ""


def test_a_sound_trail_is_counted(book):
    assert verify() == f"{Row.objects.count()} rows in 2 books: every link holds."


@pytest.mark.parametrize(("column", "value"), [
    ("at", "2020-01-01 00:00:00+00:00"), ("actor", "somebodyelse"), ("role", "SRO"), ("kind", "programmes.stage"), ("subject", "another"),
    ("move", "close"), ("was", "draft"), ("now", "closed"), ("about", '{"number": 7}'), ("before", "0" * 64), ("hash", "0" * 64),
])
def test_a_row_that_was_changed_in_any_column_is_named(book, column, value):
    changed = Row.objects.get(book=book.name, number=3)
    with a_thief_with_the_keys_of_the_database() as cursor:
        cursor.execute(f"UPDATE trail_row SET {connection.ops.quote_name(column)} = %s WHERE id = %s", [value, changed.pk])

    with pytest.raises(CommandError, match=f"{book.name}: row 3 was changed"):
        verify()


def test_a_row_that_was_removed_is_named(book):
    with a_thief_with_the_keys_of_the_database() as cursor:
        cursor.execute("DELETE FROM trail_row WHERE book = %s AND number = 2", [book.name])

    with pytest.raises(CommandError, match=f"{book.name}: row 2 is missing"):
        verify()


def test_rows_cut_off_at_the_end_are_noticed(book):
    with a_thief_with_the_keys_of_the_database() as cursor:
        cursor.execute("DELETE FROM trail_row WHERE book = %s AND number > 3", [book.name])

    with pytest.raises(CommandError, match=f"{book.name}: 2 rows are missing at the end, after row 3"):
        verify()


def test_a_row_that_was_slipped_in_is_named(book):
    last = Row.objects.get(book=book.name, number=5)
    forged = Row(book=book.name, number=6, at=MONDAY, actor="nobody", kind="programmes.programme", subject="x", move="close",
                 before=last.hash)
    forged.hash = forged.computed_hash()
    forged.save()

    with pytest.raises(CommandError, match=f"{book.name}: -1 rows are missing at the end"):
        verify()


def test_rows_without_their_book_are_noticed(book):
    Book.objects.filter(pk=book.pk).delete()

    with pytest.raises(CommandError, match=f"{book.name}: its rows have no book"):
        verify()


def test_many_rows_in_several_books_cost_as_much_as_one(book, django_assert_num_queries):
    maya = a_partner("Another")
    programmes = [a_programme(by=maya) for _ in range(3)]
    with django_assert_num_queries(3):
        record_many([Entry(programmes[0], "change")], by=maya, at=MONDAY)
    with django_assert_num_queries(3):
        record_many([Entry(programme, "change") for programme in programmes for _ in range(5)], by=maya, at=MONDAY)

    assert "every link holds" in verify()
