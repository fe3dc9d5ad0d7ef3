"""Who acts, when, why, and on which version they looked."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from claimtrack.domain.words import checked, given
from claimtrack.errors import InvalidDataError

MACHINE = "claimtrack"
"""The name under which the history shows what the machine did; it proposes, suggests and wakes, nothing else."""

MAX_NAME = 200
"""Code points of the longest name of an actor."""


@dataclass(frozen=True, slots=True)
class Act:
    """The circumstances of one act; `now` is aware UTC, `expect_version` the version the actor saw, if they say.

    A blank note is none.
    """

    by: str
    now: datetime
    note: str | None = None
    expect_version: int | None = None

    def __post_init__(self) -> None:
        """Refuse a name or a note that the history cannot keep.

        Raises:
            InvalidDataError: there is no name, or one of them is no text or too long.
        """
        # What cannot be seen must not make one name look like another.
        name = unicodedata.normalize("NFKC", checked(self.by, "name of who acts", MAX_NAME))
        seen = "".join(char for char in name if unicodedata.category(char)[0] != "C")
        object.__setattr__(self, "by", checked(seen, "name of who acts", MAX_NAME))
        object.__setattr__(self, "note", given(self.note, "note"))

    def by_machine(self) -> Self:
        """Return the same act as done by the machine itself."""
        return replace(self, by=MACHINE, note=None, expect_version=None)

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
