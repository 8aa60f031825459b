"""Migrations tell one story: one last page each, names that say why, and nothing left to write."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

OURS = ("accounts", "trail", "post", "partners", "programmes")


@pytest.fixture
def loader():
    return MigrationLoader(None)


def test_no_two_migrations_are_both_the_last(loader):
    assert loader.detect_conflicts() == {}


@pytest.mark.parametrize("app", OURS)
def test_migrations_are_numbered_in_one_row_and_named_by_intent(loader, app):
    names = sorted(name for label, name in loader.disk_migrations if label == app)

    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
    assert [name for name in names if re.search(r"_auto_|_initial$|_merge_|_alter_", name)] == []
    assert names or not list(apps.get_app_config(app).get_models())


@pytest.mark.django_db
def test_the_models_say_what_the_migrations_made():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_every_migration_is_applied_to_the_database_of_the_tests():
    loader = MigrationLoader(connection)

    assert set(loader.disk_migrations) - set(loader.applied_migrations) == set()


@pytest.mark.parametrize("app", ["partners", "programmes"])
def test_all_tables_at_once_are_what_the_single_steps_make(app):
    """A database of before takes the steps, a new one their sum: both must hold the same fields, rules and indexes."""
    steps = MigrationLoader(None, replace_migrations=False)
    [at_once] = [key for key, migration in steps.disk_migrations.items() if key[0] == app and migration.replaces]
    last = max(steps.disk_migrations[at_once].replaces)

    by_steps, by_sum = steps.project_state(last), MigrationLoader(None).project_state(at_once)

    assert described(by_steps, app) == described(by_sum, app) != {}


def described(state, app):
    """{model: {field or rule: how it is made}}; of the many orders of fields none counts."""
    return {name: {**{field: made.deconstruct()[1:] for field, made in model.fields.items()},
                   **{rule.name: rule.deconstruct() for rule in (*model.options.get("constraints", ()), *model.options.get("indexes", ()))},
                   "options": {key: told for key, told in model.options.items() if told and key not in ("constraints", "indexes")}}
            for (of, name), model in state.models.items() if of == app}
