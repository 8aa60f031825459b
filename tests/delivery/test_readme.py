"""What the README promises exists."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

from coprod import BUILDINGS

README = (settings.BASE / "README.md").read_text()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"manage\.py (\w+)", README)) - {"test"}))
def test_a_command_that_it_names_exists(command):
    assert command in get_commands()


@pytest.mark.parametrize("place", sorted(set(re.findall(r"`([a-z.]+(?:/[a-z_.]+)*)`", README))
                                         - {"worker", "clock", "web", "models", "lifecycles", "policies", "proofs",
                                            "notices", "forms", "actions", "views", "tasks", "admin", "urls",
                                            "catalogue", "__init__"}))
def test_a_place_that_it_names_exists(place):
    assert place == ".env" or (settings.BASE / place).exists(), place


def test_it_lists_every_building_in_their_order():
    named = [name.replace("/", ".") for name in re.findall(r"^\| `([a-z/]+)` \|", README, re.M)]

    assert tuple(name for name in named if name in BUILDINGS) == BUILDINGS


def test_every_variable_that_it_names_is_read():
    read = "".join(path.read_text() for path in [settings.BASE / "coprod" / "settings.py",
                                                 settings.BASE / "programmes/management/commands/demo.py",
                                                 settings.BASE / "manage.py"])
    names = set(re.findall(r"`(COPROD_[A-Z_]+|[A-Z]+_URL)", README))

    assert [name for name in sorted(names) if f'"{name}"' not in read] == []


def test_every_decision_is_listed():
    folder = settings.BASE / "coprod" / "decisions"
    listed = set(re.findall(r"\((\d{4}-[a-z0-9-]+\.md)\)", (folder / "README.md").read_text()))

    assert {path.name for path in folder.glob("[0-9]*.md")} == listed
