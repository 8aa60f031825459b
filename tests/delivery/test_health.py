"""/healthz tells a monitor whether the service is alive, and tells nobody anything more."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, OperationalError, connection

from coprod.kit import health, heartbeat
from coprod.kit.clock import now
from coprod.post.tasks import tick

MOMENT = datetime(2026, 3, 16, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_queue_of_its_own(settings, tmp_path):
    """The laptop's queue: a folder. The test of Redis below sets its own."""
    settings.REDIS_URL, settings.QUEUE = "", tmp_path


def test_a_healthy_service_says_so_and_nothing_else(client):
    tick.delay()

    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "version": settings.VERSION, "database": "ok", "queue": "ok",
                             "clock": "ok"}
    assert "no-store" in answer["Cache-Control"]


def test_asking_costs_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/healthz")


def test_it_cannot_be_posted_to(client):
    assert client.post("/healthz").status_code == 405


@pytest.mark.parametrize("error", [OperationalError, DatabaseError])     # the second is a broken file on SQLite
def test_a_database_that_does_not_answer_is_503(client, monkeypatch, error):
    def refuse(*args, **kwargs):
        raise error("host 10.0.0.7 refused user coprod")

    monkeypatch.setattr(connection, "cursor", refuse)

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert (answer.json()["status"], answer.json()["database"]) == ("down", "down")
    assert b"10.0.0.7" not in answer.content


def test_a_queue_folder_that_has_gone_is_503(client, settings, tmp_path):
    settings.QUEUE = tmp_path / "gone"

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["queue"]) == (503, "down")


def test_a_redis_that_does_not_answer_is_503(client, settings, unused_port):
    settings.REDIS_URL = f"redis://:secret@127.0.0.1:{unused_port}/0"

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["queue"]) == (503, "down")
    assert b"secret" not in answer.content


def test_a_clock_that_missed_three_intervals_is_503(client):
    heartbeat.beat(at=now() - timedelta(seconds=181))

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["clock"]) == (503, "stopped")


def test_a_clock_that_missed_two_intervals_is_late_but_alive(client):
    heartbeat.beat(at=now() - timedelta(seconds=170))

    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(("age", "stopped"), [(0, False), (180, False), (181, True)])
def test_a_clock_that_was_never_heard_gets_three_intervals_from_the_start(age, stopped):
    assert heartbeat.last_beat() is None
    assert heartbeat.is_stopped(None, at=MOMENT, since=MOMENT - timedelta(seconds=age)) is stopped


def test_a_store_that_cannot_say_when_the_clock_was_heard_leaves_it_unknown(monkeypatch):
    def refuse(key):
        raise OperationalError("gone")

    monkeypatch.setattr(cache, "get", refuse)

    assert health.state_of_clock(at=MOMENT, since=MOMENT) == "unknown"


def test_the_clock_is_set_to_tick():
    entry = settings.CELERY_BEAT_SCHEDULE["tick"]

    assert (entry["task"], entry["schedule"]) == (tick.name, settings.TICK_SECONDS)


def test_no_beat_expires_before_it_can_be_picked_up():
    assert all(entry["options"]["expires"] >= 1 for entry in settings.CELERY_BEAT_SCHEDULE.values() if "options" in entry)
