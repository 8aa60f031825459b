"""Every room says at its door what lives there (house.md C1, D16)."""

import ast
from pathlib import Path

from coprod import BUILDINGS

ROOT = Path(__file__).resolve().parents[2]
TOPS = ("coprod", *(building for building in BUILDINGS if "." not in building))
BARE = {"migrations", "management", "commands", "templatetags"}     # Django's own folders: their names say it all


def packages():
    return [path for top in TOPS for path in sorted((ROOT / top).rglob("__init__.py")) if path.parent.name not in BARE]


def test_every_package_has_a_door_plate_of_a_whole_sentence():
    without = []
    for path in packages():
        plate = ast.get_docstring(ast.parse(path.read_text())) or ""
        if len(plate.split()) < 5 or not plate.rstrip().endswith("."):
            without.append(str(path.relative_to(ROOT)))

    assert without == []


def test_every_module_says_what_it_is_for():
    silent = [str(path.relative_to(ROOT)) for top in TOPS for path in sorted((ROOT / top).rglob("*.py"))
              if "migrations" not in path.parts and path.name not in ("__init__.py", "apps.py")
              and not ast.get_docstring(ast.parse(path.read_text()))]

    assert silent == []


def test_the_walk_meets_every_building():
    met = {".".join(path.relative_to(ROOT).parent.parts) for path in packages()}

    assert set(BUILDINGS) <= met
