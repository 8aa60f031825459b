"""What runs in a process of its own, on the database that DATABASE_URL names: `python -m tests.bench.child WHAT [...]`."""

import gc
import json
import sys
import time
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

import django


def moment(day: str, *, days: int = 0) -> datetime:
    """Noon in London, so many days after `day`."""
    from coprod.kit.clock import LONDON

    return datetime.combine(date.fromisoformat(day) + timedelta(days=days), clock_time(12), tzinfo=LONDON)


def settle(day: str) -> None:
    """Let the clock run once, so that the next run finds what a run finds every hour."""
    from programmes.stages.actions.checking import check_stages

    print(check_stages(at=moment(day)))


def sign_in(*names: str) -> None:
    """Open a session for each of these users, of our application or of the limit pages; print their cookies."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model

    store = import_module(settings.SESSION_ENGINE)
    cookies = {}
    for user in get_user_model().objects.filter(username__in=names):
        session = store.SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session["started_at"] = session["seen_at"] = time.time()
        session.save()
        cookies[user.username] = session.session_key
    print(json.dumps(cookies))


def timed(work: Any) -> dict[str, Any]:
    """Wall time, and CPU time of this process and of its connection's server process, of `work()` in ms; and what it gave."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time() + server_cpu()
    gave = work()
    return {"ms": (time.perf_counter() - wall) * 1000, "cpu": (time.process_time() + server_cpu() - cpu) * 1000, "gave": gave}


def server_cpu() -> float:
    """Seconds of CPU that the server's process for our connection has used, where this machine tells (else 0)."""
    from django.db import connection

    connection.ensure_connection()
    counters = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(counters.read_text().split()[0]) / 1e9 if counters.exists() else 0.0


def sweep(who: str, day: str) -> None:
    """Check all stages as of the day after `day`, twice: by our own code, or by the limit's hand-written SQL."""
    from celery.signals import before_task_publish
    from django.db import connection

    from coprod.kit.clock import add_working_days, day_of
    from coprod.post.models import Message
    from programmes.stages.actions.checking import check_stages
    from tests.bench import sweep_limit

    at = moment(day, days=1)
    add_working_days(day_of(at), -5)        # the list of bank holidays is read once a process, not once a sweep
    connection.ensure_connection()
    work = {"ours": lambda: vars(check_stages(at=at)), "limit": lambda: sweep_limit.sweep(at)}[who]
    asked: list[str] = []

    def count(sender: Any = None, **_facts: Any) -> None:
        asked.append(str(sender))

    queries: list[str] = []

    def counted(execute: Any, sql: str, *rest: Any) -> Any:
        queries.append(sql)
        return execute(sql, *rest)

    before_task_publish.connect(count)
    with connection.execute_wrapper(counted):
        runs = [timed(work), timed(work)]
    print(json.dumps({"first": runs[0], "second": runs[1], "left": sweep_limit.what_stands(), "tasks": len(asked),
                      "queries": len(queries), "reminders": Message.objects.count()}))


def definition(rounds: str) -> None:
    """The same question, "which stages at work are complete?", in the words of the model and by hand; milliseconds of each round."""
    from django.db import connection

    from programmes.stages.models import Stage

    by_hand = """SELECT s.id FROM programmes_stage s WHERE s.state IN ('open', 'ready', 'reopened', 'unresolved') AND NOT EXISTS (
                 SELECT FROM programmes_answer a WHERE a.stage_id = s.id
                 AND NOT (a.state IN ('not_met', 'waived', 'excepted') OR a.state = 'met' AND a.shown IS NOT FALSE))"""

    in_model, parameters = Stage.objects.at_work().complete().values_list("pk", flat=True).query.sql_with_params()

    def asked(sql: str, values: Any = None) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return sorted(row[0] for row in cursor.fetchall())

    def hand() -> list[int]:
        return asked(by_hand)

    def model() -> list[int]:
        return asked(in_model, parameters)

    same, found = hand() == model(), []
    for _round in range(int(rounds)):
        first, ours, again, last = timed(hand), timed(model), timed(model), timed(hand)
        found.append({"limit": (first["ms"] + last["ms"]) / 2, "ours": (ours["ms"] + again["ms"]) / 2})
    print(json.dumps({"same": same, "rounds": found}))


def fill_outbox(day: str, mails: str) -> None:
    """Let the clock write what is due, keep `mails` of it for people who have an address, and copy it where that is too few."""
    from coprod.post.models import Message
    from programmes.stages.actions.checking import check_stages

    at = moment(day, days=1)
    check_stages(at=at)
    Message.objects.filter(pk__in=Message.objects.order_by("pk").values("pk")[int(mails):]).delete()
    rows = list(Message.objects.order_by("pk"))
    while 0 < Message.objects.count() < int(mails):
        there = Message.objects.count()
        for each in rows:
            each.pk, each.occasion = None, f"{each.occasion[:30]} {there}"
        Message.objects.bulk_create(rows[:int(mails) - there])
    Message.objects.update(due_at=at)
    print(json.dumps({"mails": Message.objects.count()}))


SIZE_OF_A_MAIL = 3_000      # bytes: what ours have, in plain text and HTML


def send(who: str, commit: str, day: str) -> None:
    """Send all that waits, by our own sender or by the limit's, `commit` mails in a transaction; and what a task costs on this queue."""
    from dataclasses import replace

    from django.db import connection
    from django.template.loader import get_template
    from django.urls import reverse

    from coprod.post.actions import Sender, deliver
    from coprod.post.catalogue import kinds
    from tests.bench import sending_limit

    at = moment(day, days=1)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")       # as where people depend on it: a commit waits for the disk
    reverse("programmes:home")             # a worker that sends has read its addresses and templates long ago
    for template in ("emails/message.txt", "emails/message.html"):
        get_template(template)
    for name, kind in list(kinds.items()):      # several of a kind go to one person here, which no real outbox would send
        kinds[name] = replace(kind, reminder=False, to_many=int(commit) > 1)

    def ours() -> None:
        sender = Sender(at)
        while deliver(at=at, sender=sender):
            pass
        sender.close()

    work = {"ours": ours, "limit": lambda: sending_limit.send_all(at, commit=int(commit), size=SIZE_OF_A_MAIL)}[who]
    spent = timed(work)
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, count(*) FROM post_message GROUP BY state")
        states = dict(cursor.fetchall())
    if set(states) != {"sent"}:
        raise RuntimeError(f"{who} left {states}.")
    print(json.dumps({"ms": spent["ms"], "cpu": spent["cpu"], "per_second": states["sent"] / spent["ms"] * 1000, "task_ms": a_task()}))


def a_task(times: int = 200) -> float:
    """Milliseconds that one task takes to be published on our queue and taken from it."""
    from coprod.celery import app

    with app.connection_for_write() as there:
        queue = there.SimpleQueue("bench")
        began = time.perf_counter()
        for number in range(times):
            queue.put({"task": "bench", "id": str(number), "args": [], "kwargs": {}})
            queue.get(timeout=5).ack()
        spent = time.perf_counter() - began
        queue.close()
    return spent / times * 1000


WHAT = {"definition": definition, "fill-outbox": fill_outbox, "send": send, "settle": settle, "sign-in": sign_in, "sweep": sweep}


if __name__ == "__main__":
    django.setup()
    WHAT[sys.argv[1]](*sys.argv[2:])
