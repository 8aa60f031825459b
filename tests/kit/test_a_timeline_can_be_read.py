"""In a row of the timeline no mark and no word lies on another: where two begin close together, the later one is told."""

import re
from datetime import date, timedelta

import pytest

from coprod.kit import charts

DAY = date(2026, 1, 5)


def marks(*bars):
    """The words of a row, and the places of its marks and words, from left to right."""
    svg = charts.timeline([charts.Row("Housing", [charts.Bar(DAY + timedelta(days=a), DAY + timedelta(days=b), tone, word)
                                                  for a, b, tone, word in bars], [])],
                          start=DAY, end=DAY + timedelta(days=400), today=DAY, sentence="One row.")
    words = [word for *_, word in bars]
    return [word for word in words if f">{word}</text>" in svg], svg


@pytest.mark.parametrize(("second_begins", "told"), [(5, ["Open"]), (20, ["Open"]), (200, ["Signed off", "Open"])])
def test_of_two_that_begin_close_together_the_later_is_told(second_begins, told):
    words, svg = marks((0, second_begins, "done", "Signed off"), (second_begins, 300, "running", "Open"))

    assert words == told
    assert len(re.findall('<path d="M0 29h', svg)) == 2      # both bars stand there all the same


def test_a_single_bar_keeps_its_mark_and_word():
    assert marks((0, 3, "done", "Signed off"))[0] == ["Signed off"]
