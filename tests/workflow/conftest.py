"""A desk at work: claims that were proposed from an article, and the act of a reviewer."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.article import Article
from claimtrack.domain.claim import Extraction
from claimtrack.store import history, postings
from claimtrack.workflow import ingest
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from claimtrack.workflow.ingest import Ingested
from tests import builders


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

    def seal(self) -> None:
        self.session.flush()
        history.seal(self.session)
        postings.refresh(self.session)


@pytest.fixture
def bench(session: Session, ann: Act, desk: Desk) -> Bench:
    return Bench(session, ann, desk)
