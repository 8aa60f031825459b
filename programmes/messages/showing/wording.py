"""The words of a kind of message as a manager reads them: sentence by sentence, version by version, and as they would go out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from coprod.post import wording
from coprod.post.actions import mail_texts
from coprod.post.models import Message
from coprod.post.plainness import reading_age
from coprod.post.planning import Reach
from coprod.post.registry import Words, registry
from coprod.post.sentences import ACTION, SUBJECT, Sentence
from coprod.post.texting import as_text, room_of
from programmes.messages.models import MessageWording

HIDDEN = "x"


class Line(NamedTuple):
    """A sentence: as the program says it in that language, and as it is said now."""

    sentence: Sentence
    original: str
    text: str

    @property
    def is_changed(self) -> bool:
        return self.text != self.original


def lines_of(sentences: Iterable[Sentence], texts: Mapping[str, str]) -> list[Line]:
    """Each sentence beside what stands for it in `texts`, in the language that is spoken."""
    originals = [(each, wording.as_read(wording.as_translated(each.message))) for each in sentences]
    return [Line(each, original, texts.get(each.message, original)) for each, original in originals]


def age_of(lines: Iterable[Line]) -> int | None:
    """About how old one has to be to read the message; the words of its link say too little to count."""
    return reading_age(each.text for each in lines if each.sentence.role not in (ACTION, SUBJECT))


class Change(NamedTuple):
    before: str
    now: str


class Version(NamedTuple):
    """One version beside the one before it: what is said in other words since."""

    row: MessageWording
    changes: list[Change]
    is_current: bool


def versions(found: Iterable[MessageWording], sentences: Iterable[Sentence]) -> list[Version]:
    """`found` is every version, the newest first. Sentences that the program has stopped to say are shown as they were kept."""
    rows, known = list(found), {each.message: wording.as_read(wording.as_translated(each.message)) for each in sentences}
    shown = []
    for place, row in enumerate(rows):
        earlier = rows[place + 1].texts if place + 1 < len(rows) else {}
        messages = dict.fromkeys([*row.texts, *earlier])
        both = [(earlier.get(each, known.get(each, wording.as_read(each))), row.texts.get(each, known.get(each, wording.as_read(each))))
                for each in messages]
        shown.append(Version(row, [Change(before, now) for before, now in both if before != now], row.replaced_at is None))
    return shown


def no_longer_said(texts: Mapping[str, str], sentences: Iterable[Sentence]) -> list[str]:
    """Words that stand for a sentence which the program does not say any more: they are used no longer."""
    known = {each.message for each in sentences}
    return [text for message, text in texts.items() if message not in known]


# --- as it would go out -----------------------------------------------------------------------------------------------------

class Preview(NamedTuple):
    """A message as each way out would carry it. Its links are the person's own: their addresses are not shown."""

    called: str
    words: Words
    mail: str
    text: str
    text_room: int


def _without_address(words: Words) -> Words:
    """An address may open something without signing in: each of its signs is shown as x, so that its length is right."""
    return replace(words, path=re.sub(r"[^/]", HIDDEN, words.path), parts=[_without_address(each) for each in words.parts])


def preview(message: Message, reach: Reach, kind: str, edits: wording.Edits, language: str) -> Preview | None:
    """`message` with the words `edits`; None if there is nothing left to say of it."""
    with wording.spoken(language), wording.tried(message.book, kind, edits):
        found = registry.words[kind](message)
        if found is None:
            return None
        words = _without_address(found)
        way_out = registry.way_out_of(message) if registry.way_out_of else ""
        mail, _page = mail_texts(words, reach, re.sub(r"[^/]", HIDDEN, way_out))
        text = as_text(words)
    return Preview(reach.called, words, mail, text, room_of(text))
