"""What every test stands on: a closed network, honest skips, a clean store, and a browser where there is one."""

import fcntl
import gc
import ipaddress
import os
import socket
import sqlite3
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.test import override_settings
from django.utils import timezone

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import hushed
from tests.browser import browser, no_script_page, page, phone_page
from tests.emptying import flush_what_is_filled

__all__ = ["browser", "no_script_page", "page", "phone_page"]

gc.set_threshold(50_000, 20, 50)      # queries make many small things that live long enough to be looked at over and over
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


def pytest_collection_modifyitems(config, items):
    """With COPROD_TEST_ONCE=1 what is marked `once` was looked at already, in a run on the other database."""
    if os.environ.get("COPROD_TEST_ONCE") == "1":
        seen = [item for item in items if item.get_closest_marker("once")]
        config.hook.pytest_deselected(items=seen)
        items[:] = [item for item in items if item not in seen]
    items.sort(key=lambda item: "slow" not in item.keywords)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return refuse_a_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return refuse_a_skip((yield))


@pytest.fixture(scope="session", autouse=True)
def only_what_is_filled_is_emptied_between_tests():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(connection.ops), "sql_flush", flush_what_is_filled)
        yield


@pytest.fixture(scope="session", autouse=True)
def files_are_kept_elsewhere(tmp_path_factory):
    """Uploads and mail of the tests go to a folder that is thrown away."""
    folder = tmp_path_factory.mktemp("kept")
    with override_settings(FILES=folder / "files", MEDIA_ROOT=folder / "files"):
        yield folder


@pytest.fixture(autouse=True)
def empty_cache():
    """Limits, heartbeats and a queue that was down in one test are no business of the next."""
    from coprod.post.actions import writing
    from programmes.editions.models import forget

    cache.clear()
    forget()        # a published edition never changes, but a test is taken back
    writing._broker["silent_until"] = 0.0


@pytest.fixture(autouse=True)
def loud(request, settings):
    """Tests run at every hour, and many act at the real moment: quiet hours are there in tests that ask for them."""
    settings.QUIET_HOURS = "quiet_hours" in request.fixturenames


@pytest.fixture
def quiet_hours():
    """Nothing but what is urgent goes out in the evening, at night and on Sundays."""


class Clock:
    """The time of the outside world, as a test sets it."""

    def __init__(self, moment):
        self.moment = moment

    def __call__(self):
        return self.moment

    def to(self, moment):
        """Let it be `moment` from now on; comes back with it."""
        self.moment = moment
        return moment


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tests' database; when all is done, a session that a thread or a browser left open does not keep it from being dropped. Ours is
    begun anew for that: a test may have broken the one that stood at the beginning."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            connection.close()
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                               "WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()")


@pytest.fixture
def clock(monkeypatch):
    """What views, tasks and commands read as now: MONDAY, until the test moves it with `clock.to(...)`."""
    from tests.makers import MONDAY

    stopped = Clock(MONDAY)
    monkeypatch.setattr(timezone, "now", stopped)
    return stopped


@pytest.fixture
def cast(db, clock):
    """The people of tests/cast.py in their programme, on MONDAY."""
    from tests.cast import gather

    return gather()


@pytest.fixture
def furnished(db, clock):
    """The cast in their programme with one of everything, and the address of each route, as tests/house/world.py has them."""
    from tests.house.world import settle

    return settle()


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """A database that threads and programs use side by side; gives its address. On SQLite that is a file with a copy
    of everything, for the one in memory locks whole tables."""
    facts = connection.settings_dict
    if connection.vendor != "sqlite":
        user, password = facts["USER"], f":{facts['PASSWORD']}" if facts["PASSWORD"] else ""
        yield f"postgres://{user}{password}@{facts['HOST'] or '127.0.0.1'}:{facts['PORT'] or 5432}/{facts['NAME']}"
        return
    memory, name, file = connection.connection, facts["NAME"], tmp_path / "shared.sqlite3"
    with closing(sqlite3.connect(file)) as copy:
        memory.backup(copy)
    connection.connection, facts["NAME"] = None, str(file)
    yield f"sqlite:///{file}"
    connection.close()
    connection.connection, facts["NAME"] = memory, name


@pytest.fixture
def shared_cast(shared_database, clock):
    """The cast, in a database that threads and programs use side by side. Nobody works at the queue."""
    from tests.cast import gather

    with hushed():
        yield gather()


@contextmanager
def one_crowd_at_a_time():
    """The crowds of two test workers would be more connections than a database server allows: the second waits."""
    with (Path(tempfile.gettempdir()) / "coprod-tests.crowd").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


@pytest.fixture
def all_at_once(shared_database):
    """`all_at_once(8, work)` runs `work(number)` in eight threads that start together, each with a connection of its own.
    Answers come in order; a NotAllowedNow is an answer, any other error fails the test. Nobody works at the queue."""
    def run(count, work):
        start = Barrier(count)

        def one(number):
            try:
                connection.ensure_connection()
                start.wait(timeout=20)
                with hushed():
                    return work(number)
            except NotAllowedNow as refusal:
                return refusal
            finally:
                connections.close_all()

        with one_crowd_at_a_time(), ThreadPoolExecutor(count) as pool:
            return list(pool.map(one, range(count)))

    return run


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
