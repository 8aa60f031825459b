"""The ground that tests stand on does what it says."""

import socket
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction

from coprod.trail.models import Book, Row
from coprod.trail.moves import Entry, record_many
from partners.models import Holding
from tests.again import again, rows_now
from tests.browser import axe, is_wider_than_its_window
from tests.cast import gather, make_cast
from tests.conftest import NetworkIsClosed, is_on_this_machine, refuse_a_skip
from tests.makers import MONDAY
from tests.programmes.editions.doing import published

MOMENT = datetime(2026, 3, 16, 9, tzinfo=UTC)


@pytest.mark.parametrize(("family", "address", "allowed"), [
    (socket.AF_UNIX, "/tmp/socket", True),
    (socket.AF_INET, ("127.0.0.1", 5432), True),
    (socket.AF_INET, ("127.8.8.8", 1), True),
    (socket.AF_INET, ("localhost", 6379), True),
    (socket.AF_INET6, ("::1", 80, 0, 0), True),
    (socket.AF_INET, ("192.0.2.1", 80), False),
    (socket.AF_INET, ("0.0.0.0", 80), False),
    (socket.AF_INET, ("localhost.example.org", 80), False),
    (socket.AF_INET6, ("2001:db8::1", 80, 0, 0), False),
])
def test_only_this_machine_can_be_reached(family, address, allowed):
    assert is_on_this_machine(family, address) is allowed


def test_a_connection_to_the_world_is_refused():
    with socket.socket() as outside, pytest.raises(NetworkIsClosed):
        outside.connect(("192.0.2.1", 80))


class Report:
    skipped, outcome, longrepr = True, "skipped", ("tests/x.py", 3, "Skipped: no chromium")


def test_a_skip_is_a_failure_when_everything_must_run(monkeypatch):
    monkeypatch.setenv("COPROD_TEST_ALL", "1")

    report = refuse_a_skip(Report())

    assert (report.outcome, report.longrepr) == ("failed", "COPROD_TEST_ALL=1 allows no skip: Skipped: no chromium")


def test_a_skip_stays_a_skip_otherwise(monkeypatch):
    monkeypatch.delenv("COPROD_TEST_ALL", raising=False)

    assert refuse_a_skip(Report()).outcome == "skipped"


def test_what_was_made_once_comes_again_row_for_row_whatever_somebody_did_with_it(db, clock):
    seen, times = [], []
    for _ in range(3):
        with transaction.atomic():
            cast = again("for this test", lambda: times.append("made") or make_cast(at=MONDAY))
            seen.append((rows_now(), [person.ref for person in cast.people().values()]))
            cast.maya.name = cast.programme.name = "Changed"
            cast.maya.save()
            Holding.objects.all().delete()
            transaction.set_rollback(True)

    assert seen[0] == seen[1] == seen[2]
    assert len(seen[0][0]) > 10 and times == ["made"]


def test_beside_other_people_it_is_made_anew(cast):
    assert [again("beside others", lambda word=word: word) for word in ("one", "other")] == ["one", "other"]


def all_kinds_of_rows(cast):
    """Some are protected by a trigger, and an edition is published."""
    published(cast.maya)
    assert {"trail_row", "programmes_addedstandard"} < {insert.split()[2].strip('"') for insert, _ in rows_now()}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_begins_with_no_row_at_all(time, clock):
    assert rows_now() == []
    all_kinds_of_rows(gather())


class Thing:
    """Stands for any row with a ref."""

    ref = "abc"

    class _meta:
        label_lower = "tests.thing"


def write_a_row():
    record_many([Entry(Thing(), "start")], by=None, at=MOMENT)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_the_trail_is_empty_again_after_a_test_that_committed_and_still_append_only(time):
    assert Row.objects.count() == 0
    write_a_row()

    for forbidden in (lambda: Row.objects.update(move="stop"), lambda: Row.objects.all().delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            forbidden()
    assert list(Row.objects.values_list("move", flat=True)) == ["start"]
    assert Book.objects.get().length == 1


@pytest.mark.parametrize("time", ["first", "second"])
def test_the_cache_of_one_test_is_no_business_of_the_next(time):
    assert cache.get("left-behind") is None
    cache.set("left-behind", 1)


@pytest.mark.django_db
def test_what_is_promised_for_after_the_commit_can_be_waited_for(after_commit):
    done = []

    with after_commit():
        transaction.on_commit(lambda: done.append("told"))
        assert done == []

    assert done == ["told"]
    assert connection.in_atomic_block


def test_axe_finds_a_barrier_where_there_is_one(page):
    page.set_content("<html lang=en><title>x</title><main><h1>Sign</h1><img src='data:,'><input></main>")

    assert sorted(axe(page)) == ["image-alt: img", "label: input"]


def test_axe_finds_nothing_on_a_plain_page(page):
    page.set_content("<html lang=en><title>x</title><main><h1>Sign</h1><p>Nothing to see.</p></main>")

    assert axe(page) == []


def test_a_page_that_is_too_wide_is_noticed(phone_page):
    phone_page.set_content("<meta name=viewport content='width=device-width'><p>narrow</p>")
    assert not is_wider_than_its_window(phone_page)
    phone_page.set_content("<meta name=viewport content='width=device-width'><pre>" + "wide" * 200 + "</pre>")
    assert is_wider_than_its_window(phone_page)
