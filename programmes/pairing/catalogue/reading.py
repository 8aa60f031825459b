"""A problem as JSON: what is wrong with it, in sentences, and the problem itself."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from programmes.pairing.catalogue.kinds import Person, Problem, Stream


class _Key(NamedTuple):
    """One key of an object: what it must be, in words and as a test; whether it may be missing."""

    words: str
    test: Callable[[Any], bool]
    needed: bool = False


def _is_id(value: Any) -> bool:
    return (isinstance(value, str) and value.strip() != "") or (isinstance(value, int) and not isinstance(value, bool))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e6


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _lists(test: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(test(each) for each in value)


_ID = _Key("a text or a whole number", _is_id, needed=True)
_NUMBER = _Key("a number, 0 or more", _is_number)
_TEXT = _Key("a text, or null", _is_text)
_IDS = _Key("a list of ids", _lists(_is_id))
_WORDS = _Key("a list of texts", _lists(lambda value: isinstance(value, str)))
_COUNT = _Key("a whole number, 0 or more", lambda value: _is_number(value) and isinstance(value, int))
_YES_OR_NO = _Key("true or false", lambda value: isinstance(value, bool))

STREAM = {"id": _ID, "name": _TEXT, "hours": _NUMBER._replace(needed=True), "population": _TEXT, "wanted": _WORDS, "serving": _IDS}
PERSON = {
    "id": _ID, "name": _TEXT, "place": _TEXT, "asked_for": _IDS, "experience": _WORDS, "strategic": _YES_OR_NO, "lived": _WORDS,
    "seats": _COUNT, "served_months": _NUMBER, "hours": _NUMBER._replace(needed=True), "hours_limit": _NUMBER._replace(needed=True),
    "conflicts": _IDS, "available": _YES_OR_NO,
}
LISTS = {"workstreams": STREAM, "people": PERSON}


def mistakes(data: Any) -> list[str]:
    """A sentence for each thing that is wrong; none where it is a problem of pairs."""
    if not isinstance(data, dict):
        return ['The file must hold an object with "workstreams" and "people".']
    wrong = [f"{json.dumps(key)} is not known here." for key in data if key not in LISTS]
    wrong += [f'"{key}" must be a list of objects.' for key in LISTS if not _lists(lambda each: isinstance(each, dict))(data.get(key))]
    if wrong:
        return wrong
    wrong = [line for key, keys in LISTS.items() for number, each in enumerate(data[key])
             for line in _wrong(f"{key}[{number}]", each, keys)]
    return wrong or [*_twice(data), *_unknown(data)]


def _wrong(where: str, thing: dict[str, Any], keys: dict[str, _Key]) -> list[str]:
    wrong = [f"{where}: {json.dumps(key)} is not known here." for key in thing if key not in keys]
    for name, key in keys.items():
        if name not in thing:
            wrong += [f'{where}: "{name}" is missing.'] if key.needed else []
        elif not key.test(thing[name]):
            wrong.append(f'{where}: "{name}" must be {key.words}.')
    return wrong


def _twice(data: dict[str, Any]) -> list[str]:
    lines = []
    for key in LISTS:
        lines += [f"{key}: the id {json.dumps(each)} stands there {n} times." for each, n in Counter(
            thing["id"] for thing in data[key]).items() if n > 1]
    for number, each in enumerate(data["workstreams"]):
        serving = each.get("serving", [])
        if len(set(serving)) < len(serving):
            lines.append(f'workstreams[{number}]: "serving" names somebody twice.')
    return lines


def _unknown(data: dict[str, Any]) -> list[str]:
    known = {key: {each["id"] for each in data[key]} for key in LISTS}
    lines = []
    for key, name, of in (("workstreams", "serving", "people"), ("people", "asked_for", "workstreams"),
                          ("people", "conflicts", "workstreams")):
        for number, each in enumerate(data[key]):
            lines += [f'{key}[{number}]: "{name}" has {json.dumps(one)}, which is not among the {of}.'
                      for one in each.get(name, []) if one not in known[of]]
    return lines


def problem_from(data: dict[str, Any]) -> Problem:
    """The problem that the file holds. `data` has no mistakes."""
    return Problem(streams=tuple(_made(Stream, each) for each in data["workstreams"]),
                   people=tuple(_made(Person, each) for each in data["people"]))


def _made(kind: Any, thing: dict[str, Any]) -> Any:
    facts = {key: frozenset(value) if isinstance(value, list) else value for key, value in thing.items()}
    if "serving" in facts:
        facts["serving"] = tuple(thing["serving"])
    if facts.get("name") is None:
        facts.pop("name", None)
    return kind(**facts)
