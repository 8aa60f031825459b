"""The trail is append-only: the database itself refuses to change or remove a row."""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION trail_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'The trail is append-only.'; END $$;
CREATE TRIGGER trail_is_append_only BEFORE UPDATE OR DELETE ON trail_row
FOR EACH ROW EXECUTE FUNCTION trail_is_append_only();
"""
POSTGRESQL_BACK = "DROP TRIGGER trail_is_append_only ON trail_row; DROP FUNCTION trail_is_append_only();"
SQLITE = [
    f"CREATE TRIGGER trail_refuses_{verb.lower()} BEFORE {verb} ON trail_row "
    "BEGIN SELECT RAISE(ABORT, 'The trail is append-only.'); END"
    for verb in ("UPDATE", "DELETE")
]
SQLITE_BACK = ["DROP TRIGGER trail_refuses_update", "DROP TRIGGER trail_refuses_delete"]


def guard(apps, schema_editor):
    for sql in [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(sql)


def unguard(apps, schema_editor):
    for sql in [POSTGRESQL_BACK] if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_books_and_their_rows")]
    operations = [migrations.RunPython(guard, unguard)]
