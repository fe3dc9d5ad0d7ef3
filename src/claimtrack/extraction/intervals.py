"""Calendar arithmetic for time expressions: a period has a first and a last day and a TIMEX3 value. No text here."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from claimtrack.domain.days import add_days, add_months
from claimtrack.domain.due import TimexType
from claimtrack.extraction.lexicons.calendar_words import SEASON_MONTHS

Direction = Literal["past", "future", "either"]
NEAR, FAR = 75, 200
"""Days: a date nearer than the one wins over one that is farther away than the other."""
_DECEMBER = 12
_HALF_YEAR_MONTHS = 6
_MONTH_DAYS = (28, 31)
_DAY_HOURS = 24
_WORKING_DAYS = 5
_PARTS = 3


class Vague(StrEnum):
    """How a vague time blurs; the ones that look ahead are rows of the policy that sets the day to look again."""

    SOON = "soon"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    OPEN = "open"
    PAST = "past"
    PRESENT = "present"


class Part(StrEnum):
    """Which part of a longer period is meant."""

    START = "start"
    MID = "mid"
    LATE = "late"
    END = "end"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Period:
    """What a time expression means: days from `start` to `end`, either open when None, and its TIMEX3 value.

    `part` is set when the value names a longer period of which only that part is meant.
    """

    start: date | None
    end: date | None
    value: str
    type: TimexType = TimexType.DATE
    vague: Vague | None = None
    part: Part | None = None


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has no such day."""
    if not (date.min.year <= year <= date.max.year and 1 <= month <= _DECEMBER):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def add_working_days(day: date, days: int) -> date:
    """Return the day so many Mondays to Fridays later; holidays are not known."""
    step, left = (1 if days > 0 else -1), abs(days)
    weeks, left = divmod(left, _WORKING_DAYS)
    day = add_days(day, 7 * step * weeks)
    while left:
        day = add_days(day, step)
        left -= day.weekday() < _WORKING_DAYS or day in {date.min, date.max}
    return day


def day_of(day: date) -> Period:
    """Return the one-day period."""
    return Period(day, day, day.isoformat())


def month_of(year: int, month: int) -> Period:
    """Return a calendar month."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]), f"{year:04d}-{month:02d}")


def months_from(year: int, month: int, length: int, value: str) -> Period:
    """Return `length` calendar months that begin with the given one."""
    first = date(year, month, 1)
    last = add_months(first, length - 1)
    return Period(first, last.replace(day=monthrange(last.year, last.month)[1]), value)


def quarter_of(year: int, quarter: int) -> Period:
    """Return a calendar quarter, 1 to 4."""
    return months_from(year, 3 * quarter - 2, 3, f"{year:04d}-Q{quarter}")


def half_of(year: int, half: int) -> Period:
    """Return a half-year, 1 or 2."""
    return months_from(year, _HALF_YEAR_MONTHS * half - 5, _HALF_YEAR_MONTHS, f"{year:04d}-H{half}")


def season_of(year: int, season: str) -> Period:
    """Return a meteorological season; a winter is named by the year it ends in."""
    return months_from(year - 1 if season == "WI" else year, SEASON_MONTHS[season], 3, f"{year:04d}-{season}")


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
    first = max(day.year - day.year % length, date.min.year)
    last = min(first + length - 1, date.max.year)
    return Period(date(first, 1, 1), date(last, 12, 31), f"{day.year // length:0{4 - len(str(length - 1))}d}")


def shift(day: date, unit: str, count: int) -> date | None:
    """Return the day `count` units later, hours rounded to days, or None for units that are shorter."""
    if unit == "H":
        return add_days(day, (count + _DAY_HOURS // 2) // _DAY_HOURS)
    if unit in {"D", "W", "F", "WE"}:
        return add_days(day, count * {"D": 1, "W": 7, "F": 14, "WE": 7}[unit])
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    return add_months(day, count * months) if months else None


def part_of(period: Period, which: Part) -> Period:
    """Return the early, middle or late part of a period, its very end, or the rest of it.

    Of a month these are days 1 to 10, 11 to 20 and 21 to the end, of anything longer the thirds.
    """
    if period.start is None or period.end is None:
        return period
    days = (period.end - period.start).days + 1
    if days < _PARTS:
        return replace(period, part=which)
    third = 10 if _MONTH_DAYS[0] <= days <= _MONTH_DAYS[1] else days // 3
    first, second = add_days(period.start, third), add_days(period.start, 2 * third)
    start, end = {
        Part.START: (period.start, add_days(first, -1)),
        Part.MID: (first, add_days(second, -1)),
        Part.LATE: (second, period.end),
        Part.END: (period.end, period.end),
        Part.REST: (period.start, period.end),
    }[which]
    return replace(period, start=start, end=end, part=which)


def halfway(period: Period) -> date | None:
    """Return the last day of the first half of the year whose middle is meant, for "by the middle of 2026"."""
    is_year = period.part is Part.MID and len(period.value) == len("2026")
    return date(int(period.value), _HALF_YEAR_MONTHS, 30) if is_year else None


def nearest(
    past: date | None, future: date | None, anchor: date, direction: Direction, *, sure: bool = False
) -> date | None:
    """Return the candidate on the side of the tense; unless that is sure, a far one gives way to a near one.

    News tells of what is ahead in the past tense too: "the council moved the vote to 14 December".
    """
    if direction == "either" and past and future:
        # Without a tense it is the present of plans, unless it was only just.
        return past if (anchor - past).days < min(NEAR, (future - anchor).days) else future
    wanted, other = (past, future) if direction == "past" else (future, past)
    if wanted is None or other is None:
        return wanted or other
    if not sure and abs((wanted - anchor).days) > FAR and abs((other - anchor).days) < NEAR:
        return other
    return wanted


def yearless_day(month: int, day: int, anchor: date, direction: Direction, *, sure: bool = False) -> date | None:
    """Return the day that "13 August" means when said around `anchor`; the anchor day itself counts."""
    around = range(anchor.year - 4, anchor.year + 5)  # 29 February comes every four years
    days = [found for year in around if (found := safe_date(year, month, day))]
    return nearest(
        max((found for found in days if found <= anchor), default=None),
        min((found for found in days if found >= anchor), default=None),
        anchor,
        direction,
        sure=sure,
    )


def yearless_month(month: int, anchor: date, direction: Direction, *, sure: bool = False) -> Period:
    """Return the month that a bare name means when said around `anchor`; the anchor's own month counts."""
    past = anchor.year if month <= anchor.month else anchor.year - 1
    future = anchor.year if month >= anchor.month else anchor.year + 1
    first = nearest(safe_date(past, month, 1), safe_date(future, month, 1), anchor, direction, sure=sure)
    return month_of(first.year if first else anchor.year, month)


def nearest_period(periods: list[Period], anchor: date, direction: Direction) -> Period | None:
    """Return, of periods in order, the last that began by the anchor, or the first that ends after it."""
    if direction != "future":
        return next((found for found in reversed(periods) if found.start and found.start <= anchor), None)
    return next((found for found in periods if found.end and found.end >= anchor), None)


def weekday_near(weekday: int, anchor: date, direction: Direction) -> date:
    """Return the nearest such weekday on the side of the tense; the anchor day itself counts."""
    back = (anchor.weekday() - weekday) % 7
    ahead = (7 - back) % 7
    if direction == "either":
        direction = "past" if back < ahead else "future"
    return add_days(anchor, -back) if direction == "past" else add_days(anchor, ahead)
