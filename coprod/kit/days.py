"""A date typed as day, month and year, as people write it. What was typed stays when it is wrong."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext_lazy as _

PARTS = ("day", "month", "year")
WORDS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
FIRST_YEAR, LAST_YEAR = 1900, 2999


class Typed(NamedTuple):
    """The three parts as they came, before anyone asked whether they make a date."""

    day: str
    month: str
    year: str


def _parts_of(value: Any) -> Typed:
    """The parts of a date, a moment, an ISO text, or of what was typed; three empty texts for nothing."""
    if isinstance(value, Typed):
        return value
    if isinstance(value, str) and value:
        value = date.fromisoformat(value)
    if isinstance(value, date):
        return Typed(str(value.day), str(value.month), str(value.year))
    return Typed("", "", "")


def _month(text: str) -> int:
    """The month's number from "8", "08", "Aug" or "August". Raises ValueError for anything else."""
    if text.isdecimal():
        return int(text)
    for number in range(1, 13):
        if text.casefold() in (str(MONTHS[number]).casefold(), str(MONTHS_3[number]).casefold()):
            return number
    raise ValueError(text)


class DayParts(forms.Widget):
    """Three boxes. A link may also give the whole day as `name=2026-08-06`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed | None:
        typed = Typed(*(str(data.get(f"{name}_{part}") or "").strip() for part in PARTS))
        if any(typed):
            return typed
        try:
            return _parts_of(str(data.get(name) or "")) if data.get(name) else None
        except ValueError:
            return Typed(str(data[name]), "", "")

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}_{part}" in data for part in PARTS)

    def format_value(self, value: Any) -> Typed:
        return _parts_of(value)


class DayField(forms.Field):
    """A calendar day. `name_day`, `name_month` and `name_year` are what the page sends; a date is what comes out."""

    widget = DayParts
    default_error_messages: ClassVar = {
        "required": _("Enter the date"),
        "incomplete": _("The date must include a %(missing)s"),
        "invalid": _("The date must be a real date, such as 6 8 2026"),
        "year": _("The year must have 4 numbers, such as 2026"),
    }

    def to_python(self, value: Any) -> date | None:
        """The date. Raises ValidationError with the parts to mend in `params["parts"]`."""
        if isinstance(value, datetime):
            return value.date()
        if value in self.empty_values or isinstance(value, date):
            return value or None
        typed = _parts_of(value)
        missing = [part for part in PARTS if not getattr(typed, part)]
        if missing:
            words = str(WORDS[missing[0]]).lower() if len(missing) == 1 else " {} ".format(_("and a")).join(
                str(WORDS[part]).lower() for part in missing)
            raise self._wrong("incomplete", missing, missing=words)
        if not (typed.year.isdecimal() and len(typed.year) == 4 and FIRST_YEAR <= int(typed.year) <= LAST_YEAR):
            raise self._wrong("year", ["year"])
        try:
            month = _month(typed.month)
        except ValueError:
            raise self._wrong("invalid", ["month"]) from None
        if not 1 <= month <= 12:
            raise self._wrong("invalid", ["month"])
        try:
            return date(int(typed.year), month, int(typed.day))
        except ValueError:
            raise self._wrong("invalid", ["day"]) from None

    def _wrong(self, code: str, parts: list[str], **words: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params={"parts": parts, **words})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _parts_of(initial) != _parts_of(data)


def parts_to_mend(errors: list[ValidationError]) -> list[str]:
    """Which of the three boxes the errors speak of; all of them when the error is about the date as a whole."""
    named = [part for error in errors for part in (error.params or {}).get("parts", ())]
    return named or (list(PARTS) if errors else [])
