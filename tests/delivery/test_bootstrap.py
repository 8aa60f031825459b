"""`manage.py` makes the environment it needs, once, and leaves alone what others made."""

import ast
import hashlib
import importlib.util
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.once
MANAGE = settings.BASE / "manage.py"


@pytest.fixture
def manage(tmp_path, monkeypatch):
    """manage.py as it stands, in a folder of its own with two small locks that ask for nothing."""
    (tmp_path / "coprod" / "requirements").mkdir(parents=True)
    (tmp_path / "manage.py").write_bytes(MANAGE.read_bytes())
    for lock in ("run", "dev"):
        (tmp_path / "coprod" / "requirements" / f"{lock}.txt").write_text(f"# {lock}\n")
    spec = importlib.util.spec_from_file_location("manage_of_a_copy", tmp_path / "manage.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.delenv("COPROD_NO_BOOTSTRAP", raising=False)
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    monkeypatch.setattr(sys, "executable", getattr(sys, "_base_executable", sys.executable))
    return module


def lock_of(manage, name):
    return Path(manage.HERE, "coprod", "requirements", f"{name}.txt")


def installed(manage, monkeypatch):
    """Every command that is run to make the environment, in order; none of them fails."""
    commands = []
    monkeypatch.setattr(manage, "run", lambda command, turn, what_if_not: commands.append(command[1:3]))
    return commands


VENV, PIP = ["-m", "venv"], ["-m", "pip"]


def test_the_first_start_makes_an_environment_and_stamps_it(manage, monkeypatch):
    done = installed(manage, monkeypatch)

    assert manage.make_environment("run") is True

    assert done == [VENV, PIP]
    digest = hashlib.sha256(b"# run\n").hexdigest()
    assert manage.stamp_now() == f"run {digest} python{sys.version_info[0]}.{sys.version_info[1]}"


def test_the_second_start_does_nothing(manage, monkeypatch):
    done = installed(manage, monkeypatch)
    manage.make_environment("run")
    done.clear()

    assert manage.make_environment("run") is False
    assert done == []


def test_tests_add_their_packages_and_the_demo_is_content_with_them(manage, monkeypatch):
    done = installed(manage, monkeypatch)
    manage.make_environment("run")
    done.clear()

    assert manage.make_environment("dev") is True
    assert manage.make_environment("run") is False
    assert done == [PIP]


def test_a_changed_lock_is_installed_again(manage, monkeypatch):
    done = installed(manage, monkeypatch)
    manage.make_environment("run")
    done.clear()
    lock_of(manage, "run").write_text("# newer\n")

    assert manage.make_environment("run") is True
    assert done == [PIP]


def test_an_interrupted_installation_is_made_anew_at_the_next_start(manage, monkeypatch):
    def interrupted(command, turn, what_if_not):
        if command[2] == "pip":
            raise KeyboardInterrupt

    monkeypatch.setattr(manage, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        manage.make_environment("run")
    Path(manage.VENV, "half").write_text("half an installation")
    done = installed(manage, monkeypatch)

    assert manage.make_environment("run") is True
    assert done == [VENV, PIP]
    assert not Path(manage.VENV, "half").exists()


def test_an_environment_for_another_python_is_made_anew(manage, monkeypatch):
    done = installed(manage, monkeypatch)
    manage.make_environment("run")
    done.clear()
    manage.write_stamp(manage.stamp_now().replace("python3.", "python2."))

    manage.make_environment("run")

    assert done == [VENV, PIP]


def test_a_folder_that_somebody_else_made_is_left_alone(manage, monkeypatch):
    done = installed(manage, monkeypatch)
    Path(manage.VENV).mkdir()

    assert manage.make_environment("dev") is False
    assert done == []


def test_an_active_environment_of_somebody_else_is_left_alone(manage, monkeypatch):
    monkeypatch.setattr(sys, "prefix", "/elsewhere/env")

    assert manage.may_make_environment() is False


def test_our_own_environment_is_kept_up_to_date_from_inside(manage, monkeypatch):
    monkeypatch.setattr(sys, "prefix", manage.VENV)

    assert manage.may_make_environment() is True


def test_it_can_be_forbidden(manage, monkeypatch):
    assert manage.may_make_environment() is True
    monkeypatch.setenv("COPROD_NO_BOOTSTRAP", "1")
    assert manage.may_make_environment() is False


def test_two_starts_at_once_install_once(manage, monkeypatch):
    first_is_at_it, second_may_go_on, commands = threading.Event(), threading.Event(), []

    def slow(command, turn, what_if_not):
        commands.append(command[1:3])
        first_is_at_it.set()
        assert second_may_go_on.wait(10)

    monkeypatch.setattr(manage, "run", slow)
    monkeypatch.setattr(manage, "say", lambda sentence: "Waiting" in sentence and second_may_go_on.set())
    starts = [threading.Thread(target=manage.make_environment, args=["run"]) for _ in range(2)]
    starts[0].start()
    assert first_is_at_it.wait(10)
    starts[1].start()
    for start in starts:
        start.join(20)

    assert commands == [VENV, PIP]


def test_a_failing_step_stops_with_a_sentence_and_leaves_no_stamp_of_success(manage):
    lock_of(manage, "run").write_text("nothing-is-called-this==1.0 --hash=sha256:" + "0" * 64 + "\n")
    Path(manage.VENV, "bin").mkdir(parents=True)
    Path(manage.VENV, "bin", "python").symlink_to("/bin/false")
    manage.write_stamp("run of-another-lock " + manage.stamp_of("run").split()[-1])

    with pytest.raises(SystemExit, match="The packages could not be installed"):
        manage.make_environment("run")

    assert manage.stamp_now() == manage.MAKING


def test_an_old_python_is_told_which_one_is_needed(manage, monkeypatch):
    monkeypatch.setattr(manage.sys, "version_info", (3, 8, 10))

    with pytest.raises(SystemExit, match=r"needs Python 3.11 or newer, and this is Python 3\.8\."):
        manage.main(["manage.py", "demo"])


def test_an_old_python_can_read_it():
    newer = (ast.JoinedStr, ast.NamedExpr, ast.AnnAssign, ast.Match, ast.AsyncFunctionDef)

    assert [node for node in ast.walk(ast.parse(MANAGE.read_text())) if isinstance(node, newer)] == []


def test_arguments_of_test_go_to_pytest():
    """Really started, in the environment at hand, which nobody may touch."""
    env = {**os.environ, "COPROD_NO_BOOTSTRAP": "1", "COPROD_TEST_ALL": ""}
    answer = subprocess.run(
        [sys.executable, str(MANAGE), "test", "--collect-only", "-q", "-p", "no:cacheprovider",
         "tests/delivery/test_bootstrap.py", "-k", "forbidden or pytest"],
        capture_output=True, text=True, env=env, timeout=60, cwd="/", check=False)

    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert [line.partition("::")[2] for line in answer.stdout.splitlines() if "::" in line] == [
        "test_it_can_be_forbidden", "test_arguments_of_test_go_to_pytest"]
