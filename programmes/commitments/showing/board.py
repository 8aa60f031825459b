"""Promises kept, late and broken, organisation by organisation, over time: a picture with its sentence and the same in a table."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, Q
from django.db.models.functions import TruncQuarter
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from programmes.commitments.models import Commitment
from programmes.programme.models import Programme

OUTCOMES = ("kept", "late", "overdue", "broken")
NAMES, QUARTER, LINE, TOP, HIGH = 250, 84, 92, 34, 46


class Cell(NamedTuple):
    """How many promises of an organisation fell due in a quarter, and what became of them."""

    kept: int = 0           # by the day that was promised first
    late: int = 0           # after it
    overdue: int = 0        # not yet, and the day is over
    broken: int = 0

    @property
    def whole(self) -> int:
        return sum(self)


class Board(NamedTuple):
    svg: SafeString
    sentence: str
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]


def quarter_in_words(first: date) -> str:
    return _("%(a)s to %(b)s %(year)d") % {"a": _MONTHS()[first.month - 1], "b": _MONTHS()[first.month + 1], "year": first.year}


def _MONTHS() -> list[str]:
    return [_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"), _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")]


def counted(programme: Programme, on: date) -> dict[str, dict[date, Cell]]:
    """By organisation ("" for the programme's own team) and quarter of the day that was promised first: one query.

    Standing promises have no day and are not counted here; how often each was broken stands beside it in the register.
    """
    over = Q(state__in=["agreed", "on_track", "at_risk", "renegotiated", "late", "disputed"], due_on__lt=on)
    late = Q(state="met") & Q(claimed_at__date__gt=F("first_due_on")) | Q(state="met", claimed_at__isnull=True) & Q(
        closed_at__date__gt=F("first_due_on"))
    rows = Commitment.objects.filter(programme=programme, is_standing=False, first_due_on__isnull=False).annotate(
        m_quarter=TruncQuarter("first_due_on")).order_by().values_list("organisation__name", "m_quarter").annotate(
        n_met=Count("pk", filter=Q(state="met")), n_late=Count("pk", filter=late), n_over=Count("pk", filter=over),
        n_broken=Count("pk", filter=Q(state="broken")))
    found: dict[str, dict[date, Cell]] = defaultdict(dict)
    for name, quarter, met, was_late, overdue, broken in rows:
        cell = Cell(met - was_late, was_late, overdue, broken)
        if cell.whole:
            found[name or ""][quarter] = cell
    return dict(found)


def board_of(programme: Programme, on: date) -> Board | None:
    """The board, or None where nothing has fallen due."""
    found = counted(programme, on)
    if not found:
        return None
    quarters = sorted({quarter for cells in found.values() for quarter in cells})[-8:]
    names = sorted(found, key=lambda name: (name == "", name))
    total: Counter[str] = Counter()
    for cells in found.values():
        for cell in cells.values():
            total.update(cell._asdict())
    sentence = _("Of %(all)d promises that fell due, %(kept)d were kept in time, %(late)d late, %(overdue)d are past their day, and "
                 "%(broken)d were broken.") % {"all": sum(total.values()), **{name: total[name] for name in OUTCOMES}}
    height, width = TOP + LINE * len(names), NAMES + QUARTER * max(len(quarters), 3) + 12
    pieces = [f'<text class="app-chart__quiet" x="{NAMES + QUARTER * place}" y="20">{escape(_short(quarter))}</text>'
              for place, quarter in enumerate(quarters)]
    rows = []
    for line, name in enumerate(names):
        shown, y = name or _("The programme’s team"), TOP + LINE * line
        pieces.append(f'<text x="0" y="{y + HIGH}">{escape(shown if len(shown) <= 32 else shown[:31] + "…")}</text>')
        for place, quarter in enumerate(quarters):
            pieces.append(_bars(NAMES + QUARTER * place, y, found[name].get(quarter, Cell())))
        rows += [(shown, quarter_in_words(quarter), *cell) for quarter, cell in sorted(found[name].items())]
    title = _("Promises that fell due, by organisation")
    svg = SafeString(f'<svg class="app-chart app-chart--trend" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
                     f'<title>{escape(title)}</title><desc>{escape(sentence)}</desc>{"".join(pieces)}</svg>')
    return Board(svg, sentence, title, [_("Organisation"), _("Fell due"), _("Kept in time"), _("Kept late"), _("Past their day"),
        _("Broken")], rows)


def _short(quarter: date) -> str:
    return f"{_MONTHS()[quarter.month - 1]} {quarter.year % 100:02}"


def _bars(x: int, y: int, cell: Cell) -> str:
    """An open box for all that fell due, filled as far as they were kept in time, with both numbers below."""
    if not cell.whole:
        return ""
    full = round(HIGH * cell.kept / cell.whole)
    return (f'<rect class="app-chart__box" x="{x}" y="{y}" width="40" height="{HIGH}"/>'
            f'<rect class="app-chart__bar" x="{x}" y="{y + HIGH - full}" width="40" height="{full}"/>'
            f'<text class="app-chart__quiet" x="{x}" y="{y + HIGH + 18}">{cell.kept}/{cell.whole}</text>')
