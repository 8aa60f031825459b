"""What wings that know meetings add to the page of one meeting."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from programmes.meetings.models import Meeting


class Part(NamedTuple):
    """A piece of the page: where it stands ("top", "agenda" for below the agenda, or "end"), its template, and its facts as `part`."""

    place: str
    template: str
    facts: dict[str, Any]


MORE_PARTS: list[Callable[[Any, Meeting, str, datetime], Part | None]] = []        # (user, meeting, side_in, at)


def parts_of(user: Any, meeting: Meeting, side: str, *, at: datetime) -> dict[str, list[Part]]:
    """The pieces by their place, in the order in which wings registered them."""
    found: dict[str, list[Part]] = {"top": [], "agenda": [], "end": []}
    for each in MORE_PARTS:
        if part := each(user, meeting, side, at):
            found[part.place].append(part)
    return found
