"""How to read calendar days and periods from the groups of a matched expression. The patterns stand in `timeshapes`."""

import re
from datetime import date

from claimtrack.domain.days import add_days
from claimtrack.domain.due import TimexType
from claimtrack.extraction.holidays import holiday
from claimtrack.extraction.intervals import (
    Direction,
    Part,
    Period,
    Vague,
    day_of,
    month_of,
    nearest,
    nearest_period,
    part_of,
    safe_date,
    season_of,
    shift,
    unit_of,
    weekday_near,
    year_of,
    yearless_day,
    yearless_month,
)
from claimtrack.extraction.lexicons.calendar_words import DAYTIMES, DECADES, PARTS, SEASONS, SHIFTS, WEEKDAYS
from claimtrack.extraction.timefiscal import years_around
from claimtrack.extraction.timewords import (
    UNTIL,
    Reader,
    Setting,
    month_number,
    number_of,
    span_value,
    unit_code,
    word_of,
)

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SOON_AFTER = 92
"""Days within which a story goes on in the year that it has named."""


def read_full_date(match: re.Match[str], _: Setting) -> Period | None:
    """Read "13 August 2025" and its like in figures."""
    day = safe_date(int(match["y"]), month_number(match), int(match["d"]))
    return day_of(day) if day else None


def read_slashed_date(match: re.Match[str], _: Setting) -> Period | None:
    """Read "22/10/2025", unless day and month could be the other way round."""
    first, second = int(match["d"]), int(match["m"])
    found = {safe_date(int(match["y"]), second, first), safe_date(int(match["y"]), first, second)} - {None}
    return day_of(day) if len(found) == 1 and (day := found.pop()) else None


def read_day_month(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "13 August" and "13 to 15 August"."""
    month, number = month_number(match), int(match["d"])
    year, last = word_of(match, "y"), word_of(match, "d2")
    if setting.anchor is None and not year:
        return Period(None, None, f"XXXX-{month:02d}-{number:02d}") if safe_date(2024, month, number) else None
    if of := word_of(match, "of"):
        year = str(setting.anchor.year + SHIFTS[of]) if setting.anchor else ""
    if year:
        day = safe_date(int(year), month, number)
    else:
        day = _soon_after_named(month, number, setting) or yearless_day(
            month, number, setting.anchor or date.min, setting.direction, sure=setting.sure
        )
    end = safe_date(day.year, month, int(last)) if day and last else day
    if day is None or end is None or end < day:
        return None
    return day_of(day) if end == day else Period(day, end, f"{day.isoformat()}/{end.isoformat()}")


def _soon_after_named(month: int, number: int, setting: Setting) -> date | None:
    """Return the day in the year of the day that was named just before, if it follows soon and is told as past."""
    named = setting.before()
    if setting.direction != "past" or setting.anchor is None or not named or not _DAY.fullmatch(named[-1].value):
        return None
    first = date.fromisoformat(named[-1].value)
    days = [safe_date(year, month, number) for year in (first.year, first.year + 1)]
    return next((day for day in days if day and 0 <= (day - first).days <= _SOON_AFTER and day <= setting.anchor), None)


def read_day_of_month(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "the 16th": the nearest such day on the side of the tense."""
    if setting.anchor is None:
        return None
    step = -1 if setting.direction == "past" else 1
    days = (add_days(setting.anchor, step * away) for away in range(62))
    return next((day_of(day) for day in days if day.day == int(match["d"])), None)


_SIDES: dict[str, Direction] = {"last": "past", "next": "future", "this": "future"}


def read_holiday(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "Christmas"."""
    name, anchor = word_of(match, "n"), setting.anchor
    if year := word_of(match, "y"):
        day = holiday(name, int(year))
        return day_of(day) if day else None
    if anchor is None:
        return None
    days = [day for year in years_around(anchor) if (day := holiday(name, year))]
    past, future = [day for day in days if day <= anchor], [day for day in days if day >= anchor]
    direction: Direction = _SIDES.get(word_of(match, "rel"), setting.direction)
    found = nearest(max(past, default=None), min(future, default=None), anchor, direction, sure=setting.sure)
    return day_of(found) if found else None


def read_new_year(_: re.Match[str], setting: Setting) -> Period | None:
    """Read "New Year": what is to be there by then has to be there on the last day of the old one."""
    if setting.anchor is None:
        return None
    first = safe_date(setting.anchor.year + (setting.direction != "past"), 1, 1)
    if first is None:
        return None
    if setting.relation in {"in", "during"}:
        return Period(first, None, f"{first.year:04d}", vague=Vague.MONTHS)
    last = add_days(first, -1 if setting.relation in UNTIL - {"before", "ahead of"} else 0)
    return Period(last, last, first.isoformat())


def read_weekday(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "Monday", "last Friday" and "Sunday night"."""
    if setting.anchor is None:
        return None
    rel, weekday = word_of(match, "rel"), WEEKDAYS[word_of(match, "w").rstrip(".")]
    if rel == "last":
        day = weekday_near(weekday, add_days(setting.anchor, -1), "past")
    elif rel == "next":
        day = weekday_near(weekday, add_days(setting.anchor, 1), "future")
    elif _POSSESSIVE.match(match.string, match.end()) and not setting.relation and not rel:
        day = weekday_near(weekday, setting.anchor, "either")  # "will discuss Sunday’s vote"
    else:
        day = weekday_near(weekday, setting.anchor, "future" if rel in {"this", "coming"} else setting.direction)
    return at_daytime(day_of(day), word_of(match, "t"))


def at_daytime(period: Period, word: str) -> Period:
    """Return the morning, afternoon, evening or night of a day; a night ends on the next day."""
    if not word:
        return period
    code = DAYTIMES[word]
    end = add_days(period.end, 1) if code == "NI" and period.end else period.end
    return Period(period.start, end, f"{period.value}T{code}", TimexType.TIME)


def read_near_day(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "today", "tomorrow morning", "last night", "this evening" and "overnight"."""
    if setting.anchor is None:
        return None
    word = word_of(match, "n")
    offset = {"yesterday": -1, "last": -1, "tomorrow": 1, "day after tomorrow": 2, "day before yesterday": -2}
    period = day_of(add_days(setting.anchor, offset.get(word, 0)))
    if word == "overnight" and setting.direction == "past":
        period = day_of(add_days(setting.anchor, -1))
    return at_daytime(period, "night" if word in {"tonight", "overnight"} else word_of(match, "t"))


def read_daytime(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "by morning" and "until noon"; without such a preposition a morning may be anybody's."""
    if setting.anchor is None or setting.relation not in UNTIL:
        return None
    word = word_of(match, "t")
    ahead = setting.direction != "past" and word in {"dawn", "morning"}
    return at_daytime(day_of(add_days(setting.anchor, int(ahead))), word)


_POSSESSIVE = re.compile(r"[’']s\b")
_SEASONAL = re.compile(
    r"\s+(?:recess|break|vacation|holidays?|terms?|sessions?|semesters?|sales?|schools?|camps?|budget|statement|window"
    r"|timetable|games|olympics|paralympics)\b",
    re.IGNORECASE,
)
"""What is named by a season and has days of its own: "the summer recess"."""
_OF_SOMETHING = re.compile(r"\s+(?:of|in|from)\b", re.IGNORECASE)

# Months, seasons, years


def read_month(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "October", "last October", "October 2025" and "October next year"."""
    month, anchor, which = month_number(match), setting.anchor, word_of(match, "rel")
    if match["y"]:
        return month_of(int(match["y"]), month)
    if setting.relation == "on" and not word_of(match, "part"):
        return None  # "on May Street"
    if not (which or setting.relation or word_of(match, "of") or word_of(match, "part")) and _is_name(match):
        return None
    if anchor is None:
        return Period(None, None, f"XXXX-{month:02d}")
    if of := word_of(match, "of"):
        return month_of(anchor.year + SHIFTS[of], month)
    if which == "last":
        return month_of(anchor.year - (month >= anchor.month), month)
    if which == "next":
        return month_of(anchor.year + (month <= anchor.month), month)
    return yearless_month(month, anchor, "future" if which == "this" else setting.direction, sure=setting.sure)


def _is_name(match: re.Match[str]) -> bool:
    """Tell whether a month that stands alone is rather a person or a verb: "June Carter", "May I"."""
    follows = match.string[match.end() : match.end() + 12]
    if follows.startswith(("’s", "'s")):
        return False
    return word_of(match, "m") in {"may", "march"} or bool(re.match(r"\s[A-Z][a-z]", follows))


def read_season(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "the summer", "last winter" and "spring 2026"."""
    season, rel, anchor = SEASONS[word_of(match, "s")], word_of(match, "rel"), setting.anchor
    if rel in {"", "the"} and _OF_SOMETHING.match(match.string, match.end()):
        return None  # "the fall in prices", "a spring of discontent"
    if _SEASONAL.match(match.string, match.end()):
        return None
    if match["y"]:
        return season_of(int(match["y"]), season)
    if anchor is None:
        return None
    found = [season_of(year, season) for year in years_around(anchor)]
    if rel in {"last", "previous"}:
        found = [item for item in found if item.end and item.end < anchor]
        return nearest_period(found, anchor, "past")
    if rel in {"next", "following"} or (setting.relation in {"before", "ahead of"} and setting.direction != "past"):
        found = [item for item in found if item.start and item.start > anchor]
    return nearest_period(
        found, anchor, "future" if rel in {"next", "following", "this", "coming"} else setting.direction
    )


def read_year(match: re.Match[str], _: Setting) -> Period | None:
    """Read "2026"."""
    return year_of(int(match["y"]))


def read_years(match: re.Match[str], _: Setting) -> Period | None:
    """Read "2026-28" and "2026/2027"."""
    first, digits = int(match["y"]), word_of(match, "y3")
    last = int(match["y"][: 4 - len(digits)] + digits)
    return Period(date(first, 1, 1), date(last, 12, 31), f"{first}/{last}") if last > first else None


def read_decade(match: re.Match[str], _: Setting) -> Period | None:
    """Read "the 1990s", "the 90s" and "the nineties"."""
    digits = word_of(match, "y") or word_of(match, "y4") or str(DECADES[word_of(match, "ten")])
    first = int(digits) if len(digits) == len("1990") else 1900 + int(digits)
    return Period(date(first, 1, 1), date(first + 9, 12, 31), str(first)[:3])


def read_century(match: re.Match[str], _: Setting) -> Period | None:
    """Read "the 20th century", which is 1900 to 1999 in common speech."""
    first = 100 * (int(match["c"]) - 1)
    return Period(date(first, 1, 1), date(first + 99, 12, 31), str(first)[:2])


def read_spelled_year(match: re.Match[str], _: Setting) -> Period | None:
    """Read "nineteen ninety-six", as a transcript spells it."""
    year = 100 * number_of(word_of(match, "c")) + number_of(word_of(match, "c2"))
    return year_of(year)


def read_year_now(_: re.Match[str], setting: Setting) -> Period | None:
    """Read "the year’s end" and "the turn of the year", for the year whose end it is."""
    return part_of(year_of(setting.anchor.year), Part.END) if setting.anchor else None


def read_year_end(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "year-end", for the last day of the year."""
    if year := word_of(match, "y"):
        return day_of(date(int(year), 12, 31))
    if setting.anchor is None:
        return None
    return day_of(date(max(setting.anchor.year - (setting.relation == "since"), 1), 12, 31))


def read_this_unit(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "next week", "this year", "the past decade" and, after "end of", "the month"."""
    anchor, unit, rel = setting.anchor, unit_code(match), word_of(match, "rel")
    if anchor is None or (unit == "D" and rel in {"last", "this", "current", "coming"}):
        return None  # "on the last day" is the last of something
    if word_of(match, "after"):
        moved = shift(anchor, unit, 2)
        return unit_of(moved, unit) if moved else None
    if rel == "coming" and unit == "Y":
        return Period(anchor, shift(anchor, unit, 1), span_value(1, unit), TimexType.DURATION)
    if rel == "past":
        return Period(shift(anchor, unit, -1), anchor, span_value(1, unit), TimexType.DURATION)
    if unit == "WE" and rel in {"the", "this"}:
        rel = "last" if setting.direction == "past" else "this"
    moved = shift(anchor, unit, SHIFTS[rel])
    return unit_of(moved, unit) if moved else None


def parted(read: Reader) -> Reader:
    """Return a reader of the same words with "early", "mid", "the end of" and the like before them."""

    def reader(match: re.Match[str], setting: Setting) -> Period | None:
        period, word = read(match, setting), word_of(match, "part")
        return part_of(period, Part(PARTS[word])) if period and word in PARTS else period

    return reader
