"""Writing messages into the outbox, and asking for their delivery."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any

from celery import Task
from django.db import transaction
from django.db.models import QuerySet
from kombu.exceptions import OperationalError

from coprod.kit.sql import insert_from
from coprod.post.catalogue import kind_of
from coprod.post.models import Message

log = logging.getLogger(__name__)
BROKER_PAUSE = 30      # seconds


def send(messages: Iterable[Message]) -> None:
    """Keep messages in the transaction at hand and nudge delivery once it is committed.

    One that says the same to the same person on the same occasion is already there: nothing is added.
    Raises LookupError for a kind that nobody declared.
    """
    rows = list(messages)
    for each in rows:
        each.priority = kind_of(each.kind).priority
    Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    nudge()


ROW = {name: f"m_{name}" for name in
       ("kind", "about", "to", "occasion", "book", "written_at", "due_at", "priority", "state", "claimed_by", "tries")}


def send_rows(selected: Iterable[QuerySet]) -> int:
    """Keep what querysets select (each names the columns in `ROW`), one statement each; say how many were new."""
    written = sum(insert_from(Message, rows, ROW) for rows in selected)
    if written:
        nudge()
    return written


def nudge() -> None:
    """Ask for delivery soon, once the transaction is committed. A lost nudge loses nothing: the clock comes by."""
    from coprod.post.tasks import deliver_waiting  # the tasks stand above us; the queue only nudges

    nudged(deliver_waiting)


_hushed: ContextVar[bool] = ContextVar("hushed", default=False)


@contextmanager
def hushed() -> Iterator[None]:
    """While inside, nothing is asked of the queue: for telling a story with a clock of its own."""
    before = _hushed.set(True)
    try:
        yield
    finally:
        _hushed.reset(before)


def nudged(task: Task, **facts: Any) -> None:
    """Ask the queue to do `task` once the transaction is committed. If the broker is down that is logged, no more."""
    if not _hushed.get():
        transaction.on_commit(lambda: _ask(task, facts), robust=True)


_broker = {"silent_until": 0.0}     # of this process: after a failure nobody waits for the broker for a while


def _ask(task: Task, facts: dict[str, Any]) -> None:
    """One try. A broker that did not answer is left alone for half a minute, so that people do not wait for it again."""
    if monotonic() < _broker["silent_until"]:
        return
    try:
        task.apply_async(kwargs=facts, retry=False)
    except OperationalError as trouble:
        _broker["silent_until"] = monotonic() + BROKER_PAUSE
        log.warning("the queue did not take %s: %s", task.name, type(trouble).__name__)
