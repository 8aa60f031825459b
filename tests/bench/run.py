"""All of it, in one run: databases, pages, sweeps, the table of goals, and a file with every round."""

import json
import platform
import subprocess
import tempfile
import timeit
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.bench import databases, pages, sending, sweep
from tests.bench.filling import THIN_FROM
from tests.bench.goals import Judged, as_table, judge

SIZES = (1_000, 10_000, 100_000)
SWEEPS = (100, 1_000, 10_000)       # programmes of about a hundred answers each
MAILS = 2_000                       # as many reminders as performance.md sends


def measure(url: str, *, sizes: Sequence[int], sweeps: Sequence[int], mails: int, rounds: int, seconds: float, live: bool,
            say: Callable[[str], None]) -> dict[str, Any]:
    """Measure pages and sweeps at these sizes, and the sending of so many mails. Raises NotHere where that may not be done."""
    databases.refuse_strange_ground(url, live=live)
    if any(size >= THIN_FROM for size in sweeps):
        raise ValueError(f"Sweeps are measured below {THIN_FROM:,} programmes: from there on most have few stages.")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        kept = Path(folder)
        databases.run(["manage.py", "collectstatic", "--no-input", "--verbosity", "0"],
                      env=databases.environment(databases.migrated(url, kept), url, kept))
        found: dict[str, Any] = {"facts": facts(url), "pages": [], "sweeps": [], "sending": None}
        for size in sorted(sizes):
            found["pages"].append(pages.measure(size, url, kept, rounds=rounds, seconds=seconds, say=say))
        for size in sorted(sweeps):
            found["sweeps"].append(sweep.measure(size, url, kept, rounds=min(rounds, 3), say=say))
        found["sending"] = sending.measure(min(sweeps), mails, url, kept, rounds=min(rounds, 3), say=say)
    return found


def facts(url: str) -> dict[str, Any]:
    """On what it was measured: versions, processors, and how fast this machine is at this moment."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=databases.ROOT, text=True, capture_output=True, check=False)
    return {
        "commit": commit.stdout.strip(), "python": platform.python_version(), "processors": len(_processors()),
        "postgresql": databases.query(url, "SHOW server_version")[0][0],
        "loop_us": min(timeit.repeat("sum(i * i for i in range(1000))", number=200, repeat=5)) / 200 * 1e6,
    }


def _processors() -> set[int]:
    import os

    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set(range(os.cpu_count() or 1))


def report(found: dict[str, Any]) -> tuple[list[Judged], str]:
    """The goals judged, and the text that is printed: the table, the queries of each page, and what is read whole."""
    judged = judge(found)
    lines = [as_table(judged), ""]
    for size in found["pages"]:
        lines.append(f"Queries with {size['size']:,} programmes: " + ", ".join(
            f"{name} {weight['queries']}" for name, weight in size["weight"].items()) + ".")
        lines += [f"  {name} reads all of {', '.join(weight['scans'])}." for name, weight in size["weight"].items() if weight["scans"]]
    return judged, "\n".join(lines)


def write(found: dict[str, Any], judged: list[Judged], out: Path) -> None:
    out.write_text(json.dumps(found | {"goals": [each._asdict() for each in judged]}, indent=1))


def clean(url: str, *, live: bool) -> list[str]:
    """Remove every database of the measurements; say which."""
    databases.refuse_strange_ground(url, live=live)
    names = [name for (name,) in databases.query(url, "SELECT datname FROM pg_database WHERE datname LIKE 'bench\\_%'")]
    for name in names:
        databases.drop(name, url)
    return names
