"""What this building hears from below: when anything is written in a programme's trail, its stages are looked at again.

The queue only nudges: if it is down, nothing is lost, for the clock comes by every hour.
"""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from coprod.post.actions import nudged
from coprod.trail.models import HOUSE_BOOK
from coprod.trail.moves import recorded


@receiver(recorded)
def look_again(sender: Any, books: Sequence[str], **kwargs: Any) -> None:
    from programmes.stages.tasks import check_programme

    for book in books:
        if book != HOUSE_BOOK:
            nudged(check_programme, book=book)
