"""Revision 0003 turns weights into whole numbers that rank as before, and knows who made the index."""

import pytest
from sqlalchemy import Connection, text

from claimtrack.matching import weights
from claimtrack.matching.bm25 import SCALE
from claimtrack.store import matchers, postings, sessions, upgrade
from tests.databases import Database
from tests.migrations.catalog import triggers
from tests.migrations.older import at_revision

WORDS = ("The pier is shut.", "The pier was sold to the city in May.", "Nobody asked the swans.")


CLAIM = (
    "INSERT INTO claim (id, version, state, text, fingerprint, modality, polarity, attributed, priority, times, hedges,"
    " context, flags, confidence, rule, created_at, updated_at) VALUES (:id, 1, 'pending', :text, 'x', 'reported',"
    " 'as_quoted', '1', 'normal', '[]', '[]', '[]', '[]', 0.8, 'x', '2026-03-02', '2026-03-02')"
)
TERM = "INSERT INTO match_term (id, term, df) VALUES (:id, :term, 1)"
POSTING = "INSERT INTO match_posting (term_id, claim_id, w) VALUES (:term, :claim, :w)"


def fill(connection: Connection) -> None:
    """Fill an index of revision 0002, where a weight was a fraction."""
    terms = sorted({term for words in WORDS for term in weights(words)})
    connection.execute(text(TERM), [{"id": at, "term": term} for at, term in enumerate(terms, start=1)])
    for number, words in enumerate(WORDS, start=1):
        connection.execute(text(CLAIM), {"id": number, "text": words})
        for term, weight in weights(words).items():
            values = {"term": terms.index(term) + 1, "claim": number, "w": (weight + 0.25) / SCALE}
            connection.execute(text(POSTING), values)
    connection.execute(text("UPDATE match_stat SET claims = 3"))


@pytest.fixture
def older(empty_database: Database) -> Database:
    """Return a database at revision 0002 with three claims in its index."""
    return at_revision(empty_database, "0002", fill)


def test_old_weights_become_what_new_ones_are(older: Database) -> None:
    guards = triggers(older)
    assert upgrade.upgrade(older.settings)[:2] == ("0002", upgrade.HEAD)
    assert triggers(older) >= guards
    query = "SELECT claim_id, term, w FROM match_posting JOIN match_term ON match_term.id = term_id"
    found = {(claim, term): weight for claim, term, weight in older.run(query)}
    assert found == {
        (number, term): weight for number, words in enumerate(WORDS, start=1) for term, weight in weights(words).items()
    }
    with sessions.reading(older.settings) as session:
        assert postings.statistics(session) == (3, 1)  # older than ours: `db reindex` is asked for
        assert matchers.outdated(session)
    assert older.run("SELECT matcher FROM match_stat") == [("lexical",)]
