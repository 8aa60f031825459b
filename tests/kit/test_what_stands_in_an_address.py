"""Anything may be typed after the question mark of an address: it is words, or a number, or nothing."""

import pytest

from coprod.kit.parameters import number, words


@pytest.mark.parametrize(("text", "value"), [
    ("0", 0), ("25", 25), ("007", 7), ("", 0), ("-1", 0), ("1.5", 0), ("²", 0), ("ten", 0), ("٣", 3), ("1000000000", 1_000_000_000),
    ("1000000001", 0),
    ("9" * 20, 0), ("9" * 5000, 0), (" 1", 0),
])
def test_a_number_is_a_whole_one_that_a_list_could_have(text, value):
    assert number(text) == value


@pytest.mark.parametrize(("query", "text"), [
    ("q=care", "care"), ("q=%20care%20", "care"), ("q=", ""), ("", ""), ("q=a%00b", "ab"), ("q=%00", ""), ("q=" + "x" * 500, "x" * 200),
    ("q=one&q=two", "two"),
])
def test_words_are_trimmed_and_of_bounded_length(rf, query, text):
    assert words(rf.get(f"/?{query}"), "q") == text
