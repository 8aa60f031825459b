"""Sending measured: M, a loop of forty lines that does nothing but send, and ours, each on a fresh copy of one full outbox, in rounds."""

import json
import os
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.bench import databases
from tests.bench.filling import let_a_day_pass
from tests.post.sink import mail_server

FULL = "bench_full_outbox"
COPY = "bench_sending"
COMMITS = (1, 20)       # mails that are committed together: what must be sent, and news


def measure(size: int, mails: int, url: str, kept: Path, *, rounds: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Rounds of both with `mails` reminders that the clock wrote for `size` programmes; mails a second, and what the queue costs."""
    name, day = databases.filled(size, url, kept, say)
    databases.create(FULL, url, template=name)
    with databases.connected(databases.url_of(FULL, url)) as connection:
        let_a_day_pass(connection)
    wrote = json.loads(databases.run(["-m", "tests.bench.child", "fill-outbox", day.isoformat(), str(mails)],
                                     env=databases.environment(FULL, url, kept)))
    found: dict[str, Any] = {"mails": wrote["mails"], "rounds": []}
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with mail_server(port) as sink:
        for number in range(rounds):
            one = {}
            for commit in COMMITS:
                for who in ("limit", "ours") if number % 2 == 0 else ("ours", "limit"):
                    one[f"{who} {commit}"] = _once(who, commit, day.isoformat(), url, kept, port)
                    if len(sink.mails) != wrote["mails"]:
                        raise RuntimeError(f"{who} sent {len(sink.mails)} mails instead of {wrote['mails']}.")
                    sink.mails.clear()
            found["rounds"].append(one)
            say(f"sending of {wrote['mails']:,} mails, round {number + 1}: " + ", ".join(
                f"{each} a commit {one[each]['per_second']:,.0f}/s" for each in one))
    for each in (COPY, FULL):
        databases.drop(each, url)
    return found


def _once(who: str, commit: int, day: str, url: str, kept: Path, port: int) -> dict[str, Any]:
    databases.create(COPY, url, template=FULL)
    env = databases.environment(COPY, url, kept) | {
        "EMAIL_URL": f"smtp://127.0.0.1:{port}", "COPROD_QUIET_HOURS": "false"} | (
            {"REDIS_URL": os.environ["REDIS_URL"]} if os.environ.get("REDIS_URL") else {})
    result: dict[str, Any] = json.loads(databases.run(["-m", "tests.bench.child", "send", who, str(commit), day], env=env))
    return result
