"""What the clock does about addresses that do not work: those that changed are free again, and of the others a person hears (NT55)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from coprod.kit.clock import day_of
from coprod.post.actions import send
from partners.messages.actions import clear_what_changed
from programmes.messages import notices
from programmes.messages.policies.troubles import left_for_a_day, who_hears
from programmes.stages.actions.checking import MORE_CHECKS


def check_addresses(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """It belongs to no stage, so it is done when all of them are checked. Doing it twice changes nothing the second time."""
    today = on or day_of(at)
    if stages is not None:
        return 0, 0
    with transaction.atomic():
        cleared, left = clear_what_changed(at=at), left_for_a_day(on=today, at=at)
        messages = notices.address_fails(who_hears(left, on=today), at=at) if left else []
        if messages:
            send(messages)
    return cleared, len(messages)


MORE_CHECKS.append(check_addresses)
