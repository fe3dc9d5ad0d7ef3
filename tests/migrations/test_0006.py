"""Revision 0006 makes room for the vectors of claims; every item stays, and its score alone puts it in order."""

import pytest
from sqlalchemy.exc import DBAPIError

from claimtrack.domain.revisit import ItemState
from claimtrack.store import queue, sessions, upgrade, vectors
from tests.databases import Database
from tests.migrations.catalog import triggers
from tests.migrations.older import at_revision, inserting
from tests.migrations.test_0005 import AT, CLAIM

ITEM = (
    "INSERT INTO revisit_item (id, claim_id, cause, relation, score, why, state, created_at)"
    " VALUES ({number}, {number}, 'new_article', 'updates', {score}, '[]', 'open', " + AT + ")"
)
ROWS = (
    CLAIM.format(number=1, words="The pier is shut.", speaker="NULL", key="NULL"),
    CLAIM.format(number=2, words="Swans moved.", speaker="NULL", key="NULL"),
    ITEM.format(number=1, score=0.25),
    ITEM.format(number=2, score=0.5),
)


@pytest.fixture
def older(empty_database: Database) -> Database:
    """Return a database at the revision before, with two items in it."""
    return at_revision(empty_database, "0005", inserting(ROWS))


def test_items_stay_as_they_are(older: Database) -> None:
    guards = triggers(older)
    before = [tuple(row) for row in older.run("SELECT * FROM revisit_item ORDER BY id")]
    assert upgrade.upgrade(older.settings)[:2] == ("0005", upgrade.HEAD)
    assert triggers(older) >= guards
    after = [tuple(row) for row in older.run("SELECT * FROM revisit_item ORDER BY id")]
    assert [row[: len(before[0])] for row in after] == before
    with sessions.reading(older.settings) as session:
        assert [item.id for item in queue.find_items(session, [ItemState.OPEN])] == ["R-2", "R-1"]
        assert vectors.count(session) == (0, 0)


def test_a_vector_belongs_to_a_claim(older: Database) -> None:
    upgrade.upgrade(older.settings)
    empty = "''" if older.kind == "postgresql" else "x''"
    keep = f"INSERT INTO claim_vector (claim_id, model, text_sha256, vector) VALUES ({{}}, 'test', 'x', {empty})"
    older.run(keep.format(1))
    for wrong in (1, 3):
        with pytest.raises(DBAPIError):
            older.run("PRAGMA foreign_keys = ON" if older.kind == "sqlite" else "SELECT 1", keep.format(wrong))
