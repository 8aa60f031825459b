"""Whether somebody's own words for a message may go out: the facts are kept, nothing leads elsewhere, and people can read it.

Each refusal is a sentence that says how to mend it. The reading age is an estimate from the length of words and sentences (Automated
Readability Index, Smith and Senter 1967): it knows nothing of what the words mean, so it is shown and never refuses.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from coprod.kit.forms import STEERING
from coprod.kit.scanning import Kind, found_in
from coprod.post import wording
from coprod.post.sentences import SUBJECT, Sentence

LONGEST_SUBJECT, LONGEST_LINE, LONGEST_SENTENCE = 80, 400, 25      # signs, signs, words
YOUNGEST, OLDEST = 5, 22
_FACT = re.compile(r"\{([^{}]*)\}")
_LINK = re.compile(r"\b[a-z][a-z0-9+.-]*://|\b(?:mailto|tel|javascript|data):|\bwww\.|\b[\w-]+\.(?:[\w-]+\.)*[a-z]{2,}\b(?!\.\w\b)", re.I)
_ENDS = re.compile(r"[.!?…](?=[\s”’\")]|$)")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SHORT = re.compile(r"\b(?:e\.g|i\.e|a\.m|p\.m)\b\.?", re.I)


def sentences_in(text: str) -> list[str]:
    """The text in sentences; a heading or question without a full stop is one too."""
    return [each.strip() for each in _ENDS.split(text) if _WORD.search(each)]


def words_in(text: str) -> list[str]:
    """A fact counts as one word: nobody knows yet how long it will be."""
    return _WORD.findall(_FACT.sub("fact", text))


def reading_age(texts: Iterable[str]) -> int | None:
    """About how old one has to be to read these English texts with ease; None where there are too few words to tell."""
    whole = [each for text in texts for each in sentences_in(text)]
    words = [word for each in whole for word in words_in(each)]
    if len(words) < 5:
        return None
    index = 4.71 * sum(map(len, words)) / len(words) + 0.5 * len(words) / len(whole) - 21.43
    return max(YOUNGEST, min(OLDEST, round(index) + 5))


def faults_of(text: str, sentence: Sentence) -> Iterator[str]:
    """What stands against `text` in the place of `sentence`: sentences for the person who wrote it, none if it may go out."""
    if "\n" in text or "\r" in text or any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") or sign in STEERING for sign in text):
        yield _("Write it on one line, without line breaks.")
    if "<" in text or ">" in text:
        yield _("Take out < and >. Messages are plain words.")
    if "%" in text:
        yield _("Write “per cent” instead of %.")
    yield from _about_facts(text, sentence)
    yield from _about_links(text)
    yield from _about_length(text, is_subject=sentence.role == SUBJECT)


def _about_facts(text: str, sentence: Sentence) -> Iterator[str]:
    """The facts of the program's own sentence are the only ones that are known here, and people need each of them."""
    used, known = _FACT.findall(text), sentence.facts
    for name in dict.fromkeys(used):
        if name not in known:
            yield (_("There is no {%(name)s} here. You can use: %(known)s.") if known else _(
                "There is no {%(name)s} here. This sentence has no facts to put in: take it out.")) % {
                    "name": name, "known": ", ".join(f"{{{each}}}" for each in known)}
    for name in known:
        if name not in used:
            yield _("Keep {%(name)s} in it: people need to read that.") % {"name": name}
    if "{" in _FACT.sub("", text) or "}" in _FACT.sub("", text):
        yield _("A { or } stands alone. Write facts like {day}, and nothing else in such brackets.")


def _about_links(text: str) -> Iterator[str]:
    bare = _SHORT.sub("", _FACT.sub(" ", text))
    if any(each.kind == Kind.EMAIL for each in found_in(bare)):
        yield _("Take out the e-mail address. People can answer the message itself.")
    elif _LINK.search(bare):
        yield _("Take out the web address. The message has its one link already. If it is none, put a space after the full stop.")
    if any(each.kind in (Kind.NHS, Kind.POSTCODE) for each in found_in(bare)):
        yield _("Take out what may lead to a person, such as a postcode.")


def _about_length(text: str, *, is_subject: bool) -> Iterator[str]:
    longest = LONGEST_SUBJECT if is_subject else LONGEST_LINE
    if len(text) > longest:
        yield _("It has %(n)d signs. Make it %(longest)d or fewer.") % {"n": len(text), "longest": longest}
    for each in sentences_in(text):
        if (count := len(words_in(each))) > LONGEST_SENTENCE:
            yield _("The sentence “%(start)s …” has %(n)d words. Make two of it: %(longest)d words is the most.") % {
                "start": " ".join(each.split()[:4]), "n": count, "longest": LONGEST_SENTENCE}


def is_same(text: str, sentence: Sentence) -> bool:
    """Whether it says what the program says in the language that is spoken now."""
    return text == wording.as_read(wording.as_translated(sentence.message))
