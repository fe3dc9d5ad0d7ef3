"""Eight processes that change a few claims at once: nothing is lost that somebody had not seen.

CLAIMTRACK_RACES says how many times each process changes a claim (10); 60 take some minutes.
"""

import os
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from claimtrack.domain.history import HistoryEvent
from claimtrack.settings import Settings
from claimtrack.store import checks, claims, history, sessions
from claimtrack.store.tables import HistoryRow
from claimtrack.workflow import claims as tracking
from claimtrack.workflow.act import Act
from tests.workflow.racing import CLAIMS, FIRST_DAY

ROOT = Path(__file__).parents[2]
PROCESSES, TIMES = 8, int(os.environ.get("CLAIMTRACK_RACES", "10"))
SUBJECTS = ("The pier is shut", "A whale was seen", "The mayor resigned", "Nine wells ran dry")


@dataclass(frozen=True)
class Raced:
    """What all processes together did, what of it is there, and how often one was told that another was first."""

    edits: int
    moves: int
    stale: int
    counted: int
    events: dict[str, list[HistoryEvent]]

    @property
    def lost(self) -> int:
        return self.edits - self.counted


@pytest.fixture
def few(settings: Settings, ann: Act) -> Settings:
    """Return the settings of a database with a few claims that have nothing in common, each due on one day."""
    with sessions.writing(settings) as session:
        for text in SUBJECTS[:CLAIMS]:
            tracking.add(session, text, "https://paper.example/1", ann, due=FIRST_DAY)
    return settings


def raced(settings: Settings, times: int, how: str) -> Raced:
    """Let all processes begin at once, and count."""
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "tests.workflow.racing", settings.database, str(number), str(times), how],
                    cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                )
            )
            for number in range(PROCESSES)
        ]  # fmt: skip
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        told = [process.communicate() for process in processes]
        assert [(process.returncode, error) for process, (_, error) in zip(processes, told, strict=True)] == [
            (0, "")
        ] * PROCESSES
    lines = [out.split() for out, _ in told]
    done = Counter(word for line in lines for word in line[:-1])
    with sessions.reading(settings) as session:
        days = [claims.get_record(session, number).due for number in range(1, CLAIMS + 1)]
        events = {f"C-{number}": history.of_stream(session, f"C-{number}") for number in range(1, CLAIMS + 1)}
    counted = sum((day.latest - FIRST_DAY).days for day in days if day and day.latest)
    return Raced(done["edit"], done["move"], sum(int(line[-1]) for line in lines), counted, events)


def test_nothing_is_lost_where_the_version_that_was_seen_is_checked(few: Settings) -> None:
    found = raced(few, TIMES, "checked")
    assert found.edits + found.moves == PROCESSES * TIMES
    assert found.lost == 0
    assert found.stale > 0, "they never met, so that this proves nothing"
    # One event for each success, besides that of the beginning, and no version without one or twice.
    assert sum(map(len, found.events.values())) == PROCESSES * TIMES + CLAIMS
    for events in found.events.values():
        assert [event.version for event in events] == list(range(1, len(events) + 1))
    with sessions.reading(few) as session:
        assert list(session.scalars(select(HistoryRow.seq).order_by(HistoryRow.seq))) == list(
            range(1, PROCESSES * TIMES + CLAIMS + 1)
        )
        for number in range(1, CLAIMS + 1):
            assert claims.get_record(session, number).version == len(found.events[f"C-{number}"])
        assert [check for check in checks.check_all(session) if not check.ok] == []


def test_without_that_check_something_is_lost(few: Settings) -> None:
    """Not claimtrack's own way, but the same race without it: what counts above has to be able to count a loss."""
    found = raced(few, TIMES, "unchecked")
    assert found.lost > 0
