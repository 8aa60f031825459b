"""How calls, requests and copies are shown; and the doors that later wings add to the page of a call."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from programmes.calls.lifecycles import CallState, CopyState, RequestState
from programmes.calls.models import Call

TONES: dict[str, str] = {
    CallState.DRAFT: "not_started", CallState.OPEN: "running", CallState.CLOSED: "done", CallState.WITHDRAWN: "gap",
    RequestState.SENT: "waiting", RequestState.ANSWERED: "done", RequestState.DECLINED: "refused",
    CopyState.WANTED: "waiting", CopyState.READY: "done", CopyState.IMPOSSIBLE: "refused"}


class Link(NamedTuple):
    """A door on the page of a call: its words, where it leads, and a sentence about it."""

    words: Any
    href: str
    hint: Any = ""


CALL_LINKS: list[Callable[[Any, Call, date], Link | None]] = []     # None: nothing for this reader


def state_of(thing: Any) -> tuple[str, str, str]:
    """Code, words and tone."""
    return thing.state, thing.get_state_display(), TONES[thing.state]
