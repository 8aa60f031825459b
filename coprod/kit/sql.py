"""The little SQL that the ORM has no words for, on both databases."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Func, IntegerField, Model, QuerySet, Value


class DaysSince(Func):
    """Whole days from the date in a column to `day`: negative while the date lies ahead."""

    output_field = IntegerField()

    def __init__(self, column: str, day: date) -> None:
        super().__init__(Value(day.isoformat()), F(column))

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="(CAST(%(expressions)s)", arg_joiner=" AS date) - ", **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="CAST(julianday(%(expressions)s) AS integer)",
                           arg_joiner=") - julianday(", **extra)


def insert_from(model: type[Model], rows: QuerySet, columns: Mapping[str, str]) -> int:
    """INSERT ... SELECT: write what `rows` selects; `columns` maps each field of `model` to a name in `rows`.

    What exists already is left alone, and nothing travels through Python. Returns how many rows were added.
    """
    try:
        sql, parameters = rows.order_by().values_list(*columns.values()).query.sql_with_params()
    except EmptyResultSet:
        return 0
    written = {field.name: str(field.column) for field in model._meta.concrete_fields}
    if connection.vendor == "sqlite":
        sql = " ".join(["SELECT * FROM (", sql, ") WHERE true"])    # or it would take the ON of the conflict for that of a join
    names = ", ".join(connection.ops.quote_name(written[name]) for name in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) {sql} ON CONFLICT DO NOTHING", parameters)
        return cursor.rowcount


class Updating:
    """UPDATE of the rows whose key is among some and that answer to `where` by equality, without the ORM: for what is done for each mail,
    making the text costs more there than running it does."""

    def __init__(self, model: type[Model], give: Sequence[str], *, where: Sequence[str], among: str) -> None:
        known = {field.name: field for field in model._meta.concrete_fields}
        self.table = str(model._meta.db_table)
        self.given, self.sought = [known[name] for name in give], [known[name] for name in where]
        self.key = str(known[among].column)

    def run(self, given: Sequence[Any], sought: Sequence[Any], keys: Sequence[int]) -> int:
        """Give `given` to the rows that answer to `sought`, both in the order of their fields; says how many they were."""
        if not keys:
            return 0
        quote = connection.ops.quote_name
        written, asked = ([f"{quote(str(field.column))} = %s" for field in fields] for fields in (self.given, self.sought))
        sql = ["UPDATE", quote(self.table), "SET", ", ".join(written), "WHERE", " AND ".join([*asked, quote(self.key)]),
               "IN", _in_brackets(keys)]
        with connection.cursor() as cursor:
            cursor.execute(" ".join(sql), [*_ready(self.given, given), *_ready(self.sought, sought), *keys])
            return int(cursor.rowcount)


def held(model: type[Model], fields: Sequence[str], *, among: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """`fields` of the rows whose `among` is one of `values`, in its order; nobody else changes them until the transaction ends."""
    if not values:
        return []
    known, quote = {field.name: str(field.column) for field in model._meta.concrete_fields}, connection.ops.quote_name
    sql = ["SELECT", ", ".join(quote(known[name]) for name in fields), "FROM", quote(str(model._meta.db_table)), "WHERE",
           quote(known[among]), "IN", _in_brackets(values), "ORDER BY", quote(known[among])]
    if connection.features.has_select_for_update:
        sql.append("FOR UPDATE")
    with connection.cursor() as cursor:
        cursor.execute(" ".join(sql), list(values))
        return list(cursor.fetchall())


def update_each(model: type[Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Give each row of `model` values of its own: `rows` are (primary key, a value for each of `fields`). One statement."""
    if not rows:
        return
    known, quote = {field.name: field for field in model._meta.concrete_fields}, connection.ops.quote_name
    given = [known[name] for name in fields]
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    written = ", ".join(f"{quote(str(field.column))} = new.column{number}" for number, field in enumerate(given, start=2))
    sql = ["UPDATE", table, "SET", written, "FROM", f"({_values(rows)})", "AS new WHERE", f"{table}.{key} = new.column1"]
    with connection.cursor() as cursor:
        cursor.execute(" ".join(sql), [value for key, *rest in rows for value in (key, *_ready(given, rest))])


def insert_new(things: Sequence[Model]) -> None:
    """INSERT of things of one model; what exists already is left alone. As `bulk_create` does it, in one statement and without keys that
    come back."""
    if not things:
        return
    meta, quote = things[0]._meta, connection.ops.quote_name
    fields = [field for field in meta.concrete_fields if not field.primary_key]
    rows = [_ready(fields, [getattr(each, str(field.attname)) for field in fields]) for each in things]
    names = ", ".join(quote(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(" ".join(["INSERT INTO", quote(meta.db_table), f"({names})", _values(rows), "ON CONFLICT DO NOTHING"]),
                       [value for row in rows for value in row])


def _ready(fields: Sequence[Any], values: Sequence[Any]) -> list[Any]:
    return [field.get_db_prep_save(value, connection) for field, value in zip(fields, values, strict=True)]


def _in_brackets(values: Sequence[Any]) -> str:
    return f"({', '.join(['%s'] * len(values))})"


def _values(rows: Sequence[Sequence[Any]]) -> str:
    return "VALUES " + ", ".join(_in_brackets(row) for row in rows)
