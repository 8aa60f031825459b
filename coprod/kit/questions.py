"""Questions that are asked on every page: their SQL is made once, for making it costs more than the answer does.

PostgreSQL plans such a question once for each connection, too (a prepared statement). So that it may still use the
indexes that hold only some rows, fixed values stand in the text; only the values of each asking travel beside it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, F, QuerySet

from coprod.kit.clock import LONDON

Mark = Callable[[Hashable, type], Any]
Value = Callable[[Any], Any]
_FIRST_NUMBER, _FIRST_YEAR, _YEARS = 7_310_000_000_000_000, 200, 20     # no row of ours has such a number or a day in such a year
_OPENS, _OPENS_ARRAY = " IN (", " = ANY("


class _Moved(NamedTuple):
    """So many days from the day `name`; with `clock`, that time of it in London."""

    name: Hashable
    days: int
    clock: time | None

    def from_day(self, day: Any) -> Any:
        """The same, seen from the day that was given; raises ValueError for a column, whose day nobody knows yet."""
        if isinstance(day, F):
            if self.days or self.clock:
                raise ValueError(f"The day {self.name} is reckoned with in this question: a column cannot stand for it.")
            return day
        moved = day + timedelta(days=self.days)
        return moved if self.clock is None else datetime.combine(moved, self.clock, tzinfo=LONDON)


def _mark_of_day(number: int) -> date:
    return date(_FIRST_YEAR + number * _YEARS, 1, 1)


def _moved(found: Any, names: list[Hashable]) -> _Moved | None:
    """What a value in a question is: one of its marked days, or one that was reckoned from it; None for anything else."""
    if isinstance(found, str):      # SQLite takes days and moments as text
        if not (found[:4].isdigit() and found[4:5] == "-"):
            return None
        try:
            found = date.fromisoformat(found) if len(found) == 10 else datetime.fromisoformat(found).replace(tzinfo=UTC)
        except ValueError:
            return None
    if not isinstance(found, date) or found.year >= _FIRST_YEAR + len(names) * _YEARS:
        return None
    local = found.astimezone(LONDON) if isinstance(found, datetime) else None
    day = local.date() if local else found
    number = (day.year - _FIRST_YEAR + _YEARS // 2) // _YEARS
    if not 0 <= number < len(names):
        return None
    return _Moved(names[number], (day - _mark_of_day(number)).days, local.time() if local else None)


def _given(value: Value, name: Hashable) -> Any:
    return name.from_day(value(name.name)) if isinstance(name, _Moved) else value(name)


class _Made(NamedTuple):
    """SQL in pieces, with what belongs between them: a fixed value, or the name of one that is given at each asking."""

    pieces: list[str]
    values: list[tuple[Hashable, Any]]      # (name, the kind of its mark) or (None, the fixed value)
    converters: list[Any]


class Question:
    """A queryset of plain values whose shape stays and whose values change.

    `make(shape, mark)` returns it; `mark(name, kind)` stands in it for the value `name`, an `int` or a `date`. A marked
    number alone in a list stands for a list of any length; a day that lies some days (less than ten years) from a marked one, and the
    moment at which such a day begins, move with it. What `make` returns may depend on nothing but `shape`.
    """

    def __init__(self, make: Callable[[Any, Mark], QuerySet]) -> None:
        self._make = make
        self._made: dict[Hashable, _Made | None] = {}

    def rows(self, value: Value, shape: Hashable = None) -> list[tuple[Any, ...]]:
        """Ask. `value(name)` gives the value of each name: a number, a day, or an iterable of numbers."""
        made = self._of(shape)
        if made is None:
            return []
        sql, values = (_for_postgresql if connection.vendor == "postgresql" else _for_sqlite)(made, value)
        with _cursor() as cursor:
            cursor.execute(sql, values)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        if not made.converters:
            return rows
        return [tuple(_converted(made, row)) for row in rows]

    def subquery(self, value: Value, shape: Hashable = None) -> "Asked":
        """The question as a part of another one. A value may be an `F`: then it is a column of that other one."""
        return Asked(self._of(shape), value)

    def _of(self, shape: Hashable) -> _Made | None:
        key = connection.vendor, shape
        if key not in self._made:
            self._made[key] = self._new(shape)
        return self._made[key]

    def _new(self, shape: Hashable) -> _Made | None:
        names: list[Hashable] = []

        def mark(name: Hashable, kind: type) -> Any:
            if name not in names:
                names.append(name)
            number = names.index(name)
            return _mark_of_day(number) if issubclass(kind, date) else _FIRST_NUMBER + number

        compiler = self._make(shape, mark).query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        signs: dict[Any, Hashable] = {_FIRST_NUMBER + number: name for number, name in enumerate(names)}
        signs |= {each: found for each in parameters if (found := _moved(each, names)) is not None}
        pieces = sql.split("%s")
        if len(pieces) != len(parameters) + 1:
            raise ValueError("This question holds a percent sign of its own.")
        values = [(signs[each], type(each)) if each in signs else (None, each) for each in parameters]
        if connection.vendor == "postgresql":
            pieces, values = _with_fixed_values(pieces, values)
        converters = compiler.get_converters([column[0] for column in compiler.select])
        return _Made(pieces, values, [(at, *found) for at, found in converters.items()])


class Asked(Expression):
    """A question with its values, inside another one: `pk__in=...`, or a condition about one of its rows."""

    def __init__(self, made: _Made | None, value: Value) -> None:
        super().__init__()
        self.made = made
        self.given = {name: _given(value, name) for name, _kind in made.values if name is not None} if made else {}
        self.columns = {name: each for name, each in self.given.items() if isinstance(each, F)}

    def get_source_expressions(self) -> list[Any]:
        return list(self.columns.values())

    def set_source_expressions(self, exprs: Any) -> None:
        self.columns = dict(zip(self.columns, exprs, strict=True))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if self.made is None:
            return "(SELECT NULL WHERE 1 = 0)", ()
        sql, values = [self.made.pieces[0]], []
        for (name, fixed), piece in zip(self.made.values, self.made.pieces[1:], strict=True):
            if name in self.columns:
                column, more = compiler.compile(self.columns[name])
                sql.append(column)
                values += more
            elif name is not None and sql[-1].endswith(_OPENS_ARRAY):
                sql.append("%s")
                values.append(list(self.given[name]))
            else:
                given = _listed(self.given[name], fixed) if name is not None else [fixed]
                sql.append(", ".join(["%s"] * len(given)) or "NULL")
                values += given
            sql.append(piece)
        return f"({''.join(sql)})", tuple(values)


def _with_fixed_values(pieces: list[str], values: list[tuple[Hashable, Any]]) -> tuple[list[str], list[tuple[Hashable, Any]]]:
    """Fixed values written into the text, and a list of any length taken as one array."""
    from psycopg.sql import Literal

    connection.ensure_connection()
    sql, kept = [pieces[0]], []
    for number, (name, kind) in enumerate(values):
        piece = pieces[number + 1]
        if name is None:
            sql[-1] += Literal(kind).as_string(connection.connection).replace("%", "%%") + piece
            continue
        if sql[-1].endswith(_OPENS) and piece.startswith(")"):
            sql[-1] = sql[-1].removesuffix(_OPENS) + _OPENS_ARRAY
        sql.append(piece)
        kept.append((name, kind))
    return sql, kept


@cache
def _preparing() -> type:
    """A cursor that lets PostgreSQL keep its plan of what it is asked."""
    from psycopg import Cursor
    from psycopg.types.numeric import Int8

    def sized(value: Any) -> Any:
        """A number says its size, or PostgreSQL would plan for each size anew; so does an empty list: no row has number 0."""
        return Int8(value) if isinstance(value, int) else [Int8(each) for each in value] or [Int8(0)] if isinstance(value, list) else value

    class Preparing(Cursor):
        def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
            return super().execute(query, [sized(each) for each in params or ()], prepare=True)

    return Preparing


@contextmanager
def _cursor() -> Iterator[Any]:
    """A cursor of Django's, counted as any other; on PostgreSQL one that prepares, unless the text is wanted for a log."""
    if connection.vendor != "postgresql" or connection.queries_logged:
        with connection.cursor() as cursor:
            yield cursor
        return
    connection.ensure_connection()
    made = _preparing()(connection.connection)
    with connection._prepare_cursor(made) as cursor:  # type: ignore[attr-defined]  # there is no public way to choose one
        yield cursor


def _for_postgresql(made: _Made, value: Value) -> tuple[str, list[Any]]:
    """The text with a place for each value; a list of numbers is one value."""
    found = (_given(value, name) for name, _kind in made.values)
    return "%s".join(made.pieces), [list(each) if isinstance(each, Iterable) else each for each in found]


def _for_sqlite(made: _Made, value: Value) -> tuple[str, list[Any]]:
    sql, values = [made.pieces[0]], []
    for (name, fixed), piece in zip(made.values, made.pieces[1:], strict=True):
        given = [fixed] if name is None else _listed(_given(value, name), fixed)
        sql += [", ".join(["%s"] * len(given)) or "NULL", piece]
        values += given
    return "".join(sql), values


def _listed(found: Any, kind: type) -> list[Any]:
    """The values of one name, in the form in which the database takes its mark: SQLite takes days and moments as text."""
    return [_as_text(each) if kind is str else each for each in (found if isinstance(found, Iterable) else [found])]


def _as_text(day: date) -> Any:
    return connection.ops.adapt_datetimefield_value(day) if isinstance(day, datetime) else day.isoformat()


def _converted(made: _Made, row: tuple[Any, ...]) -> list[Any]:
    values = list(row)
    for at, converters, expression in made.converters:
        for convert in converters:
            values[at] = convert(values[at], expression, connection)
    return values
