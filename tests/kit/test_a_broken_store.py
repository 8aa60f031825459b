"""A store that is away or broken gives a 503 page that says so; a fault of ours gives a 500 page."""

import sqlite3

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connections
from django.db.utils import load_backend
from django.test import Client, RequestFactory

from coprod.kit.errors import server_error


def answer_to(error):
    try:
        raise error
    except type(error):
        return server_error(RequestFactory().get("/"))


@pytest.mark.parametrize(("error", "status"), [
    (OperationalError("no answer"), 503), (DatabaseError("file is not a database"), 503),
    (IntegrityError("twice"), 500), (ValueError("ours"), 500)])
def test_what_is_away_is_told_from_what_is_wrong(error, status):
    answer = answer_to(error)

    assert answer.status_code == status
    assert answer.headers.get("Retry-After") == ("30" if status == 503 else None)


@pytest.mark.django_db
def test_a_broken_file_is_what_sqlite_calls_a_plain_database_error(tmp_path):
    file = tmp_path / "broken.sqlite3"
    file.write_bytes(b"not a database at all " * 100)
    facts = connections.databases["default"] | {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": {}}
    broken = load_backend("django.db.backends.sqlite3").DatabaseWrapper(facts, "broken")
    with pytest.raises(DatabaseError) as caught, broken.cursor() as cursor:
        cursor.execute("SELECT * FROM sqlite_master")
    broken.close()

    assert type(caught.value) is DatabaseError
    assert isinstance(caught.value.__cause__, sqlite3.DatabaseError)


def test_of_two_who_wait_for_each_other_neither_is_turned_away(shared_database, all_at_once, settings):
    settings.ROOT_URLCONF = "tests.kit.addresses"

    answers = all_at_once(2, lambda number: Client().post(["/crossing/a/b/", "/crossing/b/a/"][number], {"word": "tea"}))

    assert [(each.status_code, each.content.decode()) for each in answers] == [(200, "a, b: tea"), (200, "b, a: tea")]
