"""The Forum beside its agreed profile: a bar for each kind of people, with a line where it should reach, and the same in a table."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partners.equality.catalogue import STAR, stands_for
from programmes.renewal.catalogue import Verdict
from programmes.renewal.models import GapLine

NAMES, BARS, LINE, TOP, WORDS, CUT = 300, 420, 40, 12, 150, 40


class Picture(NamedTuple):
    """What `components/picture.html` shows."""

    svg: SafeString
    sentence: str
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]


def found_in_words(line: GapLine) -> str:
    if not line.shown:
        return _("not known")
    return _("1 to 7") if line.shown == STAR else _("about %(number)s") % {"number": line.shown} if line.shown != "0" else "0"


def sentence(lines: Sequence[GapLine]) -> str:
    """What the comparison shows: "Of 5 numbers, 2 are reached, 1 falls short, 1 may fall short and 1 is not known."."""
    verdicts = [line.verdict() for line in lines]
    n = {each: verdicts.count(each) for each in Verdict}
    return " ".join([
        ngettext("%(n)d number is aimed at.", "%(n)d numbers are aimed at.", len(lines)) % {"n": len(lines)},
        _("Reached: %(enough)d. Falling short: %(short)d. Perhaps falling short: %(perhaps)d. Not known: %(unknown)d.") % {
            "enough": n[Verdict.ENOUGH], "short": n[Verdict.SHORT], "perhaps": n[Verdict.PERHAPS], "unknown": n[Verdict.UNKNOWN]}])


def profile(lines: Sequence[GapLine]) -> Picture:
    """The picture of a comparison. It is drawn from what may be shown, like everything else."""
    title, words = _("The Forum beside its agreed profile"), sentence(lines)
    longest = max([1, *(line.wanted for line in lines), *(stands_for(line.shown)[1] for line in lines if line.shown)])
    scale, width, height = BARS / longest, NAMES + BARS + WORDS, TOP * 2 + LINE * len(lines)
    pieces = [_bar(line, TOP + LINE * place, scale) for place, line in enumerate(lines)]
    svg = SafeString(f'<svg class="app-chart app-chart--profile" role="img" viewBox="0 0 {width} {height}" width="{width}"'
                     f' height="{height}"><title>{escape(title)}</title><desc>{escape(words)}</desc>{"".join(pieces)}</svg>')
    return Picture(svg, words, title, [_("People"), _("In the Forum"), _("Wanted"), _("What it says"), _("Counted how")],
                   [(line.name(), found_in_words(line), line.wanted, line.verdict().label, line.source) for line in lines])


def _bar(line: GapLine, y: int, scale: float) -> str:
    """A full bar for what is known, an open one for a hidden number, and an upright where it should reach."""
    name = line.name()
    short = name if len(name) <= CUT else f"{name[:CUT - 1]}…"
    goal = NAMES + round(line.wanted * scale)
    drawn = [f'<text x="0" y="{y + 20}">{escape(short)}</text>']
    if line.shown == STAR:
        drawn.append(f'<rect class="app-chart__gap" x="{NAMES}" y="{y + 7}" width="{round(stands_for(STAR)[1] * scale)}" height="16"'
                     ' stroke-width="2" stroke-dasharray="4 3"/>')
    elif line.shown and line.shown != "0":
        drawn.append(f'<rect class="app-chart__bar" x="{NAMES}" y="{y + 7}" width="{round(int(line.shown) * scale)}" height="16"/>')
    drawn.append(f'<path class="app-chart__goal" d="M{goal} {y + 2}V{y + 28}" stroke-width="3"/>')
    said = _("%(found)s of %(wanted)d") % {"found": found_in_words(line), "wanted": line.wanted}
    drawn.append(f'<text class="app-chart__quiet" x="{NAMES + BARS + 12}" y="{y + 20}">{escape(said)}</text>')
    return "".join(drawn)
