"""Pictures drawn on the server, as inline SVG with classes and presentation attributes only.

Each function is pure: rows of facts in, safe mark-up out. A picture is never alone: the caller states its
sentence, and `components/picture.html` puts the same facts beside it in a table (practice.md e37). States
show by shape and word; colour comes from the stylesheet through the class of the tone (`coprod.kit.shapes`).
A picture keeps its natural size, so that words stay readable; on a small screen its box scrolls, in print
it shrinks to the page.
"""

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any, NamedTuple

from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coprod.kit.shapes import shape


class Step(NamedTuple):
    """One stage on the map: its number, its name, its tone (a shape) and the word for its state."""

    number: int | str
    name: Any
    tone: str
    word: Any


class Bar(NamedTuple):
    """A stretch of time with a state. `end` may be None: it lasts still."""

    start: date
    end: date | None
    tone: str
    word: Any


class Gap(NamedTuple):
    """A stretch in which something was missing; drawn as an open box with its word."""

    start: date
    end: date | None
    word: Any


class Row(NamedTuple):
    """One line of a timeline."""

    label: Any
    bars: Sequence[Bar] = ()
    gaps: Sequence[Gap] = ()


# --- drawing ---------------------------------------------------------------------------
# A picture has hundreds of pieces: they are plain text, put together once. Words are escaped where they enter.
# What most pieces of a kind have in common stands in the stylesheet, by the class of the picture.


def _svg(kind: str, width: int, height: int, title: Any, sentence: Any, tones: Iterable[str], pieces: Iterable[str]) -> SafeString:
    """The whole picture; the shapes of its tones are drawn once and referred to."""
    shapes = "".join(f'<g id="{kind}-{tone}">{shape(tone)}</g>' for tone in sorted(set(tones)))
    return SafeString(f'<svg class="app-chart app-chart--{kind}" role="img" viewBox="0 0 {width} {height}" width="{width}"'
                      f' height="{height}">'
                      f"<title>{escape(str(title))}</title><desc>{escape(str(sentence))}</desc>"
                      f"{f'<defs>{shapes}</defs>' if shapes else ''}{''.join(pieces)}</svg>")


def _text(x: float, y: float, words: Any, *, kind: str = "") -> str:
    """Words at a place: of the picture, or in a toned group those of its state; `kind` names any other way to write."""
    written = f' class="app-chart__{kind}"' if kind else ""
    return f'<text{written} x="{_n(x)}" y="{_n(y)}">{escape(str(words))}</text>'


def _lines(x: float, y: float, words: Any, *, width: int, most: int, size: int = 14, kind: str = "") -> str:
    """Words broken into at most so many lines; what does not fit is cut, for the table says it in full."""
    words = str(words)
    lines = [words] if len(words) <= width else textwrap.wrap(words, width) or [""]
    if len(lines) > most:
        lines = [*lines[:most - 1], textwrap.shorten(" ".join(lines[most - 1:]), width, placeholder="…")]
    return "".join(_text(x, y + number * size * 1.25, line, kind=kind) for number, line in enumerate(lines))


def _toned(tone: str, x: float, y: float, *pieces: str) -> str:
    """Pieces in the colour of a tone, placed from (x, y) on."""
    return f'<g class="app-tone--{tone}" transform="translate({_n(x)} {_n(y)})">{"".join(pieces)}</g>'


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


# --- the stage map ---------------------------------------------------------------------
def stage_map(steps: Sequence[Step], *, sentence: Any, title: Any = "", columns: int = 4) -> SafeString:
    """The stages as a path that winds from left to right and back, each with number, name, shape and word."""
    wide, high, across = 256, 132, min(columns, len(steps)) or 1
    down = -(-len(steps) // across) if steps else 0
    places = []
    for index in range(len(steps)):
        line, place = divmod(index, across)
        column = place if line % 2 == 0 else across - 1 - place
        places.append((column * wide + 8, line * high + 8))
    points = " ".join(f"{x + 114},{y + 52}" for x, y in places)
    pieces = [f'<polyline class="app-chart__path" stroke-width="6" stroke-linejoin="round" points="{points}"/>']
    for step, (x, y) in zip(steps, places, strict=True):
        pieces += [
            _toned(step.tone, x, y, '<rect width="228" height="108" rx="8"/>',
                   f'<use href="#map-{step.tone}" x="10" y="76"/>', _text(44, 94, step.word)),
            _text(x + 14, y + 28, step.number),
            _lines(x + 44, y + 27, step.name, width=22, most=2, size=15)]
    return _svg("map", across * wide - 8, max(down, 1) * high - 8, title or _("The stages and their states"), sentence,
                (step.tone for step in steps), pieces)


# --- the timeline ----------------------------------------------------------------------
LABELS, LINE, HEAD = 236, 52, 44


def _months(start: date, end: date) -> list[date]:
    """The first days of months from `start` to `end`, thinned so that their names do not touch."""
    firsts = []
    year, month = start.year, start.month
    while date(year, month, 1) <= end:
        if date(year, month, 1) >= start:
            firsts.append(date(year, month, 1))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if year > 9990:
            break
    return firsts[::-(-len(firsts) // 9) or 1]


def timeline(rows: Sequence[Row], *, start: date, end: date, today: date, sentence: Any, title: Any = "",
             width: int = 1016) -> SafeString:
    """Rows of bars against time, with what was missing and where today is. `end` must not lie before `start`."""
    if end < start:
        raise ValueError("A timeline ends after it starts.")
    whole, height = (end - start).days + 1, HEAD + LINE * len(rows) + 34

    def at(day: date) -> float:
        return LABELS + (min(max(day, start), end + timedelta(days=1)) - start).days * (width - LABELS - 12) / whole

    bands = "".join(f"M0 {HEAD + LINE * number}h{width}v{LINE}H0z" for number in range(0, len(rows), 2))
    pieces = [f'<path class="app-chart__band" d="{bands}"/>'] if bands else []
    months = _months(start, end)
    if months:
        uprights = "".join(f"M{_n(at(month))} {HEAD - 8}V{height - 30}" for month in months)
        pieces.append(f'<path class="app-chart__line" d="{uprights}"/>')
    pieces += [_text(min(at(month) + 4, width - 62), HEAD - 14, formats.date_format(month, "M Y"), kind="quiet")
               for month in months]
    for number, row in enumerate(rows):
        pieces += _timeline_row(row, HEAD + LINE * number, at, today, width)
    if start <= today <= end:
        x = _n(at(today))
        pieces += [f'<line class="app-chart__today" x1="{x}" x2="{x}" y1="{HEAD - 8}" y2="{height - 26}" stroke-width="2.5"'
                   ' stroke-dasharray="6 4"/>',
                   _text(min(at(today), width - 70), height - 8, _("Today"), kind="today-word")]
    return _svg("time", width, height, title or _("Timeline"), sentence, (bar.tone for row in rows for bar in row.bars), pieces)


def _timeline_row(row: Row, top: float, at: Any, today: date, width: int) -> list[str]:
    def stretch(begin: date, until: date | None) -> tuple[float, float]:
        left = at(begin)
        return left, max(at((until or today) + timedelta(days=1)) - left, 6)

    pieces = [_lines(8, top + 22, row.label, width=30, most=2)]
    taken = 0.0     # how far the words of this row reach: a word or mark that would touch another is left to the table
    bars = sorted(row.bars)
    for bar, following in zip(bars, [*bars[1:], None], strict=False):
        left, long = stretch(bar.start, bar.end)
        room = at(following.start) - left if following else width
        drawn = [f'<path d="M0 29h{long:.0f}"/>']
        if room >= 24:
            drawn.append(f'<use href="#time-{bar.tone}"/>')
        if min(left + 24 - taken, width - left - 24 - len(str(bar.word)) * 7.2, room - 28 - len(str(bar.word)) * 7.2) >= 0:
            drawn.append(_text(24, 15, bar.word))
            taken = left + 30 + len(str(bar.word)) * 7.2
        pieces.append(_toned(bar.tone, round(left), top + 10, *drawn))
    for gap in row.gaps:
        left, long = stretch(gap.start, gap.end)
        drawn = [f'<rect class="app-chart__gap" y="23" width="{_n(long)}" height="12" stroke-width="2" stroke-dasharray="4 3"/>'
                 f"<title>{escape(str(gap.word))}</title>"]
        if left >= taken:
            drawn.append(_text(0, 15, gap.word))
            taken = left + 6 + len(str(gap.word)) * 7.2
        pieces.append(_toned("gap", left, top + 10, *drawn))
    return pieces
