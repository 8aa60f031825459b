"""Pictures drawn on the server, as inline SVG with classes and presentation attributes only.

Each function is pure: rows of facts in, safe mark-up out. A picture is never alone: the caller states its
sentence, and `components/picture.html` puts the same facts beside it in a table (practice.md e37). States
show by shape and word; colour comes from the stylesheet through the class of the tone (`coprod.kit.shapes`).
A picture keeps its natural size, so that words stay readable; on a small screen its box scrolls, in print
it shrinks to the page.
"""

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coprod.kit.shapes import shape

Piece = SafeString
NOTHING = SafeString("")


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


class Cell(NamedTuple):
    """What a grid shows where a row meets a column."""

    tone: str
    word: Any


# --- drawing ---------------------------------------------------------------------------
def _svg(width: int, height: int, title: Any, sentence: Any, pieces: Sequence[Piece]) -> SafeString:
    return format_html(
        '<svg class="app-chart" role="img" viewBox="0 0 {0} {1}" width="{0}" height="{1}">'
        "<title>{2}</title><desc>{3}</desc>{4}</svg>",
        width, height, title, sentence, format_html_join("", "{}", ((piece,) for piece in pieces)))


def _text(x: float, y: float, words: Any, *, kind: str = "text", size: int = 15, anchor: str = "start") -> Piece:
    return format_html('<text class="app-chart__{}" x="{}" y="{}" font-size="{}" text-anchor="{}">{}</text>',
                       kind, _n(x), _n(y), size, anchor, words)


def _lines(x: float, y: float, words: Any, *, width: int, most: int, size: int = 15, kind: str = "text",
           anchor: str = "start") -> Piece:
    """Words broken into at most so many lines; what does not fit is cut, for the table says it in full."""
    lines = textwrap.wrap(str(words), width) or [""]
    if len(lines) > most:
        lines = [*lines[:most - 1], textwrap.shorten(" ".join(lines[most - 1:]), width, placeholder="…")]
    return format_html_join("", "{}", (
        (_text(x, y + number * size * 1.25, line, kind=kind, size=size, anchor=anchor),)
        for number, line in enumerate(lines)))


def _shape(x: float, y: float, tone: str, *, size: int = 24) -> Piece:
    """The shape of a tone with its upper left corner at (x, y)."""
    scale = size / 24
    return format_html('<g class="app-tone--{}" transform="translate({} {}) scale({})">{}</g>',
                       tone, _n(x), _n(y), _n(scale), shape(tone))


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
    pieces = [format_html('<polyline class="app-chart__path" stroke-width="6" stroke-linejoin="round" points="{}"/>',
                          " ".join(f"{x + 114},{y + 52}" for x, y in places))]
    for step, (x, y) in zip(steps, places, strict=True):
        pieces += [
            format_html('<g class="app-tone--{}"><rect class="app-chart__box" x="{}" y="{}" width="228" height="108"'
                        ' rx="8" stroke-width="{}"/>{}</g>', step.tone, x, y, 2 if step.tone == "not_started" else 3,
                        _text(x + 44, y + 94, step.word, kind="state", size=14)),
            _text(x + 14, y + 28, step.number, kind="strong", size=18),
            _lines(x + 44, y + 27, step.name, width=22, most=2),
            _shape(x + 10, y + 76, step.tone)]
    return _svg(across * wide - 8, max(down, 1) * high - 8, title or _("The stages and their states"), sentence, pieces)


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

    pieces = [format_html('<rect class="app-chart__band" x="0" y="{}" width="{}" height="{}"/>',
                          HEAD + LINE * number, width, LINE) for number in range(0, len(rows), 2)]
    for month in _months(start, end):
        pieces += [format_html('<line class="app-chart__line" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>',
                               _n(at(month)), HEAD - 8, height - 30),
                   _text(min(at(month) + 4, width - 62), HEAD - 14, formats.date_format(month, "M Y"), kind="quiet",
                         size=13)]
    for number, row in enumerate(rows):
        pieces += _timeline_row(row, HEAD + LINE * number, at, today, width)
    if start <= today <= end:
        pieces += [format_html('<line class="app-chart__today" x1="{0}" x2="{0}" y1="{1}" y2="{2}" stroke-width="2.5"'
                               ' stroke-dasharray="6 4"/>', _n(at(today)), HEAD - 8, height - 26),
                   _text(min(at(today), width - 70), height - 8, _("Today"), kind="today-word", size=14,
                         anchor="middle")]
    return _svg(width, height, title or _("Timeline"), sentence, pieces)


def _timeline_row(row: Row, top: float, at: Any, today: date, width: int) -> list[Piece]:
    def stretch(begin: date, until: date | None) -> tuple[float, float]:
        left = at(begin)
        return left, max(at((until or today) + timedelta(days=1)) - left, 6)

    pieces = [_lines(8, top + 22, row.label, width=30, most=2, size=14)]
    taken = 0.0     # how far the words of this row reach: a word or mark that would touch another is left to the table
    bars = sorted(row.bars)
    for bar, following in zip(bars, [*bars[1:], None], strict=False):
        left, long = stretch(bar.start, bar.end)
        room = at(following.start) - left if following else width
        pieces.append(format_html('<g class="app-tone--{}"><rect class="app-chart__bar" x="{}" y="{}" width="{}"'
                                  ' height="10" rx="3"/></g>', bar.tone, _n(left), top + 34, _n(long)))
        if room >= 24:
            pieces.append(_shape(left, top + 10, bar.tone, size=20))
        if min(left + 24 - taken, width - left - 24 - len(str(bar.word)) * 7.2, room - 28 - len(str(bar.word)) * 7.2) >= 0:
            pieces.append(format_html('<g class="app-tone--{}">{}</g>', bar.tone,
                                      _text(left + 24, top + 25, bar.word, kind="state", size=13)))
            taken = left + 30 + len(str(bar.word)) * 7.2
    for gap in row.gaps:
        left, long = stretch(gap.start, gap.end)
        pieces.append(format_html(
            '<g class="app-tone--gap"><rect class="app-chart__gap" x="{}" y="{}" width="{}" height="12"'
            ' stroke-width="2" stroke-dasharray="4 3"/><title>{}</title></g>', _n(left), top + 33, _n(long), gap.word))
        if left >= taken:
            pieces.append(format_html('<g class="app-tone--gap">{}</g>', _text(left, top + 25, gap.word, kind="state",
                                                                              size=13)))
            taken = left + 6 + len(str(gap.word)) * 7.2
    return pieces


# --- the grid --------------------------------------------------------------------------
def grid(rows: Sequence[Any], columns: Sequence[Any], cells: Mapping[tuple[int, int], Cell], *, sentence: Any,
         title: Any = "") -> SafeString:
    """Rows by columns; `cells` maps (row, column), counted from nought, to what is there. The rest stays empty."""
    wide, high, label, head = 112, 74, 208, 50
    pieces = []
    for number, name in enumerate(columns):
        pieces.append(_lines(label + wide * number + wide / 2, 20, name, width=13, most=2, size=14, kind="strong",
                             anchor="middle"))
    for line, name in enumerate(rows):
        top = head + line * high
        pieces += [format_html('<line class="app-chart__line" x1="0" x2="{}" y1="{}" y2="{}"/>',
                               label + wide * len(columns), top, top),
                   _lines(8, top + 26, name, width=26, most=3, size=14)]
        for column in range(len(columns)):
            cell = cells.get((line, column))
            if cell is None:
                continue
            middle = label + wide * column + wide / 2
            pieces += [_shape(middle - 12, top + 7, cell.tone),
                       format_html('<g class="app-tone--{}">{}</g>', cell.tone, _lines(
                           middle, top + 45, cell.word, width=14, most=2, size=13, kind="state", anchor="middle"))]
    return _svg(label + wide * len(columns), head + high * len(rows), title or _("Grid"), sentence, pieces)
