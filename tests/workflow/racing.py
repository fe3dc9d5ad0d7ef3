"""A process of its own that changes claims which others change at the same time, for a test that counts what is lost.

`python -m tests.workflow.racing URL NUMBER COUNT checked|unchecked` says `ready`, waits for a line, changes claims
COUNT times, and prints `edit` or `move` for each time, and how often it was told that somebody was first.

Each claim counts for itself: its due day is moved by one from what was read, so that a change which is written over
without having been seen leaves it a day behind.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy.orm import Session

from claimtrack.domain.states import State
from claimtrack.domain.tracked import ClaimRecord
from claimtrack.errors import ConflictError, MoveNotAllowedError
from claimtrack.settings import Settings
from claimtrack.store import claims, sessions
from claimtrack.workflow import claims as tracking
from claimtrack.workflow import review
from claimtrack.workflow.act import Act
from tests.builders import NOW

FIRST_DAY = date(2030, 1, 1)
CLAIMS = 4
THINKING = 0.002
"""Seconds between what a person reads and what they do."""


Verb = Callable[[Session, Act], object]


def change(seen: ClaimRecord, number: int, who: str, chance: random.Random) -> tuple[str, Verb]:
    """Return what `who` does having seen a claim so: move its due day by one, or take the claim or give it back."""
    if chance.random() < 0.75:
        assert seen.due is not None
        assert seen.due.latest is not None
        day = seen.due.latest + timedelta(days=1)
        return "edit", lambda session, act: tracking.edit(session, number, act, due=day, speaker=who)
    verb = review.release if seen.state is State.IN_REVIEW else review.take
    return "move", lambda session, act: verb(session, number, act)


def race(settings: Settings, name: str, count: int, *, checked: bool) -> tuple[list[str], int]:
    """Change claims so many times; return what was done each time, and how often somebody else was first."""
    chance, stale = random.Random(name), 0  # noqa: S311 - which claim, not a secret
    done: list[str] = []
    while len(done) < count:
        number = chance.randint(1, CLAIMS)
        with sessions.reading(settings) as session:
            seen = claims.get_record(session, number)
        time.sleep(THINKING)
        what, act_on = change(seen, number, f"{name} {len(done)}", chance)
        act = Act(by=name, now=NOW, expect_version=seen.version if checked else None)
        try:
            with sessions.writing(settings) as session:
                act_on(session, act)
        except (ConflictError, MoveNotAllowedError):
            stale += 1
        else:
            done.append(what)
    return done, stale


if __name__ == "__main__":
    print("ready", flush=True)  # noqa: T201 - the test waits for it
    sys.stdin.readline()
    url, who, times, how = sys.argv[1:]
    acts, told = race(Settings(database=url, by="ann"), f"ann{who}", int(times), checked=how == "checked")
    print(*acts, told, flush=True)  # noqa: T201 - the test counts them
