"""JSON that somebody hands to a command, in a file or on standard input."""

import json
import sys
from pathlib import Path
from typing import Any


class Unreadable(Exception):
    """What is wrong with it, a sentence a mistake, in `lines`."""

    def __init__(self, *lines: str) -> None:
        super().__init__(" ".join(lines))
        self.lines = list(lines)


def read_json(name: str) -> Any:
    """What the file `name` holds, or standard input where it is "-". A key that stands twice in an object is a mistake: nobody could
    tell which of the two is meant.

    Raises Unreadable.
    """
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _value in pairs]
        twice.extend(key for key in dict.fromkeys(keys) if keys.count(key) > 1)
        return dict(pairs)

    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be opened"
        raise Unreadable(f"The file {json.dumps(name)} cannot be read: {reason}.")
    try:
        found = json.loads(content.decode("utf-8-sig"), object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        where = f": {error.msg}, line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(f"This is not JSON in UTF-8{where}.")
    if twice:
        raise Unreadable(*(f"{json.dumps(key)} stands there more than once." for key in twice))
    return found
