"""Writing messages into the outbox, and sending them out."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from email.utils import format_datetime
from time import monotonic
from typing import Any

from celery import Task
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from kombu.exceptions import OperationalError

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.sql import insert_from
from coprod.post.lifecycles import MESSAGE, State
from coprod.post.models import LEASE, TRIES, Message
from coprod.post.registry import Address, Words, registry

log = logging.getLogger(__name__)
BROKER_PAUSE = 30      # seconds


def send(messages: Iterable[Message]) -> None:
    """Keep messages in the transaction at hand and nudge delivery once it is committed.

    One that says the same to the same person on the same occasion is already there: nothing is added.
    """
    Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=500)
    nudge()


ROW = {name: f"m_{name}" for name in
       ("kind", "about", "to", "occasion", "book", "written_at", "due_at", "state", "claimed_by", "tries")}


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


def deliver(*, at: datetime, limit: int = 20) -> int:
    """Send up to `limit` waiting messages over one connection, each committed by itself; say how many were taken up.

    A sender that is killed leaves what it held to the next one, after the lease; only the one mail that
    was between the server's answer and our commit can go twice, and then with the same Message-ID.
    """
    held, began, renewed = Message.objects.claim(at=at, limit=limit), monotonic(), 0.0
    connection = get_connection(fail_silently=False)
    try:
        for message in held:
            spent = monotonic() - began
            if spent - renewed > LEASE.total_seconds() / 4:     # a slow mail server must not make two senders of us
                Message.objects.filter(claimed_by=message.claimed_by, state=State.SENDING).update(
                    claimed_at=at + timedelta(seconds=spent))
                renewed = spent
            _deliver_one(message, connection, at=at)
    finally:
        connection.close()
    return len(held)


def _deliver_one(message: Message, connection: BaseEmailBackend, *, at: datetime) -> None:
    try:
        words = registry.words[message.kind](message)
        if words is None:
            return _move(message, "drop", at=at)
        if registry.address_of is None:
            raise LookupError("Nobody has registered where people are reached.")
        address = registry.address_of(message.to)
        if not address.email:
            return _move(message, "hand_over", at=at)
        mail = as_mail(message, words, address, connection)
        mail.extra_headers["Date"] = format_datetime(at)    # the moment of sending, by whose clock it is sent
        mail.send()
    except OSError as trouble:      # smtplib's errors are OSErrors: try again later, then give up and say so
        log.warning("message %s could not be sent: %s", message.pk, type(trouble).__name__)
        connection.close()
        return _try_later(message, at=at)
    except DatabaseError:
        raise
    except Exception:               # a mistake of ours in one message must not silence all that wait behind it
        log.exception("message %s could not be said", message.pk)
        return _try_later(message, at=at)
    _move(message, "confirm", at=at)


def _try_later(message: Message, *, at: datetime) -> None:
    _move(message, "give_up" if message.tries >= TRIES else "release", at=at, due_at=at + timedelta(minutes=2 ** message.tries))


def _move(message: Message, move: str, *, at: datetime, due_at: datetime | None = None) -> None:
    """One guarded update. (The outbox keeps no trail: a message row is itself the record.)"""
    facts: dict[str, Any] = {"state": MESSAGE.after(move, message.state), "finished_at": at} | ({"due_at": due_at} if due_at else {})
    mine = Message.objects.filter(pk=message.pk, state=message.state, claimed_by=message.claimed_by)
    if mine.update(**facts):
        message.state = facts["state"]


def as_mail(message: Message, words: Words, address: Address, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    """The mail: plain text with a simple HTML twin. Line breaks cannot enter a header."""
    context = {"words": words, "called": address.called, "url": settings.BASE_URL + words.path,
               "service_name": settings.SERVICE_NAME, "contact_name": settings.CONTACT_NAME,
               "contact_phone": settings.CONTACT_PHONE}
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    mail = EmailMultiAlternatives(
        subject=" ".join(words.subject.split()), body=render_to_string("emails/message.txt", context),
        to=[address.email], connection=connection,
        headers={"Message-ID": f"<{message.name_for_mail()}@{domain}>", "Auto-Submitted": "auto-generated"})
    mail.attach_alternative(render_to_string("emails/message.html", context), "text/html")
    if words.calendar:
        mail.attach_alternative(words.calendar.content.decode(), f"text/calendar; method={words.calendar.method}")
    return mail


def mark_all_as_told(messages: QuerySet, *, at: datetime) -> int:
    """As `mark_as_told`, for those of them that nobody has told yet; says how many those were."""
    return messages.filter(state=State.BY_HAND).update(state=MESSAGE.after("tell", State.BY_HAND), finished_at=at)


def mark_as_told(message: Message, *, at: datetime) -> None:
    """Staff have told the person by phone or letter. Raises NotAllowedNow if somebody has said so already."""
    rows = Message.objects.filter(pk=message.pk, state=State.BY_HAND)
    if not rows.update(state=MESSAGE.after("tell", message.state), finished_at=at):
        raise NotAllowedNow("tell")
