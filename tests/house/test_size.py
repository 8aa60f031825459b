"""Files that one can read in one sitting, named by an idea (house.md C0)."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400
DRAWERS = {"utils", "helpers", "common", "services", "mixins"}


def sources():
    """Python files of ours."""
    return [ROOT / "manage.py",
            *(path for top in ("coprod", "partners", "programmes", "tests") for path in sorted((ROOT / top).rglob("*.py")))]


def test_no_file_is_longer_than_400_lines():
    long = {str(path.relative_to(ROOT)): lines for path in sources() if "migrations" not in path.parts
            and (lines := len(path.read_text().splitlines())) > LONGEST}

    assert long == {}


def test_nothing_is_kept_in_a_drawer():
    drawers = [str(path.relative_to(ROOT)) for path in sources() if {path.stem, *path.relative_to(ROOT).parent.parts} & DRAWERS]

    assert drawers == []


def test_the_walk_sees_the_project():
    assert {"manage.py", "coprod/settings.py", "tests/conftest.py"} <= {str(path.relative_to(ROOT)) for path in sources()}
