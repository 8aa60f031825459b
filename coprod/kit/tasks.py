"""Housekeeping that the clock does once a day."""

from celery import shared_task
from django.core.management import call_command

from coprod.kit.clock import now
from coprod.kit.uploads import forget_old


@shared_task
def tidy() -> None:
    """Remove sessions that have ended and uploads that nobody came back for."""
    call_command("clearsessions")
    forget_old(at=now())
