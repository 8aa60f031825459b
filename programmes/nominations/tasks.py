"""The queue's way in: lists of people are taken in beside the pages."""

from celery import shared_task

from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.nominations.actions.lists import stop_batch, take_in_a_part
from programmes.nominations.lifecycles import BatchState
from programmes.nominations.models import NominationBatch


@shared_task
def take_in_lists() -> int:
    """Take in every list that somebody said yes to, part by part; says how many parts. The clock comes by, too."""
    parts = 0
    for batch in NominationBatch.objects.filter(state=BatchState.RUNNING).order_by("pk"):
        parts += 1
        try:
            while take_in_a_part(batch, at=now()):
                parts += 1
        except NotAllowedNow:       # its call was called off meanwhile: the others do not wait for it
            stop_batch(batch, at=now())
    return parts
