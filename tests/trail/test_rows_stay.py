"""The trail is append-only: the database itself refuses to change or remove a row, whoever asks."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from coprod.trail.models import Row
from tests.makers import a_partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    a_partner()
    return Row.objects.get()


def attempts():
    def by_sql(sql):
        def attempt(row):
            with connection.cursor() as cursor:
                cursor.execute(sql, [row.pk])
        return attempt

    def save(row):
        row.actor = "somebodyelse"
        row.save()

    return {
        "save": save,
        "update": lambda row: Row.objects.update(actor="somebodyelse"),
        "update of one": lambda row: Row.objects.filter(pk=row.pk).update(move="x"),
        "bulk update": lambda row: Row.objects.bulk_update([row], ["actor"]),
        "delete": lambda row: row.delete(),
        "delete of all": lambda row: Row.objects.all().delete(),
        "plain UPDATE": by_sql("UPDATE trail_row SET actor = 'x' WHERE id = %s"),
        "plain DELETE": by_sql("DELETE FROM trail_row WHERE id = %s"),
        "an UPDATE that changes nothing": by_sql("UPDATE trail_row SET actor = actor WHERE id = %s"),
    }


@pytest.mark.parametrize("name", attempts())
def test_a_row_cannot_be_changed_or_removed(row, name):
    before = Row.objects.values().get()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        attempts()[name](row)

    assert Row.objects.values().get() == before


@pytest.mark.django_db(transaction=True)
def test_the_guard_can_be_taken_away_and_put_back_by_its_migration():
    call_command("migrate", "trail", "0001", verbosity=0)
    a_partner()
    Row.objects.update(actor="somebodyelse")
    Row.objects.all().delete()

    call_command("migrate", "trail", verbosity=0)
    a_partner()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Row.objects.all().delete()
