"""Days of the calendar, so many days or months later."""

from calendar import monthrange
from datetime import date

FIRST_YEAR, LAST_YEAR = 1600, 2400
"""Years in which an article may have been published."""


def add_months(day: date, months: int) -> date:
    """Return the day `months` later; the last of the month where the calendar has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, date.min.year), date.max.year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """Return the day `days` later, kept inside the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
