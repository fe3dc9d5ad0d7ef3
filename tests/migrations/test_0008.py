"""Revision 0008 keeps every item of a filled database, and says of none that another claim raised it."""

from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from claimtrack.domain.revisit import ItemState
from claimtrack.store import queue, sessions, upgrade
from tests.databases import Database
from tests.migrations.catalog import triggers
from tests.migrations.older import at_revision, inserting
from tests.migrations.test_0002 import ROWS

BEFORE = "0007"
COLUMNS = (
    'id, claim_id, cause, version_id, start, "end", passage, passage_fingerprint, relation, score, why, matcher,'
    " state, snoozed_until, resolution, note, decided_by, decided_at, nearness, created_at"
)


def item(number: int, cause: str, facts: str, more: str = "") -> str:
    return (
        f"INSERT INTO revisit_item ({COLUMNS}{', other_id' if more else ''})"
        f" VALUES ({number}, 1, '{cause}', {facts}, '2026-03-02 09:30:00'{more})"
    )


ANSWERED = item(
    4,
    "new_article",
    """1, 0, 16, 'The pier is shut', 'y', 'contradicts', 0.25, '[{"kind": "date", "old": "May"}]', 'lexical/1',"""
    " 'resolved', NULL, 'unsure', 'let us see', 'ann', '2026-03-02 10:30:00', 0.5",
)
PUT_OFF = item(
    9,
    "due",
    "NULL, NULL, NULL, NULL, NULL, NULL, NULL, '[]', NULL, 'snoozed', '2026-04-01', NULL, NULL, NULL, NULL, NULL",
)


@pytest.fixture
def older(empty_database: Database) -> Database:
    """Return a database at the revision before, with two items in it."""
    return at_revision(empty_database, BEFORE, inserting((*ROWS, ANSWERED, PUT_OFF)))


def rows(database: Database) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in database.run(f"SELECT {COLUMNS} FROM revisit_item ORDER BY id")]


def test_every_item_is_kept_and_no_claim_is_made_up(older: Database) -> None:
    before, guards = rows(older), triggers(older)
    assert len(before) == 2
    assert upgrade.upgrade(older.settings)[0] == BEFORE
    assert rows(older) == before
    assert triggers(older) >= guards
    with sessions.reading(older.settings) as session:
        found = queue.find_items(session, tuple(ItemState))
        assert [(record.id, record.cause.value, record.other) for record in found] == [
            ("R-4", "new_article", None),
            ("R-9", "due", None),
        ]


def test_only_known_causes_and_claims_are_taken(older: Database, subtests: pytest.Subtests) -> None:
    upgrade.upgrade(older.settings)
    bare = "NULL, NULL, NULL, NULL, NULL, NULL, NULL, '[]', NULL, 'open', NULL, NULL, NULL, NULL, NULL, NULL"
    older.run(item(10, "dependency", bare, ", 1"))
    for wrong in (item(11, "dependency", bare, ", 7"), item(11, "whim", bare, ", 1")):
        with subtests.test(wrong), pytest.raises(DBAPIError):
            older.run("PRAGMA foreign_keys = ON" if older.kind == "sqlite" else "SELECT 1", wrong)
