"""What the review history keeps of each act."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from claimtrack.domain.merkle import EMPTY_ROOT


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """One act: what happened to which stream (C-7, A-3), who did it, when, and from where to where.

    `at` is aware UTC. `version` is the claim's version after the act. `details` holds the rest of the act as plain
    JSON values: reason, evidence, initial values. `seq` is given when the log takes the event in.
    """

    stream: str
    event: str
    by: str
    at: datetime
    version: int = 0
    source: str | None = None
    target: str | None = None
    note: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class LogReport:
    """What recomputing the log found.

    `head` is the newest hash in hex, `root` that of the tree over all events, and `roots` has that of the first
    events, by their number, where it was asked for. Of a damaged log they are those of its whole part.
    """

    events: int
    head: str
    problems: tuple[str, ...]
    root: bytes = EMPTY_ROOT
    roots: Mapping[int, bytes] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Tell whether every event, the head and all that is stored agree."""
        return not self.problems
