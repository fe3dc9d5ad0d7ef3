"""What hangs on a claim when it comes to a result, or loses one: asked about again, and woken where it waits for it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.domain.links import LinkKind, Outcome
from claimtrack.domain.revisit import Cause, Reason, ReasonKind
from claimtrack.domain.states import State
from claimtrack.store import duplicates, links, tracked
from claimtrack.store.tables import Claim
from claimtrack.workflow import asking
from claimtrack.workflow.act import Act


@dataclass(frozen=True, slots=True)
class Hanging:
    """A claim that hangs on another, locked, and by which links."""

    claim: Claim
    kinds: tuple[LinkKind, ...]


def lock(session: Session, claim_ids: Iterable[int]) -> dict[int, Claim]:
    """Lock claims that are to move, and all that hang on them, in the order of their ids; return the first ones.

    Whoever moves a claim writes into the histories of those that hang on it: locked one after the other, two who
    settle claims that contradict each other would wait for each other.
    """
    wanted = set(claim_ids)
    group = wanted | duplicates.merged_into(session, wanted)
    ends = [number for number, _ in links.hanging_on(session, group)]
    stand = duplicates.standing_for(session, ends).values() if ends else ()
    rows = tracked.lock_claims(session, wanted.union(stand))
    return {number: rows[number] for number in sorted(wanted) if number in rows}


def find(session: Session, claim_id: int) -> list[Hanging]:
    """Return what hangs on a claim or on one that it stands for, but for what is closed."""
    group = {claim_id} | duplicates.merged_into(session, [claim_id])
    ends = links.hanging_on(session, group)
    if not ends:
        return []
    stand = duplicates.standing_for(session, [number for number, _ in ends])
    kinds: dict[int, list[LinkKind]] = defaultdict(list)
    for number, kind in ends:
        if stand[number] not in group and kind not in kinds[stand[number]]:
            kinds[stand[number]].append(kind)
    rows = tracked.lock_claims(session, [number for number, there in kinds.items() if there])
    return [Hanging(claim, tuple(kinds[number])) for number, claim in rows.items() if claim.state is not State.CLOSED]


def waiting(hanging: Iterable[Hanging]) -> list[Claim]:
    """Return the claims that wait for the one that they hang on."""
    return [one.claim for one in hanging if LinkKind.WAITS_FOR in one.kinds and one.claim.state is State.WAITING]


def ask(
    session: Session, claim_id: int, hanging: Sequence[Hanging], before: Outcome | None, after: Outcome, act: Act
) -> None:
    """Ask about what hangs on a claim that changed; `before` is None where they were only linked now.

    An item that already asks about the two, and is not answered, tells this as well; one that was put off is back.
    """
    old = before.status if before else None
    questions = [
        asking.Question(
            one.claim,
            Cause.CONTRADICTION if LinkKind.CONTRADICTS in one.kinds else Cause.DEPENDENCY,
            tuple(Reason(ReasonKind(kind.value), old=old, new=after.status) for kind in one.kinds),
            other=claim_id,
        )
        for one in hanging
    ]
    asking.ask(session, questions, act)
