"""Words that a standard of ours may not use, each with the reason: those that judge, and those that make it optional.

That software cannot tell from words whether a question asks less than before is known: it refuses what can be decided, and
shows the old and the new question side by side to whoever publishes.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from programmes.catalogue import substantive_words

JUDGES = _("It judges how good something is. Ask what was done, by whom, when, and what shows it.")
WAY_OUT = _("It leaves a way out: whoever answers decides whether it has to be done at all.")
WISH = _("It is a wish or a plan. Ask whether it was done.")
HABIT = _("It allows exceptions that nobody has to name. An exception is proposed and agreed, in the open.")
PART = _("It does not say how much. Say a number, or ask for all of it.")
ASKS = _("It is not a question. End it with a question mark.")

_IF = r"(?:where|wherever|when|whenever|if|as far as|as)"
WEAKENING: tuple[tuple[str, Any], ...] = (
    (rf"{_IF} (?:possible|appropriate|relevant|needed|necessary|required|practicable|practical|feasible|wanted)", WAY_OUT),
    (r"optional(?:ly)?|unless|at (?:the )?discretion|subject to|preferabl[ey]|ideally", WAY_OUT),
    (r"may|might|should|ought", WAY_OUT),
    (r"aims?|aimed|try|tries|tried|strives?|aspires?|endeavours?|intends?|intended|hopes?|hoped|planned to|encouraged?", WISH),
    (r"normally|usually|generally|mostly|typically|as a rule|in principle|in most cases", HABIT),
    (r"some|several|(?<!how )many|(?<!at )most|partly|reasonabl[ey]|sufficient(?:ly)?", PART),
)
_WEAKENING = [(re.compile(rf"\b(?:{words})\b"), why) for words, why in WEAKENING]


def found_in(text: object) -> Iterator[tuple[str, Any]]:
    """The words in `text` that may not stand in a standard, each with the reason, in the order of the lists."""
    plain = str(text)
    for word in dict.fromkeys(substantive_words(plain)):
        yield word, JUDGES
    # "May" with a capital is a month, but for the beginning of a question
    lower = re.sub(r"(?<=.)\bMay\b", "", plain).lower()
    for pattern, why in _WEAKENING:
        for word in dict.fromkeys(pattern.findall(lower)):
            yield word, why
