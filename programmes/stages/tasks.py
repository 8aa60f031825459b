"""The clock's way in."""

from celery import shared_task

from coprod.kit.clock import now
from programmes.stages.actions import checking
from programmes.stages.models import Stage


@shared_task
def check_stages() -> dict[str, int]:
    """Check every running stage of every programme."""
    return vars(checking.check_stages(at=now()))


@shared_task
def check_programme(*, book: str) -> dict[str, int]:
    """Look again at one programme, named by its trail's book: something that its stages rest on has just changed."""
    return vars(checking.check_stages(at=now(), stages=Stage.objects.filter(programme__ref=book)))
