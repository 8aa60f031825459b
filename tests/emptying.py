"""How the tables are emptied after a test that committed: only those that hold something, though a trigger protects it."""

from django.db.backends.base.operations import BaseDatabaseOperations

LASTING = ("django_content_type", "auth_permission")       # `migrate` fills them, and no test writes there


def flush_what_is_filled(operations: BaseDatabaseOperations, style, tables: list[str], **options) -> list[str]:
    """The statements of a flush. TRUNCATE makes new files for every table there is, which takes PostgreSQL half a second."""
    quoted = operations.quote_name
    with operations.connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(
            f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {quoted(table)})" for table in tables if table not in LASTING))
        filled = [table for (table,) in cursor.fetchall()]
        lift, put_back = TRIGGERS[operations.connection.vendor](cursor, filled)
    return [*lift, *(f"DELETE FROM {quoted(table)}" for table in filled), *put_back]


def triggers_of_postgresql(cursor, tables: list[str]) -> tuple[list[str], list[str]]:
    """What switches the triggers on those tables off, and on again once all links between rows have been looked at."""
    cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    guarded = [table for (table,) in cursor.fetchall() if table in tables]
    off, on = ([f"ALTER TABLE {table} {word} TRIGGER USER" for table in guarded] for word in ("DISABLE", "ENABLE"))
    return off, ["SET CONSTRAINTS ALL IMMEDIATE", *on] if guarded else []


def triggers_of_sqlite(cursor, tables: list[str]) -> tuple[list[str], list[str]]:
    """What drops the triggers on those tables, and makes them again."""
    cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
    found = [(name, sql) for name, sql, table in cursor.fetchall() if table in tables]
    return [f'DROP TRIGGER "{name}"' for name, _ in found], [sql for _, sql in found]


TRIGGERS = {"postgresql": triggers_of_postgresql, "sqlite": triggers_of_sqlite}
