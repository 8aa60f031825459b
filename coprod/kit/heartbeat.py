"""The clock's heartbeat: a moment in the shared cache, renewed by a task, so that a stopped clock can be noticed.

The clock starts the task, the queue carries it and a worker runs it: a fresh beat shows that all three are alive.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.cache import cache

KEY = "heartbeat"
MISSED = 3                          # so many intervals without a beat, and the clock counts as stopped


def beat(*, at: datetime) -> None:
    """Keep `at` as the last moment at which the clock was seen to run."""
    cache.set(KEY, at.timestamp(), timeout=None)


def last_beat() -> datetime | None:
    """When the clock was last seen to run; None when it never was."""
    kept = cache.get(KEY)
    return None if kept is None else datetime.fromtimestamp(kept, tz=UTC)


def is_stopped(last: datetime | None, *, at: datetime, since: datetime) -> bool:
    """Whether the clock has been silent for too long at `at`. A clock never heard is given as long from `since` on."""
    return at - (last or since) > timedelta(seconds=MISSED * settings.TICK_SECONDS)
