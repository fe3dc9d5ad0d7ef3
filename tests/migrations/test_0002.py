"""Revision 0002 keeps every row of a filled database, and makes nothing up for what was never looked at."""

from typing import Any

import pytest

from claimtrack.domain.span import Quote
from claimtrack.domain.tracked import Reservations
from claimtrack.store import claims, company, history, sessions, upgrade
from tests.databases import Database
from tests.migrations.catalog import triggers
from tests.migrations.older import at_revision, inserting

ROWS = (
    "INSERT INTO article (id, created_at) VALUES (1, '2026-03-02 09:30:00')",
    (
        "INSERT INTO article_version (id, article_id, number, language, media_type, source, text, text_sha256, raw,"
        " raw_sha256, lines, sentences, extractor, extractor_version, below_floor, ingested_at) VALUES (1, 1, 1, 'en',"
        " 'text/plain', 'a.txt', 'The pier is shut.', 'x', 'x', 'x', '[]', '[]', 'test', '1', 0, '2026-03-02 09:30:00')"
    ),
    (
        "INSERT INTO claim (id, version, state, article_id, text, fingerprint, modality, polarity, attributed, speaker,"
        " priority, times, hedges, context, flags, confidence, rule, created_at, updated_at)"
        " VALUES (1, 3, 'pending', 1,"
        " 'The pier is shut.', 'x', 'reported', 'as_quoted', '1', 'she', 'normal', '[]',"
        """ '[{"start": 13, "end": 17, "text": "shut"}]', '[]', '[]', 0.8, 'x',"""
        " '2026-03-02 09:30:00', '2026-03-02 09:30:00')"
    ),
    (
        'INSERT INTO mention (id, claim_id, version_id, ordinal, start, "end", exact, prefix, suffix, attribution,'
        " extractor, extractor_version, created_at) VALUES (1, 1, 1, 1, 0, 16, 'The pier is shut', '', '.',"
        """ '{"source": {"start": 0, "end": 3, "text": "she"}}', 'test', '1', '2026-03-02 09:30:00')"""
    ),
)


@pytest.fixture
def older(empty_database: Database) -> Database:
    """Return a database at revision 0001 with a claim in it."""
    return at_revision(empty_database, "0001", inserting(ROWS))


def rows(database: Database, columns: str, table: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in database.run(f"SELECT {columns} FROM {table} ORDER BY id")]


def test_every_row_is_kept_and_reads_as_not_looked_at(older: Database) -> None:
    kept = (
        ("id, version, state, text, speaker, hedges, created_at", "claim"),
        ("id, exact, ordinal, extractor", "mention"),
    )
    before, guards = [rows(older, *part) for part in kept], triggers(older)
    assert upgrade.upgrade(older.settings)[:2] == ("0001", upgrade.HEAD)
    assert [rows(older, *part) for part in kept] == before
    assert triggers(older) >= guards
    assert rows(older, "worth_rank, negations, conditions", "claim") == [(1001, None, None)]
    with sessions.reading(older.settings) as session:
        found = claims.get_record(session, 1)
        assert (found.worth, found.worth_reasons, found.speaker_hint) == (None, (), None)
        (mention,) = company.mentions_of(session, 1)
        assert (mention.wording, mention.worth, mention.worth_reasons) == (None, None, ())
        assert company.reservations_of(session, 1) == Reservations((Quote(13, 17, "shut"),), None, None)
        assert history.verify(session).events == 0


def test_what_was_never_scored_comes_behind_what_was(older: Database) -> None:
    upgrade.upgrade(older.settings)
    older.run(ROWS[2].replace("VALUES (1,", "VALUES (2,"))
    older.run("UPDATE claim SET worth_rank = 1000 WHERE id = 2")
    with sessions.reading(older.settings) as session:
        assert [claim.id for claim in claims.find_claims(session, by="worth")] == ["C-2", "C-1"]
