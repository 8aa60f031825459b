"""Several programs run as one: started together, watched, and stopped together."""

import os
import signal
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

GO_ON = b"go on\n"
PATIENCE = 15.0     # seconds that a child gets to finish what it has in hand


@dataclass(frozen=True)
class Child:
    """A program and what people call it. It leads a process group of its own, with all that it starts itself."""

    name: str
    process: "subprocess.Popen[bytes]"


def start(name: str, command: Sequence[str], *, cwd: str, is_held: bool = False, **environment: str) -> Child:
    """Start one, with these variables besides our own. It does not hear the terminal's Ctrl-C: only `stop` ends it. One that `is_held` may
    read a word on its standard input before it does its work (`let_in` says it; where we are gone, the input ends without one)."""
    return Child(name, subprocess.Popen(command, cwd=cwd, env=os.environ | environment, start_new_session=True,
                                        stdin=subprocess.PIPE if is_held else subprocess.DEVNULL))


def let_in(child: Child) -> None:
    """Let one that is held go on."""
    held = child.process.stdin
    if held is None:
        raise ValueError(f"The {child.name} is not held.")
    with suppress(BrokenPipeError), held:      # one that has ended already is seen by who waits for it
        held.write(GO_ON)


def watch(children: Sequence[Child], asked_to_stop: threading.Event, *, every: float = 0.25) -> Child | None:
    """Wait until somebody asks to stop (then None) or until a child has ended by itself (then that child)."""
    while not asked_to_stop.wait(every):
        ended = first_ended(children)
        if ended:
            return ended
    return None


def first_ended(children: Sequence[Child]) -> Child | None:
    """The first of them that runs no more, if any."""
    return next((child for child in children if child.process.poll() is not None), None)


def stop(children: Sequence[Child], *, patience: float = PATIENCE) -> None:
    """Ask all of them to end, wait, and end whatever is left of their groups."""
    for child in children:
        _signal(child, signal.SIGTERM, whole_group=False)
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(timeout=patience)
    for child in children:
        _signal(child, signal.SIGKILL, whole_group=True)
        child.process.wait()


def _signal(child: Child, what: int, *, whole_group: bool) -> None:
    with suppress(ProcessLookupError):      # it has ended already, which is what was wanted
        if whole_group:
            os.killpg(child.process.pid, what)
        elif child.process.poll() is None:
            child.process.send_signal(what)


def stop_on_signals() -> threading.Event:
    """An event that Ctrl-C, SIGTERM and a closed terminal set, instead of ending this process at once."""
    asked_to_stop = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        asked_to_stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask)
    return asked_to_stop
