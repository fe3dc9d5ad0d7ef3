"""Calendar arithmetic for time expressions: a period has a first and a last day and a TIMEX3 value. No text here."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from claimtrack.domain.due import TimexType
from claimtrack.extraction.lexicons.calendar_words import SEASON_MONTHS

Direction = Literal["past", "future"]
NEAR = 75
"""Days: a bare date this near wins over one on the side of the tense that is more than FAR away."""
FAR = 200
_DECEMBER = 12
_HALF_YEAR_MONTHS = 6


class Vague(StrEnum):
    """How a vague time blurs: names the row of the policy that sets the day to look again."""

    SOON = "soon"
    DAYS = "coming_days"
    WEEKS = "coming_weeks"
    MONTHS = "coming_months"
    YEARS = "coming_years"
    OPEN = "open"
    PAST = "past"
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class Period:
    """What a time expression means: days from `start` to `end`, either open when None, and its TIMEX3 value."""

    start: date | None
    end: date | None
    value: str
    type: TimexType = TimexType.DATE
    vague: Vague | None = None


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has no such day."""
    return (
        date(year, month, day)
        if 1 <= year <= 9999 and 1 <= month <= _DECEMBER and 1 <= day <= monthrange(year, month)[1]
        else None
    )  # noqa: E501, PLR2004


def add_months(day: date, months: int) -> date:
    """Return the day `months` later; the last of the month where the calendar has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    years = min(max(years, 1), 9998)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """Return the day `days` later, kept inside the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def day_of(day: date) -> Period:
    """Return the one-day period."""
    return Period(day, day, day.isoformat())


def month_of(year: int, month: int) -> Period:
    """Return a calendar month."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]), f"{year:04d}-{month:02d}")


def months_from(year: int, month: int, length: int, value: str) -> Period:
    """Return `length` calendar months that begin with the given one."""
    first = date(year, month, 1)
    return Period(first, add_days(add_months(first, length), -1), value)


def quarter_of(year: int, quarter: int) -> Period:
    """Return a calendar quarter, 1 to 4."""
    return months_from(year, 3 * quarter - 2, 3, f"{year:04d}-Q{quarter}")


def half_of(year: int, half: int) -> Period:
    """Return a half-year, 1 or 2."""
    return months_from(year, _HALF_YEAR_MONTHS * half - 5, _HALF_YEAR_MONTHS, f"{year:04d}-H{half}")


def season_of(year: int, season: str) -> Period:
    """Return a meteorological season; a winter is named by the year it ends in."""
    first, _ = SEASON_MONTHS[season]
    return months_from(year - 1 if season == "WI" else year, first, 3, f"{year:04d}-{season}")


def year_of(year: int) -> Period:
    """Return a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), f"{year:04d}")


def week_of(day: date) -> Period:
    """Return the ISO week that holds `day`, Monday to Sunday."""
    monday = add_days(day, -day.weekday())
    year, week, _ = day.isocalendar()
    return Period(monday, add_days(monday, 6), f"{year:04d}-W{week:02d}")


def unit_of(day: date, unit: str) -> Period | None:
    """Return the calendar day, week, weekend, month, quarter, year, decade or century that holds `day`."""
    if unit == "D":
        return day_of(day)
    if unit == "W":
        return week_of(day)
    if unit == "WE":
        week = week_of(day)
        return replace(week, start=add_days(day, 5 - day.weekday()), value=f"{week.value}-WE")
    if unit == "M":
        return month_of(day.year, day.month)
    if unit == "Q":
        return quarter_of(day.year, (day.month + 2) // 3)
    if unit == "Y":
        return year_of(day.year)
    length = {"DE": 10, "CE": 100}.get(unit)
    if length is None:
        return None
    first = max(day.year - day.year % length, 1)
    return Period(date(first, 1, 1), date(min(first + length - 1, 9999), 12, 31), f"{day.year // length}")


def shift(day: date, unit: str, count: int) -> date | None:
    """Return the day `count` units later, or None for units shorter than a day."""
    if unit in {"D", "W", "F", "WE"}:
        return add_days(day, count * {"D": 1, "W": 7, "F": 14, "WE": 7}[unit])
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    return add_months(day, count * months) if months else None


def part(period: Period, which: str) -> Period:
    """Return the early, middle or late part, or the very end, of a period.

    Of a month these are days 1 to 10, 11 to 20 and 21 to the end, of anything longer the thirds.
    """
    if period.start is None or period.end is None:
        return period
    if which == "end":
        return Period(period.end, period.end, period.value, period.type)
    days = (period.end - period.start).days + 1
    third = 10 if len(period.value) == len("2025-09") and period.value[5:].isdigit() else days // 3
    first, second = period.start + timedelta(third), period.start + timedelta(2 * third)
    if which == "start":
        return Period(period.start, add_days(first, -1), period.value, period.type)
    if which == "mid":
        return Period(first, add_days(second, -1), period.value, period.type)
    return Period(second, period.end, period.value, period.type)


def nearest(past: date | None, future: date | None, anchor: date, direction: Direction) -> date | None:
    """Return the candidate on the side of the tense, unless it is far and the other is near."""
    wanted, other = (future, past) if direction == "future" else (past, future)
    if wanted is None or other is None:
        return wanted or other
    if abs((wanted - anchor).days) > FAR and abs((other - anchor).days) < NEAR:
        return other
    return wanted


def yearless_day(month: int, day: int, anchor: date, direction: Direction) -> date | None:
    """Return the day that "13 August" means when said around `anchor`; the anchor day itself counts."""
    days = [found for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (found := safe_date(year, month, day))]
    return nearest(
        max((found for found in days if found <= anchor), default=None),
        min((found for found in days if found >= anchor), default=None),
        anchor,
        direction,
    )


def yearless_month(month: int, anchor: date, direction: Direction) -> Period:
    """Return the month that a bare name means when said around `anchor`; the anchor's own month counts."""
    past = anchor.year if month <= anchor.month else anchor.year - 1
    future = anchor.year if month >= anchor.month else anchor.year + 1
    first = nearest(date(past, month, 1), date(future, month, 1), anchor, direction)
    return month_of(first.year if first else anchor.year, month)


def weekday_near(weekday: int, anchor: date, direction: Direction) -> date:
    """Return the nearest such weekday on the side of the tense; the anchor day itself counts."""
    back = (anchor.weekday() - weekday) % 7
    return add_days(anchor, -back) if direction == "past" else add_days(anchor, (7 - back) % 7)
