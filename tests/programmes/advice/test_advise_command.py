"""`manage.py advise`: a recommendation for scripts; bad answers give exit code 2 and one line each."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from programmes.advice import advise
from programmes.advice.catalogue import as_schema
from tests.programmes.advice.answering import CLOSING, HOME_STRAIGHT, JOINED_UP, OPEN, given

ROOT = Path(__file__).resolve().parents[3]
KEYS = ["level", "packages", "would_be", "phases", "cap", "binding", "rules", "explanation", "to_go_higher"]


@pytest.fixture
def ask(tmp_path):
    """Run the command on what a file holds; gives what it printed. No database is allowed here."""
    def run(content, *, named="answers.json"):
        file = tmp_path / named
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        out = StringIO()
        call_command("advise", str(file), stdout=out)
        return out.getvalue()

    return run


@pytest.fixture
def refused(ask, tmp_path):
    """Run it on something wrong; gives the lines on standard error, and makes sure that nothing else was printed."""
    def run(content=None, *arguments):
        file, out, err = tmp_path / "wrong.json", StringIO(), StringIO()
        if content is not None:
            file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
            arguments = (str(file),)
        with pytest.raises(SystemExit) as stop:
            call_command("advise", *arguments, stdout=out, stderr=err)
        assert stop.value.code == 2
        assert out.getvalue() == ""
        return err.getvalue().splitlines()

    return run


@pytest.mark.parametrize("answers", [OPEN, JOINED_UP, HOME_STRAIGHT, CLOSING, given(Q1="individual")])
def test_it_prints_the_recommendation_in_the_documented_order(ask, answers):
    printed = ask(answers)

    assert list(json.loads(printed)) == KEYS
    assert json.loads(printed) == advise(answers).as_dict()
    assert printed.startswith('{\n  "level": "')


def test_a_byte_order_mark_before_the_answers_is_no_mistake(ask):
    assert json.loads(ask(b"\xef\xbb\xbf" + json.dumps(OPEN).encode()))["packages"] == ["P3"]


def test_each_mistake_is_a_line_and_nothing_is_recommended(refused):
    assert refused(given(Q1="galaxy", Q5=5, extra=1) | {"Q8_seldom_heard": "no"}) == [
        'Q1: "galaxy" is no answer. Allowed: individual, service, system.',
        "Q5: 5 is no answer. Allowed: under_6_weeks, 6_weeks_to_3_months, 3_to_12_months, over_12_months.",
        'Q8_seldom_heard: "no" is no answer. Allowed: true, false (without quotes).',
        '"extra": there is no such question. The codes are Q1 to Q13 and Q8_seldom_heard.']
    assert len(refused({})) == 14


@pytest.mark.parametrize("content", [
    b"", b"{", b"\xff\xfe", b"[1, 2", b"[" * 100_000, b'{"Q1": ' + b"1" * 5000 + b"}", b'{"Q1": "a"} {}'])
def test_what_is_no_json_is_one_line(refused, content):
    (line,) = refused(content)

    assert line.startswith(("This is not JSON in UTF-8", "Q1: "))


@pytest.mark.parametrize("content", [b"[]", b"null", b"3", b'"Q1"', b"NaN"])
def test_json_that_is_no_object_is_one_line(refused, content):
    assert refused(content) == ['The answers must be one object with the codes Q1 to Q13, such as {"Q1": "service", ...}.']


def test_a_code_that_stands_there_twice_is_a_mistake(refused):
    twice = json.dumps(OPEN).replace('"Q3"', '"Q1": "system", "Q3"').encode()

    assert refused(twice) == ['"Q1" stands there more than once.']


def test_a_file_that_is_not_there_and_no_file_at_all(refused, tmp_path):
    assert refused(None, str(tmp_path / "none.json"))[0].endswith("cannot be read: No such file or directory.")
    assert refused(None, str(tmp_path))[0].endswith("cannot be read: Is a directory.")
    assert refused(None) == ["Name a file with the answers, or - for standard input."]


def test_the_schema_is_what_the_questions_say(capsys):
    call_command("advise", "--schema")

    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(as_schema()))


def test_a_shell_sees_the_exit_code_and_no_database_is_asked(tmp_path):
    """With an address at which no database answers; standard input in, standard output and error apart."""
    environment = {**os.environ, "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:1/none", "COPROD_VAR": str(tmp_path),
                   "DJANGO_SETTINGS_MODULE": "coprod.settings", "PYTHONIOENCODING": "ascii"}

    def shell(given_in):
        return subprocess.run([sys.executable, "manage.py", "advise", "-"], cwd=ROOT, env=environment, input=given_in,
                              capture_output=True, timeout=60)

    right, wrong = shell(json.dumps(OPEN).encode()), shell(b'{"Q1": "\\ud800"}')

    assert (right.returncode, right.stderr) == (0, b"")
    assert json.loads(right.stdout) == advise(OPEN).as_dict()
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert len(wrong.stderr.splitlines()) == 14
    assert wrong.stderr.startswith(b'Q1: "\\ud800" is no answer.')
