"""Holidays that news tells days by: fixed days, days of a week of a month, and days counted from Easter."""

from datetime import date

from claimtrack.domain.days import add_days
from claimtrack.extraction.intervals import safe_date
from claimtrack.extraction.lexicons.calendar_words import EASTER_DAYS, HOLIDAYS, WEEKDAYS_OF_MONTHS


def holiday(name: str, year: int) -> date | None:
    """Return the day of a holiday, named in lower case, in a year."""
    if name in HOLIDAYS:
        return safe_date(year, *HOLIDAYS[name])
    if name in EASTER_DAYS:
        return add_days(easter(year), EASTER_DAYS[name])
    month, weekday, week = WEEKDAYS_OF_MONTHS[name]
    if week > 0:
        first = date(year, month, 1)
        return add_days(first, (weekday - first.weekday()) % 7 + 7 * (week - 1))
    last = date(year, month, 31)  # the only one told from its end is in May
    return add_days(last, -((last.weekday() - weekday) % 7))


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, after the anonymous rule of 1876 (Meeus, chapter 8)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    shift = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
