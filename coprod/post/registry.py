"""What the buildings above tell this one: the words of each kind, and where a person is reached."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coprod.post.models import Message


@dataclass(frozen=True)
class Calendar:
    """A file for the reader's calendar: what stands in it, and what is to be done with it ("REQUEST" or "CANCEL", RFC 5546)."""

    content: bytes
    method: str


@dataclass(frozen=True)
class Words:
    """What a message says: a subject without anything personal, short paragraphs, and one thing to do; perhaps a day for the calendar."""

    subject: str
    lines: Sequence[str]
    action: str = ""            # the words of the one link
    path: str = ""              # where it leads, from the site's root
    calendar: Calendar | None = None


@dataclass(frozen=True)
class Address:
    """How to reach a person. Without `email` the message goes to the list of people to phone or write to."""

    called: str = ""
    email: str = ""


@dataclass
class Registry:
    words: dict[str, Callable[["Message"], Words | None]] = field(default_factory=dict)
    address_of: Callable[[str], Address] | None = None


registry = Registry()


def says(kind: str) -> Callable[[Callable[["Message"], Words | None]], Callable[["Message"], Words | None]]:
    """Register the decorated function as the words of `kind`. It answers None when there is nothing left to say."""

    def keep(words: Callable[["Message"], Words | None]) -> Callable[["Message"], Words | None]:
        if kind in registry.words:
            raise ValueError(f"Two sets of words for {kind}.")
        registry.words[kind] = words
        return words

    return keep
