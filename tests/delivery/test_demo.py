"""`python3 manage.py demo`, really started: it answers, is kept, and stops as one."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.conf import settings

from programmes.demo.story import PEOPLE
from programmes.management.demo_settings import PASSWORD, is_free

pytestmark = pytest.mark.once       # the demo always stands on the embedded default


STUCK = 30     # seconds in which nothing was done: no test waits for that


class Demo:
    """A demo in a process of its own."""

    def __init__(self, var, port, **environment):
        kept = {key: value for key, value in os.environ.items()
                if not key.startswith(("COPROD_", "DJANGO_", "PYTEST_")) and key not in {"DATABASE_URL", "REDIS_URL", "PORT"}}
        self.address, self.port, self.log = f"http://localhost:{port}", port, Path(var, f"log-{time.monotonic_ns()}")
        self.began = time.monotonic()
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(settings.BASE / "manage.py"), "demo", "--port", str(port)],
                env=kept | {"COPROD_VAR": str(var), "COPROD_NO_BOOTSTRAP": "1"} | environment,
                stdout=log, stderr=subprocess.STDOUT)

    @property
    def printed(self):
        return self.log.read_text()

    def wait_until_ready(self, seconds):
        """Until it says that it is ready, within so many seconds; and sooner than that when nothing is done any more."""
        spent, since = -1, time.monotonic()
        while "Ctrl-C stops everything" not in self.printed:
            assert self.process.poll() is None, self.printed
            if (now := self.ticks()) > spent:
                spent, since = now, time.monotonic()
            assert time.monotonic() < since + STUCK and time.monotonic() < self.began + seconds, self.printed
            time.sleep(0.1)
        return time.monotonic() - self.began

    def ticks(self):
        """How long it and its children have worked, in ticks of the machine."""
        found = 0
        for pid in (self.process.pid, *self.children()):
            with suppress(FileNotFoundError, ProcessLookupError):
                found += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
        return found

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(30)

    def children(self):
        return [int(pid) for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()]

    def get(self, path):
        try:
            with build_opener().open(self.address + path, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as answer:
            return answer.code, ""

    def page_after_signing_in(self, username, password):
        """Where a person ends who signs in with a form that they fill in by hand."""
        visitor = build_opener(HTTPCookieProcessor(CookieJar()))
        form = visitor.open(self.address + "/accounts/login/", timeout=10).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
        with visitor.open(self.address + "/accounts/login/", timeout=10, data=urlencode(
                {"csrfmiddlewaretoken": token, "login": username, "password": password}).encode()) as answer:
            return answer.geturl().removeprefix(self.address)


@pytest.fixture
def var(tmp_path):
    return tmp_path


@pytest.fixture
def demo(var, unused_port):
    started = []

    def start(seconds=120, **environment):
        started.append(Demo(var, unused_port, **environment))
        started[-1].took = started[-1].wait_until_ready(seconds)
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.stop(signal.SIGTERM)


def until(condition, seconds):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.2)
    assert condition()


def assert_that_one_signal_stops(running, number):
    children = running.children()
    assert len(children) == 2

    assert running.stop(number) == 0

    assert "Everything is stopped." in running.printed
    assert is_free(running.port)
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []


def test_the_demo_tells_its_story_once_is_kept_and_stops_as_one(demo, var):
    the_first_start_tells_the_story_and_says_where_and_who(demo())
    before = (var / "coprod.sqlite3").stat().st_ino
    the_second_is_up_within_15_seconds_and_takes_a_new_password(demo(seconds=15, COPROD_DEMO_PASSWORD="a-word-of-my-own"))
    the_third_promises_no_old_password_and_ends_when_one_part_ends(demo(seconds=15))
    assert (var / "coprod.sqlite3").stat().st_ino == before


def test_nobody_is_let_in_while_it_is_told_and_nothing_stays_where_it_is_killed(var, unused_port):
    telling = Demo(var, unused_port)
    try:
        until(lambda: "Telling the story" in telling.printed, 60)
        (held,) = telling.children()
        until(lambda: b"gunicorn" in Path(f"/proc/{held}/cmdline").read_bytes(), 10)
        time.sleep(5)       # by then it has read the site, and waits
        assert is_free(unused_port)
    finally:
        telling.process.kill()
        telling.process.wait(10)

    until(lambda: not Path(f"/proc/{held}").exists() or "Z" in Path(f"/proc/{held}/stat").read_text().rpartition(")")[2].split()[0], 60)
    assert is_free(unused_port)


def the_first_start_tells_the_story_and_says_where_and_who(first):
    assert f"http://localhost:{first.port}/" in first.printed
    assert PASSWORD in first.printed
    for username, name, role in PEOPLE:
        assert re.search(rf"^  {re.escape(username)} +{re.escape(str(name))} +{re.escape(str(role))}$", first.printed, re.M)
    assert first.page_after_signing_in("manager", PASSWORD) != "/accounts/login/"
    assert first.page_after_signing_in("manager", "something else") == "/accounts/login/"
    assert first.get("/mailbox/")[0] == 200
    until(lambda: '"clock": "ok"' in first.get("/healthz")[1], 30)
    assert_that_one_signal_stops(first, signal.SIGTERM)


def the_second_is_up_within_15_seconds_and_takes_a_new_password(second):
    assert "Telling the story" not in second.printed
    assert second.page_after_signing_in("cochair", "a-word-of-my-own") != "/accounts/login/"
    assert_that_one_signal_stops(second, signal.SIGINT)


def the_third_promises_no_old_password_and_ends_when_one_part_ends(third):
    assert PASSWORD not in third.printed
    assert "the one that was set before" in third.printed

    _web, worker = third.children()
    os.kill(worker, signal.SIGKILL)

    assert third.process.wait(30) == 1
    assert "The worker has ended by itself (code -9), so everything is stopped." in third.printed
    assert is_free(third.port)


def told(tmp_path, code):
    """What is left in a new folder after `code` has run in the demo's settings, with `demo` as the command's module."""
    lines = ["import os, django", "django.setup()", "from programmes.management.commands import demo",
             "from django.contrib.auth import get_user_model", "User = get_user_model()", code]
    return subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], cwd=settings.BASE, capture_output=True, text=True, check=False,
        env={"PATH": os.environ["PATH"], "COPROD_DEMO": "1", "COPROD_VAR": str(tmp_path),
             "DJANGO_SETTINGS_MODULE": "coprod.settings"})


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A database with nothing in it: making it takes longer than all that is done with it here."""
    folder = tmp_path_factory.mktemp("migrated")
    told(folder, 'from django.core.management import call_command\ncall_command("migrate", verbosity=0)')
    return folder / "coprod.sqlite3"


@pytest.fixture
def folder(tmp_path, migrated):
    shutil.copy(migrated, tmp_path)
    return tmp_path


BREAKS_OFF = """
def play(*, password):
    User.objects.create_user("manager", password=password)
    raise RuntimeError("the story breaks off here")
demo.story.play = play
demo.prepare_store("", say=print)
"""
KILLED = BREAKS_OFF.replace('raise RuntimeError("the story breaks off here")', "os._exit(9)")
WHOLE = """
def play(*, password):
    User.objects.create_user("manager", password=password)
demo.story.play = play
demo.prepare_store("", say=print)
print(User.objects.count(), demo.marker())
"""


def test_a_story_that_breaks_off_leaves_nothing(folder):
    answer = told(folder, BREAKS_OFF)

    assert "the story breaks off here" in answer.stderr
    assert not (folder / "coprod.sqlite3").exists()


@pytest.mark.parametrize("before", [BREAKS_OFF, KILLED])
def test_a_half_told_story_is_told_again_from_its_beginning(folder, before):
    told(folder, before)

    assert told(folder, WHOLE).stdout.splitlines()[-1] == "1 told"
    assert told(folder, WHOLE).stdout.splitlines() == ["1 told"]


def test_a_database_with_other_people_in_it_is_refused(folder):
    told(folder, 'User.objects.create_user("somebody")')

    answer = told(folder, WHOLE)

    assert "This database holds people whom the demo did not put there" in answer.stderr
    assert (folder / "coprod.sqlite3").exists()
