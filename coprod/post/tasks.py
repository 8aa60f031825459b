"""The queue's and the clock's way into the outbox."""

from celery import shared_task

from coprod.kit import heartbeat
from coprod.kit.clock import now
from coprod.post.actions import deliver


@shared_task
def deliver_waiting(*, rounds: int = 50) -> int:
    """Send what is waiting, in small batches, until nothing is left or `rounds` are done; says how many."""
    sent = 0
    for _ in range(rounds):
        taken = deliver(at=now())
        sent += taken
        if not taken:
            break
    return sent


@shared_task
def tick() -> None:
    """Let /healthz know that clock, queue and worker are alive."""
    heartbeat.beat(at=now())
