"""What falls on a day that people may keep free: bank holidays of England, and the main holy days of the faiths at home there.

The library `holidays` knows the dates (decision 0015). Days that follow the moon are "about" that day: people see it, or count, a day
apart. A date that its tables do not have, for some from 2036 on, is left out.
"""

from datetime import date, timedelta
from functools import cache

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import bank_holidays

HOLY_DAYS = {
    "good_friday": _("Good Friday"), "easter": _("Easter Sunday"), "christmas": _("Christmas Day"),
    "orthodox_easter": _("Orthodox Easter"), "orthodox_christmas": _("Orthodox Christmas"),
    "ramadan": _("First day of Ramadan"), "eid_al_fitr": _("Eid al-Fitr"), "eid_al_adha": _("Eid al-Adha"), "ashura": _("Ashura"),
    "passover": _("Passover"), "shavuot": _("Shavuot"), "rosh_hashanah": _("Rosh Hashanah"), "yom_kippur": _("Yom Kippur"),
    "sukkot": _("Sukkot"),
    "diwali": _("Diwali"), "holi": _("Holi"), "vaisakhi": _("Vaisakhi"), "guru_nanak": _("Guru Nanak’s birthday"),
    "vesak": _("Vesak, the day of the Buddha"), "lunar_new_year": _("Lunar New Year"),
}
JEWISH = {      # the days of each on which work rests, counted from its first; it begins in the evening before
    "passover": (0, 1, 6, 7), "shavuot": (0, 1), "rosh_hashanah": (0, 1), "yom_kippur": (0,), "sukkot": (0, 1, 7, 8)}
SEEN = ("ramadan", "eid_al_fitr", "eid_al_adha", "ashura")      # the moon must be seen, so they may be the day before or after
ABOUT = (*SEEN, "diwali", "holi", "vaisakhi", "guru_nanak", "vesak")
EVE = "_eve"
_DAY = timedelta(days=1)


def special_days(day: date) -> list[str]:
    """What falls on `day`, in plain words and in the language of who reads: a bank holiday first. On most days nothing does."""
    here = _names_on(day)
    near = [name for name in _names_on(day - _DAY) + _names_on(day + _DAY) if name in SEEN and name not in here]
    found = [bank_holidays()[day]] if day in bank_holidays() else []
    return [*found, *(words for words in map(_words, (*here, *near)) if words not in found)]


def _words(name: str) -> str:
    words = str(HOLY_DAYS[name.removesuffix(EVE)])
    if name.endswith(EVE):
        return say("%(name)s begins in the evening") % {"name": words}
    return say("%(name)s, on or about this day") % {"name": words} if name in ABOUT else words


def _names_on(day: date) -> list[str]:
    return _names_in(day.year).get(day, [])


@cache
def _names_in(year: int) -> dict[date, list[str]]:
    """Which of `HOLY_DAYS`, and which eves, fall on which days of the year. The library is read when it is first asked: that takes a
    tenth of a second, for which no start shall wait."""
    from holidays import HolidayBase
    from holidays.calendars import JULIAN_CALENDAR
    from holidays.groups import (
        BuddhistCalendarHolidays,
        ChineseCalendarHolidays,
        ChristianHolidays,
        HebrewCalendarHolidays,
        HinduCalendarHolidays,
        IslamicHolidays,
    )

    class HolyDays(HolidayBase, BuddhistCalendarHolidays, ChineseCalendarHolidays, ChristianHolidays, HebrewCalendarHolidays,
                   HinduCalendarHolidays, IslamicHolidays):
        start_year = 2001       # the tables begin

        def __init__(self) -> None:
            BuddhistCalendarHolidays.__init__(self)
            ChineseCalendarHolidays.__init__(self)
            ChristianHolidays.__init__(self)
            HebrewCalendarHolidays.__init__(self)
            HinduCalendarHolidays.__init__(self)
            IslamicHolidays.__init__(self, show_estimated=False)
            super().__init__(years=year)

        def _populate_public_holidays(self) -> None:
            self._add_good_friday("good_friday")
            self._add_easter_sunday("easter")
            self._add_christmas_day("christmas")
            self._add_easter_sunday("orthodox_easter", JULIAN_CALENDAR)
            self._add_christmas_day("orthodox_christmas", JULIAN_CALENDAR)
            self._add_ramadan_beginning_day("ramadan")
            self._add_eid_al_fitr_day("eid_al_fitr")
            self._add_eid_al_adha_day("eid_al_adha")
            self._add_ashura_day("ashura")
            for name, days in JEWISH.items():
                first = getattr(self._hebrew_calendar, f"{name}_date")(self._year)
                self._add_hebrew_calendar_holiday(name, first, days)
                self._add_hebrew_calendar_holiday(name + EVE, first, -1)
            self._add_diwali_india("diwali")
            self._add_holi("holi")
            self._add_vaisakhi("vaisakhi")
            self._add_guru_nanak_jayanti("guru_nanak")
            self._add_vesak("vesak")
            self._add_chinese_new_years_day("lunar_new_year")

    found = HolyDays()
    return {day: found.get_list(day) for day in found}
