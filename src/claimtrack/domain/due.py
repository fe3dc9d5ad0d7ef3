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


@dataclass(frozen=True, slots=True)
class Due:
    """The window in which a forward-looking claim comes true or does not.

    `latest` is only ever what the article states. `review_by` is policy, not finding: the day on which a reviewer is
    to look again. `rule` names the policy and its version, as in `soon/1`. `trigger` holds the words of the event
    that the promise waits for.
    """

    kind: DueKind
    phrase: str | None
    earliest: date | None
    latest: date | None
    review_by: date | None
    rule: str
    trigger: str | None = None

    @property
    def wake_on(self) -> date | None:
        """Return the day to look again: the stated end, else the policy's day."""
        return self.latest or self.review_by
