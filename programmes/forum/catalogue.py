"""The numbers and words of belonging to the Forum, and the list in which later wings tell what is new."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

YEAR, AGAIN = 365, 30       # FM6: days until somebody is asked whether they stay, and until they are asked once more
ERASED_AFTER_MONTHS = 24    # after they fell quiet, if they take part in nothing else
NEWS_FROM_DAY = 1           # of a month; what came before goes with the next
MOST_NEWS = 12              # lines of one message


class Digest(TextChoices):
    MONTHLY = "monthly", _("Once a month, when there is something new")
    OFF = "off", _("Never. I look for myself")


class News(NamedTuple):
    """One thing that is new: a sentence, and where it can be read."""

    words: str
    path: str


# (tie, since, until) gives what is new for this member between two moments; one query each.
NEWS: list[Callable[[Any, Any, Any], list[News]]] = []
# (since) gives what a person (`OuterRef("pk")`) has said since then, by whichever way: who is heard of is not erased.
HEARD_OF: list[Callable[[Any], Any]] = []
# (since, until) gives the ids of the programmes in which anything is new: a queryset of one column.
WHERE_NEWS: list[Callable[[Any, Any], Any]] = []
