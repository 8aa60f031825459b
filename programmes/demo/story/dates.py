"""The story was written for 2013 and 2014. Here its days move, by whole weeks, to end in the week of the reader."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format

from coprod.kit.clock import LONDON

AS_TOLD = date(2014, 3, 17)         # the Monday on which the story ends
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
IN_TEXT = re.compile(r"\[(\d{1,2} [A-Z][a-z]{2} \d{2})\]")


def as_written(text: str) -> date:
    """The day of the story that "10 Sep 13" means. Raises ValueError."""
    day, month, year = text.split()
    return date(2000 + int(year), MONTHS.index(month) + 1, int(day))


@dataclass(frozen=True)
class Calendar:
    """The days of the story, moved by whole weeks so that its last Monday is the Monday of `today`'s week."""

    today: date

    @property
    def monday(self) -> date:
        return self.today - timedelta(days=self.today.weekday())

    @property
    def moved(self) -> timedelta:
        return self.monday - AS_TOLD

    def when(self, y: int, m: int, d: int, hour: int = 10, minute: int = 0) -> datetime:
        """That day of the story, moved, at that time in London."""
        return datetime.combine(date(y, m, d) + self.moved, time(hour, minute), tzinfo=LONDON)

    def day(self, text: str) -> date:
        """The moved day of "10 Sep 13"."""
        return as_written(text) + self.moved

    def moment(self, text: str, hour: int = 10, minute: int = 0) -> datetime:
        written = as_written(text)
        return self.when(written.year, written.month, written.day, hour, minute)

    def words(self, text: str) -> str:
        """`text` with every "[10 Sep 13]" in it as people write that day once it is moved."""
        return IN_TEXT.sub(lambda found: date_format(self.day(found[1]), "j F"), text)
