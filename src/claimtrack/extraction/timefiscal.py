"""How to read quarters, halves and business years, and figures beside those of a year before."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from claimtrack.domain.due import TimexType
from claimtrack.extraction.intervals import (
    FAR,
    NEAR,
    Period,
    half_of,
    month_of,
    nearest_period,
    quarter_of,
    unit_of,
    year_of,
    yearless_month,
)
from claimtrack.extraction.lexicons.calendar_words import MONTHS, ORDINALS, SHIFTS
from claimtrack.extraction.timepieces import MONTH, YEAR
from claimtrack.extraction.timewords import UNTIL, Setting, month_number, span_value, word_of

_QUARTER_OR_HALF = re.compile(r"(?P<y>\d{4})-(?P<u>[QH])(?P<q>\d)")
_MONTH = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)")
_FIGURES = re.compile(
    r"[$€£%]|\b(?:[mb]illion|per ?cent|share|net|sales|revenue|earn(?:ed|ings)|profit|loss|income|up|down|from)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(rf"\s+(?:that\s+)?ended\s+(?:\d\d?\s+)?{MONTH}(?:\s+\d\d?)?(?:,?\s+{YEAR})?")
_SO_MANY_MONTHS = re.compile(r"\b(?:six|nine|twelve|6|9|12)[ -]months?\b")
_LOOK_BACK = 160
_YEAR_BEFORE = re.compile(r"year[ -](?:ago|earlier|before)|prior[ -]year|last year|year before", re.IGNORECASE)


def read_quarter(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "the first quarter of 2026", "Q3", "last year’s second half" and "the year-ago third quarter"."""
    halves, rel, figure = word_of(match, "u").startswith("h"), word_of(match, "rel"), word_of(match, "q")
    make = half_of if halves else quarter_of
    number = min(int(figure) if figure else ORDINALS[word_of(match, "o")], 2 if halves else 4)
    if year := word_of(match, "y") or word_of(match, "y2"):
        return make(int(year), number)
    anchor = setting.anchor
    rel = rel or word_of(match, "rel2").removesuffix(" year’s")
    # "The second half" alone is half of a match or of anything else.
    if anchor is None or (halves and not rel and not figure):
        return None
    if rel in SHIFTS:
        return make(anchor.year + SHIFTS[rel], number)
    if ended := _ENDED.match(match.string, match.end()):
        last = yearless_month(MONTHS[ended["m"].lower().rstrip(".")], anchor, "past", sure=True)
        return make(int(ended["y"] or last.value[:4]), number)
    found = _nearest([make(year, number) for year in years_around(anchor)], anchor, setting)
    return _year_before(found) if found and word_of(match, "ago") else found


def _nearest(periods: list[Period], anchor: date, setting: Setting) -> Period | None:
    """Return the period on the side of the tense, unless it is far and another is near: results come after the end."""
    wanted = nearest_period(periods, anchor, setting.direction)
    told = setting.sure and setting.relation in UNTIL | {"in", "during"}
    if wanted is None or told or _away(wanted, anchor) <= FAR:
        return wanted
    return min(
        (found for found in periods if _away(found, anchor) <= NEAR),
        key=lambda found: _away(found, anchor),
        default=wanted,
    )


def _away(period: Period, anchor: date) -> int:
    start, end = period.start or anchor, period.end or anchor
    return max((start - anchor).days, (anchor - end).days, 0)


def years_around(anchor: date) -> range:
    """Return the years that a quarter or a season without one may belong to."""
    return range(max(anchor.year - 1, date.min.year + 1), min(anchor.year + 2, date.max.year - 1) + 1)


def read_ended(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "the quarter" and "the year" before "ended 30 September"."""
    if word_of(match, "u") == "year":
        return Period(None, None, span_value(1, "Y"), TimexType.DURATION)
    if setting.anchor is None:
        return None
    told = word_of(match, "y")
    last = (
        month_of(int(told), month_number(match))
        if told
        else yearless_month(month_number(match), setting.anchor, "past", sure=True)
    )
    number, year = divmod(int(last.value[5:]), 3)[0], int(last.value[:4])
    return quarter_of(year, number) if number else quarter_of(max(year - 1, 1), 4)


def read_fiscal_year(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "fiscal 2026" and "the latest fiscal year" as the calendar year that names it."""
    if year := word_of(match, "y"):
        return year_of(int(year))
    if setting.anchor is None:
        return None
    shift = SHIFTS.get(word_of(match, "rel"), -1 if word_of(match, "rel") in {"latest", "most recent"} else 0)
    return unit_of(setting.anchor.replace(year=max(setting.anchor.year + shift, 1), day=1), "Y")


def read_whole_year(_: re.Match[str], setting: Setting) -> Period | None:
    """Read "for the entire year", which is the year of the quarter that was told of, else the present one."""
    if setting.anchor is None:
        return None
    quarter = _reported(setting.before(), "quarter", setting.anchor)
    return year_of(int(quarter.value[:4]) if quarter else setting.anchor.year)


def read_same_period(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "the latest quarter", "the same month a year ago" and "the year-ago period": it was named before."""
    unit = word_of(match, "u")
    pointed = re.match(r"that\b", match[0], re.IGNORECASE)
    before = setting.before()
    spoken = _last_named(before, unit) if pointed else _reported(before, unit, setting.anchor)
    if spoken and (year := word_of(match, "y")):
        return _in_year(spoken, int(year))
    if spoken is None and setting.anchor and word_of(match, "same") in {"latest", "most recent"} and unit == "quarter":
        done = [
            found for year in years_around(setting.anchor) for found in (quarter_of(year, at) for at in range(1, 5))
        ]
        return next((found for found in reversed(done) if found.end and found.end < setting.anchor), None)
    if spoken is None:
        return None
    return _year_before(spoken) if _YEAR_BEFORE.search(match[0]) else spoken


def read_year_before(match: re.Match[str], setting: Setting) -> Period | None:
    """Read "a year earlier": beside figures of a quarter or a month it is the same one of the year before."""
    figures = _FIGURES.search(match.string, max(0, match.start() - _LOOK_BACK), match.start())
    spoken = _reported(setting.before(), "period", setting.anchor) if figures and not _is_longer(match) else None
    if spoken:
        return _year_before(spoken)
    return year_of(setting.anchor.year - 1) if setting.anchor and setting.anchor.year > 1 else None


def _is_longer(match: re.Match[str]) -> bool:
    """Tell whether the figures were last told of "the nine months" rather than of a quarter."""
    told = match.string[max(0, match.start() - _LOOK_BACK) : match.start()].lower()
    months = [found.start() for found in _SO_MANY_MONTHS.finditer(told)]
    return bool(months) and told.rfind("quarter") < months[-1]


def _last_named(before: Iterable[Period], unit: str) -> Period | None:
    """Return the quarter, half or month that was named last; a "period" may be any of them."""
    patterns = {"quarter": (_QUARTER_OR_HALF,), "month": (_MONTH,)}.get(unit, (_QUARTER_OR_HALF, _MONTH))
    named = reversed([*before])
    return next((found for found in named if any(pattern.fullmatch(found.value) for pattern in patterns)), None)


def _kind(period: Period) -> str:
    """Return Q, H or M for a quarter, a half or a month, else nothing."""
    found = _QUARTER_OR_HALF.fullmatch(period.value)
    return found["u"] if found else "M" if _MONTH.fullmatch(period.value) else ""


def _reported(before: Sequence[Period], unit: str, anchor: date | None) -> Period | None:
    """Return the period that figures are told for: of the kind that was named last, the latest that has ended."""
    last = _last_named(before, unit)
    if last is None or anchor is None:
        return last
    ended = [
        found for found in before if found.end and found.start and found.end <= anchor and _kind(found) == _kind(last)
    ]
    return max(ended, key=lambda found: found.end or anchor, default=last)


def _year_before(period: Period) -> Period:
    return _in_year(period, max(int(period.value[:4]) - 1, 2))


def _in_year(period: Period, year: int) -> Period:
    """Return the same quarter, half or month of another year."""
    if found := _QUARTER_OR_HALF.fullmatch(period.value):
        return (quarter_of if found["u"] == "Q" else half_of)(year, int(found["q"]))
    found = _MONTH.fullmatch(period.value)
    return month_of(year, int(found["m"])) if found else period
