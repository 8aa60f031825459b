#!/usr/bin/env python3
"""Every command starts here: `python3 manage.py demo`, `python3 manage.py test`, and all that Django offers.

Where no environment is active it makes its own, in `.venv`, from the lock in coprod/requirements, and goes on
inside it. An environment that somebody else made, or COPROD_NO_BOOTSTRAP=1, is left alone. The syntax stays old,
so that an old Python can say which one is needed.
"""
import hashlib
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
STAMP = os.path.join(VENV, "coprod.lock")
OLDEST = (3, 11)
MAKING = "being made"


def main(argv):
    """Run the command that `argv` names, inside the environment it needs."""
    if sys.version_info < OLDEST:
        sys.exit("coprod needs Python 3.11 or newer, and this is Python %d.%d. "
                 "Start it with a newer one, such as: python3.12 manage.py demo" % sys.version_info[:2])
    command = argv[1] if len(argv) > 1 else ""
    if may_make_environment():
        made = make_environment("dev" if command == "test" else "run")
        if made or not is_ours(sys.prefix):
            os.execv(python_inside(), [python_inside(), os.path.abspath(__file__)] + argv[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coprod.settings")
    if command == "test":
        os.chdir(HERE)
        os.execv(sys.executable, [sys.executable, "-m", "pytest"] + argv[2:])
    if command == "demo":
        from programmes.management.demo_settings import prepare

        prepare(argv[2:])
    from django.core.management import execute_from_command_line

    execute_from_command_line(argv)


def is_ours(prefix):
    return os.path.realpath(prefix) == os.path.realpath(VENV)


def python_inside():
    return os.path.join(VENV, "bin", "python")


def may_make_environment():
    """Whether it is for us to make the environment: nobody forbade it, and nobody else has made one."""
    if os.environ.get("COPROD_NO_BOOTSTRAP") == "1":
        return False
    return is_ours(sys.prefix) or sys.prefix == sys.base_prefix


def stamp_of(lock):
    """What stands in the stamp once the lock is installed: its name, its SHA-256 and the Python it was made for."""
    with open(os.path.join(HERE, "coprod", "requirements", lock + ".txt"), "rb") as text:
        return "%s %s python%d.%d" % ((lock, hashlib.sha256(text.read()).hexdigest()) + sys.version_info[:2])


def stamp_now():
    """The stamp as it stands: "" without an environment, None in one that somebody else made."""
    if not os.path.exists(VENV):
        return ""
    if not os.path.exists(STAMP):
        return None
    with open(STAMP) as text:
        return text.read()


def is_satisfied(lock, stamp):
    """Whether an environment with that stamp has what the lock asks for. The dev lock holds all of the run lock."""
    return stamp is None or stamp == stamp_of(lock) or stamp == stamp_of("dev")


def make_environment(lock):
    """Make `.venv`, or bring it up to date; say whether anything was done. One start works on it at a time."""
    if is_satisfied(lock, stamp_now()):
        return False
    import fcntl

    var = os.path.join(HERE, ".var")
    os.makedirs(var, exist_ok=True)
    with open(os.path.join(var, "environment.lock"), "w") as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Another start is making the environment. Waiting for it.")
            fcntl.flock(turn, fcntl.LOCK_EX)
        stamp = stamp_now()
        if not is_satisfied(lock, stamp):
            install(lock, stamp, turn)
    return True


def install(lock, stamp, turn):
    """Install the lock. Each step holds `turn` by itself, so that it stays ours even if this process is killed."""
    say("Making the environment in .venv. This happens once and takes about a minute.")
    if stamp in ("", MAKING) or stamp.split()[-1] != stamp_of(lock).split()[-1]:
        start_anew()
        run([base_python(), "-m", "venv", VENV], turn,
            "The environment could not be made. On Debian and Ubuntu, install the package python3-venv first.")
    write_stamp(MAKING)
    run([python_inside(), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input",
         "--require-hashes", "-r", os.path.join(HERE, "coprod", "requirements", lock + ".txt")], turn,
        "The packages could not be installed. Is there a connection? The next start tries again.")
    write_stamp(stamp_of(lock))


def start_anew():
    """Put an empty, stamped folder where `.venv` was. At no moment does one stand there without its stamp."""
    old, new = VENV + ".old", VENV + ".new"
    for leftover in (old, new):
        shutil.rmtree(leftover, ignore_errors=True)
    os.makedirs(new)
    with open(os.path.join(new, os.path.basename(STAMP)), "w") as stamp:
        stamp.write(MAKING)
    if os.path.exists(VENV):
        os.rename(VENV, old)
    os.rename(new, VENV)
    shutil.rmtree(old, ignore_errors=True)


def base_python():
    """The interpreter that environments are made with: this one, or the one that made ours."""
    return sys.executable if sys.prefix == sys.base_prefix else getattr(sys, "_base_executable", sys.executable)


def write_stamp(text):
    with open(STAMP + ".new", "w") as stamp:
        stamp.write(text)
    os.replace(STAMP + ".new", STAMP)


def run(command, turn, what_if_not):
    if subprocess.call(command, pass_fds=[turn.fileno()]):
        sys.exit(what_if_not)


def say(sentence):
    print(sentence, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)
