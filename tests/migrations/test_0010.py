"""Revision 0010 redacts nothing, keeps every guard, and lets an emptied body through from then on."""

import pytest
from sqlalchemy.exc import DBAPIError

from claimtrack.store import evidence, history, sessions, upgrade
from tests.databases import Database
from tests.migrations.catalog import triggers
from tests.migrations.older import at_revision, inserting
from tests.migrations.test_0002 import ROWS

BEFORE = "0009"
LINK = (
    "INSERT INTO evidence (id, claim_id, stance, url, origin, by, at)"
    " VALUES (1, 1, 'supports', 'https://b.example/y', 'b.example', 'ann', '2026-03-02 09:30:00')"
)


@pytest.fixture
def older(empty_database: Database) -> Database:
    """Return a database at the revision before, with evidence in it."""
    return at_revision(empty_database, BEFORE, inserting((*ROWS, LINK)))


def test_all_evidence_keeps_its_words_and_the_guards_stay(older: Database) -> None:
    guards = triggers(older)
    assert upgrade.upgrade(older.settings)[0] == BEFORE
    assert triggers(older) >= guards
    with sessions.reading(older.settings) as session:
        found = evidence.get(session, 1)
        assert (found.url, found.redacted) == ("https://b.example/y", None)
        assert history.verify(session) is not None


def test_an_event_cannot_be_edited_before_or_after(older: Database) -> None:
    row = (
        "INSERT INTO history_event (seq, stream, version, event, by, at, header, hash, salt, body) VALUES "
        + ("(1, 'C-1', 1, 'add', 'ann', '2026-03-02', x'7b', x'7b', x'7b', x'7b7d')"
           if older.kind == "sqlite"
           else "(1, 'C-1', 1, 'add', 'ann', '2026-03-02', '{', '{', '{', '{}')")
    )  # fmt: skip
    older.run(row)
    edit = "UPDATE history_event SET by = 'bob' WHERE seq = 1"
    with pytest.raises(DBAPIError, match="append-only"):
        older.run(edit)
    upgrade.upgrade(older.settings)
    with pytest.raises(DBAPIError, match="append-only"):
        older.run(edit)
