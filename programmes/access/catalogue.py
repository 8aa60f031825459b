"""The days of support for a meeting (NT12, NT13; practice.md WL2, A8)."""

import re
from datetime import timedelta

from partners.models import Need

INTERPRETER_DAYS, FORMAT_DAYS, SETTLED_DAYS = 28, 14, 7     # so many days before the meeting it is booked
LATE_INTERPRETER_DAYS = 24                                  # NT13: then the manager hears of it
UNMET_DAYS = (21, 14, 10, 7)                                # NT12: to who organises
MANAGER_DAYS, CHAIRS_DAYS = 7, 5                            # NT12: to the manager, to the co-chairs
SAID_DAYS = 7                                               # what the announcement said is not said again so soon
LOOK_AHEAD_DAYS = 70                                        # support is asked for at meetings so near
TWO_INTERPRETERS_ABOVE = timedelta(hours=2)

_INTERPRETER = re.compile(r"interpret|\bBSL\b|\bsign language|lipspeak|palantyp", re.IGNORECASE)


def needs_interpreter(words: str) -> bool:
    """Whether an instruction speaks of somebody who interprets: such people are booked weeks ahead, and two of them for a long meeting."""
    return bool(_INTERPRETER.search(words))


def days_before(kind: str, words: str) -> int:
    """How many days before a meeting this is booked at the latest."""
    if needs_interpreter(words):
        return INTERPRETER_DAYS
    return FORMAT_DAYS if kind == Need.Kind.FORMAT else SETTLED_DAYS
