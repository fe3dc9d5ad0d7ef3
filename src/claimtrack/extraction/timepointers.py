"""How to read words that point at a day or a period named before: "that day", "the following month", "a week later"."""

import re
from collections.abc import Iterable
from datetime import date

from claimtrack.domain.days import add_days
from claimtrack.domain.due import TimexType
from claimtrack.extraction.intervals import Period, day_of, shift, unit_of, weekday_near
from claimtrack.extraction.lexicons.calendar_words import DAYTIMES, WEEKDAYS
from claimtrack.extraction.timereadings import at_daytime, read_day_month
from claimtrack.extraction.timewords import Reader, Setting, count_of, span_value, unit_code, word_of

_DAY, _MONTH, _YEAR = (
    re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?"),
    re.compile(r"\d{4}-\d\d(?:-\d\d)?"),
    re.compile(r"\d{4}.*"),
)
_WEEK = re.compile(r"\d{4}-(?:W\d\d|\d\d-\d\d).*")
_SHAPES = {"D": _DAY, "W": _WEEK, "M": _MONTH, "Y": _YEAR}
_STEPS = {"that": 0, "same": 0, "next": 1, "following": 1, "after": 1, "previous": -1, "before": -1}


def _last_of(before: Iterable[Period], unit: str) -> date | None:
    """Return the first day of what was named last, if it tells the unit."""
    named = [found for found in before if found.start and found.type in {TimexType.DATE, TimexType.TIME}]
    shape = _SHAPES.get(unit, _DAY)
    return next((found.start for found in reversed(named) if shape.fullmatch(found.value)), None)


def read_that(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "that day", "the next morning", "the following month" and "the year before", after what they point at."""
    word = word_of(match, "u")
    unit = "D" if word in DAYTIMES else unit_code(match)
    named = _last_of(setting.before(), unit)
    if named is None or (word_of(match, "n") in {"next", "previous"} and setting.direction != "past"):
        return None
    moved = shift(named, unit, _STEPS[word_of(match, "n")])
    period = unit_of(moved, unit) if moved else None
    return at_daytime(period, word) if period and word in DAYTIMES else period


def read_then(_: re.Match[str], setting: Setting) -> Period | None:
    """Read "until then" and "by then", after the last day or period to come that was named before."""
    if setting.anchor is None:
        return None
    ahead = [found for found in setting.before() if found.start and found.start > setting.anchor]
    return ahead[-1] if ahead else None


def read_weekday_after(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "the following Monday" and "the previous Friday", seen from the day that was named last."""
    named, weekday = _last_of(setting.before(), "D"), WEEKDAYS[word_of(match, "w").rstrip(".")]
    named = named or setting.anchor
    if named is None:
        return None
    ahead = _STEPS[word_of(match, "n")] > 0
    day = weekday_near(weekday, add_days(named, 1 if ahead else -1), "future" if ahead else "past")
    return at_daytime(day_of(day), word_of(match, "t"))


def read_week_of(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "the week of 3 March" as the calendar week that holds the day."""
    day = read_day_month(match, setting)
    return unit_of(day.start, "W") if day and day.start else None


def read_later(match: re.Match[str], setting: Setting) -> Period:
    """Read "two weeks later" and "two days earlier", seen from a day that was named before, else as a length."""
    count, unit = count_of(match), unit_code(match)
    length = Period(None, None, span_value(count, unit), TimexType.DURATION)
    named = _last_of(setting.before(), "D")
    if named is None and word_of(match, "n") == "earlier":
        named = setting.anchor
    if named is None or unit not in {"D", "W", "F", "M", "Y"}:
        return length
    moved = shift(named, unit, -count if word_of(match, "n") == "earlier" else count)
    return (day_of(moved) if unit in {"D", "W", "F"} else unit_of(moved, unit) or length) if moved else length


def counted_from(read: Reader) -> Reader:
    """Return a reader of "two weeks after 3 May", where `read` reads the day."""

    def reader(match: re.Match[str], setting: Setting) -> Period | None:
        period, unit = read(match, setting), unit_code(match)
        lasts = setting.relation == "for" and word_of(match, "n") == "from"  # "will strike for two days from Monday"
        if lasts or period is None or period.start is None or period.start != period.end:
            return None
        moved = shift(period.start, unit, -count_of(match) if word_of(match, "n") == "before" else count_of(match))
        return day_of(moved) if moved else None

    return reader
