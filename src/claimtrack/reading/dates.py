"""Calendar dates as papers write them beside an article: full dates only, never a guess at a missing year."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = (
    r"(?P<month{n}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_LEAD_LINES = 12
_LINE_LIMIT = 200
_PART = re.compile(r"\s*(?:[|·•]|\s[-–—]\s|\()\s*")
_CHANGE = re.compile(r"\b(?:updated?|last|modified|changed?|edited|corrected)\b", re.IGNORECASE)


_DAY = r"(?P<day{n}>\d{{1,2}})(?:st|nd|rd|th)?"
_FORMS = (
    r"(?P<year0>\d{4})-(?P<num0>\d{2})-(?P<day0>\d{2})",
    _DAY.format(n=1) + r"[ -](?:of )?" + _MONTH.format(n=1) + r",?[ -](?P<year1>\d{4})",
    _MONTH.format(n=2) + r" " + _DAY.format(n=2) + r",? (?P<year2>\d{4})",
    r"(?P<day3>\d{1,2})\.(?P<num3>\d{1,2})\.(?P<year3>\d{4})",
    r"(?P<one4>\d{1,2})/(?P<two4>\d{1,2})/(?P<year4>\d{4})",
)
DATE = r"(?<![\w./-])(?i:" + "|".join(_FORMS) + r")(?![\d/-])"
"""The expression of one full date, with named groups."""


@cache
def _date_pattern() -> re.Pattern[str]:
    return re.compile(DATE)


@cache
def _rest_pattern() -> re.Pattern[str]:
    """Match the words and times that may stand beside a date in a line that is nothing but a date line."""
    words = (
        r"first|published|posted|filed|updated?|last|modified|changed?|edited|on|at|date"
        r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    )
    clock = r"T?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?"
    zone = r"[ap]\.?m\.?|noon|midnight|hrs|local time|z|utc|gmt|bst|c?e[sd]?t|[cmp][sd]t|[+-]\d{2}:?\d{2}"
    return re.compile(rf"(?:\b(?:{words})\b\.?|{clock}|(?:(?<=[\d .])(?:{zone})(?!\w))|[\s,:;.)(])+", re.IGNORECASE)


def _value(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    try:
        for form in "03":
            if found[f"year{form}"]:
                return date(*(int(found[f"{part}{form}"]) for part in ("year", "num", "day")))
        for form in "12":
            if month := found[f"month{form}"]:
                number = MONTHS.index(month[:3].lower()) + 1
                return date(int(found[f"year{form}"]), number, int(found[f"day{form}"]))
        one, two = int(found["one4"]), int(found["two4"])
        if (one > len(MONTHS)) == (two > len(MONTHS)) and one != two:
            return None  # 03/04/2025 is March in one country and April in another
        return date(int(found["year4"]), min(one, two), max(one, two))
    except ValueError:
        return None


def find_dates(text: str) -> Iterator[date]:
    """Yield the full dates in `text`: ISO 8601 and RFC 2822 timestamps, `17 September 2025`, `Sept. 17, 2025`.

    The calendar day is taken as written, whatever the time zone beside it. `17.09.2025` is day first; `03/04/2025` is
    passed over, because countries read it differently.
    """
    values = (_value(match) for match in _date_pattern().finditer(text))
    return (value for value in values if value)


def parse_date(text: str) -> date | None:
    """Return the first full date in the first 200 code points of a field that holds a date, None without one."""
    return next(find_dates(text[:_LINE_LIMIT]), None)


def date_lines(lines: list[str]) -> tuple[date | None, date | None]:
    """Return the days of publication and of the last change that one of the first twelve lines gives as a date line.

    A line is cut at `|`, dots, spaced dashes and brackets; one of the parts must be a date and nothing else but a
    weekday, a time or a word such as "Published".
    """
    changed: date | None = None
    for line in lines[:_LEAD_LINES]:
        if len(line) > _LINE_LIMIT:
            continue
        for part in _PART.split(line):
            found = next(find_dates(part), None)
            if found is None or _rest_pattern().sub("", _date_pattern().sub("", part)):
                continue
            if not _CHANGE.search(part):
                return found, changed
            changed = changed or found
    return None, changed
