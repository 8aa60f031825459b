"""The two sides of a check beside each other: for each point a full bar for lay partners and an open one for staff,
and the same in a table."""

from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from programmes.touchstone.catalogue import Value
from programmes.touchstone.showing.results import Point, Result

NAMES, BARS, LINE, TOP, WORDS, CUT = 300, 320, 64, 12, 200, 36


class Picture(NamedTuple):
    """What `components/picture.html` shows."""

    svg: SafeString
    sentence: str
    caption: str
    head: list[str]
    rows: list[list[str]]


def _said(counts: dict[str, int] | None) -> str:
    if counts is None:
        return _("too few to show")
    return _("%(yes)d mostly yes, %(partly)d partly, %(no)d mostly no") % counts


def gap(result: Result) -> Picture:
    """Drawn from what may be shown, like everything else."""
    title = _("How many said “mostly yes” to each point")
    width, height = NAMES + BARS + WORDS, TOP * 2 + LINE * len(result.points)
    pieces = "".join(_point(point, TOP + LINE * place) for place, point in enumerate(result.points))
    svg = SafeString(f'<svg class="app-chart app-chart--profile" role="img" viewBox="0 0 {width} {height}" width="{width}"'
                     f' height="{height}"><title>{escape(title)}</title><desc>{escape(result.sentence)}</desc>{pieces}</svg>')
    return Picture(svg, result.sentence, title, [_("Point"), _("Lay partners"), _("Staff")],
                   [[point.text, _said(point.lay), _said(point.staff)] for point in result.points])


def _point(point: Point, y: int) -> str:
    short = point.text if len(point.text) <= CUT else f"{point.text[:CUT - 1]}…"
    return f'<text x="0" y="{y + 28}">{escape(short)}</text>' + _bar(point.lay, y + 4, _("lay"), kind="bar") + _bar(
        point.staff, y + 30, _("staff"), kind="gap")


def _bar(counts: dict[str, int] | None, y: int, side: str, *, kind: str) -> str:
    if counts is None:
        words, bar = _("%(side)s: too few to show") % {"side": side}, ""
    else:
        answered = sum(counts.values())
        words = _("%(side)s: %(yes)d of %(all)d") % {"side": side, "yes": counts[Value.YES], "all": answered}
        long = round(BARS * counts[Value.YES] / answered)
        drawn = ' stroke-width="2"' if kind == "gap" else ""
        bar = f'<rect class="app-chart__{kind}" x="{NAMES}" y="{y}" width="{long}" height="18"{drawn}/>' if long else ""
    return f'{bar}<text class="app-chart__quiet" x="{NAMES + BARS + 12}" y="{y + 14}">{escape(words)}</text>'
