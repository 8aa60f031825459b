"""Working days are Monday to Friday without the bank holidays of England and Wales (the official list)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from coprod.kit.clock import (
    add_working_days,
    bank_holidays,
    day_of,
    is_working_day,
    keeping_time_at,
    now,
    start_of,
    working_days_between,
)


@pytest.mark.parametrize("day", [
    date(2014, 4, 18), date(2014, 4, 21), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 12, 25), date(2026, 12, 28),
    date(2027, 1, 1), date(2022, 9, 19), date(2023, 5, 8),          # the last two were proclaimed for one year alone
])
def test_a_bank_holiday_is_no_working_day(day):
    assert day.weekday() < 5
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 3, 16), date(2026, 4, 2), date(2026, 4, 7), date(2026, 12, 24), date(2026, 12, 29),
                                 date(2026, 3, 17), date(2026, 11, 30)])        # the last two are holidays elsewhere in the kingdom
def test_other_weekdays_are_working_days(day):
    assert is_working_day(day)


def test_weekends_are_none():
    assert not is_working_day(date(2026, 3, 14))
    assert not is_working_day(date(2026, 3, 15))


def test_the_list_reaches_back_to_2014_and_this_far_ahead():
    years = {holiday.year for holiday in bank_holidays()}

    assert {2014, 2015, 2025, 2026, 2027} <= years


@pytest.mark.parametrize(("day", "count", "then"), [
    (date(2026, 3, 16), 0, date(2026, 3, 16)),
    (date(2026, 3, 14), 0, date(2026, 3, 14)),          # 0 gives the day itself, working or not
    (date(2026, 3, 16), 5, date(2026, 3, 23)),
    (date(2026, 3, 14), 1, date(2026, 3, 16)),
    (date(2026, 4, 1), 5, date(2026, 4, 10)),           # over Easter
    (date(2026, 4, 10), -5, date(2026, 4, 1)),
    (date(2026, 12, 22), 5, date(2026, 12, 31)),        # over Christmas
    (date(2026, 12, 31), 1, date(2027, 1, 4)),          # over New Year
    (date(2026, 3, 16), -1, date(2026, 3, 13)),
    (date(2040, 12, 24), 1, date(2040, 12, 25)),        # beyond the list weekends alone are left out
])
def test_so_many_working_days_later_or_before(day, count, then):
    assert add_working_days(day, count) == then


@pytest.mark.parametrize(("first", "last", "count"), [
    (date(2026, 3, 16), date(2026, 3, 23), 5), (date(2026, 3, 16), date(2026, 3, 16), 0), (date(2026, 3, 23), date(2026, 3, 16), 0),
    (date(2026, 4, 2), date(2026, 4, 7), 1), (date(2026, 3, 13), date(2026, 3, 15), 0), (date(2026, 1, 1), date(2026, 12, 31), 253),
])
def test_working_days_between_two_days(first, last, count):
    assert working_days_between(first, last) == count


def test_adding_and_counting_agree():
    for start in (date(2026, 3, 1) + timedelta(days=n) for n in range(60)):
        for count in (1, 4, 9):
            assert working_days_between(start, add_working_days(start, count)) == count


@pytest.mark.parametrize(("moment", "day"), [
    (datetime(2026, 3, 16, 23, 30, tzinfo=UTC), date(2026, 3, 16)), (datetime(2026, 6, 16, 23, 30, tzinfo=UTC), date(2026, 6, 17)),
    (datetime(2026, 6, 16, 22, 59, tzinfo=UTC), date(2026, 6, 16)),
])
def test_a_day_begins_at_midnight_in_london(moment, day):
    assert day_of(moment) == day


def test_the_start_of_a_day_knows_summer_time():
    assert start_of(date(2026, 1, 5)) == datetime(2026, 1, 5, 0, 0, tzinfo=UTC)
    assert start_of(date(2026, 7, 5)) == datetime(2026, 7, 4, 23, 0, tzinfo=UTC)
    assert (start_of(date(2026, 3, 30)) - start_of(date(2026, 3, 29))).total_seconds() / 3600 == 24      # wall clocks, of a day of 23 hours


def test_a_story_may_keep_its_own_time_and_gives_it_back():
    then = datetime(2014, 3, 17, 9, tzinfo=UTC)
    with keeping_time_at(then):
        assert now() == then
    assert now().year >= 2026
