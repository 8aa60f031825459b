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
    from django.db import connection

    from coprod.kit.clock import add_working_days, day_of
    from programmes.stages.actions.checking import check_stages
    from tests.bench import sweep_limit

    at = moment(day, days=1)
    add_working_days(day_of(at), -5)        # the list of bank holidays is read once a process, not once a sweep
    connection.ensure_connection()
    work = {"ours": lambda: vars(check_stages(at=at)), "limit": lambda: sweep_limit.sweep(at)}[who]
    runs = [timed(work), timed(work)]
    print(json.dumps({"first": runs[0], "second": runs[1], "left": sweep_limit.what_stands()}))


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


WHAT = {"definition": definition, "settle": settle, "sign-in": sign_in, "sweep": sweep}


if __name__ == "__main__":
    django.setup()
    WHAT[sys.argv[1]](*sys.argv[2:])
