"""Text as people type it into a box, in pieces that can be shown, printed and spoken about one by one.

Four signs at the beginning of a line are known, and nothing else: `# ` a heading, `## ` one below it, `- ` (or `* `) an entry of a
list, `1. ` an entry of a numbered list. An empty line ends a piece. There is no mark-up inside a line: whatever stands there is text,
so nothing that somebody types becomes part of a page.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

HEADING, LIST, NUMBERS, TEXT = "heading", "list", "numbers", "text"
_HEADING = re.compile(r"(#{1,2})\s+(\S.*)")
_ENTRY = re.compile(r"[-*•]\s+(\S.*)")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+(\S.*)")


class Piece(NamedTuple):
    """A heading (of level 1 or 2), a paragraph, or a list with an entry a line."""

    kind: str
    text: str
    level: int = 0

    @property
    def entries(self) -> list[str]:
        return self.text.split("\n")


def pieces_of(text: str) -> list[Piece]:
    """The pieces in their order. Lines of one paragraph are joined by a space."""
    found: list[Piece] = []
    for kind, level, words in _lines(text):
        last = found[-1] if found else None
        if last and last.kind == kind and kind != HEADING and level == 0:
            found[-1] = last._replace(text=last.text + (" " if kind == TEXT else "\n") + words)
        else:
            found.append(Piece(kind, words, level if kind == HEADING else 0))
    return found


def _lines(text: str) -> Iterator[tuple[str, int, str]]:
    """(kind, level, words) for each line. The level of what begins a piece after an empty line is 1, that of what goes on is 0."""
    begins = 1
    for line in text.replace("\r\n", "\n").split("\n"):
        line = " ".join(line.split())
        if not line:
            begins = 1
            continue
        if heading := _HEADING.fullmatch(line):
            yield HEADING, len(heading[1]), heading[2]
            begins = 1
            continue
        kind, words = TEXT, line
        for sign, name in ((_ENTRY, LIST), (_NUMBERED, NUMBERS)):
            if entry := sign.fullmatch(line):
                kind, words = name, entry[1]
        yield kind, begins, words
        begins = 0


def levels_of(pieces: Iterable[Piece | Any]) -> list[int]:
    """For each piece how deep its heading stands, 1 or 2; 0 for what is none. A smaller heading before any larger one counts as 1, so
    that no level is left out."""
    found, seen = [], False
    for piece in pieces:
        is_heading = piece.kind == HEADING
        seen = seen or (is_heading and piece.level == 1)
        found.append((piece.level if seen else 1) if is_heading else 0)
    return found


UNSAID = re.compile(r"\b[A-Z][A-Z0-9]{1,6}s?\b")


def unexplained(text: str) -> list[str]:
    """Short forms in capitals that the text explains nowhere with a bracket beside them: a hint to who writes, never a wall (WL10)."""
    found = dict.fromkeys(match[0].rstrip("s") for match in UNSAID.finditer(text))
    return [each for each in found if f"({each}" not in text and not re.search(rf"\b{each}s? \(", text)][:12]
