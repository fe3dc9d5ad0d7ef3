"""Revision 0007 makes room for topics, gives none to a claim that is here, and keeps every row."""

from datetime import date

import pytest
from sqlalchemy.exc import DBAPIError

from claimtrack.store import claims, sessions, upgrade
from claimtrack.store.claims import ClaimFilter
from tests.databases import Database
from tests.migrations.catalog import triggers
from tests.migrations.older import at_revision, inserting
from tests.migrations.test_0005 import ROWS

BEFORE = "0006"
TOPIC = "INSERT INTO topic (id, key, name) VALUES ({}, '{}', '{}')"
FILED = "INSERT INTO claim_topic (claim_id, topic_id) VALUES ({}, {})"


@pytest.fixture
def older(empty_database: Database) -> Database:
    """Return a database at the revision before, with three claims in it, one of them with a day."""
    day = "UPDATE claim SET published = '2026-01-31' WHERE id = 2"
    return at_revision(empty_database, BEFORE, inserting((*ROWS, day)))


def test_every_claim_is_kept_and_none_has_a_topic(older: Database) -> None:
    claim = "SELECT id, version, state, text, published, updated_at FROM claim ORDER BY id"
    before, guards = older.run(claim), triggers(older)
    assert upgrade.upgrade(older.settings)[0] == BEFORE
    assert older.run(claim) == before
    assert triggers(older) >= guards
    with sessions.reading(older.settings) as session:
        assert [one.topics for one in claims.find_claims(session)] == [(), (), ()]
        dated = ClaimFilter(since=date(2026, 1, 31), until=date(2026, 1, 31))
        assert [one.id for one in claims.find_claims(session, dated)] == ["C-2"]


def test_a_topic_is_there_once_and_a_claim_has_it_once(older: Database, subtests: pytest.Subtests) -> None:
    upgrade.upgrade(older.settings)
    older.run(TOPIC.format(1, "harbour", "Harbour"), FILED.format(1, 1), FILED.format(2, 1))
    with sessions.reading(older.settings) as session:
        assert [one.topics for one in claims.find_claims(session)] == [("Harbour",), ("Harbour",), ()]
    for wrong in (TOPIC.format(2, "harbour", "HARBOUR"), FILED.format(1, 1), FILED.format(9, 1), FILED.format(1, 9)):
        with subtests.test(wrong), pytest.raises(DBAPIError):
            older.run("PRAGMA foreign_keys = ON" if older.kind == "sqlite" else "SELECT 1", wrong)
