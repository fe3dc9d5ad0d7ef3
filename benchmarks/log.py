"""What it costs to verify the history: a project with many claims, each added, taken up, sourced and settled.

`python benchmarks/log.py [--claims 100000] [--postgresql]` makes it, verifies it, proves one claim, and prints the
seconds and by how much the process grew meanwhile. It is no test: a busy machine is slow.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from claimtrack.domain.claim import Modality, Polarity
from claimtrack.domain.evidence import Priority, Stance
from claimtrack.domain.history import HistoryEvent
from claimtrack.domain.states import State, Verdict
from claimtrack.matching import fingerprint
from claimtrack.settings import Settings, database_url
from claimtrack.store import history, sessions
from claimtrack.store.history import proving
from claimtrack.store.tables import Claim, EvidenceRow, VerdictRow
from claimtrack.store.upgrade import upgrade
from databases import server

AT_ONCE = 2_000
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def claim(number: int) -> dict[str, Any]:
    """Return the row of a claim as it is added."""
    words = f"The council of ward {number} will pay {number % 977} thousand euros for the repair of its bridge."
    return {
        "id": number,
        "version": 1,
        "state": State.PENDING,
        "source_url": "https://desk.example/notes",
        "text": words,
        "fingerprint": fingerprint(words),
        "modality": Modality.ASSERTED_FACT,
        "polarity": Polarity.AS_QUOTED,
        "attributed": False,
        "priority": Priority.NORMAL,
        "published": NOW.date(),
        "times": [],
        "hedges": [],
        "context": [],
        "flags": [],
        "confidence": 1.0,
        "rule": "by hand",
        "created_at": NOW,
        "updated_at": NOW,
    }


def events(row: dict[str, Any]) -> Iterator[HistoryEvent]:
    """Yield the way of a claim to its verdict."""
    number = row["id"]
    words = ("text", "modality", "polarity", "attributed", "priority", "confidence", "rule")
    said = {name: row[name] for name in words} | {"source": row["source_url"], "published": NOW.date().isoformat()}
    link = {
        "evidence": f"E-{number}",
        "stance": "supports",
        "url": "https://audit.example/7",
        "origin": "audit.example",
    }
    settled = {"source": "in_review", "target": "settled", "note": "read it", "details": {"verdict": "confirmed"}}
    for version, (event, facts) in enumerate(
        (
            ("add", {"target": "pending", "details": said}),
            ("take", {"source": "pending", "target": "in_review", "details": {"assignee": "ann"}}),
            ("evidence", {"details": link}),
            ("settle", settled),
        ),
        start=1,
    ):
        yield HistoryEvent(f"C-{number}", event, "ann", NOW, version, **facts)


def fill(session: Session, first: int, last: int) -> None:
    """Add the claims from `first` to before `last`, their verdicts and evidence, and their history."""
    rows = [claim(number) for number in range(first, last)]
    session.execute(insert(Claim), rows)
    verdict = {"number": 1, "verdict": Verdict.CONFIRMED, "rationale": "read it", "by": "ann", "at": NOW}
    session.execute(insert(VerdictRow), [{"id": row["id"], "claim_id": row["id"]} | verdict for row in rows])
    there = {"url": "https://audit.example/7", "origin": "audit.example", "by": "ann", "at": NOW}
    link = there | {"stance": Stance.SUPPORTS}
    session.execute(insert(EvidenceRow), [{"id": row["id"], "claim_id": row["id"]} | link for row in rows])
    settled = {"state": State.SETTLED, "version": 4, "verdict_id": Claim.id}
    session.execute(update(Claim).where(Claim.id >= first, Claim.id < last).values(**settled))
    for row in rows:
        for event in events(row):
            history.record(session, event)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long something took, how much of that this process worked, and by how many megabytes it grew."""
    began, worked = time.perf_counter(), time.process_time()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    took, worked = time.perf_counter() - began, time.process_time() - worked
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{what:28} {took:8.1f} s {worked:8.1f} s of work {grown:+6.0f} MB", flush=True)


def run(database: str, claims: int) -> None:
    """Make the project and verify its history."""
    settings = Settings(database=database_url(database))
    upgrade(settings)
    with timed(f"make {claims:,} claims"):
        for first in range(1, claims + 1, AT_ONCE):
            with sessions.writing(settings) as session:
                fill(session, first, min(claims + 1, first + AT_ONCE))
    with sessions.reading(settings) as session, timed("verify"):
        report = history.verify(session, {2 * claims})
    with sessions.reading(settings) as session, timed("prove one claim"):
        proving.prove(session, f"C-{claims // 2}", report.events)
    print(f"{report.events:,} events, {'whole' if report.ok else report.problems}")


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--postgresql", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.postgresql:
            with server(Path(folder)) as url:
                run(url, given.claims)
        else:
            run(str(Path(folder) / "claimtrack.db"), given.claims)


if __name__ == "__main__":
    main()
