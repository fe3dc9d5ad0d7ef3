"""How to read distances, durations, times of day and words that only point. The patterns stand in `timeshapes`."""

import re
from dataclasses import replace
from datetime import date

from claimtrack.domain.due import TimexType
from claimtrack.extraction.intervals import Period, Vague, add_working_days, day_of, shift, unit_of
from claimtrack.extraction.lexicons.calendar_words import CLOCK_WORDS, REPEATED, SHIFTS, UNITS, WEEKDAYS
from claimtrack.extraction.timewords import Setting, count_of, least_of, span_value, unit_code, word_of

_BLUR = {"D": Vague.DAYS, "H": Vague.DAYS, "W": Vague.WEEKS, "F": Vague.WEEKS, "M": Vague.MONTHS}
_RECORD = re.compile(
    r"\b(?:time|once|first|second|third|fourth|fifth|only|high|low|least|most|\w+est)(?:\s+\w+){0,3}\s+\Z",
    re.IGNORECASE,
)
_LOOK_BACK = 48
_FRACTIONS = {1, 3}
"""How many quarters are rather a share than a time."""
_HALVES = {"Y": "6M", "D": "12H", "H": "30M", "MIN": "30S"}
"""What half of a unit is in TIMEX3 notation."""
_LAST_HOUR, _LAST_MINUTE, _NOON = 24, 59, 12


def read_away(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "three weeks ago", "a month from now", "in two to three weeks", "within 60 days"."""
    count, unit, anchor, pre = count_of(match), unit_code(match), setting.anchor, word_of(match, "pre")
    steps = -count if word_of(match, "ago") else count
    moved = _moved(match, anchor, unit, steps) if anchor else None
    count = least_of(match)
    if moved is None or anchor is None:
        return Period(None, None, span_value(count, unit), TimexType.DURATION)
    if pre == "in" and setting.direction == "past":
        return Period(None, None, span_value(count, unit), TimexType.DURATION)  # "was rebuilt in nine months"
    if pre == "in" and _RECORD.search(match.string, max(0, match.start() - _LOOK_BACK), match.start()):
        return Period(None, None, span_value(count, unit), TimexType.DURATION)  # "the first time in ten years"
    if pre not in {"", "in"}:
        return Period(anchor, moved, span_value(count, unit), TimexType.DURATION)
    if unit == "H":
        return Period(moved, moved, span_value(count, unit), TimexType.DURATION)
    if unit in {"D", "W", "F"}:
        return day_of(moved)
    return unit_of(moved, {"Q": "M", "DE": "Y"}.get(unit, unit))


def _moved(match: re.Match[str], anchor: date, unit: str, steps: int) -> date | None:
    """Return the day so many units away; of working days only five make a week."""
    if unit == "D" and word_of(match, "k") in {"working", "business", "trading"}:
        return add_working_days(anchor, steps)
    return shift(anchor, unit, steps)


def read_stretch(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "the last two weeks" and "the next ten days"."""
    count, unit, anchor = count_of(match), unit_code(match), setting.anchor
    value = span_value(count, unit)
    if anchor is None:
        return Period(None, None, value, TimexType.DURATION)
    moved = shift(anchor, unit, count if SHIFTS[word_of(match, "rel")] > 0 else -count) or anchor
    return Period(min(moved, anchor), max(moved, anchor), value, TimexType.DURATION)


def read_length(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "three days" and "two and a half years", which say how long and not when."""
    unit = unit_code(match)
    if unit == "Q" and count_of(match) in _FRACTIONS and setting.relation not in {"in", "for", "within"}:
        return None  # "about a quarter of the crew"
    if not word_of(match, "half"):
        return Period(None, None, span_value(least_of(match), unit), TimexType.DURATION)
    count = 0 if word_of(match, "half") == "half" else count_of(match)
    if unit not in _HALVES:
        return Period(None, None, span_value(count or None, unit), TimexType.DURATION)
    half = _HALVES[unit]
    if not count:
        return Period(None, None, ("P" if unit == "Y" else "PT") + half, TimexType.DURATION)
    between = "T" if unit == "D" else ""
    return Period(None, None, span_value(count, unit) + between + half, TimexType.DURATION)


def read_bare_length(match: re.Match[str], _: Setting) -> Period | None:
    """Read "for weeks", which says how long without a number."""
    return Period(None, None, span_value(None, unit_code(match)), TimexType.DURATION)


def read_blurred(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "in the coming months", "within days", "weeks ago", "in recent weeks"."""
    unit = unit_code(match)
    value = span_value(None, unit)
    bare = "the" not in match[0].lower().split()
    if word_of(match, "rel") == "recent" or word_of(match, "ago") or (bare and word_of(match, "rel") == "past"):
        return Period(None, setting.anchor, "PAST_REF", TimexType.DATE, Vague.PAST)
    if word_of(match, "rel") in {"past", "last", "previous"}:
        return Period(None, setting.anchor, value, TimexType.DURATION, Vague.PAST)
    return Period(setting.anchor, None, value, TimexType.DURATION, _BLUR.get(unit, Vague.YEARS))


# References, times of day, repetitions


def read_reference(match: re.Match[str], setting: Setting) -> Period:
    """Read "soon", "one day", "recently" and "now", which only point ahead, back or at the present."""
    if word_of(match, "past") or word_of(match, "present"):
        now = bool(word_of(match, "present"))
        value, vague = ("PRESENT_REF", Vague.PRESENT) if now else ("PAST_REF", Vague.PAST)
        return Period(None, setting.anchor, value, TimexType.DATE, vague)
    vague = Vague.SOON if word_of(match, "soon") else Vague.OPEN
    return Period(setting.anchor, None, "FUTURE_REF", TimexType.DATE, vague)


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
