"""Dates, times, numbers and money in words, as people in England read them.

Dates "6 August 2026", with the weekday for meetings; times "5:30pm", "midday"; numbers with a comma
(practice.md e19, e20). Empty values give an empty text, so that a template needs no `if`.
"""

from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.db.models.enums import Choices
from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext, trans_real
from django.utils.translation import gettext as _

from coprod.kit.clock import day_of


def look_up_phrases_once() -> None:
    """Remember what each phrase is in each language. A page has a hundred and more, and a phrase that stands in no
    catalogue, as ours in English, is looked for in every one of them."""
    for language, _name in settings.LANGUAGES:
        found = trans_real.translation(language)
        found.gettext = lru_cache(maxsize=20_000)(found.gettext)  # type: ignore[method-assign]


@cache
def _labels(choices: type[Choices], language: str | None) -> dict[str, str]:
    return {value: str(label) for value, label in choices.choices}


def label(choices: type[Choices], value: str) -> str:
    """What a choice is called. Each is translated once, not whenever a row shows it."""
    return _labels(choices, get_language())[value]


def _as_day(value: date | datetime) -> date:
    return day_of(value) if isinstance(value, datetime) else value


@lru_cache(maxsize=4096)
def _day(value: date, language: str | None) -> str:
    return formats.date_format(value, "j F Y")


def day(value: date | datetime | None) -> str:
    """6 August 2026. A moment gives its day in London."""
    return _day(_as_day(value), get_language()) if value else ""


def weekday(value: date | datetime | None) -> str:
    """Thursday 6 August 2026."""
    return formats.date_format(_as_day(value), "l j F Y") if value else ""


def clock_time(value: datetime | time | None) -> str:
    """5:30pm, 9am, midday, midnight."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = (timezone.localtime(value) if timezone.is_aware(value) else value).time()
    if (value.hour, value.minute) == (0, 0):
        return _("midnight")
    if (value.hour, value.minute) == (12, 0):
        return _("midday")
    half = _("am") if value.hour < 12 else _("pm")
    hour = value.hour % 12 or 12
    return f"{hour}:{value.minute:02}{half}" if value.minute else f"{hour}{half}"


def moment(value: datetime | None) -> str:
    """6 August 2026 at 5:30pm. A plain day stays a day."""
    if not isinstance(value, datetime):
        return day(value)
    return _("%(day)s at %(time)s") % {"day": day(value), "time": clock_time(value)}


def days(count: int) -> str:
    """1 day, 39 days, 1,200 days."""
    return ngettext("%(number)s day", "%(number)s days", count) % {"number": number(count)}


def days_ago(value: date | datetime | None, today: date | datetime | None = None) -> str:
    """today, yesterday, 5 days ago; in 5 days, tomorrow. `today` is the day the page speaks of."""
    if not value:
        return ""
    passed = (_as_day(today or timezone.now()) - _as_day(value)).days
    words = {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}
    if passed in words:
        return words[passed]
    return (_("%(days)s ago") if passed > 0 else _("in %(days)s")) % {"days": days(abs(passed))}


def number(value: Any) -> str:
    """1,234."""
    return f"{value:,}" if isinstance(value, int | Decimal | float) else str(value)


def counted(count: int, words: str) -> str:
    """3 seats, 1 seat: `words` gives the word for one and for many with a comma between."""
    one, _comma, many = str(words).partition(",")
    return f"{number(count)} {one if count == 1 else many or one}"


def money(value: Decimal | int | None) -> str:
    """£45, £45.20, £1,200."""
    if value is None:
        return ""
    amount = Decimal(value)
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


_RATIOS = sorted({(part, whole) for whole in (2, 3, 4, 5, 10) for part in (1, whole - 1)} | {(2, 5), (3, 5)},
                 key=lambda ratio: ratio[0] / ratio[1])


def one_in(part: int, whole: int) -> str:
    """A share as people say it: "4 in 5 (8 of 10)", "about 1 in 3 (5 of 16)", "all 6", "none of 6"; of nothing, "nothing to count yet".

    Raises ValueError if `part` is no part of `whole`.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}")
    if not whole:
        return _("nothing to count yet")
    if part == whole:
        return _("all %(n)d") % {"n": whole}
    if not part:
        return _("none of %(n)d") % {"n": whole}
    some, many = min(_RATIOS, key=lambda ratio: abs(ratio[0] / ratio[1] - part / whole))
    facts = {"some": some, "many": many, "part": part, "whole": whole}
    if some * whole == part * many:
        return _("%(some)d in %(many)d (%(part)d of %(whole)d)") % facts
    return _("about %(some)d in %(many)d (%(part)d of %(whole)d)") % facts
