"""`manage.py suggest_pairs`: pairs for scripts; bad problems give exit code 2 and one line each. No database is allowed here."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[3]
W4 = {"id": "W4", "name": "Finance", "hours": 4, "population": "renal", "wanted": ["money"], "serving": ["LP10"]}
W5 = {"id": "W5", "hours": 3, "population": None, "wanted": [], "serving": []}
LP10 = {"id": "LP10", "name": "Winston", "place": "Tilbourne", "asked_for": [], "experience": [], "strategic": True, "lived": ["renal"],
        "seats": 1, "served_months": 6, "hours": 6, "hours_limit": 8, "conflicts": [], "available": True}
LP15 = {"id": "LP15", "name": "Fiona", "place": "Ashmere", "asked_for": ["W4"], "experience": ["money"], "strategic": False, "lived": [],
        "seats": 0, "served_months": 8, "hours": 0, "hours_limit": 8, "conflicts": [], "available": True}
GIVEN = {"workstreams": [W4, W5], "people": [LP10, LP15]}
FOUND = {
    "pairs": [{"workstream": "W4", "people": ["LP10", "LP15"], "score": 10, "parts": {
        "asked_for": 3, "experience": 1, "strategic": 2, "lived": 2, "places": 1, "served": 1, "seats": 0}}],
    "total": 10,
    "unfilled": [{"workstream": "W5", "why": (
        "2 people are needed, or none: nobody begins alone. 1 could sit here. 1 would be over their own limit of hours.")}],
}


def run(tmp_path, content, *further):
    """What the command prints, and what it complains of, and how it ends."""
    file, out, err = tmp_path / "problem.json", StringIO(), StringIO()
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    try:
        call_command("suggest_pairs", "--input", str(file), *further, stdout=out, stderr=err)
    except SystemExit as end:
        return out.getvalue(), err.getvalue().splitlines(), end.code
    return out.getvalue(), err.getvalue().splitlines(), 0


def test_it_prints_the_suggestion_as_json(tmp_path):
    out, err, code = run(tmp_path, GIVEN, "--json")

    assert (json.loads(out), err, code) == (FOUND, [], 0)


def test_it_says_it_in_words(tmp_path):
    out, _err, _code = run(tmp_path, GIVEN)

    assert out.splitlines() == [
        "Finance: Winston and Fiona, 10 points (asked for +3, experience +1, strategic +2, lived +2, places +1, served +1)",
        f"W5: nobody. {FOUND['unfilled'][0]['why']}", "Total: 10 points."]


def test_a_real_process_reads_standard_input_and_prints_json_and_nothing_else():
    done = subprocess.run([sys.executable, "manage.py", "suggest_pairs", "--json", "--input", "-"], input=json.dumps(GIVEN).encode(),
                          cwd=ROOT, capture_output=True, check=True, env=os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"})

    assert json.loads(done.stdout) == FOUND and done.stderr == b""


def test_it_does_not_start_without_a_problem():
    with pytest.raises(CommandError, match="--input"):
        call_command("suggest_pairs")


def changed(key, number, **facts):
    """The problem, with one thing in it made wrong; a fact `...` is taken out."""
    things = [dict(each) for each in GIVEN[key]]
    things[number] = {name: value for name, value in (things[number] | facts).items() if value is not ...}
    return GIVEN | {key: things}


@pytest.mark.parametrize(("content", "lines"), [
    (b"{", ["This is not JSON in UTF-8: Expecting property name enclosed in double quotes, line 1, column 2."]),
    (b'{"people": [], "people": [], "workstreams": []}', ['"people" stands there more than once.']),
    (b'{"people": [{"id": 1, "hours": NaN, "hours_limit": Infinity}], "workstreams": []}',
     ['people[0]: "hours" must be a number, 0 or more.', 'people[0]: "hours_limit" must be a number, 0 or more.']),
    ([], ['The file must hold an object with "workstreams" and "people".']),
    ({"people": {}}, ['"workstreams" must be a list of objects.', '"people" must be a list of objects.']),
    (GIVEN | {"streams": []}, ['"streams" is not known here.']),
    (changed("people", 0, id=...), ['people[0]: "id" is missing.']),
    (changed("people", 1, hours_limit=..., hours=-1), ['people[1]: "hours" must be a number, 0 or more.',
                                                       'people[1]: "hours_limit" is missing.']),
    (changed("people", 1, conflict=["W4"]), ['people[1]: "conflict" is not known here.']),
    (changed("people", 1, available="no"), ['people[1]: "available" must be true or false.']),
    (changed("people", 1, seats=1.5), ['people[1]: "seats" must be a whole number, 0 or more.']),
    (changed("people", 1, id="LP10"), ['people: the id "LP10" stands there 2 times.']),
    (changed("people", 1, conflicts=["W9"]), ['people[1]: "conflicts" has "W9", which is not among the workstreams.']),
    (changed("workstreams", 0, serving=["LP99"]), ['workstreams[0]: "serving" has "LP99", which is not among the people.']),
    (changed("workstreams", 0, serving=["LP10", "LP10"]), ['workstreams[0]: "serving" names somebody twice.']),
    (changed("workstreams", 1, wanted="money", population=3), ['workstreams[1]: "population" must be a text, or null.',
                                                               'workstreams[1]: "wanted" must be a list of texts.']),
])
def test_what_is_wrong_is_said_and_nothing_is_suggested(tmp_path, content, lines):
    assert run(tmp_path, content, "--json") == ("", lines, 2)


def test_a_file_that_is_not_there_is_named():
    err = StringIO()
    with pytest.raises(SystemExit):
        call_command("suggest_pairs", "--input", "no/such/file.json", stderr=err)

    assert err.getvalue() == 'The file "no/such/file.json" cannot be read: No such file or directory.\n'


@pytest.mark.parametrize("content", [{"workstreams": [], "people": []}, {"workstreams": [], "people": [LP10 | {"asked_for": []}]}])
def test_where_no_seat_is_empty_nothing_is_suggested(tmp_path, content):
    out, _err, code = run(tmp_path, content, "--json")

    assert (json.loads(out), code) == ({"pairs": [], "total": 0, "unfilled": []}, 0)
