"""What one claim is to another, where a reviewer says so."""

from dataclasses import dataclass
from enum import StrEnum

from claimtrack.domain.states import State


class LinkKind(StrEnum):
    """How the first claim of a link hangs on the other; only what contradicts hangs on both sides."""

    WAITS_FOR = "waits_for"
    DEPENDS_ON = "depends_on"
    CONTRADICTS = "contradicts"


RESTS = (LinkKind.WAITS_FOR, LinkKind.DEPENDS_ON)
"""Kinds in which one claim rests on the other, so that they must not go round in a circle."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a claim stands for those that hang on it: its state, and the status that a person sees."""

    state: State
    status: str

    @property
    def is_result(self) -> bool:
        """Tell whether the claim has come to an end for now, so that those that hang on it can be looked at."""
        return self.state in {State.SETTLED, State.CLOSED}


def bears_on_others(before: Outcome, after: Outcome) -> bool:
    """Tell whether a change matters to the claims that hang on the one that changed.

    It does where a claim comes to a result, and where the result that it had holds no more.
    """
    return before.status != after.status and (before.is_result or after.is_result)
