"""A closed loop of one or more clients: each sends its next request when it has the answer, one connection a request."""

import gzip
import json
import socket
import threading
import time
from dataclasses import dataclass, field
from statistics import median
from typing import Any


class Refused(Exception):
    """The server answered something else than the page."""


@dataclass
class Answer:
    headers: dict[str, str]
    body: bytes
    ms: float


@dataclass
class Window:
    """One measurement: server times, CPU times and answer times in ms, and answers a second."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    answer: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def summary(self) -> dict[str, float]:
        return {"p50": middle(self.wall), "p95": at_share(self.wall, 0.95), "cpu": middle(self.cpu), "answer_p95": at_share(self.answer, 0.95),
                "per_second": len(self.wall) / self.seconds, "requests": len(self.wall)}


def middle(values: list[float]) -> float:
    return median(values)


def at_share(values: list[float], share: float) -> float:
    """The value below which that share of them lies."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def ask(port: int, path: str, cookie: str = "", *, count: bool = False) -> Answer:
    """Get one page. Raises Refused when the answer is not 200."""
    extra = f"Cookie: sessionid={cookie}\r\n" if cookie else ""
    extra += "X-Bench: count\r\n" if count else ""
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{extra}\r\n".encode())
        parts = []
        while part := line.recv(65536):
            parts.append(part)
    took = (time.perf_counter() - began) * 1000
    head, _gap, body = b"".join(parts).partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    if " 200 " not in f"{status} ":
        raise Refused(f"{path}: {status}")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    return Answer(headers, body, took)


def measure(port: int, path: str, cookie: str, *, clients: int, seconds: float, at_least: int) -> Window:
    """Ask for `seconds`, but at least so often and at most four times as long."""
    window, lock, began = Window(), threading.Lock(), time.perf_counter()
    trouble: list[BaseException] = []

    def loop() -> None:
        while not trouble:
            spent = time.perf_counter() - began
            if spent > seconds and (len(window.wall) >= at_least or spent > 4 * seconds):
                return
            try:
                answer = ask(port, path, cookie)
            except (OSError, Refused) as found:
                trouble.append(found)
                return
            with lock:
                window.wall.append(float(answer.headers["x-bench-wall"]))
                window.cpu.append(float(answer.headers["x-bench-cpu"]))
                window.answer.append(answer.ms)

    threads = [threading.Thread(target=loop) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if trouble:
        raise trouble[0]
    window.seconds = time.perf_counter() - began
    return window


def weigh(port: int, path: str, cookie: str) -> dict[str, Any]:
    """What one page asks of the database and how much it sends, in a request of its own."""
    answer = ask(port, path, cookie, count=True)
    return {"queries": int(answer.headers["x-bench-queries"]), "scans": json.loads(answer.headers["x-bench-scans"]),
            "bytes": len(answer.body), "gzip": len(gzip.compress(answer.body, 6))}
