"""Which days people may keep free: bank holidays by the official list, and the holy days of 2026 and 2027 as communities publish them."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

from coprod.kit.almanac import ABOUT, HOLY_DAYS, JEWISH, special_days

KNOWN = {
    "good_friday": (date(2026, 4, 3), date(2027, 3, 26)), "easter": (date(2026, 4, 5), date(2027, 3, 28)),
    "christmas": (date(2026, 12, 25), date(2027, 12, 25)),
    "orthodox_easter": (date(2026, 4, 12), date(2027, 5, 2)), "orthodox_christmas": (date(2026, 1, 7), date(2027, 1, 7)),
    "ramadan": (date(2026, 2, 18), date(2027, 2, 8)), "eid_al_fitr": (date(2026, 3, 20), date(2027, 3, 9)),
    "eid_al_adha": (date(2026, 5, 27), date(2027, 5, 16)), "ashura": (date(2026, 6, 25), date(2027, 6, 15)),
    "passover": (date(2026, 4, 2), date(2027, 4, 22)), "shavuot": (date(2026, 5, 22), date(2027, 6, 11)),
    "rosh_hashanah": (date(2026, 9, 12), date(2027, 10, 2)), "yom_kippur": (date(2026, 9, 21), date(2027, 10, 11)),
    "sukkot": (date(2026, 9, 26), date(2027, 10, 16)),
    "diwali": (date(2026, 11, 8), date(2027, 10, 29)), "holi": (date(2026, 3, 4), date(2027, 3, 22)),
    "vaisakhi": (date(2026, 4, 14), date(2027, 4, 14)), "guru_nanak": (date(2026, 11, 24), date(2027, 11, 14)),
    "vesak": (date(2026, 5, 31), date(2027, 5, 20)), "lunar_new_year": (date(2026, 2, 17), date(2027, 2, 6)),
}


def test_every_holy_day_has_its_known_dates():
    assert set(KNOWN) == set(HOLY_DAYS)


@pytest.mark.parametrize(("name", "day"), [(name, day) for name, days in KNOWN.items() for day in days])
def test_a_holy_day_is_named_on_its_day(name, day):
    words = str(HOLY_DAYS[name]) + (", on or about this day" if name in ABOUT else "")

    assert words in special_days(day)


@pytest.mark.parametrize("name", ["ramadan", "eid_al_fitr", "eid_al_adha", "ashura"])
def test_where_the_moon_must_be_seen_the_days_around_are_named_too_and_no_more(name):
    day, words = KNOWN[name][1], f"{HOLY_DAYS[name]}, on or about this day"

    named = [n for n in range(-3, 4) if words in special_days(day + timedelta(days=n))]

    assert named == [-1, 0, 1]


@pytest.mark.parametrize("name", JEWISH)
def test_a_jewish_day_begins_in_the_evening_before(name):
    first, words = KNOWN[name][0], str(HOLY_DAYS[name])

    assert f"{words} begins in the evening" in special_days(first - timedelta(days=1))
    assert [n for n in range(-1, 10) if words in special_days(first + timedelta(days=n))] == list(JEWISH[name])


@pytest.mark.parametrize(("day", "names"), [
    (date(2026, 5, 4), ["Early May bank holiday"]), (date(2026, 8, 31), ["Summer bank holiday"]),
    (date(2026, 12, 28), ["Boxing Day, substitute day"]),
    (date(2026, 12, 25), ["Christmas Day"]),                        # by both lists, said once
    (date(2026, 4, 3), ["Good Friday", "Passover"]), (date(2026, 3, 16), []), (date(2026, 7, 6), [])])
def test_bank_holidays_come_first_and_on_most_days_nothing_falls(day, names):
    assert special_days(day) == names


@pytest.mark.parametrize("year", [1900, 2035, 2036, 2101, 2999])
def test_a_year_beyond_the_tables_is_no_mistake(year):
    found = [special_days(date(year, 1, 1) + timedelta(days=n)) for n in range(365)]

    assert any(found) == (2001 <= year <= 2100)


def test_the_library_is_not_read_when_the_service_starts():
    start = ("import os, sys; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'coprod.settings'); import django; django.setup(); "
             "import coprod.urls; sys.exit('holidays' in sys.modules)")

    assert subprocess.run([sys.executable, "-c", start], check=False).returncode == 0
