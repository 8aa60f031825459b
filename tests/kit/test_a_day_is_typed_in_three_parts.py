"""DayField: what people type, what comes out, and what stays on the page when it is wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.kit.fields import field_html, field_params
from coprod.kit.forms import DayField, PlainForm


class Due(PlainForm):
    on = DayField(label="Due date")


class Perhaps(PlainForm):
    on = DayField(label="Due date", required=False)


def typed(day, month, year):
    return {"on_day": day, "on_month": month, "on_year": year}


@pytest.mark.parametrize("parts", [
    ("6", "8", "2026"), ("06", "08", "2026"), (" 6 ", "aug", "2026"), ("6", "August", "2026")])
def test_a_day_may_be_written_in_several_ways(parts):
    form = Due(typed(*parts))

    assert form.errors == {}
    assert form.cleaned_data["on"] == date(2026, 8, 6)


@pytest.mark.parametrize(("parts", "words", "wrong"), [
    (("31", "2", "2026"), "Due date must be a real date, such as 6 8 2026", ["day"]),
    (("29", "2", "2025"), "Due date must be a real date, such as 6 8 2026", ["day"]),
    (("1", "13", "2026"), "Due date must be a real date, such as 6 8 2026", ["month"]),
    (("1", "Mai", "2026"), "Due date must be a real date, such as 6 8 2026", ["month"]),
    (("one", "1", "2026"), "Due date must be a real date, such as 6 8 2026", ["day"]),
    (("1", "1", "26"), "Due date must have a year of 4 numbers, such as 2026", ["year"]),
    (("1", "1", "0000"), "Due date must have a year of 4 numbers, such as 2026", ["year"]),
    (("", "1", "2026"), "Due date must include a day", ["day"]),
    (("1", "", ""), "Due date must include a month and a year", ["month", "year"]),
    (("²", "1", "2026"), "Due date must be a real date, such as 6 8 2026", ["day"]),
    (("1" * 5000, "1", "2026"), "Due date must be a real date, such as 6 8 2026", ["day"]),
    (("1", "1" * 5000, "2026"), "Due date must be a real date, such as 6 8 2026", ["month"]),
    (("1", "1", "2" * 5000), "Due date must have a year of 4 numbers, such as 2026", ["year"]),
])
def test_a_day_that_is_not_one_is_named_kept_and_marked(parts, words, wrong):
    form = Due(typed(*parts))
    component, params = field_params(form["on"])

    assert form.errors["on"] == [words]
    assert [item.get("value", "") for item in params["items"]] == list(parts)
    assert [item["name"] for item in params["items"] if "classes" in item] == [f"on_{part}" for part in wrong]
    assert component == "date-input"
    assert f'value="{parts[0]}"' in field_html(form["on"]) or not parts[0]


def test_nothing_typed_is_an_error_only_if_a_day_is_needed():
    assert Due(typed("", "", "")).errors["on"] == ["Enter the due date"]
    assert Perhaps(typed("", "", "")).is_valid()
    assert Perhaps({}).is_valid()


def test_a_link_may_give_the_whole_day():
    form = Due({"on": "2026-08-06"})

    assert form.errors == {}
    assert form.cleaned_data["on"] == date(2026, 8, 6)
    assert not Due({"on": "tomorrow"}).is_valid()


def test_a_known_day_is_shown_in_its_parts_and_counts_as_unchanged():
    form = Due(typed("6", "8", "2026"), initial={"on": date(2026, 8, 6)})

    assert [item["value"] for item in field_params(Due(initial={"on": date(2026, 8, 6)})["on"])[1]["items"]] == [
        "6", "8", "2026"]
    assert not form.has_changed()
    assert Due(typed("7", "8", "2026"), initial={"on": date(2026, 8, 6)}).has_changed()


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_comes_back_as_it_was_typed(day):
    form = Due(typed(str(day.day), str(day.month), str(day.year)))

    assert form.is_valid()
    assert form.cleaned_data["on"] == day


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_whatever_is_typed_gives_a_day_or_words_never_a_crash(day, month, year):
    form = Perhaps(typed(day, month, year))

    assert form.is_valid() or len(form.errors["on"]) == 1
    assert "nhsuk-date-input" in field_html(form["on"])
