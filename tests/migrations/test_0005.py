"""Revision 0005 makes the search table anew: every claim is found again, also as people without the keyboard write."""

import pytest

from claimtrack.store import articles, checks, claims, sessions, upgrade
from claimtrack.store.claims import ClaimFilter
from tests.builders import NOW
from tests.databases import Database
from tests.migrations.catalog import triggers
from tests.migrations.older import at_revision, inserting

AT = "'2026-03-02 09:30:00'"
CLAIM = (
    "INSERT INTO claim (id, version, state, text, fingerprint, modality, polarity, attributed, speaker, speaker_key,"
    " priority, times, hedges, context, flags, confidence, rule, created_at, updated_at) VALUES ({number}, 3,"
    " 'pending', '{words}', 'x', 'reported', 'as_quoted', '1', {speaker}, {key}, 'normal', '[]', '[]', '[]', '[]', 0.8,"
    f" 'x', {AT}, {AT})"
)
ROWS = (
    f"INSERT INTO outlet (id, name, key, created_at) VALUES (1, 'Sævland Post', 'sævland post', {AT})",
    f"INSERT INTO outlet (id, name, key, created_at) VALUES (2, 'Łodz Times', 'łodz times', {AT})",
    f"INSERT INTO outlet (id, name, key, created_at) VALUES (3, 'Lodz Times', 'lodz times', {AT})",
    CLAIM.format(number=1, words="The Ørsted pier is shut.", speaker="'Åse Sæther'", key="'ase sæther'"),
    CLAIM.format(number=2, words="Swans moved.", speaker="'Jo'", key="'jo'"),
    CLAIM.format(number=3, words="Piers opened.", speaker="NULL", key="NULL"),
)
SEARCH = {
    "sqlite": "INSERT INTO claim_search (rowid, document) VALUES (1, 'The Ørsted pier is shut.')",
    "postgresql": "INSERT INTO claim_search (claim_id, document) VALUES (1, 'The Ørsted pier is shut.')",
}


@pytest.fixture
def older(empty_database: Database) -> Database:
    """Return a database at revision 0004 with claims in it, one of which the old search knows."""
    return at_revision(empty_database, "0004", inserting((*ROWS, SEARCH[empty_database.kind])))


def test_every_claim_is_found_after_the_upgrade(older: Database) -> None:
    guards = triggers(older)
    assert upgrade.upgrade(older.settings)[:2] == ("0004", upgrade.HEAD)
    assert triggers(older) >= guards
    with sessions.reading(older.settings) as session:

        def found(**wanted: str) -> list[str]:
            return [claim.id for claim in claims.find_claims(session, ClaimFilter(**wanted))]  # type: ignore[arg-type] # words only

        assert found(search="pier") == ["C-1", "C-3"]
        assert found(search="orsted") == found(search="ase saether") == found(speaker="saether") == ["C-1"]
        assert found(speaker="jo") == ["C-2"]
        assert [check.ok for check in checks.check_all(session) if check.name == "search index"] == [True]
    assert older.run("SELECT version, speaker_key FROM claim ORDER BY id") == [
        (3, "ase saether"),
        (3, "jo"),
        (3, None),
    ]


def test_an_outlet_keeps_its_key_where_another_has_the_new_one(older: Database) -> None:
    upgrade.upgrade(older.settings)
    assert [key for (key,) in older.run("SELECT key FROM outlet ORDER BY id")] == [
        "saevland post",
        "łodz times",
        "lodz times",
    ]
    with sessions.writing(older.settings) as session:
        assert articles.find_outlet(session, "Saevland Post", NOW).id == 1
