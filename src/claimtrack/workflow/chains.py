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
    """A claim that hangs on another, locked, and by which links.

    `waits` tells that it waits for the other itself: what a duplicate of it waited for does not end its own waiting.
    """

    claim: Claim
    kinds: tuple[LinkKind, ...]
    waits: bool


def lock(session: Session, claim_ids: Iterable[int]) -> dict[int, Claim]:
    """Lock claims that are to move, and all that hangs on them, in the order of their ids; return the first ones.

    Whoever moves a claim writes into the histories of those that hang on it, and of the one that it is a duplicate of:
    locked one after the other, two who settle claims that contradict each other would wait for each other. A link that
    comes about meanwhile is looked for again, because it is made by somebody who held one of its ends.
    """
    wanted = set(claim_ids)
    rows: dict[int, Claim] = {}
    while missing := _concerned(session, wanted) - rows.keys():
        found = tracked.lock_claims(session, missing)
        if not found:
            break  # no such claims
        rows |= found
    return {number: rows[number] for number in sorted(wanted) if number in rows}


def _concerned(session: Session, wanted: set[int]) -> set[int]:
    stand = set(duplicates.standing_for(session, wanted).values())
    group = wanted | duplicates.merged_into(session, wanted)
    ends = [number for number, _ in links.hanging_on(session, group)]
    return (
        wanted | stand | duplicates.targets_of(session, wanted) | set(duplicates.standing_for(session, ends).values())
    )


def find(session: Session, claim_id: int) -> list[Hanging]:
    """Return what hangs on a claim or on one that it stands for, but for what is closed."""
    group = {claim_id} | duplicates.merged_into(session, [claim_id])
    ends = links.hanging_on(session, group)
    if not ends:
        return []
    stand = duplicates.standing_for(session, [claim_id, *(number for number, _ in ends)])
    kinds: dict[int, list[LinkKind]] = defaultdict(list)
    wait = set()
    for number, kind in ends:
        if stand[number] in group or stand[number] == stand[claim_id]:
            continue  # it is the same claim by now
        if kind not in kinds[stand[number]]:
            kinds[stand[number]].append(kind)
        if kind is LinkKind.WAITS_FOR and stand[number] == number:
            wait.add(number)
    rows = tracked.lock_claims(session, kinds)
    return [
        Hanging(claim, tuple(kinds[number]), number in wait)
        for number, claim in rows.items()
        if claim.state is not State.CLOSED
    ]


def waiting(hanging: Iterable[Hanging]) -> list[Claim]:
    """Return the claims that wait for the one that they hang on."""
    return [one.claim for one in hanging if one.waits and one.claim.state is State.WAITING]


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
