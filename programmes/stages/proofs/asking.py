"""What the system's own records show about a standard, and exactly what is missing.

Each fact is one query that finds the stages where something is missing, for any set of stages at once:
the page asks it for one stage, the sweep for all of them, so both always say the same. A standard is shown
by the records when none of its facts finds anything.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.fields import DateField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format


class Row(NamedTuple):
    """One thing missing, as the database tells it."""

    stage: int
    fact: str
    text: str           # a name, of a workstream, seat, organisation or level
    since: date | None
    until: date | None
    number: int
    ref: str            # what the link to the mending place needs


class Missing(NamedTuple):
    """One thing missing, in words, with the address of the place that mends it."""

    words: str
    path: str


@dataclass(frozen=True)
class Fact:
    """`rows(stages, on)` finds what is missing; `words(row, on)` says it; `place` names the route that mends it."""

    code: str
    name: str
    stage: str
    rows: Callable[[QuerySet, date], QuerySet]
    words: Callable[[Row, date], str]
    place: str


FACTS: list[Fact] = []
PROVEN: list[str] = []      # the standards that facts are about; facts of later wings join them when they register
_BY_NAME: dict[str, list[Fact]] = defaultdict(list)
# Standards that records neither claim nor deny while what they would speak of is not kept here: the stage of each, and which it is so for.
SILENT: dict[str, tuple[str, Callable[[QuerySet, date], QuerySet]]] = {}
_SILENCE = "silent:"


def fact(code: str, *, stage: str, words: Callable[[Row, date], str], place: str) -> Callable[[Any], Any]:
    """Register a query as a fact about standard `code`, which is answered in `stage`. One query may be a fact about several."""

    def keep(rows: Callable[[QuerySet, date], QuerySet]) -> Callable[[QuerySet, date], QuerySet]:
        each = Fact(code, rows.__name__, stage, rows, words, place)
        FACTS.append(each)
        _BY_NAME[each.name].append(each)
        if code not in PROVEN:
            PROVEN.append(code)
        return rows

    return keep


_only_whether: ContextVar[bool] = ContextVar("only_whether", default=False)


def columns(rows: QuerySet, stage: Any, name: str, *, text: Any = None, since: Any = None, until: Any = None,
            number: Any = None, ref: Any = None) -> QuerySet:
    """The same seven columns for every fact, so that all of them fit into one UNION; the first two where it is only asked whether."""
    if _only_whether.get():
        return rows.order_by().annotate(c_stage=F(stage), c_fact=Value(name, CharField())).values_list("c_stage", "c_fact")
    empty, no_day = Value("", CharField()), Cast(Value(None), DateField())    # PostgreSQL takes a bare NULL for text
    return rows.order_by().annotate(
        c_stage=F(stage), c_fact=Value(name, CharField()), c_text=text or empty, c_since=since or no_day,
        c_until=until or no_day, c_number=number if number is not None else Value(0, IntegerField()), c_ref=ref or empty,
    ).values_list("c_stage", "c_fact", "c_text", "c_since", "c_until", "c_number", "c_ref")


def day(value: date | None) -> str:
    return date_format(value, "j F") if value else ""


# --- asking ----------------------------------------------------------------------------------------------------

WITH_PROOFS = ("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S11", "S12")


def _asked(stages: QuerySet, on: date, wanted: Iterable[Fact]) -> list[QuerySet]:
    """The query of each fact, once."""
    return [each.rows(stages.order_by().filter(code=each.stage), on) for each in {each.name: each for each in wanted}.values()]


def silent(*codes: str, stage: str) -> Callable[[Any], Any]:
    """Register a query that selects, of `stages`, those about which the records say nothing about the standards `codes`."""

    def keep(rows: Callable[[QuerySet, date], QuerySet]) -> Callable[[QuerySet, date], QuerySet]:
        SILENT.update(dict.fromkeys(codes, (stage, rows)))
        return rows

    return keep


def are_silent(stages: QuerySet, on: date, code: str) -> bool:
    return code in SILENT and SILENT[code][1](stages.order_by(), on).exists()


def heard(stages: QuerySet, on: date, codes: Iterable[str] = PROVEN) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """(stage, standard) for each of `codes` that the records deny in `stages`, and for each about which they say nothing: one query."""
    wanted, no, nothing = frozenset(codes), set(), set()
    before = _only_whether.set(True)
    try:
        found = _asked(stages, on, (each for each in FACTS if each.code in wanted))
        found += [columns(rows(stages.order_by().filter(code=stage), on), "id", f"{_SILENCE}{code}")
                  for code, (stage, rows) in SILENT.items() if code in wanted]
    finally:
        _only_whether.reset(before)
    for stage, name in found[0].union(*found[1:], all=True) if found else ():
        if name.startswith(_SILENCE):
            nothing.add((stage, name.removeprefix(_SILENCE)))
        else:
            no.update((stage, each.code) for each in _BY_NAME[name] if each.code in wanted)
    return no, nothing


def proven_in(stages: Iterable[str]) -> list[str]:
    """The standards of which records may speak in stages with those codes; what nobody works at is not asked."""
    there = frozenset(stages)
    return [code for code in PROVEN if any(each.stage in there for each in FACTS if each.code == code)
            or (code in SILENT and SILENT[code][0] in there)]


def denied(stages: QuerySet, on: date, codes: Iterable[str] = PROVEN) -> set[tuple[int, str]]:
    return heard(stages, on, codes)[0]


def what_is_missing(stages: QuerySet, on: date, codes: Iterable[str] = WITH_PROOFS, *,
                    standard: str = "") -> dict[int, dict[str, list[Missing]]]:
    """For each of `stages`, by standard code, everything missing in words: one query, however many stages.

    `codes` are the codes of the stages among them, to ask only what concerns them; with `standard`, only that one is asked about.
    """
    within = frozenset(codes)
    told: dict[int, dict[str, list[Missing]]] = defaultdict(lambda: defaultdict(list))
    queries = _asked(stages, on, (each for each in FACTS if each.stage in within and standard in ("", each.code)))
    if not queries:
        return told
    for values in queries[0].union(*queries[1:], all=True).order_by("c_fact", "c_text", "c_since"):
        row = Row(*values)
        for found in _BY_NAME[row.fact]:
            told[row.stage][found.code].append(Missing(found.words(row, on), reverse(found.place, args=[row.ref])))
    return told
