"""A desk at work: claims that were proposed from an article, and the act of a reviewer."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from claimtrack.domain.article import Article
from claimtrack.domain.claim import Extraction
from claimtrack.domain.history import HistoryEvent
from claimtrack.domain.revisit import ItemState
from claimtrack.domain.states import Verdict
from claimtrack.domain.tracked import ClaimRecord, RevisitRecord
from claimtrack.store import checks, claims, history, postings, queue
from claimtrack.workflow import evidence, ingest, marking, revisit
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from claimtrack.workflow.ingest import Ingested
from tests import builders


def tick(session: Session, act: Act, today: date) -> revisit.Ticked:
    """Do what `claimtrack tick` does, in one transaction."""
    done = revisit.Ticked()
    for step in revisit.TICK:
        while found := step(session, act, today):
            done += found
    return done


ELSEWHERE = evidence.Target(url="https://other.example/report")


@pytest.fixture
def ann(now: datetime) -> Act:
    return Act(by="ann", now=now)


@pytest.fixture
def desk() -> Desk:
    return Desk()


class Bench:
    """Takes articles in and seals the history as the entry point does."""

    def __init__(self, session: Session, act: Act, desk: Desk) -> None:
        self.session, self.act, self.desk = session, act, desk

    def take_in(self, article: Article | None = None, extraction: Extraction | None = None) -> Ingested:
        found = ingest.take_in(
            self.session, article or builders.an_article(), extraction or builders.an_extraction(), self.act, self.desk
        )
        self.seal()
        return found

    def tell(self, *sentences: str, **facts: Any) -> Ingested:
        """Take in a story made of sentences, see `builders.a_story`."""
        return self.take_in(*builders.a_story(*sentences, **facts))

    def seal(self) -> None:
        self.session.flush()
        history.seal(self.session)
        postings.refresh(self.session)

    def check(self) -> None:
        """Assert that the log is whole, agrees with the claims, and that both indexes do."""
        self.seal()
        assert [check for check in checks.check_all(self.session) if not check.ok and check.name != "file"] == []

    def events(self, stream: str = "C-1") -> list[str]:
        self.seal()
        return [event.event for event in history.of_stream(self.session, stream)]

    def history(self, stream: str = "C-1") -> list[HistoryEvent]:
        self.seal()
        return history.of_stream(self.session, stream)

    def last(self, stream: str = "C-1") -> HistoryEvent:
        self.seal()
        return history.of_stream(self.session, stream)[-1]

    def claim(self, number: int = 1) -> ClaimRecord:
        self.session.flush()
        return claims.get_record(self.session, number)

    def items(self, *states: ItemState, claim: int | None = None) -> list[RevisitRecord]:
        self.session.flush()
        return queue.find_items(self.session, states or (ItemState.OPEN,), claim=claim)

    def settle(self, number: int = 1, verdict: Verdict = Verdict.CONFIRMED, **facts: Any) -> None:
        """Settle a claim with evidence from elsewhere."""
        marking.mark(self.session, number, verdict, self.act, desk=self.desk, sources=(ELSEWHERE,), **facts)
        self.seal()


@pytest.fixture
def bench(session: Session, ann: Act, desk: Desk) -> Bench:
    return Bench(session, ann, desk)


@contextmanager
def counted(session: Session) -> Iterator[Counter[str]]:
    """Count the statements of a session by their first word; one statement for many rows is one."""
    found: Counter[str] = Counter()

    def count(_connection: object, statement: object, *_: object) -> None:
        found[str(statement).split(maxsplit=1)[0]] += 1

    connection = session.connection()
    event.listen(connection, "before_execute", count)
    try:
        yield found
    finally:
        event.remove(connection, "before_execute", count)
