"""Workstreams by seats over time: who sat where, and when a seat stood empty; with its sentence and its table."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coprod.kit import charts
from coprod.kit.saying import day
from partners.groups.models import VACANCY_LIMIT_DAYS
from partners.models import Holding, Seat, Vacancy
from programmes.programme.models import Programme, Workstream


class Picture(NamedTuple):
    """What `components/picture.html` shows."""

    svg: Any
    sentence: str
    caption: str
    head: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()


def seats_over_time(programme: Programme, *, on: date, names: bool) -> Picture:
    """Every lay seat of every workstream. Without `names` people appear as they wish to be named. Four queries."""
    streams = {each.group_id: each for each in programme.workstreams.in_order()}
    seats = list(Seat.objects.lay().filter(group__in=streams).order_by("group__workstream__position", "name", "pk"))
    held, gaps = defaultdict(list), defaultdict(list)
    sat = Holding.objects.filter(seat__in=seats, state__in=["serving", "ended"])
    for holding in sat.select_related("partner").order_by("from_on", "pk"):
        held[holding.seat_id].append(holding)
    for vacancy in Vacancy.objects.filter(seat__in=seats, from_on__lte=on).order_by("from_on", "pk"):
        gaps[vacancy.seat_id].append(vacancy)
    start = min([each.starts_on for each in streams.values()] + [each.from_on for several in held.values() for each in several], default=on)
    rows, table = [], []
    for seat in seats:
        stream = streams[seat.group_id]
        label = _("%(workstream)s, seat %(seat)s") % {"workstream": stream.name, "seat": seat.name}
        rows.append(charts.Row(label, [charts.Bar(each.from_on, each.until_on, "done", _who(each, names)) for each in held[seat.pk]],
                               [charts.Gap(each.from_on, each.until_on, _("empty")) for each in gaps[seat.pk]]))
        table += _told(label, held[seat.pk], gaps[seat.pk], on, names)
    words = _sentence(streams, seats, held, gaps, on)
    svg = charts.timeline(rows, start=start, end=max(on, start), today=on, sentence=words, title=_("Who sat where"))
    return Picture(svg, words, _("Lay seats in workstreams over time"), [_("Seat"), _("Who"), _("From"), _("Until")], table)


def _who(holding: Holding, names: bool) -> str:
    return holding.partner.name if names else holding.partner.shown


def _told(label: str, held: list[Holding], gaps: list[Vacancy], on: date, names: bool) -> list[Sequence[Any]]:
    """One line for each stretch of the seat, in order."""
    lines = [(each.from_on, [label, _who(each, names), day(each.from_on), day(each.until_on) if each.until_on else _("still there")])
             for each in held]
    lines += [(each.from_on, [label, _gap(each, on), day(each.from_on), day(each.until_on) if each.until_on else _("still empty")])
              for each in gaps]
    return [line for _first, line in sorted(lines, key=lambda each: each[0])]


def _gap(vacancy: Vacancy, on: date) -> str:
    days = vacancy.days(on)
    words = ngettext("Empty for %(n)d day", "Empty for %(n)d days", days) % {"n": days}
    return f"{words}, {_('over the limit of %(limit)d') % {'limit': VACANCY_LIMIT_DAYS}}" if days > VACANCY_LIMIT_DAYS else words


def _sentence(streams: dict[int, Workstream], seats: list[Seat], held: Any, gaps: Any, on: date) -> str:
    standing = [seat for seat in seats if seat.closed_on is None or seat.closed_on > on]
    filled = sum(any(each.serves(on) for each in held[seat.pk]) for seat in standing)
    first = _("%(filled)d of %(all)d lay seats in %(streams)d workstreams are filled today.") % {
        "filled": filled, "all": len(standing), "streams": len(streams)}
    longest = max((each.days(on) for several in gaps.values() for each in several), default=0)
    return f"{first} {_('The longest time that a seat stood empty is %(n)d days.') % {'n': longest}}" if longest else first
