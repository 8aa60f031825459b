"""The queue's and the clock's way into the outbox."""

import logging

from celery import shared_task
from django.conf import settings

from coprod.kit import heartbeat
from coprod.kit.clock import now
from coprod.post.actions import Sender, deliver, read_mailbox
from coprod.post.fetching import FolderIsAway

log = logging.getLogger(__name__)


@shared_task
def deliver_waiting(*, rounds: int = 50) -> int:
    """Send what is waiting over one connection, in small batches, until nothing is left or `rounds` are done; says how many."""
    sent, sender = 0, Sender(now())
    try:
        for _ in range(rounds):
            taken = deliver(at=now(), sender=sender)
            sent += taken
            if not taken:
                break
    finally:
        sender.close()
    return sent


@shared_task
def read_returned() -> int:
    """Take back what mail servers returned to the folder that COPROD_BOUNCE_MAILBOX names; says how many notes there were."""
    try:
        return sum(read_mailbox(settings.BOUNCE_MAILBOX, at=now()).values()) if settings.BOUNCE_MAILBOX else 0
    except FolderIsAway as trouble:         # the next time comes in ten minutes
        log.warning("the folder of what came back cannot be read: %s", trouble)
        return 0


@shared_task
def tick() -> None:
    """Let /healthz know that clock, queue and worker are alive."""
    heartbeat.beat(at=now())
