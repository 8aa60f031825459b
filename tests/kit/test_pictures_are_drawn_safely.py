"""Charts: mark-up without inline style, words escaped, states by shape and word, a table beside each."""

import re
from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.test.html import parse_html
from hypothesis import given
from hypothesis import strategies as st

from coprod.kit import charts
from coprod.kit.gallery import pictures
from coprod.kit.shapes import SHAPES, TONES
from coprod.kit.templatetags.parts import grid_of

SHARP = "<script>&\"'"
NUMBERS = re.compile(r'\s(?:x|y|x1|x2|y1|y2|width|height)="([^"]+)"')


def every_picture():
    today = date(2026, 8, 6)
    return {
        "map": charts.stage_map([charts.Step(1, SHARP, "done", SHARP)], sentence=SHARP, title=SHARP),
        "timeline": charts.timeline(
            [charts.Row(SHARP, [charts.Bar(today, None, "running", SHARP)], [charts.Gap(today, None, SHARP)])],
            start=date(2026, 1, 1), end=date(2026, 12, 1), today=today, sentence=SHARP)}


@pytest.mark.parametrize("name", ["map", "timeline"])
def test_a_picture_holds_no_style_no_script_and_no_sharp_words(name):
    svg = every_picture()[name]

    assert "<script" not in svg
    assert "style" not in svg
    assert "&lt;script&gt;" in svg
    assert re.search(r'^<svg class="app-chart app-chart--\w+" role="img" viewBox="0 0 \d+ \d+" width="\d+" height="\d+"><title>', svg)
    assert "<desc>&lt;script&gt;" in svg
    parse_html(svg)


def test_shapes_are_drawn_once_under_names_that_no_other_kind_of_picture_has():
    names = [re.findall(r' id="([^"]+)"', svg) for svg in every_picture().values()]
    used = [re.findall(r' href="#([^"]+)"', svg) for svg in every_picture().values()]

    assert names == [["map-done"], ["time-running"]]
    assert used == names


def test_the_stage_map_tells_every_state_by_shape_and_word():
    steps = [charts.Step(number, f"Stage {number}", tone, f"Word {number}") for number, tone in enumerate(TONES, start=1)]
    svg = charts.stage_map(steps, sentence="All of them.")

    assert [step for step in steps if SHAPES[step.tone] not in svg or f">{step.word}</text>" not in svg] == []


def test_the_path_turns_back_at_the_end_of_each_line():
    svg = charts.stage_map([charts.Step(n, "S", "done", "Done") for n in range(1, 6)], sentence="x", columns=2)
    points = re.search(r'points="([^"]+)"', svg).group(1).split()
    across = [float(point.split(",")[0]) for point in points]

    assert across[0] < across[1] == across[2] > across[3] == across[4]


def test_a_gap_is_drawn_where_it_was_and_named():
    start, end = date(2026, 1, 1), date(2026, 12, 31)
    svg = charts.timeline([charts.Row("Alder", [], [charts.Gap(date(2026, 7, 1), date(2026, 8, 8), "39 days empty")])],
                          start=start, end=end, today=start, sentence="x")
    found = re.search(r'translate\(([\d.]+) [\d.]+\)"><rect class="app-chart__gap" y="\d+" width="([\d.]+)"', svg)
    scale = (1016 - charts.LABELS - 12) / 365

    assert abs(float(found.group(1)) - charts.LABELS - 181 * scale) < 0.1
    assert abs(float(found.group(2)) - 39 * scale) < 0.1
    assert "39 days empty" in svg


def test_a_timeline_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="ends after"):
        charts.timeline([], start=date(2026, 2, 1), end=date(2026, 1, 1), today=date(2026, 1, 1), sentence="x")


days = st.dates(min_value=date(2014, 1, 1), max_value=date(2030, 12, 31))


@given(days, st.integers(0, 3000), days, days, st.integers(-20, 4000), st.text(max_size=60))
def test_nothing_is_drawn_outside_the_picture(start, long, today, begun, lasted, word):
    bar = charts.Bar(begun, begun + timedelta(days=lasted), "running", word)
    svg = charts.timeline([charts.Row(word, [bar], [charts.Gap(begun, None, word)])], start=start,
                          end=start + timedelta(days=long), today=today, sentence="x")

    assert [number for number in NUMBERS.findall(svg) if not 0 <= float(number) <= 1016] == []


def test_no_stages_and_no_rows_still_give_a_picture():
    assert charts.stage_map([], sentence="x").startswith("<svg")
    day = date(2026, 1, 1)
    assert charts.timeline([], start=day, end=day, today=day, sentence="x").startswith("<svg")


@pytest.mark.parametrize("number", [0, 1])
def test_a_picture_comes_with_its_sentence_and_a_table_of_the_same_facts(number):
    picture = pictures()[number]
    html = render_to_string("components/picture.html", picture)

    assert picture["sentence"] in html
    assert picture["svg"] in html
    assert html.count('<th scope="row">') == len(picture["rows"])
    assert html.count('<th scope="col">') == len(picture["head"])
    assert 'tabindex="0"' in html


def test_a_grid_is_picture_and_table_in_one():
    html = grid_of(["Group", SHARP], [[SHARP, ("done", SHARP)], ["Birch", None]], SHARP)

    assert html.count(SHAPES["done"]) == 1
    assert '<td class="app-tone--done"><svg class="app-shape" aria-hidden="true"><use href="#grid-done"/></svg> &lt;script&gt;' in html
    assert html.count('<th scope="row">') == html.count('<th scope="col">') == 2
    assert "<script" not in html
    parse_html(html)
