"""How the shares went from month to month: a bar for each month in which there was something to count, and the same in a table."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from programmes.involvement.catalogue import MEASURES
from programmes.involvement.showing.counting import Counted

SHOWN = ("papers", "attendance", "chairs", "items", "support")
NAMES, MONTH, LINE, TOP, HIGH = 250, 58, 84, 34, 40


class Picture(NamedTuple):
    """What `components/picture.html` shows."""

    svg: SafeString
    sentence: str
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]


def month_in_words(month: date) -> str:
    return date_format(month, "M Y")


def trend(found: Counted, months: Sequence[date], *, group: int | None = None) -> Picture | None:
    """One line for each measure that has something to count; None where none has."""
    codes = [code for code in SHOWN if found.of(code, group=group).whole]
    if not codes:
        return None
    width, height = NAMES + MONTH * len(months) + 12, TOP + LINE * len(codes)
    pieces = [f'<text class="app-chart__quiet" x="{NAMES + MONTH * place}" y="20">{escape(date_format(month, "M"))}</text>'
              for place, month in enumerate(months)]
    table = []
    for line, code in enumerate(codes):
        name, y = str(MEASURES[code][0]), TOP + LINE * line
        pieces.append(f'<text x="0" y="{y + HIGH}">{escape(name)}</text>')
        cells = [found.of(code, group=group, month=month) for month in months]
        for place, (part, whole) in enumerate(cells):
            pieces.append(_bar(NAMES + MONTH * place, y, part, whole))
        table.append((name, *(_("%(part)d of %(whole)d") % {"part": part, "whole": whole} if whole else "–" for part, whole in cells)))
    title = _("From month to month")
    words = _("A full bar is all of them. Where nothing was to be counted in a month, there is no bar.")
    svg = SafeString(f'<svg class="app-chart app-chart--trend" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
                     f'<title>{escape(title)}</title><desc>{escape(words)}</desc>{"".join(pieces)}</svg>')
    return Picture(svg, words, title, [_("What"), *map(month_in_words, months)], table)


def _bar(x: int, y: int, part: int, whole: int) -> str:
    """An open box for all of them, filled as far as the part goes, with both numbers below."""
    if not whole:
        return ""
    full = round(HIGH * part / whole)
    return (f'<rect class="app-chart__box" x="{x}" y="{y}" width="34" height="{HIGH}"/>'
            f'<rect class="app-chart__bar" x="{x}" y="{y + HIGH - full}" width="34" height="{full}"/>'
            f'<text class="app-chart__quiet" x="{x}" y="{y + HIGH + 18}">{part}/{whole}</text>')
