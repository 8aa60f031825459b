"""Questions that are asked on every page: their SQL is made once, for making it costs more than the answer does."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, QuerySet

Mark = Callable[[Hashable, type], Any]
_FIRST_NUMBER, _FIRST_DAY = 7_310_000_000_000_000, date(1, 1, 1)     # no row of ours has such a number or such a day


class _Made(NamedTuple):
    """SQL in pieces, with what belongs between them: a fixed value, or the name of one that is given at each asking."""

    pieces: list[str]
    values: list[tuple[Hashable, Any]]      # (name, ()) or (None, the fixed value)
    converters: list[Any]


class Question:
    """A queryset of plain values whose shape stays and whose values change.

    `make(shape, mark)` returns it; `mark(name, kind)` stands in it for the value `name`, an `int` or a `date`. A marked
    number alone in a list stands for a list of any length. What `make` returns may depend on nothing but `shape`.
    """

    def __init__(self, make: Callable[[Any, Mark], QuerySet]) -> None:
        self._make = make
        self._made: dict[Hashable, _Made | None] = {}

    def rows(self, value: Callable[[Any], Any], shape: Hashable = None) -> list[tuple[Any, ...]]:
        """Ask. `value(name)` gives the value of each name: a number, a day, or an iterable of numbers."""
        made = self._of(shape)
        if made is None:
            return []
        sql, values = _with_values(made, value)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            rows = cursor.fetchall()
        if not made.converters:
            return rows
        return [tuple(_converted(made, row)) for row in rows]

    def subquery(self, value: Callable[[Any], Any], shape: Hashable = None) -> "Asked":
        """The question as a part of another one, such as `pk__in=...`."""
        made = self._of(shape)
        return Asked(*_with_values(made, value)) if made else Asked("SELECT NULL WHERE 1 = 0", [])

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
            return _FIRST_DAY + timedelta(days=number) if issubclass(kind, date) else _FIRST_NUMBER + number

        compiler = self._make(shape, mark).query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        signs: dict[Any, Hashable] = {}
        for number, name in enumerate(names):
            day = _FIRST_DAY + timedelta(days=number)
            signs |= {_FIRST_NUMBER + number: name, day: name, day.isoformat(): name}
        pieces = sql.split("%s")
        if len(pieces) != len(parameters) + 1:
            raise ValueError("This question holds a percent sign of its own.")
        values = [(signs[each], type(each)) if each in signs else (None, each) for each in parameters]
        converters = compiler.get_converters([column[0] for column in compiler.select])
        return _Made(pieces, values, [(at, *found) for at, found in converters.items()])


class Asked(Expression):
    """A question with its values, inside another one."""

    def __init__(self, sql: str, values: list[Any]) -> None:
        super().__init__()
        self.sql, self.values = sql, values

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return f"({self.sql})", tuple(self.values)


def _with_values(made: _Made, value: Callable[[Any], Any]) -> tuple[str, list[Any]]:
    sql, values = [made.pieces[0]], []
    for (name, fixed), piece in zip(made.values, made.pieces[1:], strict=True):
        if name is None:
            given: list[Any] = [fixed]
        else:
            found = value(name)
            given = [_as(fixed, each) for each in found] if isinstance(found, Iterable) else [_as(fixed, found)]
        sql += [", ".join(["%s"] * len(given)) or "NULL", piece]
        values += given
    return "".join(sql), values


def _as(kind: type, value: Any) -> Any:
    """A value in the form in which the database takes its mark: SQLite takes days as text."""
    return value.isoformat() if kind is str else value


def _converted(made: _Made, row: tuple[Any, ...]) -> list[Any]:
    values = list(row)
    for at, converters, expression in made.converters:
        for convert in converters:
            values[at] = convert(values[at], expression, connection)
    return values
