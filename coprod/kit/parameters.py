"""What stands after the question mark of an address: anybody may have typed anything there."""

from django.http import HttpRequest

HIGHEST = 1_000_000_000


def words(request: HttpRequest, name: str, *, longest: int = 200) -> str:
    """The text of that parameter, without spaces around it and without what no database takes; "" if there is none."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:longest]


def number(text: str) -> int:
    """The whole number in `text`; 0 for anything else, and for one that no list is long enough for."""
    return int(text) if text.isdecimal() and len(text) < 11 and int(text) <= HIGHEST else 0
