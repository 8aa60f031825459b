"""The servers that are asked: gunicorn with two sync workers on a port of its own, ended by its own process id."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import databases
from tests.bench.client import Refused, ask

WORKERS = 2


@contextmanager
def serving(application: str, first: str, env: dict[str, str], log: Path) -> Iterator[int]:
    """Serve `application` on the loopback while inside; gives the port. `first` is a page that shows that it is up."""
    port = _free_port()
    words = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS),
             "--worker-class", "sync", "--log-level", "warning", "--no-control-socket"]
    with log.open("a") as complaints, subprocess.Popen(words, cwd=databases.ROOT, env=env, stdout=complaints, stderr=complaints) as process:
        try:
            _wait(port, first, process)
            yield port
        finally:
            process.terminate()


def _wait(port: int, first: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 30
    while True:
        try:
            ask(port, first)
            return
        except Refused:
            return      # it answers; that page wants somebody who is signed in
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_quiet(*, at_most: float = 4.0) -> float:
    """Wait until the machine has little else to do, but not for long; the share of the processors that others used last."""
    until = time.monotonic() + at_most
    while True:
        share = _busy()
        if share < 0.15 or time.monotonic() > until:
            return share


def _busy(seconds: float = 0.15) -> float:
    counters = Path("/proc/stat")
    if not counters.exists():
        return 0.0

    def read() -> tuple[int, int]:
        fields = [int(each) for each in counters.read_text().split("\n", 1)[0].split()[1:9]]
        return sum(fields), fields[3] + fields[4]

    all_before, idle_before = read()
    time.sleep(seconds)
    all_now, idle_now = read()
    return 1 - (idle_now - idle_before) / max(all_now - all_before, 1)
