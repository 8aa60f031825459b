"""Time. Views, tasks and commands call `now()`; everything below takes `at` or `on`.

Working days are Monday to Friday without the bank holidays of England and Wales, from
the official list that the library carries (2012 on); years beyond the list count weekends
only. `keeping_time_at` is for the demo story alone, which is told with a clock of its own.
"""

from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.utils import timezone
from govuk_bank_holidays.bank_holidays import BankHolidays

LONDON = ZoneInfo("Europe/London")
_kept_at: ContextVar[datetime | None] = ContextVar("kept_at", default=None)


def now() -> datetime:
    """This moment, with its time zone."""
    return _kept_at.get() or timezone.now()


@contextmanager
def keeping_time_at(moment: datetime) -> Iterator[None]:
    """While inside, it is `moment`: in this thread or task, and nowhere else."""
    before = _kept_at.set(moment)
    try:
        yield
    finally:
        _kept_at.reset(before)


def day_of(moment: datetime) -> date:
    """The calendar day in London at that moment."""
    return moment.astimezone(LONDON).date()


def start_of(day: date) -> datetime:
    """Midnight in London at which `day` begins."""
    return datetime.combine(day, time.min, tzinfo=LONDON)


@cache
def bank_holidays() -> dict[date, str]:
    """The bank holidays of England and Wales that the shipped official list knows, with their names."""
    listed = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return {each["date"]: ", ".join(filter(None, (each["title"], each["notes"].lower()))) for each in listed}


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays()


def add_working_days(day: date, count: int) -> date:
    """The working day `count` working days after `day` (before it, if negative); 0 gives `day` itself."""
    step = timedelta(days=1 if count >= 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def add_months(day: date, count: int) -> date:
    """The same day `count` months later; in a shorter month its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def working_days_between(first: date, last: date) -> int:
    """How many working days lie after `first` up to and with `last`; 0 if `last` is not later."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_working_day(day) for day in days)
