"""What is measured inside the server, and told in headers: time, CPU time, and on request the queries and their plans.

Counting costs time, so it happens in requests of its own, never in timed ones.
"""

import json
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any

from django.db import connections

BIG_TABLE = 10_000      # rows; reading all of a bigger table for a page is worth telling


def probed(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """The application, with X-Bench-Wall and X-Bench-CPU (ms) in its answers; with the header X-Bench also what it asked."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        asked: list[tuple[str, Any]] = []
        kept: list[Any] = []

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            asked.append((sql, params))
            return execute(sql, params, many, context)

        with ExitStack() as stack:
            if "HTTP_X_BENCH" in environ:
                for connection in connections.all():
                    stack.enter_context(connection.execute_wrapper(note))
            wall, cpu = time.perf_counter(), time.thread_time()
            parts = application(environ, lambda status, headers, exc_info=None: kept.extend((status, headers)))
            body = b"".join(parts)
            wall, cpu = time.perf_counter() - wall, time.thread_time() - cpu
            if close := getattr(parts, "close", None):
                close()
        status, headers = kept
        headers = [*headers, ("X-Bench-Wall", f"{wall * 1000:.3f}"), ("X-Bench-CPU", f"{cpu * 1000:.3f}")]
        if "HTTP_X_BENCH" in environ:
            headers += [("X-Bench-Queries", str(len(asked))), ("X-Bench-Scans", json.dumps(read_whole(asked)))]
        start_response(status, headers)
        return [body]

    return answer


def read_whole(asked: list[tuple[str, Any]]) -> list[str]:
    """The big tables that these statements read from end to end, by the server's own plans."""
    found = set()
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT relname, reltuples FROM pg_class WHERE relkind = 'r'")
        rows = dict(cursor.fetchall())
        for sql, params in asked:
            if sql.lstrip(" (").upper().startswith("SELECT"):
                cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
                plan = cursor.fetchone()[0]
                for node in _nodes((plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"]):
                    if node["Node Type"] == "Seq Scan" and rows.get(node["Relation Name"], 0) > BIG_TABLE:
                        found.add(node["Relation Name"])
    return sorted(found)


def _nodes(plan: dict[str, Any]) -> Iterable[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)
