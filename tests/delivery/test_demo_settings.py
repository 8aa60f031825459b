"""What the demo sets before Django starts, and when it refuses to run."""

import os
import socket
import stat
import subprocess
import sys

import pytest
from django.conf import settings

from programmes.management.demo_settings import is_free, prepare, secret_key, start_over


@pytest.fixture(autouse=True)
def a_folder_of_its_own(monkeypatch, tmp_path):
    """`prepare` writes into the environment: into this one, which ends with the test."""
    monkeypatch.setattr(os, "environ", {"COPROD_VAR": str(tmp_path / "var")})
    return tmp_path / "var"


def test_the_demo_has_its_address_key_and_quick_clock(unused_port):
    prepare(["--port", str(unused_port)])

    assert os.environ["COPROD_DEMO"] == "1"
    assert os.environ["COPROD_BASE_URL"] == f"http://localhost:{unused_port}"
    assert (os.environ["COPROD_CLOCK_SECONDS"], os.environ["COPROD_DELIVERY_SECONDS"]) == ("60", "5")
    assert len(os.environ["COPROD_SECRET_KEY"]) >= 50


def test_the_port_may_come_from_the_environment(unused_port):
    os.environ["PORT"] = str(unused_port)

    prepare([])

    assert os.environ["COPROD_BASE_URL"].endswith(f":{unused_port}")


@pytest.mark.parametrize("port", ["eight", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused_in_words(port):
    os.environ["PORT"] = port

    with pytest.raises(SystemExit, match="is not a port: give a number from 1 to 65535"):
        prepare([])


def test_a_port_in_use_is_said_with_another_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert not is_free(port)
        with pytest.raises(SystemExit, match=f"Port {port} is in use. Choose another"):
            prepare(["--port", str(port)])


def test_a_live_service_never_becomes_a_demo():
    os.environ["COPROD_LIVE"] = "1"

    with pytest.raises(SystemExit, match="COPROD_LIVE=1"):
        prepare([])


def test_two_demos_never_share_a_folder(a_folder_of_its_own):
    prepare([])
    second = subprocess.run([sys.executable, "-c", "from programmes.management.demo_settings import prepare; prepare([])"],
                            capture_output=True, text=True, cwd=settings.BASE, check=False,
                            env={"COPROD_VAR": str(a_folder_of_its_own)})

    assert second.returncode == 1
    assert "The demo is running already" in second.stderr


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first, second = secret_key(tmp_path / "key"), secret_key(tmp_path / "key")

    assert first == second
    assert secret_key(tmp_path / "other") != first
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_starting_over_removes_what_the_demo_keeps_and_nothing_else(tmp_path):
    gone = ["coprod.sqlite3", "coprod.sqlite3-wal", "files/a/paper.pdf", "mail/1.log", "queue/control/x", "clock.dat"]
    stays = ["secret_key", "environment.lock", "other.sqlite3", "notes/mine.txt"]
    for name in gone + stays:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    start_over(tmp_path)

    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()) == sorted(stays)


def test_starting_over_does_not_touch_a_named_database(a_folder_of_its_own):
    os.environ["DATABASE_URL"] = "postgres://somebody@localhost/theirs"
    a_folder_of_its_own.mkdir()
    (a_folder_of_its_own / "coprod.sqlite3").touch()

    with pytest.raises(SystemExit, match="does not empty the database that DATABASE_URL names"):
        prepare(["--fresh"])

    assert (a_folder_of_its_own / "coprod.sqlite3").exists()
