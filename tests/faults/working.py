"""A reviewer who never rests: `python -m tests.faults.working URL SEED` moves claims until it is killed.

Each move that is committed is told on stdout as "C-3 17": the claim, and the version that it has now.
"""

import random
import sys
import time
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.states import ReopenReason, State, Verdict
from claimtrack.errors import ConflictError
from claimtrack.settings import Settings
from claimtrack.store import sessions
from claimtrack.store.tables import Claim
from claimtrack.workflow import claims, evidence, review, verdicts
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk

CLAIMS = 12
THINGS = "bridge ferry museum pier mast crane tunnel dam tower canal lock quay".split()
FAR = date(2030, 1, 1)


def fill(settings: Settings) -> None:
    """Add the claims that are worked on, each with evidence, so that any of them can be settled."""
    act = Act(by="ann", now=datetime.now(UTC))
    with sessions.writing(settings) as session:
        for thing in THINGS[:CLAIMS]:
            claim = claims.add(session, f"The old {thing} is shut", f"https://{thing}.example", act)
            source = evidence.Target(url=f"https://other.example/{thing}")
            evidence.attach(session, claim.id, source, Stance.SUPPORTS, act, desk=Desk())


def move(session: Session, number: int, act: Act, chance: random.Random) -> int:
    """Move a claim as its state allows; return its version."""
    state = session.scalar(select(Claim.state).where(Claim.id == number))
    match state:
        case State.PENDING if chance.random() < 0.5:
            claim = review.take(session, number, act)
        case State.PENDING:
            claim = review.wait(session, number, act, until=FAR)
        case State.WAITING:
            claim = review.wake(session, number, "manual", act)
        case State.IN_REVIEW if chance.random() < 0.5:
            claim = review.release(session, number, act)
        case State.IN_REVIEW:
            claim = verdicts.settle(session, number, Verdict.CONFIRMED, act, desk=Desk())
        case _:
            claim = review.reopen(session, number, ReopenReason.ERROR, act)
    return claim.version


def an_act(seed: int) -> Act:
    """Return an act of one of the workers."""
    return Act(by=f"worker {seed}", now=datetime.now(UTC))


def work(settings: Settings, seed: int, *, too_early: bool = False) -> None:
    """Move claims for ever; a worker that tells of a move `too_early`, before it is committed, tells of lost ones."""
    chance = random.Random(seed)  # noqa: S311 - which claim, no secret
    while True:
        number = chance.randint(1, CLAIMS)
        try:
            with sessions.writing(settings) as session:
                version = move(session, number, an_act(seed), chance)
                if too_early:
                    tell(number, version)
                    time.sleep(0.1)
        except ConflictError:
            continue  # another worker was first
        if not too_early:
            tell(number, version)


def tell(number: int, version: int) -> None:
    """Tell of a move."""
    sys.stdout.write(f"C-{number} {version}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    work(Settings(database=sys.argv[1]), int(sys.argv[2]), too_early="too-early" in sys.argv)
