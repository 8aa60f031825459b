"""What is read for a batch of messages is read once: several of them are about the same thing, or to the same person."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_read: ContextVar[dict[Hashable, Any] | None] = ContextVar("read", default=None)


@contextmanager
def one_batch() -> Iterator[None]:
    """While inside, `once` reads each thing once. A batch is small and takes a moment; the next one reads anew."""
    before = _read.set({})
    try:
        yield
    finally:
        _read.reset(before)


def once(key: Hashable, read: Callable[[], T]) -> T:
    """What `read()` gives; within a batch only the first time that it is asked for this `key`."""
    there = _read.get()
    if there is None:
        return read()
    if key not in there:
        there[key] = read()
    found: T = there[key]
    return found


def remember(key: Hashable, found: Any) -> None:
    """Keep what was read for many at once, for `once` to find it."""
    there = _read.get()
    if there is not None:
        there[key] = found
