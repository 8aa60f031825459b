"""`manage.py demo`: a service with an invented programme in it, in one foreground command."""

import hashlib
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import QuerySet

from programmes.demo import story
from programmes.management import demo_settings
from programmes.management.children import Child, first_ended, let_in, start, stop, stop_on_signals, watch

TELLING, TOLD = "telling", "told"
GUNICORN = ["-m", "gunicorn", "coprod.wsgi", "-c", "python:programmes.management.waiting", "-k", "gthread", "-w", "2",
            "--threads", "4", "--no-control-socket", "--log-level", "warning"]
CELERY = ["-m", "celery", "-q", "-A", "coprod", "worker", "-B", "-P", "threads", "-c", "4", "-l", "ERROR",
          "--without-gossip", "--without-mingle"]
NOT_FOR_A_DEMO = "ignore:You're running the worker with superuser privileges"     # a container's root is welcome
READY_WITHIN = 60.0     # seconds until the first answer must have come


class Command(BaseCommand):
    help = "Runs the demo: web server, worker and clock, with the story of an invented programme."

    def add_arguments(self, parser: CommandParser) -> None:
        demo_settings.arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Start the demo with: python3 manage.py demo")
        port, password = int(os.environ.get("PORT", "8000")), os.environ.get("COPROD_DEMO_PASSWORD", "")
        collect_static_files()
        children = [start_web_server(port)]     # it gets ready beside the story
        try:
            prepare_store(password, say=self.stdout.write)
            asked_to_stop = stop_on_signals()
            let_in(children[0])
            ended = wait_for_the_first_answer(port, children, asked_to_stop)
            if not ended and not asked_to_stop.is_set():
                children.append(start_worker())     # only now: two that start at once are both ready later
                self.stdout.write(welcome(port, known_password(password)))
                self.stdout.flush()
                ended = watch(children, asked_to_stop)
        finally:
            stop(children)
        if ended:
            raise CommandError(f"The {ended.name} has ended by itself (code {ended.process.returncode}), "
                               "so everything is stopped. What it said stands above.")
        self.stdout.write("Everything is stopped. What was changed is kept for the next start.")


def prepare_store(password: str, *, say: Callable[[str], None]) -> None:
    """Bring the database up to date and tell the story, once. A story that was interrupted is told anew from its
    beginning; a database with people in it whom the demo did not put there is refused with CommandError."""
    if marker() == TELLING:
        empty_the_store()
    if is_behind():
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if marker() != TOLD:
        tell_the_story(password or demo_settings.PASSWORD, say=say)
    elif password:
        everyone().update(password=make_password(password))


def is_behind() -> bool:
    """Whether a migration waits. Asking is quicker than migrating with nothing to do, which builds every model anew."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def tell_the_story(password: str, *, say: Callable[[str], None]) -> None:
    """Play it whole or not at all."""
    if get_user_model().objects.exists():
        raise CommandError("This database holds people whom the demo did not put there. Name another in DATABASE_URL.")
    say("Telling the story of the demo. This happens once.")
    mark(TELLING)
    try:
        story.play(password=password)
    except BaseException:
        empty_the_store()
        raise
    mark(TOLD)


def everyone() -> QuerySet:
    """The users of the demo people."""
    return get_user_model().objects.filter(username__in=[username for username, _, _ in story.PEOPLE])


def marker() -> str | None:
    """How far the story has been told in this database: TELLING, TOLD, or None when it never began."""
    if "demo_story" not in connection.introspection.table_names():
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM demo_story")
        row = cursor.fetchone()
    return row[0] if row else None


def mark(state: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS demo_story (state varchar(10) NOT NULL)")
        cursor.execute("DELETE FROM demo_story")
        cursor.execute("INSERT INTO demo_story VALUES (%s)", [state])


def empty_the_store() -> None:
    """Leave nothing of a half-told story: the embedded database goes; in a named one, which was empty before the
    story began, every table is emptied."""
    if connection.vendor == "sqlite":
        connection.close()
        demo_settings.start_over(Path(settings.VAR), database=Path(settings.DATABASES["default"]["NAME"]))
        return
    call_command("flush", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS demo_story")


def collect_static_files() -> None:
    """Gather and compress the static files, unless they are the same as last time."""
    stamp = Path(settings.VAR) / "static.stamp"
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            seen.update(f"{name} {storage.size(name)} {storage.get_modified_time(name).timestamp()}\n".encode())
    if not stamp.exists() or stamp.read_text() != seen.hexdigest():
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(seen.hexdigest())


def start_web_server(port: int) -> Child:
    """It reads the whole site and then waits: nobody is answered before `let_in`."""
    return start("web server", [sys.executable, *GUNICORN, "-b", f"127.0.0.1:{port}"], cwd=str(settings.BASE), is_held=True)


def start_worker() -> Child:
    """The worker, which carries the clock with it. What the clock remembered of its last run goes first: it needs none of
    it, and a note that a killed clock left half-written would stop it."""
    for remembered in Path(settings.VAR).glob("clock*"):
        remembered.unlink()
    return start("worker", [sys.executable, *CELERY], cwd=str(settings.BASE), PYTHONWARNINGS=NOT_FOR_A_DEMO)


def wait_for_the_first_answer(port: int, children: list[Child], asked_to_stop: threading.Event) -> Child | None:
    """Wait until the web server answers; gives the child that ended before it did. Raises CommandError if it is slow."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and not asked_to_stop.wait(0.1):
        ended = first_ended(children)
        if ended or answers(port):
            return ended
    if asked_to_stop.is_set():
        return None
    raise CommandError(f"The web server did not answer within {READY_WITHIN:.0f} seconds.")


def answers(port: int) -> bool:
    """Whether the web server answers, well or ill."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection_to_web:
        try:
            connection_to_web.request("GET", "/healthz")
            connection_to_web.getresponse()
        except OSError:
            return False
    return True


def welcome(port: int, password: str) -> str:
    """The address, and the people to sign in as."""
    width = max(len(username) for username, _, _ in story.PEOPLE)
    names = max(len(name) for _, name, _ in story.PEOPLE)
    return "\n".join([
        "", f"The demo answers at http://localhost:{port}/", "", "Sign in as any of these people:", "",
        *(f"  {username:<{width}}  {name:<{names}}  {role}" for username, name, role in story.PEOPLE),
        "", f"The password of each is {password}" if password else "Their password is the one that was set before.",
        f"The mail that is sent can be read at http://localhost:{port}/mailbox/",
        "All people and organisations are invented. Ctrl-C stops everything; what you change is kept.", ""])


def known_password(password: str) -> str:
    """The password to print: the one that was given, or the default as long as somebody still has it. A password that
    was set for all of them at once is kept under one hash, and looked at once: each look takes long on purpose."""
    if password:
        return password
    kept = set(everyone().values_list("password", flat=True))
    return demo_settings.PASSWORD if any(check_password(demo_settings.PASSWORD, one) for one in kept) else ""
