"""Who may see a queue."""

from typing import Any

from django.utils.translation import gettext as _

from coprod.kit.access import YES, Answer, No
from programmes.programme.policies import partner_of


def has_queue(user: Any) -> Answer:
    """Anyone who takes part has queues; which ones follows from their roles."""
    return YES if partner_of(user) else No(_("This key belongs to nobody who takes part."))
