"""Revision 0004 makes room for pairs of claims, keeps every row of a filled database, and makes no pair up."""

from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from claimtrack.store import duplicates, sessions, upgrade
from tests.databases import Database
from tests.migrations.catalog import triggers
from tests.migrations.older import at_revision, inserting
from tests.migrations.test_0002 import ROWS

BEFORE = "0003"
SECOND = ROWS[2].replace("VALUES (1,", "VALUES (2,")


@pytest.fixture
def older(empty_database: Database) -> Database:
    """Return a database at the revision before, with two claims in it."""
    return at_revision(empty_database, BEFORE, inserting((*ROWS, SECOND)))


def rows(database: Database, table: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in database.run(f"SELECT * FROM {table} ORDER BY id")]


def test_every_row_is_kept_and_no_pair_is_made_up(older: Database) -> None:
    kept = ("article", "article_version", "claim", "mention")
    before, guards = [rows(older, table) for table in kept], triggers(older)
    assert upgrade.upgrade(older.settings)[0] == BEFORE
    assert [
        [row[: len(old)] for row, old in zip(rows(older, table), was, strict=True)]
        for table, was in zip(kept, before, strict=True)
    ] == before
    assert triggers(older) >= guards
    with sessions.reading(older.settings) as session:
        assert duplicates.count_pairs(session) == 0


def pair(claim: int, older: int, by: str = "NULL") -> str:
    return (
        "INSERT INTO claim_pair (claim_id, older_id, score, why, alike, wordings, matcher, created_at, apart_by)"
        f" VALUES ({claim}, {older}, 0.9, '[]', '1', 'x', 'test', '2026-03-02 09:30:00', {by})"
    )


def test_a_pair_is_kept_once_and_one_way_round(older: Database, subtests: pytest.Subtests) -> None:
    upgrade.upgrade(older.settings)
    older.run(pair(2, 1))
    with sessions.reading(older.settings) as session:
        assert [(found.claim, found.older) for found in duplicates.find_pairs(session)] == [("C-2", "C-1")]
    for wrong in (pair(2, 1), pair(1, 2), pair(2, 2), pair(3, 1)):
        with subtests.test(wrong), pytest.raises(DBAPIError):
            older.run("PRAGMA foreign_keys = ON" if older.kind == "sqlite" else "SELECT 1", wrong)


def test_whoever_keeps_claims_apart_does_so_at_some_time(older: Database) -> None:
    upgrade.upgrade(older.settings)
    with pytest.raises(DBAPIError):
        older.run(pair(2, 1, by="'ann'"))
