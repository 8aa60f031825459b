"""What the buildings above tell this one: the words of each kind, how people are reached, and who keeps what was sent."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING

from coprod.post import wording
from coprod.post.planning import Reach

if TYPE_CHECKING:
    from coprod.post.models import Message


@dataclass(frozen=True)
class Calendar:
    """A file for the reader's calendar: what stands in it, and what is to be done with it ("REQUEST" or "CANCEL", RFC 5546)."""

    content: bytes
    method: str


@dataclass(frozen=True)
class Words:
    """What a message says: a subject without anything personal, short paragraphs, and one thing to do; perhaps a day for the calendar.
    Several messages in one have each its own words in `parts`; what is said of the link stands in `by_link`."""

    subject: str
    lines: Sequence[str]
    action: str = ""            # the words of the one link
    path: str = ""              # where it leads, from the site's root
    calendar: Calendar | None = None
    parts: Sequence["Words"] = ()
    by_link: Sequence[str] = ()     # paragraphs about the link: left out where somebody is told by phone or letter


def written_out(words: Words) -> Words:
    """The same as plain texts in the language that is spoken now: nothing of it is translated later."""
    return replace(words, subject=str(words.subject), lines=[str(each) for each in words.lines], action=str(words.action),
                   parts=[written_out(each) for each in words.parts])


@dataclass(frozen=True)
class Gone:
    """A message that went out, for who keeps what was said."""

    message: "Message"
    words: Words
    reach: Reach


@dataclass(frozen=True)
class Failure:
    """An address or number that does not work, as a message showed that was to go there."""

    message: "Message"
    way: str                    # "email" or "text"
    code: str                   # what was said of it: "5.1.1", "permanent-failure"


@dataclass
class Registry:
    words: dict[str, "Saying"] = field(default_factory=dict)
    reach_of: Callable[[Iterable[str], datetime], Mapping[str, Reach]] | None = None    # refs of people; those unknown are missing
    ahead: dict[str, "Reading"] = field(default_factory=dict)
    way_out_of: Callable[["Message"], str] | None = None                                # the path of a link that switches its topic off
    words_of_book: Callable[[str], wording.Book] | None = None                          # what a programme says in words of its own
    keep: list[Callable[[Sequence[Gone], datetime], None]] = field(default_factory=list)  # in the transaction that says "sent"
    fails: list[Callable[[Failure, datetime], None]] = field(default_factory=list)      # in the transaction that takes the message back

    def reached(self, refs: Iterable[str], at: datetime) -> Mapping[str, Reach]:
        """How each of them is reached. Raises LookupError if nobody has said how people are reached."""
        if self.reach_of is None:
            raise LookupError("Nobody has registered where people are reached.")
        return self.reach_of(refs, at)

    def read_ahead(self, messages: Iterable["Message"]) -> None:
        """Let what the words of these messages need be read for all of them (`reads_for`), inside a batch."""
        together: dict[Reading, list[Message]] = {}
        for message in messages:
            if message.kind in self.ahead:
                together.setdefault(self.ahead[message.kind], []).append(message)
        for read, some in together.items():
            read(some)


Saying = Callable[["Message"], Words | None]
Reading = Callable[[Sequence["Message"]], None]
registry = Registry()


def reads_for(*kinds: str) -> Callable[[Reading], Reading]:
    """Register the decorated function: given messages of those kinds that are about to be said, it reads what their words need, for all of
    them at once, and keeps it with `coprod.post.batch.remember`. The words find it with `once`, and read for themselves elsewhere."""

    def keep(read: Reading) -> Reading:
        registry.ahead |= dict.fromkeys(kinds, read)
        return read

    return keep


def says(kind: str) -> Callable[[Saying], Saying]:
    """Register the decorated function as the words of `kind`. It answers None when there is nothing left to say. What a programme says in
    words of its own is said so, whoever asks; the language is the one that is spoken (`wording.spoken`)."""

    def keep(words: Saying) -> Saying:
        if kind in registry.words:
            raise ValueError(f"Two sets of words for {kind}.")

        @wraps(words)
        def said(message: "Message") -> Words | None:
            own = wording.of_book(message.book, registry.words_of_book).get(kind, {})
            with wording.edited(own):
                found = words(message)
                return written_out(found) if found is not None else None

        registry.words[kind] = said
        return said

    return keep
