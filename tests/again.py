"""What takes long to make is made once: whoever asks again gets the same rows and a copy of the same things."""

import pickle
from collections.abc import Callable, Hashable
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from coprod.accounts.models import User
from partners.models import Partner

OF_MIGRATE = ("contenttypes.contenttype", "auth.permission")        # there in every database
_made: dict[Hashable, tuple[bytes, list[tuple[str, Any]]]] = {}


def again(key: Hashable, make: Callable[[], Any]) -> Any:
    """What `make()` gives, with every row that it leaves, in a database without people. It is made by the first who asks; later
    the rows are put back with their old numbers, and the things are copies. In a database with people it is made anew."""
    if User.objects.exists() or Partner.objects.exists():
        return make()
    if key not in _made:
        things = make()
        _made[key] = pickle.dumps(things), rows_now()
        return things
    things, rows = _made[key]
    with transaction.atomic(), connection.cursor() as cursor:
        put_back(cursor, rows)
    return pickle.loads(things)


def rows_now() -> list[tuple[str, Any]]:
    """All rows of all tables, as statements that insert them and what goes with these. What belongs to something comes before it:
    the links are looked at in the end, and what is published takes nothing more."""
    found = []
    with connection.cursor() as cursor:
        for model in reversed(apps.get_models(include_auto_created=True)):
            if model._meta.label_lower not in OF_MIGRATE and model._meta.managed and not model._meta.proxy:
                found += statement(cursor, model)
    return found


def statement(cursor, model) -> list[tuple[str, Any]]:
    """Zero or one statement: the database's own words for the values, so that none of them is translated on the way."""
    table, key = (connection.ops.quote_name(name) for name in (model._meta.db_table, model._meta.pk.column))
    if connection.vendor == "postgresql":
        cursor.execute(f"SELECT json_agg(t ORDER BY {key})::text FROM {table} t")
        (rows,) = cursor.fetchone()
        return [(f"INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, %s::json)", rows)] if rows else []
    columns = [connection.ops.quote_name(field.column) for field in model._meta.concrete_fields]
    kept = ", ".join(f"+{column}" for column in columns)        # the + keeps dates as they are written
    cursor.execute(f"SELECT {kept} FROM {table} ORDER BY {key}")
    rows = cursor.fetchall()
    return [(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})", rows)] if rows else []


def put_back(cursor, rows: list[tuple[str, Any]]) -> None:
    if connection.vendor == "postgresql":
        return cursor.execute("; ".join(insert for insert, _ in rows), [values for _, values in rows])
    for insert, values in rows:
        cursor.executemany(insert, values)
