"""Exactly once, whatever is killed and whenever: at each step of sending, and with worker, clock, queue, database and mail server in
trouble at once (issue 9, section 5; performance.md goal 15)."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from coprod.post.actions import deliver, hushed
from coprod.post.models import LEASE, Message
from coprod.post.tasks import deliver_waiting
from programmes.stages.models import Stage
from tests.makers import MONDAY, a_stage
from tests.post.sink import mail_server

ROOT = Path(__file__).resolve().parents[2]
MAILS = 6
DIE = "os.kill(os.getpid(), signal.SIGKILL)"
STEPS = {       # where the sender dies with its third mail, and how often that mail then arrives
    "claimed": ("delivering._deliver_one", "before", 1),
    "made": ("delivering.as_mail", "after", 1),
    "taken by the server": ("delivering.Sender.send", "after", 2),
    "about to be committed": ("delivering._confirm", "before", 2),
    "within the transaction": ("keep", "after", 2),
    "committed": ("delivering._confirm", "after", 1),
}
SENDER = """
import django
django.setup()
import os, signal
from datetime import datetime
from coprod.post.actions import delivering
from coprod.post.registry import registry
count = 0

def dying(step, when):
    def run(*what, **facts):
        global count
        count += 1
        if count == 3 and when == "before":
            DIE
        answer = step(*what, **facts)
        if count == 3:
            DIE
        return answer
    return run

where, when = WHERE, WHEN
if where == "keep":
    registry.keep.append(dying(lambda *what: None, when))
else:
    owner, name = (delivering.Sender, "send") if where.endswith(".send") else (delivering, where.rpartition(".")[2])
    setattr(owner, name, dying(getattr(owner, name), when))
delivering.deliver(at=datetime.fromisoformat(AT))
"""


@pytest.fixture
def stage(shared_cast):
    with hushed():
        stage = a_stage(shared_cast.programme, "S8", by=shared_cast.maya, workstream=shared_cast.housing)
    Stage.objects.update(state="unresolved", ready_at=MONDAY)
    Message.objects.all().delete()
    return stage


def waiting(stage, to, count, *, at=MONDAY):
    Message.objects.bulk_create([
        Message(kind="stage_unresolved", about=stage.ref, to=to.ref, occasion=f"round {number}", book=stage.programme.ref, written_at=at,
                due_at=at) for number in range(count)])


@pytest.fixture
def environment(shared_database, unused_port, tmp_path):
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "coprod.settings", "DATABASE_URL": shared_database, "COPROD_VAR": str(tmp_path),
            "EMAIL_URL": f"smtp://127.0.0.1:{unused_port}", "COPROD_QUIET_HOURS": "false", "COPROD_NO_BOOTSTRAP": "1"}


@pytest.mark.parametrize("step", STEPS)
def test_a_sender_that_dies_at_any_step_loses_nothing_and_doubles_one_mail_at_most(
        stage, shared_cast, environment, unused_port, settings, step):
    where, when, arrives = STEPS[step]
    script = SENDER.replace("DIE", DIE).replace("WHERE", repr(where)).replace("WHEN", repr(when)).replace("AT", repr(MONDAY.isoformat()))
    waiting(stage, shared_cast.amina, MAILS)
    with mail_server(unused_port) as sink:
        sender = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment | {"REDIS_URL": ""}, timeout=60, check=False)
        assert sender.returncode == -signal.SIGKILL

        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_port
        assert deliver(at=MONDAY + LEASE) == 0      # what it held is left alone until it must be gone
        while deliver(at=MONDAY + LEASE + timedelta(seconds=1)):
            pass

    ids = [mail["Message-ID"] for mail in sink.mails]
    assert list(Message.objects.values_list("state", flat=True)) == ["sent"] * MAILS
    assert len(set(ids)) == MAILS and len(ids) == MAILS + arrives - 1
    assert Message.objects.filter(copy__isnull=False).count() == MAILS      # what was sent is kept once for each


def test_one_connection_carries_many_mails(stage, shared_cast, unused_port, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_port
    waiting(stage, shared_cast.amina, 50)
    with mail_server(unused_port) as sink:
        assert deliver_waiting() == 50

    assert len(sink.mails) == 50 and len(sink.lines) == 1


@pytest.mark.parametrize(("trouble", "comes"), [("closing", 1), ("drop", 1), ("drop after", 2), ("late", 1)])
def test_a_mail_server_in_trouble_loses_nothing_and_takes_no_try(stage, shared_cast, unused_port, settings, trouble, comes):
    """Dropped after it was taken is the one case in which nobody can know: it comes twice, with the same Message-ID."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", unused_port, 5
    waiting(stage, shared_cast.amina, MAILS)
    with mail_server(unused_port) as sink:
        troubles = iter(["", "", trouble])
        sink.trouble = lambda: next(troubles, "")
        deliver(at=MONDAY)
        for half_minutes in range(1, 4):
            deliver(at=MONDAY + half_minutes * timedelta(seconds=30))

    ids = [mail["Message-ID"] for mail in sink.mails]
    assert set(Message.objects.values_list("state", "tries")) == {("sent", 1)}
    assert len(set(ids)) == MAILS and len(ids) == MAILS + comes - 1 and ids.count(ids[2]) == comes


class Works:
    """A real worker with two hands, and a real clock that asks for delivery every second."""

    def __init__(self, environment, log):
        self.environment, self.log, self.clocks = environment, log.open("wb"), []
        self.worker = self.start("worker", "--concurrency", "2", "--without-gossip", "--without-mingle")
        for number in (1, 2):       # two clocks at once
            self.clocks.append(self.start("beat", "--schedule", str(log.parent / f"clock{number}"), "--pidfile", ""))

    def start(self, *what):
        return subprocess.Popen([sys.executable, "-m", "celery", "-A", "coprod", *what, "--loglevel", "WARNING"], cwd=ROOT,
                                env=self.environment, stdout=self.log, stderr=self.log, start_new_session=True)

    def hands(self):
        listed = Path(f"/proc/{self.worker.pid}/task/{self.worker.pid}/children")
        return [int(pid) for pid in listed.read_text().split()] if listed.exists() else []

    def kill_one_hand(self):
        for pid in self.hands()[:1]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def kill_the_worker(self):
        os.killpg(self.worker.pid, signal.SIGKILL)
        self.worker.wait()
        self.worker = self.start("worker", "--concurrency", "2", "--without-gossip", "--without-mingle")

    def stop(self):
        for process in (self.worker, *self.clocks):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.log.close()


def empty_the_queue(environment):
    """Everything that Redis held is gone; on the embedded default, every file of the queue."""
    if environment["REDIS_URL"]:
        import redis

        redis.Redis.from_url(environment["REDIS_URL"]).flushdb()
    else:
        for file in (Path(environment["COPROD_VAR"]) / "queue").glob("*.msg"):
            file.unlink(missing_ok=True)


def break_every_connection():
    """What a restart of PostgreSQL does to who is connected. (SQLite has no server that could be restarted.)"""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                           "WHERE datname = current_database() AND pid <> pg_backend_pid()")


def test_nothing_is_missing_and_nothing_doubled_while_everything_is_in_trouble(stage, shared_cast, environment, unused_port, tmp_path):
    """Worker and hands are killed, two clocks run, the queue is emptied, connections to the database broken, and the mail server is slow,
    closes and hangs up. Then it is quiet: within two minutes every mail has arrived."""
    count, kills, chance = 60, 0, random.Random(9)
    redis_url = os.environ.get("REDIS_URL", "")
    environment |= {"REDIS_URL": redis_url.rpartition("/")[0] + f"/{10 + os.getpid() % 6}" if redis_url else "",
                    "COPROD_DELIVERY_SECONDS": "1", "COPROD_LEASE_SECONDS": "4", "COPROD_CLOCK_SECONDS": "86400"}
    waiting(stage, shared_cast.amina, count)
    with mail_server(unused_port) as sink:
        sink.trouble = lambda: chance.choices(["", "late", "drop", "closing"], [12, 6, 1, 1])[0]
        works = Works(environment, tmp_path / "works.log")
        try:
            until = time.monotonic() + 60
            while not sink.mails and time.monotonic() < until:
                time.sleep(0.2)
            assert sink.mails, (tmp_path / "works.log").read_text()[-3000:]
            for trouble in (works.kill_one_hand, works.kill_the_worker, break_every_connection, works.kill_one_hand,
                            lambda: empty_the_queue(environment), works.kill_the_worker):
                time.sleep(chance.uniform(0.3, 1.5))
                trouble()
                kills += 2      # at most two hands were sending
            sink.trouble = lambda: ""
            until = time.monotonic() + 120
            while Message.objects.exclude(state="sent").exists() and time.monotonic() < until:
                time.sleep(0.5)
        finally:
            works.stop()

    ids = [mail["Message-ID"] for mail in sink.mails]
    assert list(Message.objects.order_by().values_list("state", flat=True).distinct()) == ["sent"], (
        tmp_path / "works.log").read_text()[-3000:]
    assert Message.objects.count() == len(set(ids)) == count
    assert len(ids) - count <= kills
    assert Message.objects.filter(copy__isnull=False).count() == count
