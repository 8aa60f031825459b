"""Words that are to be read by everybody, looked through for what may lead to a person: phone numbers, e-mail addresses, postcodes and
NHS numbers. `found_in` goes through any text, `refusal_of` says it in a sentence for the side of a field.

It finds shapes, and cannot know whose they are: a switchboard looks like a person's phone. Whoever publishes decides about those that
may be somebody's office; an NHS number is always a person's and is never let through (`NEVER`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Kind(TextChoices):
    EMAIL = "email", gettext_lazy("an e-mail address")
    NHS = "nhs", gettext_lazy("an NHS number")
    PHONE = "phone", gettext_lazy("a phone number")
    POSTCODE = "postcode", gettext_lazy("a postcode")


NEVER = frozenset({Kind.NHS})
LONGEST = 60                    # of what is shown of a find


class Found(NamedTuple):
    """One find: what it looks like, and as it stands in the text."""

    kind: Kind
    words: str


_EMAIL = re.compile(r"[\w.+'-]{1,64}\s?(?:@|\((?:at)\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.I)
_NHS = re.compile(r"(?<![\d+])(\d{3})[ .-]?(\d{3})[ .-]?(\d{4})(?!\d)")
_PHONE = re.compile(r"(?<![\w+])(?:\+|00(?=[1-9])|\(?0(?=\d))[\d ().-]{8,22}\d(?!\d)")
_POSTCODE = re.compile(r"(?<![A-Z0-9])(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNPR-Y]? {0,2}[0-9][ABD-HJLNP-UW-Z]{2})(?![A-Z0-9])",
                       re.I)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$")
_SAYS_NHS = re.compile(r"NHS\W{0,3}(?:no|num|number|nr)?\W{0,5}(?:is|was)?\W{0,3}$", re.I)


def _plain(text: str) -> str:
    """The same with ordinary digits, spaces and hyphens, and without signs that show nothing: nobody hides a number behind them."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return re.sub(r"[\u2010-\u2015\u2212]", "-", re.sub(r"[^\S\n]", " ", text))


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits are an NHS number by their check digit (modulus 11; NHS Data Dictionary)."""
    if len(digits) != 10 or not digits.isascii() or not digits.isdigit() or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return check % 11 == int(digits[9]) and check != 10


def _emails(text: str) -> Iterator[re.Match[str]]:
    yield from _EMAIL.finditer(text)


def _nhs_numbers(text: str) -> Iterator[re.Match[str]]:
    for each in _NHS.finditer(text):
        if is_nhs_number("".join(each.groups())) or _SAYS_NHS.search(text[max(each.start() - 30, 0):each.start()]):
            yield each


def _phones(text: str) -> Iterator[re.Match[str]]:
    for each in _PHONE.finditer(text):
        if 10 <= sum(sign.isdigit() for sign in each[0]) <= 15:
            yield each


def _postcodes(text: str) -> Iterator[re.Match[str]]:
    for each in _POSTCODE.finditer(text):
        if not _ORDINAL.search(each[0]):        # "S1 2nd" is a second, not a place
            yield each


FINDERS = ((Kind.EMAIL, _emails), (Kind.NHS, _nhs_numbers), (Kind.PHONE, _phones), (Kind.POSTCODE, _postcodes))


def found_in(*texts: str) -> list[Found]:
    """What may lead to a person in these texts, each once, in the order of the texts. A piece of text is found as one thing only."""
    found: dict[Found, None] = {}
    for text in map(_plain, texts):
        taken: list[tuple[int, int, Found]] = []
        for kind, finder in FINDERS:
            for each in finder(text):
                if all(each.end() <= start or each.start() >= end for start, end, _found in taken):
                    taken.append((each.start(), each.end(), Found(kind, each[0].strip()[:LONGEST])))
        found.update(dict.fromkeys(each for _start, _end, each in sorted(taken)))
    return list(found)


def refusal_of(found: Iterable[Found]) -> str:
    """A sentence that names what was found; "" if nothing was."""
    said = [_("%(words)s (looks like %(kind)s)") % {"words": each.words, "kind": Kind(each.kind).label} for each in found]
    return _("Everybody will read this. Look at: %(finds)s") % {"finds": "; ".join(said)} if said else ""
