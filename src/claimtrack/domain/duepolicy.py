"""When somebody is to look again where the article names no day: a policy, never a finding.

The table of defaults stands here, with its version; a desk may change its rows in claimtrack.toml. What was stated is
told in `due`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from claimtrack.domain.days import add_days, add_months
from claimtrack.domain.due import Due
from claimtrack.errors import InvalidDataError

VERSION = "1"
"""Goes up whenever a default changes, so that stored claims tell which table set their day."""
DESK = "desk"
"""Stands for the version where the desk has set the row itself: `soon/desk`."""
MOST_MONTHS = 1200
_ISO = re.compile(r"P(?=\d)(?:(?P<y>\d{1,4})Y)?(?:(?P<m>\d{1,4})M)?(?:(?P<w>\d{1,4})W)?(?:(?P<d>\d{1,5})D)?")


class DueRow(StrEnum):
    """What the article says instead of a day: the rows of the table, and the keys under [due]."""

    SOON = "soon"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    OPEN = "open"
    EVENT = "event"
    UNDATED = "undated"


DEFAULTS: Mapping[DueRow, str] = {
    DueRow.SOON: "P3M",
    DueRow.DAYS: "P2W",
    DueRow.WEEKS: "P2M",
    DueRow.MONTHS: "P6M",
    DueRow.YEARS: "P1Y",
    DueRow.OPEN: "P6M",
    DueRow.EVENT: "P6M",
    DueRow.UNDATED: "P6M",
}
"""How long to wait, as ISO 8601 durations."""
GLOSSES: Mapping[DueRow, str] = {
    DueRow.SOON: "soon, shortly, in the near future",
    DueRow.DAYS: "within days",
    DueRow.WEEKS: "in the coming weeks",
    DueRow.MONTHS: "in the coming months",
    DueRow.YEARS: "in the coming years",
    DueRow.OPEN: "one day, at a later date, in the long run",
    DueRow.EVENT: "once the reports are in",
    DueRow.UNDATED: "nothing is said",
}
"""What stands in an article for each row."""


class DayBy(StrEnum):
    """Who named the day to look again."""

    STATED = "stated"
    POLICY = "policy"
    SET = "set"


@dataclass(frozen=True, slots=True)
class LookDay:
    """The day to look again at a claim, and who named it."""

    day: date
    by: DayBy

    def __str__(self) -> str:
        """Return the day as lists show it: one that policy sets has a question mark."""
        return self.day.isoformat() + ("?" if self.by is DayBy.POLICY else "")


def look_day(due: Due | None, wake_on: date | None) -> LookDay | None:
    """Return the day to look again: the one the claim waits for, else the one of its due.

    A claim may wait for the very day that the article states or that policy sets; that day keeps its origin.
    """
    day = wake_on or (due.wake_on if due else None)
    if day is None:
        return None
    if due and due.latest == day:
        return LookDay(day, DayBy.SET if due.by_hand else DayBy.STATED)
    return LookDay(day, DayBy.POLICY if due and due.latest is None and due.review_by == day else DayBy.SET)


@dataclass(frozen=True, slots=True)
class Wait:
    """A length of time in calendar months and days."""

    months: int
    days: int

    @classmethod
    def parse(cls, value: str) -> "Wait | None":
        """Return an ISO 8601 duration of years, months, weeks and days, or None when it is not one of a day or more."""
        found = _ISO.fullmatch(value)
        if found is None:
            return None
        years, months, weeks, days = (int(found[part] or 0) for part in "ymwd")
        wait = cls(12 * years + months, 7 * weeks + days)
        short_enough = wait.months <= MOST_MONTHS
        return wait if short_enough and (wait.months or wait.days) else None

    def after(self, day: date) -> date:
        """Return the day this long after another."""
        return add_days(add_months(day, self.months), self.days)

    def before(self, day: date) -> date:
        """Return the day this long before another."""
        return add_days(add_months(day, -self.months), -self.days)


@dataclass(frozen=True, slots=True)
class DuePolicy:
    """The table in force: the defaults, and the rows that the desk has set itself."""

    own: Mapping[DueRow, Wait] = field(default_factory=dict)

    def review(self, row: DueRow, day: date | None) -> date | None:
        """Return the day to look again, counted from `day`."""
        wait = self.own.get(row) or Wait.parse(DEFAULTS[row])
        return wait.after(day) if day and wait else None

    def rule(self, row: DueRow) -> str:
        """Return the name that is stored with the claim: `soon/1`, or `soon/desk` where the desk has set the row."""
        return f"{row.value}/{DESK if row in self.own else VERSION}"


def due_policy(given: Mapping[str, object]) -> DuePolicy:
    """Return the policy with the rows of the section [due] of claimtrack.toml.

    Raises:
        InvalidDataError: a key is unknown, or a value is no duration of a day to a hundred years.
    """
    own = {}
    for key, value in given.items():
        if key not in set(DueRow):
            known = ", ".join(row.value for row in DueRow)
            raise InvalidDataError(f"claimtrack.toml: due.{key} is not a setting. Known are: {known}.")
        wait = Wait.parse(value) if isinstance(value, str) else None
        if wait is None:
            raise InvalidDataError(
                f"claimtrack.toml: due.{key} must be an ISO 8601 duration of a day to a hundred years, "
                f'such as "P10D", "P2W", "P3M" or "P1Y", not {value!r}.'
            )
        own[DueRow(key)] = wait
    return DuePolicy(own)


def as_comments() -> str:
    """Return the table of defaults as commented lines of claimtrack.toml."""
    wide = max(len(row.value) for row in DueRow)
    return "\n".join(f'# {row.value:{wide}} = "{DEFAULTS[row]}"   # {GLOSSES[row]}' for row in DueRow)
