"""The clock's way in: what will be sent is reckoned at night, and when somebody asks."""

from celery import shared_task

from coprod.kit.clock import now
from programmes.messages.actions.announcing import forget_what_is_old
from programmes.messages.actions.expecting import expect


@shared_task
def expect_messages() -> int:
    """Reckon what the clock would say in the next fourteen days, and delete what was sent two years ago."""
    forget_what_is_old(at=now())
    return expect(at=now())
