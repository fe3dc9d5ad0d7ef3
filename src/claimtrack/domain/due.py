"""Times in a text, and when a claim can be checked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from claimtrack.domain.span import Quote


class TimexType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression with its TIMEX3 value and the days it may cover; an open side is None."""

    quote: Quote
    type: TimexType
    value: str
    earliest: date | None = None
    latest: date | None = None


class DueKind(StrEnum):
    """How the article says when."""

    STATED = "stated"
    VAGUE = "vague"
    EVENT = "event"
    NONE = "none"


DAY_BY_HAND = "by_hand/1"
"""The rule of a due whose last day a reviewer has set; what the article says of it stays beside it."""


@dataclass(frozen=True, slots=True)
class Due:
    """The window in which a forward-looking claim comes true or does not.

    `latest` is only ever what the article states, or a reviewer has set. `review_by` is policy, not finding: the day
    on which a reviewer is to look again. `rule` names the policy and its version, as in `soon/1`. `trigger` holds the
    words of the event that the promise waits for.
    """

    kind: DueKind
    phrase: str | None
    earliest: date | None
    latest: date | None
    review_by: date | None
    rule: str
    trigger: str | None = None

    @property
    def by_hand(self) -> bool:
        """Tell whether a reviewer has set the day, and not the article."""
        return self.rule == DAY_BY_HAND

    @property
    def wake_on(self) -> date | None:
        """Return the day to look again: the stated end, else the policy's day."""
        return self.latest or self.review_by
