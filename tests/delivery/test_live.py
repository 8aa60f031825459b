"""Live there are no defaults; and what the compose file starts is what this project understands."""

import json
import os
import re
import shlex
import subprocess
import sys

import pytest
import yaml
from django.conf import settings

LIVE = {
    "COPROD_LIVE": "1",
    "COPROD_VAR": "",               # filled in by the fixture
    "COPROD_SECRET_KEY": "k" * 25 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "COPROD_BASE_URL": "https://coprod.example.org",
    "COPROD_HOSTS": "coprod.example.org",
    "COPROD_CONTACT_NAME": "The team",
    "COPROD_CONTACT_PHONE": "020 7946 0018",
    "COPROD_CONTACT_EMAIL": "help@example.org",
    "COPROD_FROM_EMAIL": "Coprod <post@example.org>",
    "DATABASE_URL": "postgres://coprod@127.0.0.1/coprod",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
}
COMPOSE = yaml.safe_load((settings.BASE / "compose.yaml").read_text())
OURS = {name: service for name, service in COMPOSE["services"].items() if service.get("image") == "coprod"}


@pytest.fixture
def live(tmp_path):
    return {**LIVE, "COPROD_VAR": str(tmp_path), "PATH": os.environ["PATH"], "COPROD_NO_BOOTSTRAP": "1"}


def manage(*arguments, env):
    return subprocess.run([sys.executable, str(settings.BASE / "manage.py"), *arguments], env=env, check=False,
                          capture_output=True, text=True, timeout=60)


def ask_settings(expression, env):
    """What the settings say in a process of their own with this environment, or how it failed."""
    return subprocess.run(
        [sys.executable, "-c", f"import json; from coprod import settings; print(json.dumps({expression}, default=str))"],
        env=env, cwd=settings.BASE, check=False, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("name", sorted(set(LIVE) - {"COPROD_LIVE"}))
def test_a_missing_value_stops_the_start_and_says_what_to_set(live, name):
    del live[name]

    answer = ask_settings("1", live)

    assert answer.returncode != 0
    assert f"COPROD_LIVE=1 needs {name}: set it to " in answer.stderr.splitlines()[-1]


def test_the_embedded_database_is_not_for_live_use(live):
    live["DATABASE_URL"] = "sqlite:///coprod.sqlite3"

    assert "COPROD_LIVE=1 needs PostgreSQL" in ask_settings("1", live).stderr


def test_live_settings_pass_the_deployment_check(live):
    answer = manage("check", "--deploy", "--fail-level", "WARNING", env=live)

    assert answer.returncode == 0, answer.stderr


def test_live_connections_persist_and_are_checked(live):
    answer = ask_settings("settings.DATABASES['default']", live)
    database = json.loads(answer.stdout)

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (60, True)


def test_neither_demo_nor_debug_can_be_switched_on_live(live):
    live |= {"COPROD_DEMO": "1", "COPROD_DEBUG": "1"}

    assert json.loads(ask_settings("[settings.DEMO, settings.DEBUG]", live).stdout) == [False, False]


def test_compose_starts_web_worker_clock_database_and_queue():
    assert set(COMPOSE["services"]) == {"migrate", "web", "worker", "clock", "database", "queue"}
    assert set(OURS) == {"migrate", "web", "worker", "clock"}
    assert {COMPOSE["services"][name]["image"].split(":")[0] for name in ("database", "queue")} == {"postgres", "redis"}


@pytest.mark.parametrize("name", sorted(OURS))
def test_compose_gives_each_service_every_value_that_live_needs(name):
    given = set(OURS[name]["environment"]) | {"COPROD_VAR"}     # the image sets the folder

    assert set(LIVE) <= given
    assert "ENV COPROD_VAR=/var/lib/coprod" in (settings.BASE / "Dockerfile").read_text()
    assert OURS[name]["volumes"] == ["files:/var/lib/coprod"]


def test_compose_names_no_value_that_nothing_reads():
    read = (settings.BASE / "coprod" / "settings.py").read_text()

    assert [name for name in OURS["web"]["environment"] if f'"{name}"' not in read] == []


def test_compose_has_no_secret_in_it():
    written = [str(value) for service in COMPOSE["services"].values() for name, value in
               service.get("environment", {}).items() if re.search("KEY|PASSWORD", name)]

    assert written and all(value.startswith("${") for value in written)


@pytest.mark.parametrize("name", sorted(OURS))
def test_the_command_of_a_service_is_understood(name, live):
    command = OURS[name].get("command") or docker_command()
    program = {"python": [], "gunicorn": ["-m", "gunicorn"], "celery": ["-m", "celery"]}[command[0]]
    arguments = [("manage.py" if word == "manage.py" else word) for word in command[1:]]

    answer = subprocess.run([sys.executable, *program, *arguments, "--check-config" if command[0] == "gunicorn" else "--help"],
                            env=live, cwd=settings.BASE, check=False, capture_output=True, text=True, timeout=60)

    assert answer.returncode == 0, answer.stderr


def docker_command():
    """The image's own command, which serves the web."""
    [line] = re.findall(r"^CMD (\[.*\])$", (settings.BASE / "Dockerfile").read_text(), re.M)
    return json.loads(line)


def test_the_web_is_checked_by_its_health_page():
    test = OURS["web"]["healthcheck"]["test"]

    assert test[:3] == ["CMD", "python", "-c"]
    compile(test[3], "healthcheck", "exec")
    assert "/healthz" in test[3]


def test_the_image_installs_the_hashed_lock_and_does_not_run_as_root():
    lines = (settings.BASE / "Dockerfile").read_text().splitlines()

    assert any("pip install --no-cache-dir --require-hashes -r coprod/requirements/run.txt" in line for line in lines)
    assert lines.index("USER coprod") > max(n for n, line in enumerate(lines) if line.startswith("RUN"))
    assert any("COPROD_NO_BOOTSTRAP=1" in line for line in lines)


def test_the_image_holds_the_whole_service_and_nothing_of_the_tests():
    kept = {line[1:] for line in (settings.BASE / ".dockerignore").read_text().splitlines() if line.startswith("!")}

    assert {"manage.py", "coprod", "partners", "programmes", "templates", "static"} <= kept
    assert "tests" not in kept
    assert (settings.BASE / ".dockerignore").read_text().startswith("*\n")


def test_static_files_can_be_gathered_as_the_image_does(tmp_path):
    env = {"PATH": os.environ["PATH"], "COPROD_NO_BOOTSTRAP": "1", "COPROD_VAR": str(tmp_path / "build"),
           "COPROD_STATIC": str(tmp_path / "static")}
    [line] = [line for line in (settings.BASE / "Dockerfile").read_text().splitlines() if "collectstatic" in line]

    answer = manage(*shlex.split(line.partition("manage.py")[2].partition("&&")[0]), env=env)

    assert answer.returncode == 0, answer.stderr
    assert (tmp_path / "static" / "staticfiles.json").exists()
    assert list((tmp_path / "static").rglob("*.css.gz"))
