"""What every test stands on: a closed network, honest skips, a clean store, and a browser where there is one."""

import ipaddress
import os
import socket

import pytest
from django.core.cache import cache
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import override_settings

from tests.browser import browser, no_script_page, page, phone_page

__all__ = ["browser", "no_script_page", "page", "phone_page"]

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"    # Playwright's loop runs in the thread that asks the database


class NetworkIsClosed(Exception):
    """A test tried to reach something beyond this machine."""


def is_on_this_machine(family: int, address: object) -> bool:
    """Whether a socket of that family may connect there: local sockets and loopback only."""
    if family == getattr(socket, "AF_UNIX", None):
        return True
    host = str(address[0]) if isinstance(address, tuple) else ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def closed_network():
    """Every connection but a local one is refused, so that no test depends on the world outside."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(original):
        def attempt(self, address):
            if not is_on_this_machine(self.family, address):
                raise NetworkIsClosed(f"Tests may not connect to {address!r}.")
            return original(self, address)
        return attempt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(connect))
        patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
        yield


def refuse_a_skip(report):
    """With COPROD_TEST_ALL=1 nothing may be left out: a skip becomes a failure that says why it was skipped."""
    if os.environ.get("COPROD_TEST_ALL") == "1" and report.skipped:
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"COPROD_TEST_ALL=1 allows no skip: {why}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return refuse_a_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return refuse_a_skip((yield))


def flush_around_triggers(operations, style, tables, **options):
    """SQLite empties a table row by row, which an append-only trigger refuses: lift it for the emptying."""
    statements = FLUSH(operations, style, tables, **options)
    with operations.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        triggers = [(name, sql) for name, sql, table in cursor.fetchall() if table in tables]
    return [*(f'DROP TRIGGER "{name}"' for name, _ in triggers), *statements, *(sql for _, sql in triggers)]


SQLite = DatabaseWrapper.ops_class
FLUSH = SQLite.sql_flush


@pytest.fixture(scope="session", autouse=True)
def append_only_tables_can_be_emptied_between_tests():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLite, "sql_flush", flush_around_triggers)
        yield


@pytest.fixture(scope="session", autouse=True)
def files_are_kept_elsewhere(tmp_path_factory):
    """Uploads and mail of the tests go to a folder that is thrown away."""
    folder = tmp_path_factory.mktemp("kept")
    with override_settings(FILES=folder / "files", MEDIA_ROOT=folder / "files"):
        yield folder


@pytest.fixture(autouse=True)
def empty_cache():
    """Limits and heartbeats of one test are no business of the next."""
    cache.clear()


@pytest.fixture
def after_commit(django_capture_on_commit_callbacks):
    """`with after_commit():` runs what was promised for after the commit when the block ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def unused_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
