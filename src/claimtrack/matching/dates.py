"""Times of a statement, and dates written out in its text for statements that come without times."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DATE = re.compile(
    rf"(?<![\w.,-])(?:(?P<iso>\d{{4}}-\d\d-\d\d)(?!\d)"
    rf"|(?:(?P<before>[0-3]?\d)(?:st|nd|rd|th)? (?:of )?)?{_MONTH}"
    r"(?: (?P<after>[0-3]?\d)(?:st|nd|rd|th)?(?![\d,.]*\d))?(?:,? (?P<year>(?:19|20)\d\d)(?!\d))?"
    r"|(?<!\$)(?P<alone>(?:19|20)\d\d)(?![\d,.]*\d|\s?%))"
)

_NO_YEAR = "XXXX"
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

CALENDAR = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat sun""".split()
)
"""Words that are written like names and are days and months."""


@dataclass(frozen=True, slots=True)
class When:
    """A time in a statement: its words and the days it may cover; `value` is its TIMEX3 notation, as far as known."""

    text: str
    earliest: date | None
    latest: date | None
    value: str = ""

    def apart(self, other: "When") -> bool | None:
        """Tell whether both are different times; None where that is not known."""
        if _DAY.fullmatch(self.value) and _DAY.fullmatch(other.value):
            return self.value != other.value  # "by 3 June" covers many days, and still names one
        clocks = _CLOCK.fullmatch(self.value), _CLOCK.fullmatch(other.value)
        if clocks[0] and clocks[1]:
            return self.value != other.value
        if self.earliest and self.latest and other.earliest and other.latest:
            return self.latest < other.earliest or other.latest < self.earliest
        if self.value.startswith(_NO_YEAR) and other.value.startswith(_NO_YEAR):
            return not (self.value.startswith(other.value) or other.value.startswith(self.value))
        return None

    def after(self, other: "When") -> bool:
        """Tell whether this begins when the other is over."""
        return bool(self.earliest and other.latest and other.latest < self.earliest)

    def is_over(self, day: date | None) -> bool:
        """Tell whether its last day lies before a day; not where one of them is not known."""
        return bool(day and self.latest and self.latest < day)

    def from_then_on(self, other: "When") -> bool | None:
        """Tell whether the other begins on the first day of this or later; None where that is not known."""
        if self.earliest and other.earliest and self.earliest <= other.earliest:
            return True
        if self.earliest and other.latest and other.latest < self.earliest:
            return False
        same = self.value.startswith(_NO_YEAR) and other.value.startswith(self.value)
        return True if same else None


def dates(text: str) -> tuple[When, ...]:
    """Return the dates of a text in order; a date without a year has no days, only a value such as XXXX-06-12."""
    found = []
    for match in _DATE.finditer(text):
        try:
            when = _when(match)
        except ValueError:
            continue  # 31 June
        if when:
            found.append(when)
    return tuple(found)


def _when(match: re.Match[str]) -> When | None:
    if match["iso"]:
        day = date.fromisoformat(match["iso"])
        return When(match[0], day, day, match["iso"])
    if match["alone"]:
        year = int(match["alone"])
        return When(match[0], date(year, 1, 1), date(year, 12, 31), match["alone"])
    number, month = match["before"] or match["after"], _MONTHS.index(match["month"][:3].lower()) + 1
    if not number and not match["year"] and match["month"] == "May":
        return None  # more often the verb
    if not match["year"]:
        return When(match[0], None, None, f"{_NO_YEAR}-{month:02}" + (f"-{int(number):02}" if number else ""))
    year = int(match["year"])
    first = date(year, month, int(number or 1))
    last = first if number else date(year, month, monthrange(year, month)[1])
    return When(match[0], first, last, first.isoformat() if number else first.isoformat()[:7])
