"""Databases of the measurements, all named bench_..., on the project's own PostgreSQL server. Nothing else is touched."""

import hashlib
import ipaddress
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = "bench_schema"         # migrated and empty: what every other one is made from
LIMIT_SETTINGS = "tests.bench.limits.settings"


class NotHere(Exception):
    """The measurements may not run with these settings. The words say why."""


def refuse_strange_ground(url: str, *, live: bool) -> None:
    """Raise NotHere unless `url` is a PostgreSQL database on this machine, and the service is not live."""
    if live:
        raise NotHere("The measurements fill databases and load the machine: they do not run with COPROD_LIVE=1.")
    parts = urlsplit(url)
    if not parts.scheme.startswith("postgres"):
        raise NotHere("The measurements need PostgreSQL: set DATABASE_URL to postgres://user:password@127.0.0.1/name, "
                      "with a user that may create databases.")
    if parts.hostname and not _is_loopback(parts.hostname):
        raise NotHere(f"The measurements run on this machine only, and DATABASE_URL names {parts.hostname}.")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def url_of(name: str, url: str) -> str:
    """The address of the database `name` on the server that `url` names."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@contextmanager
def connected(url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def query(url: str, text: str, *values: Any) -> list[tuple[Any, ...]]:
    with connected(url) as connection:
        return connection.execute(text, values).fetchall()


def exists(name: str, url: str) -> bool:
    return bool(query(url, "SELECT 1 FROM pg_database WHERE datname = %s", name))


def drop(name: str, url: str) -> None:
    """Remove a database of ours, with whoever is still connected to it."""
    if not name.startswith("bench_"):
        raise ValueError(f"{name} is not ours to drop")
    with connected(url) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def create(name: str, url: str, *, template: str = "") -> None:
    """Make the database anew, as a copy of `template` where there is one."""
    drop(name, url)
    command = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    if template:
        command += sql.SQL(" TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(template))
    with connected(url) as connection:
        connection.execute(command)


def environment(name: str, url: str, kept: Path, *, settings: str = "coprod.settings") -> dict[str, str]:
    """What a process of ours needs in order to use the database `name` and keep its files in `kept`."""
    mine = {key: value for key, value in os.environ.items()
            if not key.startswith(("COPROD_", "DJANGO_")) and key not in ("REDIS_URL", "EMAIL_URL")}
    return mine | {"DATABASE_URL": url_of(name, url), "DJANGO_SETTINGS_MODULE": settings, "COPROD_VAR": str(kept),
                   "COPROD_NO_BOOTSTRAP": "1", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def run(words: list[str], **options: Any) -> str:
    """Run a Python program of ours to its end; what it printed. Raises CalledProcessError with its complaint shown."""
    done = subprocess.run([sys.executable, *words], cwd=ROOT, text=True, stdout=subprocess.PIPE, check=True, **options)
    return done.stdout


def migrated(url: str, kept: Path) -> str:
    """The schema as the migrations of this moment make it; made anew when one was added or changed."""
    files = sorted(path for top in ("coprod", "partners", "programmes") for path in (ROOT / top).rglob("migrations/0*.py"))
    stamp = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    if exists(SCHEMA, url) and _stamp(SCHEMA, url) == stamp:
        return SCHEMA
    create(SCHEMA, url)
    run(["manage.py", "migrate", "--verbosity", "0"], env=environment(SCHEMA, url, kept))
    _write_stamp(SCHEMA, url, stamp)
    return SCHEMA


def _stamp(name: str, url: str) -> str:
    with connected(url_of(name, url)) as connection:
        found = connection.execute("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = 'public'").fetchone()
    return found[0] or "" if found else ""


def _write_stamp(name: str, url: str, stamp: str) -> None:
    with connected(url_of(name, url)) as connection:
        connection.execute(sql.SQL("COMMENT ON SCHEMA public IS {}").format(sql.Literal(stamp)))


def filled(size: int, url: str, kept: Path, say: Any) -> tuple[str, date]:
    """The database of `size` programmes and the day it was filled. A second run finds it by its table of sizes."""
    from tests.bench.filling import VERSION, fill

    name, schema = f"bench_{size}", migrated(url, kept)
    stamp = f"{VERSION} {_stamp(schema, url)}"
    if exists(name, url) and _stamp(name, url) == stamp:
        return name, query(url_of(name, url), "SELECT filled_on FROM bench_size")[0][0]
    say(f"filling {name}")
    create(name, url, template=schema)
    with connected(url_of(name, url)) as connection:
        day = fill(connection, size)
    run(["-m", "tests.bench.child", "settle", (day.isoformat())], env=environment(name, url, kept))
    with connected(url_of(name, url)) as connection:
        connection.execute("TRUNCATE post_message CASCADE")
        connection.execute("VACUUM (ANALYZE)")
    _write_stamp(name, url, stamp)
    return name, day


def limit(rows: int, url: str, kept: Path) -> str:
    """The database of the limit pages with `rows` rows."""
    name = f"bench_limit_{rows}"
    if exists(name, url) and _stamp(name, url) == "filled":
        return name
    create(name, url)
    env = environment(name, url, kept, settings=LIMIT_SETTINGS)
    for more in ([], ["--run-syncdb"]):     # the one table of the limits has no migration, and points at one that has
        run(["-m", "django", "migrate", "--verbosity", "0", *more], env=env)
    with connected(url_of(name, url)) as connection:
        connection.execute("""
            INSERT INTO auth_user (id, username, password, first_name, last_name, email, is_active, is_staff, is_superuser, date_joined)
            SELECT n, 'person' || n, '!', 'Person', n::text, 'person' || n || '@example.test', true, false, false, now()
            FROM generate_series(1, 1000) n""")
        connection.execute("""
            INSERT INTO limits_thing (name, state, due_on, open, ready, owner_id)
            SELECT 'Programme ' || n, (ARRAY['Draft', 'Started', 'Active', 'Delivering'])[1 + n %% 4], current_date + n %% 90,
                   n %% 20, n %% 7, 1 + n %% 1000
            FROM generate_series(1, %s) n""", (rows,))
        connection.execute("VACUUM (ANALYZE)")
    _write_stamp(name, url, "filled")
    return name
