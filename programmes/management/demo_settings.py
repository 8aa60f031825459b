"""The demo's settings, put into the environment before Django reads it. Nothing here may import Django."""

import argparse
import fcntl
import os
import secrets
import socket
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent.parent
PASSWORD = "together-as-equals"      # noqa: S105  (printed at every start: nothing real is behind it)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `manage.py demo` understands."""
    parser.add_argument("--port", type=a_port, default=None,
                        help="the port it answers on (else the variable PORT, else 8000)")
    parser.add_argument("--fresh", action="store_true", help="forget what was changed and tell the story anew")


def a_port(text: str) -> int:
    """A port number in `text`; anything else is an error that says so."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number from 1 to 65535.")
    return int(text)


def prepare(argv: list[str]) -> None:
    """Set the demo's values for this process and its children. Stops with a sentence where a demo may not run.

    `--fresh` empties the demo's own folder and nothing else. The lock on that folder is kept open until the
    process ends, so that two demos never share it.
    """
    if os.environ.get("COPROD_LIVE", "").lower() in {"1", "true", "yes", "on"}:
        sys.exit("The demo does not run where COPROD_LIVE=1 is set: it would put invented people beside real ones.")
    asked = parse(argv)
    if asked is None:
        return
    port = asked.port or port_from_environment()
    var = Path(os.environ.get("COPROD_VAR") or BASE / ".var").resolve()
    var.mkdir(parents=True, exist_ok=True)
    take_the_folder(var)
    if not is_free(port):
        sys.exit(f"Port {port} is in use. Choose another, such as: python3 manage.py demo --port {port % 65535 + 1}")
    if asked.fresh:
        if os.environ.get("DATABASE_URL"):
            sys.exit("--fresh does not empty the database that DATABASE_URL names. Empty it yourself, or leave out "
                     "DATABASE_URL.")
        start_over(var)
    os.environ |= {
        "COPROD_DEMO": "1", "COPROD_VAR": str(var), "COPROD_SECRET_KEY": secret_key(var / "secret_key"),
        "COPROD_BASE_URL": f"http://localhost:{port}",
        "COPROD_CLOCK_SECONDS": os.environ.get("COPROD_CLOCK_SECONDS") or "60",
        "COPROD_DELIVERY_SECONDS": os.environ.get("COPROD_DELIVERY_SECONDS") or "5",
        "PORT": str(port),
    }


def parse(argv: list[str]) -> argparse.Namespace | None:
    """What was asked for; None when only help is wanted, which Django's own parser then gives."""
    if {"-h", "--help"} & set(argv):
        return None
    parser = argparse.ArgumentParser(prog="manage.py demo", add_help=False)
    arguments(parser)
    return parser.parse_known_args(argv)[0]


def port_from_environment() -> int:
    try:
        return a_port(os.environ.get("PORT") or "8000")
    except argparse.ArgumentTypeError as trouble:
        sys.exit(f"PORT: {trouble}")


def take_the_folder(var: Path) -> None:
    """Lock the demo's folder for as long as this process lives."""
    turn = os.open(var / "demo.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit("The demo is running already: stop that one first, or set COPROD_VAR to another folder for a second.")


def is_free(port: int) -> bool:
    """Whether nobody listens on that port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def start_over(var: Path, *, database: Path | None = None) -> None:
    """Remove what the demo keeps: its database, and the files, mail and queued tasks in its folder. All else stays."""
    database = database or var / "coprod.sqlite3"
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    for made in ("files", "mail", "queue"):
        for path in sorted((var / made).rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    for clock in var.glob("clock*"):
        clock.unlink()


def secret_key(path: Path) -> str:
    """The key that signs sessions and links: made once, readable by its owner alone."""
    if not path.exists():
        new = path.with_suffix(f".{os.getpid()}")
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(60))
        new.replace(path)
    return path.read_text()
