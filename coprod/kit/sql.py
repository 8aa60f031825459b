"""The little SQL that the ORM has no words for, on both databases."""

from collections.abc import Mapping
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
