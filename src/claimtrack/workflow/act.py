"""Who acts, when, why, and on which version they looked."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from claimtrack.domain.accounts import actor_name
from claimtrack.domain.words import given
from claimtrack.errors import InvalidDataError

MACHINE = "claimtrack"
"""The name under which the history shows what the machine did; it proposes, suggests and wakes, nothing else."""


@dataclass(frozen=True, slots=True)
class Act:
    """The circumstances of one act; `now` is aware UTC, `expect_version` the version the actor saw, if they say.

    A blank note is none. `behind` is who had the machine act, where it does.
    """

    by: str
    now: datetime
    note: str | None = None
    expect_version: int | None = None
    behind: str | None = None

    def __post_init__(self) -> None:
        """Refuse a name or a note that the history cannot keep.

        Raises:
            InvalidDataError: there is no name, or one of them is no text or too long.
        """
        object.__setattr__(self, "by", actor_name(self.by))
        object.__setattr__(self, "note", given(self.note, "note"))

    @property
    def who(self) -> str:
        """Return whose right it takes: the name of who acts, or of who has the machine act."""
        return self.behind or self.by

    def by_machine(self) -> Self:
        """Return the same act as done by the machine itself."""
        return replace(self, by=MACHINE, note=None, expect_version=None, behind=self.who)

    def again(self) -> Self:
        """Return the same act as the second step of one command, where the version was checked by the first."""
        return replace(self, expect_version=None)

    def check_person(self, verb: str) -> None:
        """Refuse what only a person may do, so that no decision stands in the history under the machine's name.

        Raises:
            InvalidDataError: the actor goes by the machine's name.
        """
        if self.by.casefold() == MACHINE:
            raise InvalidDataError(
                f"{MACHINE} itself does not {verb}: it leaves that to people. Say who does: --by NAME"
            )
