"""The speed measurements work, measure nothing where they may not, and judge a goal by its whole interval."""

import os
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.bench import goals
from tests.bench.databases import NotHere, drop, refuse_strange_ground, url_of


@pytest.mark.parametrize(("url", "live", "why"), [
    ("", False, "set DATABASE_URL"),
    ("sqlite:///here.sqlite3", False, "need PostgreSQL"),
    ("postgres://someone@database.example.org/coprod", False, "this machine only"),
    ("postgres://someone@10.0.0.7/coprod", False, "this machine only"),
    ("postgres://someone@127.0.0.1/coprod", True, "COPROD_LIVE=1"),
])
def test_it_refuses_strange_ground_with_a_sentence(url, live, why):
    with pytest.raises(NotHere, match=why):
        refuse_strange_ground(url, live=live)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_it_measures_on_this_machine(host):
    refuse_strange_ground(f"postgres://someone@{host}:5432/coprod", live=False)


def test_it_drops_no_database_but_its_own():
    with pytest.raises(ValueError, match="not ours"):
        drop("coprod", "postgres://someone@127.0.0.1/coprod")


def test_the_address_of_another_database_on_the_same_server():
    assert url_of("bench_10", "postgres://me:secret@127.0.0.1:5432/coprod") == "postgres://me:secret@127.0.0.1:5432/bench_10"


@pytest.mark.parametrize(("limit", "rounds", "verdict"), [
    (2.0, [1.5, 1.9, 1.6], goals.MET),
    (2.0, [1.9, 2.1, 2.4], goals.OPEN),         # the best round is within the goal: the noise decides
    (2.0, [2.1, 2.2, 2.4], goals.MISSED),
    (-1.6, [1.7, 1.9, 1.5], goals.MET),         # "at least"
    (-1.6, [1.5, 1.4, 1.7], goals.OPEN),
    (-1.6, [1.5, 1.4, 1.2], goals.MISSED),
])
def test_a_goal_is_missed_only_if_the_whole_interval_is_past_it(limit, rounds, verdict):
    assert goals.at_most(1, "list", limit, rounds).verdict == verdict


def test_the_table_has_a_row_for_every_goal():
    rows = goals.as_table([goals.at_most(4, "own page", 2.0, [1.25, 1.5, 1.75])]).split("\n")

    assert rows == ["| Goal | What | Limit | Measured | Interval | Verdict |", "|---|---|---|---|---|---|",
                    "| 4 | own page | at most 2 | 1.50 | 1.25 to 1.75 | met |"]


def test_it_measures_ten_programmes_or_says_what_it_needs(tmp_path):
    """On PostgreSQL all of it, at the smallest size; both checks must leave the same behind. Elsewhere a sentence."""
    told, out = StringIO(), tmp_path / "found.json"
    words = {"sizes": [10], "sweeps": [10], "rounds": 1, "quick": True, "out": str(out), "stdout": told}
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        with pytest.raises(CommandError, match="need PostgreSQL"):
            call_command("bench", **words)
        return
    assert os.environ["DATABASE_URL"].startswith("postgres")

    call_command("bench", **words)

    table = told.getvalue()
    assert {int(row.split("|")[1]) for row in table.split("\n") if row[:3].strip("| ").isdigit()} == {1, 2, 3, 4, 6, 8, 9, 11, 12, 13, 14}
    assert "| 11 | sweep, leaves behind what S leaves | the same | the same | - | met |" in table
    assert "| 12 | which stages are complete, same answer | the same | the same | - | met |" in table
    assert '"loop_us"' in out.read_text()
