"""Who may look at whom: buildings, wings and floors, read from the sources alone (house.md C0).

The orders are written once: `BUILDINGS` and `FLOORS` in coprod, `WINGS` in each domain. A building imports itself
and lower ones; a wing imports wings named before it; a file imports no floor above its own, in its wing or another.
"""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

from coprod import BUILDINGS, FLOORS

ROOT = Path(__file__).resolve().parents[2]
DOMAINS = tuple(building for building in BUILDINGS if not building.startswith("coprod."))
WINGS = {domain: import_module(domain).WINGS for domain in DOMAINS}
FLOOR_OF = {name: floor for floor, names in FLOORS.items() for name in names}
ROOF = ("apps", "asgi", "celery", "settings", "urls", "wsgi")
HALL = ("admin", "apps", "migrations", "management", "models", "receivers", "urls")     # of a domain: they know all its wings
PURE = ("programmes.catalogue",)                                                # data only: the whole wing is floor 0


class Place(NamedTuple):
    """Where a module stands. A wing and a floor belong to domains; a hall has neither."""

    building: str
    wing: str = ""
    floor: int | None = None


def sources() -> dict[str, Path]:
    """Every module of ours by its dotted name."""
    found = {}
    for top in ("coprod", *DOMAINS):
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = sources()


def place_of(module: str) -> Place | None:
    """The place of one of our modules; None for the roof. Raises LookupError for a file that nobody planned."""
    building = next((each for each in BUILDINGS if module == each or module.startswith(f"{each}.")), None)
    if building is None:
        if module == "coprod" or module.split(".")[1] in (*ROOF, "decisions", "requirements"):
            return None
        raise LookupError(f"{module} stands in no building")
    rest = module[len(building) + 1:].split(".")
    if building not in DOMAINS or rest[0] in ("", *HALL):
        return Place(building)
    if rest[0] not in WINGS[building]:
        raise LookupError(f"{module}: {rest[0]} is no wing of {building}")
    if f"{building}.{rest[0]}" in PURE:
        return Place(building, rest[0], 0)
    if len(rest) == 1:
        return Place(building, rest[0])
    if rest[1] not in FLOOR_OF:
        raise LookupError(f"{module}: no floor is called {rest[1]}")
    return Place(building, rest[0], FLOOR_OF[rest[1]])


def imports_of(tree: ast.AST, module: str, *, is_package: bool = False) -> Iterator[tuple[str, int]]:
    """Every module of ours that `tree` imports anywhere, also inside functions, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = module.split(".")[:None if node.level == 0 else len(module.split(".")) - node.level + is_package]
            source = ".".join([*(base if node.level else []), *([node.module] if node.module else [])])
            names = [f"{source}.{alias.name}" if f"{source}.{alias.name}" in MODULES else source for alias in node.names]
        else:
            continue
        for name in names:
            if name.split(".")[0] in ("coprod", *DOMAINS):
                yield name, node.lineno


def refusal(importer: str, imported: str) -> str:
    """Why `importer` may not import `imported`; "" if it may."""
    here, there = place_of(importer), place_of(imported)
    if here is None or imported == "coprod":
        return ""
    if there is None:
        return "the roof"
    if BUILDINGS.index(there.building) > BUILDINGS.index(here.building):
        return "a higher building"
    if not here.wing:
        return ""
    if there.building == here.building:
        if not there.wing:
            return "the hall, which knows every wing"
        wings = WINGS[here.building]
        if wings.index(there.wing) > wings.index(here.wing):
            return "a later wing"
    if here.floor is not None and there.floor is not None and there.floor > here.floor:
        return f"floor {there.floor} from floor {here.floor}"
    return ""


def test_every_file_stands_in_a_building_a_wing_and_on_a_floor_that_were_planned():
    strangers = []
    for module in MODULES:
        try:
            place_of(module)
        except LookupError as lost:
            strangers.append(str(lost))

    assert strangers == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_wings_of_a_domain_are_its_folders_in_the_order_of_knowledge(domain):
    folders = {path.parent.name for path in (ROOT / domain).glob("*/__init__.py")} - set(HALL)

    assert sorted(WINGS[domain]) == sorted(folders)


def test_nobody_imports_a_higher_building_a_later_wing_or_a_higher_floor():
    offences = []
    for module, path in MODULES.items():
        tree = ast.parse(path.read_text(), str(path))
        for imported, line in imports_of(tree, module, is_package=path.name == "__init__.py"):
            if why := refusal(module, imported):
                offences.append(f"{path.relative_to(ROOT)}:{line} imports {imported}: {why}")

    assert offences == []


@pytest.mark.parametrize(("importer", "imported", "why"), [
    ("coprod.kit.access", "coprod.post.models", "a higher building"),
    ("partners.people.models", "programmes.programme.models", "a higher building"),
    ("partners.people.models", "partners.groups.models", "a later wing"),
    ("programmes.programme.actions", "programmes.stages.models", "a later wing"),
    ("programmes.stages.policies", "programmes.stages.actions.signing", "floor 4 from floor 2"),
    ("programmes.stages.proofs", "programmes.programme.actions", "floor 4 from floor 2"),
    ("programmes.stages.models.answer", "partners.groups.actions", "floor 4 from floor 1"),
    ("programmes.catalogue.kinds", "programmes.programme.roles", "a later wing"),
    ("programmes.stages.forms", "programmes.models", "the hall, which knows every wing"),
    ("partners.people.actions", "coprod.settings", "the roof"),
    ("programmes.stages.views.stage", "programmes.programme.views.doors", ""),
    ("programmes.receivers", "programmes.stages.tasks", ""),
    ("programmes.stages.models.answer", "programmes.stages.models.stage", ""),
])
def test_the_rule_itself_refuses_what_it_should(importer, imported, why):
    assert refusal(importer, imported) == why


def test_imports_are_found_wherever_they_are_written():
    source = """
import partners.people
from partners.groups import actions
from . import models
from ..stages.models import Stage
def late():
    from programmes.stages.actions import signing as it
    import json, coprod.kit
"""

    found = [name for name, _line in imports_of(ast.parse(source), "programmes.home.queues")]

    assert sorted(found) == ["coprod.kit", "partners.groups.actions", "partners.people", "programmes.home",
                             "programmes.stages.actions.signing", "programmes.stages.models"]


def test_a_lower_building_shows_no_template_of_a_higher_one():
    offences = []
    for page in sorted((ROOT / "templates").rglob("*.html")):
        first = page.relative_to(ROOT / "templates").parts[0]
        if first not in DOMAINS:
            offences += [f"{page.name} includes {domain}/" for domain in DOMAINS if f'"{domain}/' in page.read_text()]
        elif first == "partners" and '"programmes/' in page.read_text():
            offences.append(f"{page.name} includes programmes/")

    assert offences == []
