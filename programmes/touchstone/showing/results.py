"""What may be told of a closed check: each side by itself, and only of five answers or more (WL9, R13)."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from programmes.touchstone.catalogue import FEWEST, Value
from programmes.touchstone.models import CheckItem, TouchstoneCheck


class Side(NamedTuple):
    """One side: how many answered (0 where fewer than five did: then nothing is told), to how many points they mostly said yes, and their
    lines."""

    is_lay: bool
    answered: int
    mostly_yes: int
    lines: list[str]

    @property
    def is_shown(self) -> bool:
        return self.answered > 0


class Point(NamedTuple):
    """One point: for each side how many said mostly yes, partly, mostly no; None where a side is not shown."""

    text: str
    lay: dict[str, int] | None
    staff: dict[str, int] | None
    is_gap: bool


class Result(NamedTuple):
    lay: Side
    staff: Side
    points: list[Point]
    sentence: str

    @property
    def gaps(self) -> list[Point]:
        return [point for point in self.points if point.is_gap]


def _mostly_yes(item: CheckItem, answered: int, *, is_lay: bool) -> bool:
    """More than half of a side said "mostly yes"."""
    return 2 * item.counts(is_lay=is_lay)[Value.YES] > answered


def _side(items: Sequence[CheckItem], lines: Sequence[tuple[bool, str]], *, is_lay: bool) -> Side:
    answered = sum(items[0].counts(is_lay=is_lay).values()) if items else 0
    if answered < FEWEST:
        return Side(is_lay, 0, 0, [])
    return Side(is_lay, answered, sum(_mostly_yes(item, answered, is_lay=is_lay) for item in items),
                [text for of_lay, text in lines if of_lay == is_lay])


def _sentence(lay: Side, staff: Side, every: int) -> str:
    facts = {"lay": lay.mostly_yes, "staff": staff.mostly_yes, "all": every, "few": FEWEST}
    if lay.is_shown and staff.is_shown:
        return _("Lay partners mostly said yes to %(lay)d of %(all)d points, staff to %(staff)d of %(all)d.") % facts
    if lay.is_shown:
        return _(
            "Lay partners mostly said yes to %(lay)d of %(all)d points. Fewer than %(few)d of staff answered: too few to show.") % facts
    if staff.is_shown:
        return _("Staff mostly said yes to %(staff)d of %(all)d points. Fewer than %(few)d lay partners answered: too few to show.") % facts
    return _("Fewer than %(few)d answered on each side: too few to show. Please talk about it in the group instead.") % facts


def told(items: Sequence[CheckItem], lines: Sequence[tuple[bool, str]] = ()) -> Result:
    """The result of a check from its points and its lines (each with its side)."""
    lay, staff = (_side(items, lines, is_lay=is_lay) for is_lay in (True, False))
    both = lay.is_shown and staff.is_shown
    points = [Point(item.text, item.counts(is_lay=True) if lay.is_shown else None, item.counts(is_lay=False) if staff.is_shown else None,
                    both and _mostly_yes(item, lay.answered, is_lay=True) != _mostly_yes(item, staff.answered, is_lay=False))
              for item in items]
    return Result(lay, staff, points, _sentence(lay, staff, len(items)))


def result_of(check: TouchstoneCheck) -> Result:
    """Two queries. Only of a closed one: before, nobody sees a number."""
    assert not check.is_open()
    return told(list(check.items.order_by("position")), list(check.lines.order_by("ref").values_list("is_lay", "text")))


def sentences_of(checks: Sequence[TouchstoneCheck]) -> list[tuple[TouchstoneCheck, str]]:
    """Each check with its sentence, an open one with "". One query for all their points."""
    found: dict[int, list[CheckItem]] = {}
    for item in CheckItem.objects.filter(check_of__in=[check.pk for check in checks if not check.is_open()]).order_by("position"):
        found.setdefault(item.check_of_id, []).append(item)
    return [(check, "" if check.is_open() else told(found.get(check.pk, [])).sentence) for check in checks]
