"""Our pages beside the limit pages: rounds, interleaved, so that both meet the same weather."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench import client, databases, servers


class Page(NamedTuple):
    """One of our pages: its name in the table, who asks, and where; `{...}` in a path is a ref from the database."""

    name: str
    who: str
    path: str


PAGES = (
    Page("list", "viewer", "/programmes/"),
    Page("detail", "manager", "/programmes/programme-1/"),
    Page("stage", "manager", "/stages/{stage}/"),
    Page("dashboard", "manager", "/"),
    Page("own page", "lay", "/"),
    Page("home of a viewer of everything", "viewer", "/"),
)
FEW_ROWS = (Page("list of one", "lead", "/programmes/"), Page("workstream", "manager", "/workstreams/{workstream}/"),
            Page("standard", "manager", "/standards/{answer}/"))
REFS = {
    "stage": "SELECT ref FROM programmes_stage WHERE programme_id = 1 AND code = 'S8' AND state = 'open' ORDER BY id LIMIT 1",
    "workstream": "SELECT ref FROM programmes_workstream WHERE programme_id = 1 ORDER BY id LIMIT 1",
    "answer": "SELECT ref FROM programmes_answer WHERE state = 'claimed' AND stage_id IN "
              "(SELECT id FROM programmes_stage WHERE programme_id = 1) ORDER BY id LIMIT 1",
}


def measure(size: int, url: str, kept: Path, *, rounds: int, seconds: float, say: Callable[[str], None]) -> dict[str, Any]:
    """Rounds at one size: for each page and number of clients, server times of the page and of the limit table B in that round."""
    name, _day = databases.filled(size, url, kept, say)
    limit = databases.limit(size, url, kept)
    ours_env, limit_env = databases.environment(name, url, kept), databases.environment(limit, url, kept, settings=databases.LIMIT_SETTINGS)
    cookies = _sign_in(ours_env, [f"bench-{page.who}" for page in (*PAGES, *FEW_ROWS)])
    theirs = _sign_in(limit_env, ["person1"])["person1"]
    refs = {what: databases.query(databases.url_of(name, url), text)[0][0] for what, text in REFS.items()}
    log = kept / "servers.log"
    with (servers.serving("tests.bench.limits.wsgi", "/bare", limit_env, log) as limit_port,
          servers.serving("tests.bench.wsgi", "/healthz", ours_env, log) as port):
        def asks(page: Page, **how: Any) -> dict[str, float]:
            return client.measure(port, page.path.format(**refs), cookies[f"bench-{page.who}"], **how).summary()

        def limit_asks(path: str, **how: Any) -> dict[str, float]:
            return client.measure(limit_port, path, theirs, **how).summary()

        found: dict[str, Any] = {"size": size, "weight": {
            page.name: client.weigh(port, page.path.format(**refs), cookies[f"bench-{page.who}"]) for page in (*PAGES, *FEW_ROWS)}}
        found["weight"]["table"] = client.weigh(limit_port, "/table", theirs)
        for page in PAGES:      # both workers load what they need before anything counts
            asks(page, clients=2, seconds=0.3, at_least=6)
        limit_asks("/table", clients=2, seconds=0.3, at_least=6)
        found["rounds"] = [_round(number, asks, limit_asks, seconds) for number in range(rounds)]
    say(f"pages with {size:,} programmes: " + ", ".join(
        f"{page.name} {client.middle([one['1'][page.name]['p50'] / one['1']['table']['p50'] for one in found['rounds']]):.2f} B" for page in PAGES))
    return found


def _round(number: int, asks: Callable[..., Any], limit_asks: Callable[..., Any], seconds: float) -> dict[str, Any]:
    """B, each of ours, each of ours again backwards, B; for one client, then for eight. Every other round begins at the other end."""
    one: dict[str, Any] = {"foreign": servers.wait_for_quiet()}
    order = PAGES if number % 2 == 0 else PAGES[::-1]
    for clients in (1, 8):
        how = {"clients": clients, "seconds": seconds, "at_least": 12 if clients == 1 else 24}
        tables = [limit_asks("/table", **how)]
        twice = {page.name: [asks(page, **how)] for page in order}
        tables.append(limit_asks("/table", **how))
        for page in reversed(order):
            twice[page.name].append(asks(page, **how))
        tables.append(limit_asks("/table", **how))
        one[str(clients)] = {name: _mean(results) for name, results in twice.items()} | {"table": _mean(tables)}
        one[str(clients)]["keyset"] = limit_asks("/keyset", **how)
        one[str(clients)]["bare"] = limit_asks("/bare", **how)
    return one


def _mean(results: list[dict[str, float]]) -> dict[str, float]:
    return {key: sum(result[key] for result in results) / len(results) for key in results[0]}


def _sign_in(env: dict[str, str], names: list[str]) -> dict[str, str]:
    cookies: dict[str, str] = json.loads(databases.run(["-m", "tests.bench.child", "sign-in", *sorted(set(names))], env=env))
    return cookies
