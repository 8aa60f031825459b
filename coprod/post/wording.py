"""The sentences of messages as they are looked up: a programme's own words come first, then the catalogue of the reader's language.

The modules that word messages take `gettext` and `ngettext` from here. A sentence put in other words is kept as people read it:
a fact stands in it as {day}, where the program’s own sentence has %(day)s.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as as_translated
from django.utils.translation import ngettext as as_translated_for

ENGLISH, WELSH = "en", "cy"
LANGUAGES = (ENGLISH, WELSH)
FACT = re.compile(r"%\((\w+)\)([sd])")
Texts = Mapping[str, str]               # what the program says -> what the programme says instead
Edits = Mapping[str, Texts]             # the same by language
Book = Mapping[str, Edits]              # the same by kind, of one programme

_edits: ContextVar[Edits] = ContextVar("edits", default={})    # noqa: B039  (it is never written to)
_seen: ContextVar[list[str] | None] = ContextVar("seen", default=None)
_books: ContextVar[dict[str, Book] | None] = ContextVar("books", default=None)


# --- facts in a sentence --------------------------------------------------------------------------------------------------

def as_read(message: str) -> str:
    """The program's sentence with its facts as people read them: "Please come on {day}"."""
    return FACT.sub(r"{\1}", message).replace("%%", "%")


def facts_of(message: str) -> list[str]:
    """The facts that stand in the program's sentence, each once."""
    return list(dict.fromkeys(name for name, _form in FACT.findall(message)))


def as_kept_by_program(message: str, text: str) -> str:
    """`text`, a programme's own words for `message`, ready for its facts to be put in. A "%" of theirs stays one."""
    text = text.replace("%", "%%")
    for name, form in FACT.findall(message):
        text = text.replace(f"{{{name}}}", f"%({name}){form}")
    return text


# --- looking up -----------------------------------------------------------------------------------------------------------

def here() -> str:
    """The language that is spoken just now, as a message knows it."""
    return WELSH if (translation.get_language() or "").startswith(WELSH) else ENGLISH


def code_of(language: str) -> str:
    """The same as pages know it: "en-gb", "cy"."""
    return WELSH if language == WELSH else settings.LANGUAGE_CODE


def _own(message: str, translated: str) -> str:
    """A programme's words in this language; else the catalogue's; where it has none, the programme's English rather than the program's."""
    edits, language = _edits.get(), here()
    found = edits.get(language, {}).get(message)
    if found is None and language != ENGLISH and translated == message:
        found = edits.get(ENGLISH, {}).get(message)
    return translated if found is None else as_kept_by_program(message, found)


def _note(*messages: str) -> None:
    if (seen := _seen.get()) is not None:
        seen.extend(messages)


def gettext(message: str) -> str:
    """The sentence as it is said here."""
    _note(message)
    translated = as_translated(message)
    return _own(message, translated) if _edits.get() else translated


def ngettext(singular: str, plural: str, number: int) -> str:
    """The same of one or several. A programme has words of its own for one, and for several."""
    _note(singular, plural)
    translated = as_translated_for(singular, plural, number)
    if not _edits.get():
        return translated
    message = singular if number == 1 else plural
    is_translated = here() != ENGLISH and translated not in (singular, plural)
    return _own(message, translated if is_translated else message)


# --- while something is said ----------------------------------------------------------------------------------------------

@contextmanager
def edited(edits: Edits) -> Iterator[None]:
    """While inside, these words hold instead of the program's."""
    before = _edits.set(edits)
    try:
        yield
    finally:
        _edits.reset(before)


@contextmanager
def seen() -> Iterator[list[str]]:
    """While inside, every sentence that is looked up is noted in the list: for proving that nothing is said which cannot be found."""
    found: list[str] = []
    before = _seen.set(found)
    try:
        yield found
    finally:
        _seen.reset(before)


@contextmanager
def remembered() -> Iterator[None]:
    """While inside, the words of each programme are asked for once, however many of its messages are made."""
    before = _books.set(_books.get() if _books.get() is not None else {})
    try:
        yield
    finally:
        _books.reset(before)


@contextmanager
def tried(book: str, kind: str, edits: Edits) -> Iterator[None]:
    """While inside, messages of `kind` in the programme `book` say `edits`: words that nobody has kept yet."""
    before = _books.set({book: {kind: edits}})
    try:
        yield
    finally:
        _books.reset(before)


def of_book(book: str, ask: Callable[[str], Book] | None) -> Book:
    """The words of the programme `book`, from memory or from `ask`. What belongs to no programme has none of its own."""
    if not book or ask is None:
        return {}
    known = _books.get()
    if known is None:
        return ask(book)
    if book not in known:
        known[book] = ask(book)
    return known[book]


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """While inside, `language` ("en", "cy") is spoken: words, dates and pages."""
    with translation.override(code_of(language)):
        yield


