"""What the pages show: each number in words, the picture, what checks against the touchstone told, and each group beside the others."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from coprod.kit.clock import day_of
from coprod.kit.saying import one_in
from partners.models import Group
from programmes.involvement.catalogue import MEASURES
from programmes.involvement.showing.counting import Counted, Part, count, months_of
from programmes.involvement.showing.pictures import Picture, trend
from programmes.programme.models import Programme
from programmes.touchstone.models import TouchstoneCheck
from programmes.touchstone.showing.results import sentences_of


class Line(NamedTuple):
    """One number: its name, what it says, and what is counted."""

    name: str
    words: str
    hint: str


class OfGroup(NamedTuple):
    """One group with its numbers: for each measure its name, and what it says."""

    group: Group
    words: list[tuple[str, str]]


def lines(found: Counted, *, group: int | None = None) -> list[Line]:
    return [Line(str(name), one_in(*found.of(code, group=group)), str(hint)) for code, (name, hint) in MEASURES.items()
            if group is None or found.of(code, group=group).whole]


def latest_checks(groups: Sequence[Group]) -> list[tuple[TouchstoneCheck, str]]:
    """The last closed check of each group, in one sentence. Two queries."""
    found: dict[int, TouchstoneCheck] = {}
    rows = TouchstoneCheck.objects.closed().filter(adoption__group__in=[group.pk for group in groups]).select_related(
        "adoption__group").order_by("-closed_at", "-pk")
    for check in rows:
        found.setdefault(check.adoption.group_id, check)
    return sentences_of(sorted(found.values(), key=lambda check: check.adoption.group.name))


def _short(part: Part) -> str:
    return _("%(part)d of %(whole)d") % part._asdict() if part.whole else "–"


def of_programme(programme: Programme, groups: Sequence[Group], *, months: int, at: datetime) -> dict[str, Any]:
    found = count(groups, [programme.pk], months=months, at=at)
    codes = [code for code in MEASURES if any(found.of(code, group=group.pk).whole for group in groups)]
    shown = [OfGroup(group, [(str(MEASURES[code][0]), _short(found.of(code, group=group.pk))) for code in codes])
             for group in groups if any(found.of(code, group=group.pk).whole for code in codes)]
    return {"lines": lines(found), "picture": _picture(found, months, at), "checks": latest_checks(groups), "groups": shown,
            "heads": [MEASURES[code][0] for code in codes]}


def of_group(programme: Programme, group: Group, *, months: int, at: datetime) -> dict[str, Any]:
    found = count([group], [programme.pk], months=months, at=at)
    return {"lines": lines(found, group=group.pk), "picture": _picture(found, months, at, group=group.pk), "checks": latest_checks([group])}


def _picture(found: Counted, months: int, at: datetime, *, group: int | None = None) -> Picture | None:
    return trend(found, months_of(months, on=day_of(at)), group=group)
