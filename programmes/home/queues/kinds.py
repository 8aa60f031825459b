"""What a queue is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from programmes.programme.models.standing import Standing


@dataclass(frozen=True)
class Queue:
    """`rows(standing, on)` selects what waits; `since` names the column that says since when; `route` shows one of them
    and `ref` is the column that its address needs."""

    name: str
    one: Any
    many: Any
    hint: Any
    rows: Callable[[Standing, date], QuerySet]
    since: str
    route: str
    ref: str
    concerns: Callable[[Standing], bool]

    def title(self, count: int = 2) -> str:
        """What `count` of them are called."""
        return str(self.one if count == 1 else self.many)


def has(*roles: str) -> Callable[[Standing], bool]:
    return lambda here: bool(here.everywhere() & set(roles))
