"""Two claims that say nearly the same, and what became of the proposal to take them for one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from claimtrack.domain.revisit import Reason


class PairState(StrEnum):
    """Where a pair stands; computed from the pair and its two claims, never stored."""

    PROPOSED = "proposed"
    MERGED = "merged"
    APART = "apart"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class PairRecord:
    """Two claims that say nearly the same, the newer one first; in a reason, `old` is the older claim's side.

    Its state is `past` where there is nothing to decide any more: one was closed otherwise, or a wording was changed.
    `by`, `at` and `note` are set where somebody keeps them apart.
    """

    claim: str
    older: str
    claim_text: str
    older_text: str
    claim_status: str
    older_status: str
    score: float
    why: tuple[Reason, ...]
    state: PairState
    created: datetime
    by: str | None
    at: datetime | None
    note: str | None
