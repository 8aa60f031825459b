"""How a standard may be phrased: it asks what was done, by whom, when and what shows it; it never judges the result.

Source of the rule: domain.md b0, after the procedural reading of KBF18. A question that needs one of the words
below is asking whether something is good, which is for people to argue about and not for a checklist.
"""

import re

from django.utils.translation import gettext_lazy as _

COPY = _("inspired by the pragmatic model")     # never "the model's list": only its abstract is known to us

JUDGING = (
    "good", "better", "best", "adequate", "appropriate", "effective", "enough", "meaningful", "genuine",
    "fair", "serious", "well",
)
_JUDGING = re.compile(rf"\b({'|'.join(JUDGING)})(ly|ness)?\b")
_HARMLESS = re.compile(r"\bas well\b")
_REPRESENTATIVE = re.compile(r"\brepresentative(ly|ness)?\b")
_MEASURED = re.compile(r"\bcompared with the agreed (\w+ )?profile\b")


def substantive_words(text: object) -> list[str]:
    """The words in `text` that judge a result, in the order they come; an empty list when it is procedural.

    "Representative" is allowed only where the text says what is compared with the agreed profile.
    A representative of an organisation is a person: call them by their role instead.
    """
    plain = _HARMLESS.sub("also", str(text).lower())
    found = [(word.start(), word.group()) for word in _JUDGING.finditer(plain)]
    if not _MEASURED.search(plain):
        found += [(word.start(), word.group()) for word in _REPRESENTATIVE.finditer(plain)]
    return [word for _start, word in sorted(found)]
