"""Revision 0001 makes a database that a log and an index can start in."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import DBAPIError

from claimtrack.domain.history import LogReport
from claimtrack.matching import ANALYSIS_VERSION
from claimtrack.store import history, postings, sessions
from claimtrack.store.engine import APPLICATION_ID
from claimtrack.store.tables import LogHead
from tests.databases import Database


def test_the_log_starts_with_zeros(database: Database) -> None:
    with sessions.reading(database.settings) as session:
        head = session.get_one(LogHead, 1)
        assert (head.size, head.hash, head.last_at) == (0, bytes(32), datetime(1970, 1, 1, tzinfo=UTC))
        assert history.verify(session) == LogReport(0, bytes(32).hex(), ())


def test_the_index_starts_empty(database: Database) -> None:
    with sessions.reading(database.settings) as session:
        assert postings.statistics(session) == (0, ANALYSIS_VERSION)


def test_the_file_says_whose_it_is(sqlite_database: Database) -> None:
    assert sqlite_database.run("PRAGMA application_id") == [(APPLICATION_ID,)]
    # Where file(1) and other programs read it.
    assert sqlite_database.file.read_bytes()[68:72] == b"ClTk"


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO log_head (id, size, hash, last_at) SELECT 2, size, hash, last_at FROM log_head",
        "INSERT INTO match_stat (id, claims, analysis_version) VALUES (2, 0, 1)",
        "INSERT INTO outlet (name, key, created_at) VALUES ('a', 'a', '2026-01-01'), ('b', 'a', '2026-01-01')",
    ],
)
def test_what_the_database_itself_refuses(statement: str, database: Database) -> None:
    with pytest.raises(DBAPIError):
        database.run(statement)


CLAIM = (
    "INSERT INTO claim (id, version, state, verdict_id, target_id, text, fingerprint, modality, polarity, attributed,"
    " priority, times, hedges, context, flags, confidence, rule, created_at, updated_at) VALUES (1, 1, {state},"
    " {verdict}, {target}, 'x', 'x', {modality}, 'as_quoted', '0', 'normal', '[]', '[]', '[]', '[]', 1.0, 'x',"
    " '2026-01-01', '2026-01-01')"
)


def claim(state: str = "'pending'", verdict: str = "NULL", target: str = "NULL", modality: str = "'opinion'") -> str:
    return CLAIM.format(state=state, verdict=verdict, target=target, modality=modality)


def test_a_sound_claim_is_taken(database: Database) -> None:
    database.run(claim())


@pytest.mark.parametrize(
    "statement",
    [
        claim(state="'settled'"),
        claim(verdict="1"),
        claim(target="1"),
        claim(state="'asleep'"),
        claim(state="NULL"),
        claim(modality="'guess'"),
    ],
    ids=["settled without verdict", "verdict though pending", "its own target", "no state", "null", "no modality"],
)
def test_a_claim_that_contradicts_itself_is_refused(statement: str, database: Database) -> None:
    with pytest.raises(DBAPIError):
        database.run(statement)
