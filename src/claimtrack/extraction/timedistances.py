"""How to read distances, durations, times of day and words that only point. The patterns stand in `timeshapes`."""

import re
from dataclasses import replace

from claimtrack.domain.due import TimexType
from claimtrack.extraction.intervals import Period, Vague, day_of, shift, unit_of
from claimtrack.extraction.lexicons.calendar_words import CLOCK_WORDS, REPEATED, SHIFTS, UNITS, WEEKDAYS
from claimtrack.extraction.timewords import Reader, Setting, count_of, span_value, unit_code, word_of

_BLUR = {"D": Vague.DAYS, "H": Vague.DAYS, "W": Vague.WEEKS, "F": Vague.WEEKS, "M": Vague.MONTHS}
_RECORD = re.compile(r"\b(?:time|once|first|only|high|low|least|most|\w+est)(?:\s+\w+){0,2}\s+\Z", re.IGNORECASE)
_LOOK_BACK = 48
_LAST_HOUR, _LAST_MINUTE, _NOON = 24, 59, 12


def read_away(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "three weeks ago", "a month earlier", "in ten days", "two days later", "within 60 days"."""
    count, unit, anchor, pre = count_of(match), unit_code(match), setting.anchor, word_of(match, "pre")
    moved = shift(anchor, unit, -count if word_of(match, "ago") else count) if anchor else None
    if moved is None or anchor is None:
        return Period(None, None, span_value(count, unit), TimexType.DURATION)
    if pre == "in" and _RECORD.search(match.string, max(0, match.start() - _LOOK_BACK), match.start()):
        return Period(None, None, span_value(count, unit), TimexType.DURATION)  # "the first time in ten years"
    if pre not in {"", "in"}:
        return Period(anchor, moved, span_value(count, unit), TimexType.DURATION)
    if unit == "H":
        return Period(moved, moved, span_value(count, unit), TimexType.DURATION)
    if unit in {"D", "W", "F"}:
        return day_of(moved)
    return unit_of(moved, "M" if unit in {"M", "Q"} else unit)


def read_stretch(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "the last two weeks" and "the next ten days"."""
    count, unit, anchor = count_of(match), unit_code(match), setting.anchor
    value = span_value(count, unit)
    if anchor is None:
        return Period(None, None, value, TimexType.DURATION)
    moved = shift(anchor, unit, count if SHIFTS[word_of(match, "rel")] > 0 else -count) or anchor
    return Period(min(moved, anchor), max(moved, anchor), value, TimexType.DURATION)


def read_length(match: re.Match[str], _: Setting) -> Period | None:
    """Read "three days" and "40 hours", which say how long and not when."""
    return Period(None, None, span_value(count_of(match), unit_code(match)), TimexType.DURATION)


def read_bare_length(match: re.Match[str], _: Setting) -> Period | None:
    """Read "for weeks", which says how long without a number."""
    return Period(None, None, span_value(None, unit_code(match)), TimexType.DURATION)


def read_blurred(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "in the coming months", "within days", "weeks ago", "in recent weeks"."""
    unit = unit_code(match)
    value = span_value(None, unit)
    if word_of(match, "ago") or word_of(match, "rel") in {"recent", "past", "last", "previous"}:
        return Period(None, setting.anchor, value, TimexType.DURATION, Vague.PAST)
    return Period(setting.anchor, None, value, TimexType.DURATION, _BLUR.get(unit, Vague.YEARS))


# References, times of day, repetitions


def future_ref(vague: Vague) -> Reader:
    """Return a reader of words such as "soon", which blur as `vague` says."""
    return lambda _, setting: Period(setting.anchor, None, "FUTURE_REF", TimexType.DATE, vague)


def read_past_ref(_: re.Match[str], setting: Setting) -> Period:
    """Read "recently"."""
    return Period(None, setting.anchor, "PAST_REF", TimexType.DATE, Vague.PAST)


def read_present_ref(_: re.Match[str], setting: Setting) -> Period:
    """Read "currently"."""
    return Period(None, setting.anchor, "PRESENT_REF", TimexType.DATE, Vague.PRESENT)


def read_clock(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "4.10 p.m.", "16:10 GMT" and "noon", for now on the day of publication."""
    named = CLOCK_WORDS.get(word_of(match, "t"))
    half, zone = word_of(match, "half").replace(".", ""), word_of(match, "z")
    hour, minute = (named, 0) if named is not None else (int(match["h"]), int(match["min"] or 0))
    if hour > _LAST_HOUR or minute > _LAST_MINUTE or (half and hour > _NOON):
        return None
    hour = hour % _NOON + (_NOON if half == "pm" else 0) if half else hour
    value = f"T{hour:02d}:{minute:02d}{'Z' if zone in {'utc', 'gmt'} else ''}"
    day = setting.anchor
    return Period(day, day, (day.isoformat() if day else "") + value, TimexType.TIME)


def on_day(clock: Period, day: Period) -> Period:
    """Return the time of day on that day."""
    return replace(clock, start=day.start, end=day.end, value=f"{day.value}T{clock.value.partition('T')[2]}")


def read_every(match: re.Match[str], _: Setting) -> Period:
    """Read "every week", "on Mondays" and "annual"."""
    if word_of(match, "c"):
        return Period(None, None, span_value(count_of(match), unit_code(match)), TimexType.SET)
    word = word_of(match, "u").removesuffix("s")
    if word in WEEKDAYS:
        return Period(None, None, f"XXXX-WXX-{WEEKDAYS[word] + 1}", TimexType.SET)
    unit = REPEATED.get(word) or UNITS.get(word) or "D"
    return Period(None, None, span_value(1, unit), TimexType.SET)
