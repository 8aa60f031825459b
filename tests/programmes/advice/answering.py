"""Answers to begin from, and every possible set of answers by its number."""

from math import prod

from programmes.advice.catalogue import PARTS

OPEN = {        # nothing is capped: everything is open, shared, supported
    "Q1": "service", "Q2": ["design"], "Q3": "options", "Q4": "joint", "Q5": "3_to_12_months", "Q6": "full", "Q7": "partly",
    "Q8": "small_group", "Q8_seldom_heard": False, "Q9": "strategic", "Q10": "one", "Q11": "no", "Q12": "signed", "Q13": "no"}
JOINED_UP = OPEN | {"Q1": "system", "Q8": "broad", "Q10": "five_or_more", "Q9": "lived", "Q7": "largely"}
HOME_STRAIGHT = OPEN | {"Q2": ["design", "delivery"], "Q7": "largely", "Q5": "over_12_months"}
CLOSING = OPEN | {"Q3": "nothing"}


def given(**changed):
    """The open answers, with some changed."""
    return OPEN | changed


def _values(part):
    if part.kind == "flag":
        return [False, True]
    if part.kind == "one":
        return list(part.codes)
    return [[code for place, code in enumerate(part.codes) if number >> place & 1] for number in range(1, 2 ** len(part.codes))]


VALUES = {part.code: _values(part) for part in PARTS}
HOW_MANY = prod(len(values) for values in VALUES.values())


def numbered(number):
    """The answers of that number, from 0 to HOW_MANY - 1; every possible set of answers has one."""
    answers = {}
    for code, values in VALUES.items():
        number, place = divmod(number, len(values))
        answers[code] = values[place]
    return answers
