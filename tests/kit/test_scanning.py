"""What may lead to a person in words that everybody will read."""

import time

import pytest

from coprod.kit.scanning import NEVER, Found, Kind, found_in, is_nhs_number, refusal_of


@pytest.mark.parametrize(("text", "kind", "words"), [
    ("Ring 020 7946 0958 for more", Kind.PHONE, "020 7946 0958"),
    ("Ring (020) 7946 0958.", Kind.PHONE, "(020) 7946 0958"),
    ("Ring 07700 900123", Kind.PHONE, "07700 900123"),
    ("Ring +44 7700 900 123, please", Kind.PHONE, "+44 7700 900 123"),
    ("Ring 0044 7700-900-123", Kind.PHONE, "0044 7700-900-123"),
    ("Ring 0161.496.0000", Kind.PHONE, "0161.496.0000"),
    ("Ring 07700\u00a0900\u202f123", Kind.PHONE, "07700 900 123"),
    ("Ring ０７７００ ９００１２３", Kind.PHONE, "07700 900123"),
    ("Ring 077\u200b00 900123", Kind.PHONE, "07700 900123"),
    ("Ring 07700–900–123", Kind.PHONE, "07700-900-123"),
    ("Write to ann.lee+x@example.org.uk now", Kind.EMAIL, "ann.lee+x@example.org.uk"),
    ("Write to ann.lee (at) example.org", Kind.EMAIL, "ann.lee (at) example.org"),
    ("She lives at 3 High Street, W1A 1AA", Kind.POSTCODE, "W1A 1AA"),
    ("at sw1a1aa", Kind.POSTCODE, "sw1a1aa"),
    ("at M1 1AE.", Kind.POSTCODE, "M1 1AE"),
    ("at EC1A  1BB", Kind.POSTCODE, "EC1A  1BB"),
    ("His number is 943 476 5919", Kind.NHS, "943 476 5919"),
    ("9434765919", Kind.NHS, "9434765919"),
    ("NHS number: 123 456 7890", Kind.NHS, "123 456 7890"),
])
def test_it_is_found(text: str, kind: Kind, words: str) -> None:
    assert found_in(text) == [Found(kind, words)]


@pytest.mark.parametrize("text", [
    "", "On 29 November 2013 ten of 31 organisations began.", "From 2013 to 2014, page 12-34.", "Stage S11 3rd time, S1 2nd time",
    "It cost £10,000,000 or 1 000 000 000 pounds", "Standard 11.5 and 0.25 or 0.5 of 1,234,567", "a@b", "NHS England", "2013-11-29 14:00",
    "Ten digits of a bill: 9434765918", "A4 paper and B12",
])
def test_other_words_are_left_alone(text: str) -> None:
    assert found_in(text) == []


def test_each_is_said_once_and_in_its_order() -> None:
    found = found_in("W1A 1AA, then a@example.org", "a@example.org and 07700 900123")
    assert [each.kind for each in found] == [Kind.POSTCODE, Kind.EMAIL, Kind.PHONE]
    assert refusal_of(found[:1]) == "Everybody will read this. Look at: W1A 1AA (looks like a postcode)"
    assert refusal_of([]) == ""


def test_a_number_is_one_thing_only() -> None:
    assert found_in("401 023 2137") == [Found(Kind.NHS, "401 023 2137")]
    assert {Kind.NHS} == NEVER


def test_the_check_digit_of_an_nhs_number() -> None:
    assert is_nhs_number("9434765919") and is_nhs_number("4010232137")
    assert not is_nhs_number("9434765910") and not is_nhs_number("943476591") and not is_nhs_number("٩٤٣٤٧٦٥٩١٩")


def test_long_texts_are_looked_through_at_once() -> None:
    began = time.process_time()        # of this process alone: others may be busy
    found_in("0" * 50_000, "a" * 50_000, "a." * 25_000, "0 " * 25_000, "(at)" * 10_000, "w1" * 25_000, "a@" * 25_000, "a@a" + ".a" * 25_000)
    assert time.process_time() - began < 3
