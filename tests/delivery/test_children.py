"""The demo's programs start together, are watched, and stop together."""

import os
import signal
import sys
import threading
import time

import pytest

from programmes.management.children import first_ended, start, stop, stop_on_signals, watch

SLEEP = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
WITH_A_CHILD = ("import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
                "open(sys.argv[1], 'w').write(str(p.pid)); time.sleep(60)")


@pytest.fixture
def started(tmp_path):
    children = []

    def start_one(name, code, *arguments, **environment):
        children.append(start(name, [sys.executable, "-c", code, *arguments], cwd=str(tmp_path), **environment))
        return children[-1]

    yield start_one
    stop(children, patience=0.1)


def until(condition, seconds=10.0):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    assert condition()


def test_all_are_stopped_with_a_friendly_signal(started):
    web, worker = started("web", SLEEP), started("worker", SLEEP)

    stop([web, worker])

    assert [child.process.returncode for child in (web, worker)] == [-signal.SIGTERM, -signal.SIGTERM]


def test_one_that_does_not_listen_is_ended_after_a_while(started, tmp_path):
    deaf = started("deaf", DEAF)
    time.sleep(0.5)

    stop([deaf], patience=0.2)

    assert deaf.process.returncode == -signal.SIGKILL


def test_what_a_child_started_itself_ends_with_it(started, tmp_path):
    note = tmp_path / "pid"
    parent = started("parent", WITH_A_CHILD, str(note))
    until(lambda: note.exists() and note.read_text())
    grandchild = int(note.read_text())

    stop([parent])

    until(lambda: not is_running(grandchild))


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_child_that_ends_by_itself_is_noticed(started):
    web, worker = started("web", SLEEP), started("worker", "raise SystemExit(3)")

    ended = watch([web, worker], threading.Event(), every=0.02)

    assert (ended.name, ended.process.returncode) == ("worker", 3)
    assert first_ended([web]) is None


def test_watching_ends_when_somebody_asks(started):
    web, asked = started("web", SLEEP), threading.Event()
    asked.set()

    assert watch([web], asked) is None


def test_a_child_gets_the_variables_meant_for_it(started, tmp_path):
    child = started("web", "import os; open('seen', 'w').write(os.environ['GREETING'])", GREETING="hello")
    child.process.wait(10)

    assert (tmp_path / "seen").read_text() == "hello"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_are_requests_to_stop(number):
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        asked = stop_on_signals()
        assert not asked.is_set()
        os.kill(os.getpid(), number)
        assert asked.wait(5)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
