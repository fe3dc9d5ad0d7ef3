"""Who acts, when, why, and on which version they looked."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

MACHINE = "claimtrack"
"""The name under which the history shows what the machine did; it proposes, suggests and wakes, nothing else."""


@dataclass(frozen=True, slots=True)
class Act:
    """The circumstances of one act; `now` is aware UTC, `expect_version` the version the actor saw, if they say."""

    by: str
    now: datetime
    note: str | None = None
    expect_version: int | None = None

    def by_machine(self) -> Self:
        """Return the same act as done by the machine itself."""
        return replace(self, by=MACHINE, note=None, expect_version=None)

    def again(self) -> Self:
        """Return the same act as the second step of one command, where the version was checked by the first."""
        return replace(self, expect_version=None)
