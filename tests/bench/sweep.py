"""The clock's check measured: S and ours, each on a fresh copy of one database, in rounds; and the cost of the definition."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench import databases
from tests.bench.filling import let_a_day_pass

BEFORE = "bench_before_sweep"
COPY = "bench_sweep"


def measure(size: int, url: str, kept: Path, *, rounds: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Rounds of both at one size: wall and CPU times of a first and a second run, and whether both did the same."""
    name, day = databases.filled(size, url, kept, say)
    databases.create(BEFORE, url, template=name)
    with databases.connected(databases.url_of(BEFORE, url)) as connection:
        let_a_day_pass(connection)
        connection.execute("DELETE FROM programmes_teamrole WHERE partner_id = 3")      # nobody runs every programme
        answers = connection.execute("SELECT count(*) FROM programmes_answer").fetchone()[0]  # type: ignore[index]
        connection.execute("VACUUM (ANALYZE)")
    found: dict[str, Any] = {"size": size, "answers": answers, "rounds": []}
    for number in range(rounds):
        order = ("limit", "ours") if number % 2 == 0 else ("ours", "limit")
        one = {who: _once(who, day, url, kept) for who in order}
        one["same"] = one["limit"].pop("left") == one["ours"].pop("left")
        found["rounds"].append(one)
        say(f"sweep of {answers:,} answers, round {number + 1}: first {one['limit']['first']['ms']:,.0f} / {one['ours']['first']['ms']:,.0f} ms, "
            f"second {one['limit']['second']['ms']:,.0f} / {one['ours']['second']['ms']:,.0f} ms (limit / ours), "
            f"{one['ours']['reminders']:,} reminders in {one['ours']['queries']:,} queries")
    found["definition"] = json.loads(databases.run(
        ["-m", "tests.bench.child", "definition", str(max(rounds, 5))], env=databases.environment(BEFORE, url, kept)))
    for each in (COPY, BEFORE):
        databases.drop(each, url)
    return found


def _once(who: str, day: date, url: str, kept: Path) -> dict[str, Any]:
    databases.create(COPY, url, template=BEFORE)
    printed = databases.run(["-m", "tests.bench.child", "sweep", who, day.isoformat()], env=databases.environment(COPY, url, kept))
    result: dict[str, Any] = json.loads(printed)
    return result
