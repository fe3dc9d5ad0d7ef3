"""How to read the groups of a matched time expression: from words to a period. The patterns stand in `timeshapes`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from claimtrack.domain.due import TimexType
from claimtrack.extraction.intervals import (
    Direction,
    Period,
    Vague,
    add_days,
    day_of,
    half_of,
    month_of,
    part,
    quarter_of,
    safe_date,
    season_of,
    shift,
    unit_of,
    weekday_near,
    year_of,
    yearless_day,
    yearless_month,
)
from claimtrack.extraction.lexicons.calendar_words import (
    DAYTIMES,
    MONTHS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    UNITS,
    WEEKDAYS,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a reading depends on: the day the text was published, and which way the tense points."""

    anchor: date | None
    direction: Direction


Reader = Callable[[re.Match[str], Setting], Period | None]
_PARTS = {
    "early": "start",
    "beginning": "start",
    "start": "start",
    "opening": "start",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "later": "late",
    "end": "end",
    "close": "end",
}
_SHIFTS = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "this": 0,
    "current": 0,
    "the": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
}


def _month_number(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _count(word: str) -> int | None:
    word = word.lower().replace(",", "")
    return int(word) if word.isdigit() else NUMBERS.get(word)


def _unit(word: str) -> str:
    word = word.lower().removesuffix("’s").removesuffix("'s").rstrip("’'")
    return UNITS.get(word) or UNITS[word.removesuffix("s")]


def read_full_date(match: re.Match[str], _: Setting) -> Period | None:
    month = match["m"] if match["m"].isdigit() else str(_month_number(match["m"]))
    day = safe_date(int(match["y"]), int(month), int(match["d"]))
    return day_of(day) if day else None


def read_numeric_date(match: re.Match[str], _: Setting) -> Period | None:
    day = safe_date(int(match["y"]), int(match["m"]), int(match["d"]))
    return day_of(day) if day else None


def read_day_month(match: re.Match[str], setting: Setting) -> Period | None:
    month, number = _month_number(match["m"]), int(match["d"])
    if setting.anchor is None:
        return Period(None, None, f"XXXX-{month:02d}-{number:02d}") if safe_date(2024, month, number) else None
    day = yearless_day(month, number, setting.anchor, setting.direction)
    return day_of(day) if day else None


def read_day_of_month(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "the 16th": the nearest such day on the side of the tense."""
    if setting.anchor is None:
        return None
    number, anchor = int(match["d"]), setting.anchor
    step = 1 if setting.direction == "future" else -1
    for back in range(62):
        day = add_days(anchor, step * back)
        if day.day == number:
            return day_of(day)
    return None


def read_month(match: re.Match[str], setting: Setting) -> Period | None:
    month = _month_number(match["m"])
    if match["y"]:
        return month_of(int(match["y"]), month)
    if setting.anchor is None:
        return Period(None, None, f"XXXX-{month:02d}")
    which = (match["rel"] or "").lower()
    if which in {"last", "this", "next"}:
        if match["of"]:
            return month_of(setting.anchor.year + _SHIFTS[which], month)
        return yearless_month(month, setting.anchor, "past" if which == "last" else "future")
    return yearless_month(month, setting.anchor, setting.direction)


def parted(read: Reader) -> Reader:
    def reader(match: re.Match[str], setting: Setting) -> Period | None:
        period, word = read(match, setting), match["part"]
        return part(period, _PARTS[word.lower().rstrip("-")]) if period and word else period

    return reader


def read_year(match: re.Match[str], _: Setting) -> Period | None:
    return year_of(int(match["y"]))


def read_decade(match: re.Match[str], _: Setting) -> Period | None:
    return Period(date(int(match["y"]), 1, 1), date(int(match["y"]) + 9, 12, 31), match["y"][:3])


def _year_given(match: re.Match[str], setting: Setting) -> int | None:
    if match["y"]:
        return int(match["y"])
    if setting.anchor is None:
        return None
    return setting.anchor.year + _SHIFTS.get((match["rel"] or "the").lower(), 0)


def read_quarter(match: re.Match[str], setting: Setting) -> Period | None:
    year, number = _year_given(match, setting), int(match["q"]) if match["q"] else ORDINALS[match["o"].lower()]
    halves = match["u"].lower().startswith("h")
    if year is None:
        return None
    if halves:
        return half_of(year, 2 if number > 1 else 1)
    return quarter_of(year, number)


def read_season(match: re.Match[str], setting: Setting) -> Period | None:
    season, rel = SEASONS[match["s"].lower()], (match["rel"] or "").lower()
    if match["y"]:
        return season_of(int(match["y"]), season)
    if setting.anchor is None:
        return None
    found = [season_of(year, season) for year in range(setting.anchor.year - 1, setting.anchor.year + 3)]
    if rel == "last" or (setting.direction == "past" and rel not in {"next", "this", "coming"}):
        return next(
            (
                item
                for item in reversed(found)
                if item.start
                and item.start <= setting.anchor
                and (rel != "last" or (item.end and item.end < setting.anchor))
            ),
            None,
        )  # noqa: E501
    return next(
        (
            item
            for item in found
            if item.end
            and item.end >= setting.anchor
            and (rel != "next" or (item.start and item.start > setting.anchor))
        ),
        None,
    )  # noqa: E501


def read_weekday(match: re.Match[str], setting: Setting) -> Period | None:
    if setting.anchor is None:
        return None
    rel, weekday = (match["rel"] or "").lower(), WEEKDAYS[match["w"].lower().rstrip(".")]
    if rel in {"last", "previous"}:
        day = weekday_near(weekday, add_days(setting.anchor, -1), "past")
    elif rel in {"next", "following"}:
        day = weekday_near(weekday, add_days(setting.anchor, 1), "future")
    else:
        day = weekday_near(weekday, setting.anchor, "future" if rel in {"this", "coming"} else setting.direction)
    return _daytime(day_of(day), match["t"])


def _daytime(period: Period, word: str | None) -> Period:
    if not word:
        return period
    code = DAYTIMES[word.lower()]
    end = add_days(period.end, 1) if code == "NI" and period.end else period.end
    return Period(period.start, end, f"{period.value}T{code}", TimexType.TIME)


def read_near_day(match: re.Match[str], setting: Setting) -> Period | None:
    if setting.anchor is None:
        return None
    word = match["n"].lower()
    offset = {"yesterday": -1, "tomorrow": 1, "day after tomorrow": 2, "day before yesterday": -2}.get(word, 0)
    period = day_of(add_days(setting.anchor, offset))
    return _daytime(period, "night" if word in {"tonight", "overnight"} else match["t"])


def read_this_unit(match: re.Match[str], setting: Setting) -> Period | None:
    if setting.anchor is None:
        return None
    unit, rel = _unit(match["u"]), match["rel"].lower()
    if unit in {"S", "MIN", "H"}:
        return None
    moved = shift(setting.anchor, unit, _SHIFTS.get(rel, 0))
    return unit_of(moved, unit) if moved else None


def read_new_year(_: re.Match[str], setting: Setting) -> Period | None:
    if setting.anchor is None:
        return None
    return day_of(date(min(setting.anchor.year + (setting.direction == "future"), 9999), 1, 1))


def read_year_end(_: re.Match[str], setting: Setting) -> Period | None:
    return part(year_of(setting.anchor.year), "end") if setting.anchor else None


def _span_value(count: int | None, unit: str) -> str:
    code = {"F": "W", "WE": "W", "DE": "Y", "CE": "Y", "MIN": "M", "Q": "M"}.get(unit, unit)
    factor = {"F": 2, "DE": 10, "CE": 100, "Q": 3}.get(unit, 1)
    number = "X" if count is None else str(count * factor)
    return f"P{'T' if unit in {'S', 'MIN', 'H'} else ''}{number}{code}"


def read_away(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "three weeks ago", "a month earlier", "in ten days", "two days later", "within 60 days"."""
    count, unit = _count(match["c"]), _unit(match["u"])
    words = match.groupdict()
    back = bool(words.get("ago"))
    if count is None:
        return None
    moved = shift(setting.anchor, unit, -count if back else count) if setting.anchor else None
    if moved is None or setting.anchor is None:
        return Period(None, None, _span_value(count, unit), TimexType.DURATION)
    if (words.get("pre") or "").lower() in {"within", "inside"}:
        return Period(setting.anchor, moved, _span_value(count, unit), TimexType.DURATION)
    if unit in {"D", "W", "F"}:
        return day_of(moved)
    return unit_of(moved, "M" if unit in {"M", "Q"} else unit)


def read_stretch(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "the last two weeks" and "the next ten days"."""
    count, unit, rel = _count(match["c"]), _unit(match["u"]), match["rel"].lower()
    if count is None:
        return None
    value = _span_value(count, unit)
    if setting.anchor is None:
        return Period(None, None, value, TimexType.DURATION)
    moved = shift(setting.anchor, unit, count if rel in {"next", "coming", "following"} else -count) or setting.anchor
    return Period(min(moved, setting.anchor), max(moved, setting.anchor), value, TimexType.DURATION)


def read_length(match: re.Match[str], _: Setting) -> Period | None:
    count = _count(match["c"])
    return Period(None, None, _span_value(count, _unit(match["u"])), TimexType.DURATION) if count is not None else None


_BLUR = {
    "D": Vague.DAYS,
    "W": Vague.WEEKS,
    "F": Vague.WEEKS,
    "M": Vague.MONTHS,
    "Y": Vague.YEARS,
    "H": Vague.DAYS,
    "DE": Vague.YEARS,
}


def read_blurred(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "in the coming months", "within days", "weeks ago", "in recent weeks"."""
    words = {key: (value or "").lower() for key, value in match.groupdict().items()}
    unit = _unit(match["u"])
    value = _span_value(None, unit)
    if words.get("ago") or words.get("rel") in {"recent", "past", "last", "previous"}:
        return Period(None, setting.anchor, value, TimexType.DURATION, Vague.PAST)
    return Period(setting.anchor, None, value, TimexType.DURATION, _BLUR.get(unit, Vague.SOON))


def future_ref(vague: Vague) -> Reader:
    return lambda _, setting: Period(setting.anchor, None, "FUTURE_REF", TimexType.DATE, vague)


def read_past_ref(_: re.Match[str], setting: Setting) -> Period:
    return Period(None, setting.anchor, "PAST_REF", TimexType.DATE, Vague.PAST)


def read_present_ref(_: re.Match[str], setting: Setting) -> Period:
    return Period(None, setting.anchor, "PRESENT_REF", TimexType.DATE, Vague.PRESENT)


def read_clock(match: re.Match[str], setting: Setting) -> Period | None:
    hour, minute = int(match["h"]), int(match["min"] or 0)
    half = (match["half"] or "").lower().replace(".", "")
    if hour > 24 or minute > 59 or (half and hour > 12):  # noqa: PLR2004
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    value = f"T{hour:02d}:{minute:02d}"
    if setting.anchor is None:
        return Period(None, None, value, TimexType.TIME)
    return Period(setting.anchor, setting.anchor, setting.anchor.isoformat() + value, TimexType.TIME)


def read_every(match: re.Match[str], _: Setting) -> Period:
    word = match["u"].lower()
    unit = {
        "daily": "D",
        "weekly": "W",
        "monthly": "M",
        "quarterly": "Q",
        "yearly": "Y",
        "annually": "Y",
        "hourly": "H",
    }.get(word)
    weekday = WEEKDAYS.get(word.removesuffix("s"))
    if weekday is not None:
        return Period(None, None, f"XXXX-WXX-{weekday + 1}", TimexType.SET)
    return Period(None, None, _span_value(1, unit or UNITS.get(word.removesuffix("s"), "D")), TimexType.SET)
