"""What the doctor finds, each with what to do about it, and what it says of a database that cannot even be opened."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_mock_engine

from claimtrack.errors import NotFoundError
from claimtrack.settings import Settings
from claimtrack.store import checks, doctor, schemacheck, search, sessions
from claimtrack.store.tables import Table
from tests.databases import Database
from tests.faults import flipping
from tests.filled import fill, told_the_same


def wrong(settings: Settings) -> dict[str, str]:
    found = list(doctor.examine(settings))
    assert [check.name for check in found] in ([name for name, _ in doctor.LOOKS], ["file"])
    return {check.name: check.detail for check in found if not check.ok}


def test_a_sound_database_has_nothing_wrong(filled: Database) -> None:
    assert wrong(filled.settings) == {}


def test_an_empty_one_has_nothing_wrong(database: Database) -> None:
    assert wrong(database.settings) == {}


BOTH = [
    ("UPDATE alembic_version SET version_num = '0001'", "revision", "0001; this claimtrack needs"),
    ("DROP INDEX ix_claim_state_days", "schema", "ix_claim_state_days"),
    ("ALTER TABLE claim ADD COLUMN swan TEXT", "schema", "swan"),
    ("UPDATE article_version SET text = text || '.' WHERE id = 1", "texts", "text of A-1, version 1 was changed"),
    ("UPDATE article_version SET raw_sha256 = 'f' WHERE id = 2", "texts", "bytes of A-2, version 1 were changed"),
    ("UPDATE mention SET start = start + 1 WHERE id = 2", "quotes", "C-2, mention 1, is not the text"),
    ("UPDATE mention SET prefix = 'x' WHERE id = 2", "quotes", "other words around it"),
    ("UPDATE claim SET fingerprint = 'f' WHERE id = 4", "keys", "C-4 is known by another fingerprint"),
    ("UPDATE claim SET speaker_key = 'eve' WHERE id = 1", "keys", "speaker of C-1"),
    ("UPDATE outlet SET key = 'x' WHERE id = 1", "keys", "'Harbour Radio'"),
    ("UPDATE claim SET flags = '[1,2]' WHERE id = 4", "rows", "claim 4 holds JSON"),
    ('UPDATE rejected_candidate SET "end" = 99999 WHERE id = 1', "quotes", "outside its text"),
    ("UPDATE match_posting SET w = w + 1 WHERE claim_id = 6", "matching words", "C-6 is matched by other words"),
    ("DELETE FROM claim_search WHERE rowid = 4", "search words", "C-4 is found by other words"),
    ("UPDATE claim SET version = 99 WHERE id = 1", "history", "C-1"),
]


@pytest.mark.parametrize(("edit", "name", "says"), BOTH)
def test_what_is_wrong_is_found_and_comes_with_a_remedy(edit: str, name: str, says: str, filled: Database) -> None:
    filled.run(edit)
    found = wrong(filled.settings)
    assert says in found[name]
    assert "claimtrack db" in found[name]


SQLITE = [
    ("DROP TRIGGER verdict_no_update", "triggers", "the trigger verdict_no_update is missing"),
    (
        "CREATE TRIGGER x AFTER INSERT ON claim BEGIN SELECT 1; END",
        "triggers",
        "trigger x that claimtrack did not make",
    ),
    ("UPDATE claim SET text = CAST(x'ff' AS TEXT) WHERE id = 4", "rows", "A row of claim after"),
    ("UPDATE claim SET confidence = 'high' WHERE id = 4", "rows", "A row of claim after"),
    ("UPDATE claim SET created_at = 'soon' WHERE id = 1", "rows", "A row of claim cannot be read"),
    ("UPDATE claim_search_content SET c0 = 'swan' WHERE id = 4", "search words", "C-4"),
    ("UPDATE claim_search_docsize SET sz = x'0101' WHERE id = 4", "search table", "it cannot be looked at"),
    ("DELETE FROM claim_search_data WHERE id > 10", "search table", "it cannot be looked at"),
    ("DROP TABLE claim_search", "search table", "there is none"),
    ("INSERT INTO claim_topic VALUES (99, 1)", "references", "1 rows of claim_topic point at what is not there"),
]


@pytest.mark.parametrize(("edit", "name", "says"), SQLITE)
def test_what_only_a_file_can_suffer(edit: str, name: str, says: str, filled_file: Database) -> None:
    filled_file.run(edit)
    assert says in wrong(filled_file.settings)[name]


POSTGRESQL = [
    (
        "ALTER TABLE verdict DISABLE TRIGGER verdict_no_change",
        "triggers",
        "verdict_no_change was changed or turned off",
    ),
    ("ALTER TABLE verdict ENABLE TRIGGER verdict_no_change", "triggers", "verdict_no_change was changed or turned off"),
    ("DROP TRIGGER verdict_no_truncate ON verdict", "triggers", "verdict_no_truncate is missing"),
    (
        (
            "CREATE OR REPLACE FUNCTION claimtrack_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$"
        ),
        "triggers",
        "function claimtrack_append_only was changed",
    ),
    ("SELECT setval('claim_id_seq', 2)", "numbers", "claim has number 11, and would give out 3"),
    ("DROP INDEX ix_claim_search_vector", "schema", "ix_claim_search_vector is missing"),
    ("ALTER TABLE claim DROP CONSTRAINT ck_claim_settled_has_verdict", "schema", "settled_has_verdict"),
    (
        "ALTER TABLE claim_topic DROP CONSTRAINT fk_claim_topic_claim_id_claim; INSERT INTO claim_topic VALUES (99, 1)",
        "references",
        "1 rows of claim_topic point at a claim",
    ),
    (
        (
            "ALTER TABLE claim_topic DISABLE TRIGGER ALL; INSERT INTO claim_topic VALUES (99, 1); "
            "ALTER TABLE claim_topic ENABLE TRIGGER ALL"
        ),
        "references",
        "1 rows of claim_topic point at a claim",
    ),
]


@pytest.mark.postgresql
@pytest.mark.parametrize(("edit", "name", "says"), POSTGRESQL)
def test_what_only_a_server_can_suffer(edit: str, name: str, says: str, filled_server: Database) -> None:
    filled_server.run(*edit.split("; ")) if "$$" not in edit else filled_server.run(edit)
    assert says in wrong(filled_server.settings)[name]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda content: b"", "is empty"),
        (lambda content: b"Minutes of the swan committee", "not a database file"),
        (lambda content: content[:16] + b"\xff" * 84 + content[100:], "it cannot be looked at"),
        (lambda content: content[: len(content) // 2], "it cannot be looked at"),
    ],
    ids=["empty", "text", "header", "torn"],
)
def test_what_cannot_be_opened_is_a_finding(spoil: Callable[[bytes], bytes], says: str, filled_file: Database) -> None:
    filled_file.run("PRAGMA wal_checkpoint(TRUNCATE)")
    filled_file.file.write_bytes(spoil(filled_file.file.read_bytes()))
    assert says in wrong(filled_file.settings)["file"]


def test_what_is_not_there_is_no_finding(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        list(doctor.examine(Settings(database=f"sqlite:///{tmp_path / 'none.db'}")))


def test_nothing_is_written(filled_file: Database) -> None:
    filled_file.run("PRAGMA wal_checkpoint(TRUNCATE)")
    before = filled_file.file.read_bytes()
    filled_file.file.chmod(0o444)
    assert wrong(filled_file.settings) == {}
    assert filled_file.file.read_bytes() == before


@pytest.mark.parametrize("damage", ["DELETE FROM claim_search WHERE rowid = 4", "DELETE FROM claim_search"])
def test_the_remedy_for_the_search_box_works(damage: str, filled: Database) -> None:
    filled.run(damage)
    with sessions.writing(filled.settings) as session:
        search.remake(session)
    assert wrong(filled.settings) == {}


def test_a_search_table_damaged_inside_is_made_anew(filled_file: Database) -> None:
    filled_file.run("DELETE FROM claim_search_data WHERE id > 10")
    with sessions.writing(filled_file.settings) as session:
        search.remake(session)
    assert wrong(filled_file.settings) == {}


def test_the_quick_half_survives_damage_too(filled_file: Database) -> None:
    filled_file.run("UPDATE claim SET text = CAST(x'ff' AS TEXT) WHERE id = 4")
    with sessions.reading(filled_file.settings) as session:
        found = {check.name: check for check in checks.check_all(session)}
    assert not found["history"].ok


def test_of_sixty_copies_with_three_other_bytes_each_is_found_out(
    sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with told_the_same(monkeypatch):
        fill(sqlite_database, articles=6)
    content = flipping.vacuumed(sqlite_database.file, tmp_path / "vacuumed.db")
    assert wrong(Settings(database=f"sqlite:///{tmp_path / 'vacuumed.db'}")) == {}
    assert flipping.missed(content, tmp_path, copies=60, flips=3, seed=20_260_302) == []


@pytest.mark.postgresql
def test_an_index_that_lacks_a_row_is_found_where_amcheck_is(filled_server: Database) -> None:
    if not filled_server.run("SELECT 1 FROM pg_available_extensions WHERE name = 'amcheck'"):
        pytest.skip("the server has no amcheck")
    filled_server.run("CREATE EXTENSION amcheck")
    ready = "UPDATE pg_index SET indisready = {} WHERE indexrelid = 'ix_outlet_key_again'::regclass"
    filled_server.run("CREATE INDEX ix_outlet_key_again ON outlet (key)", ready.format("false"))
    filled_server.run("INSERT INTO outlet (name, key, created_at) VALUES ('Nobody', 'nobody', now())")
    filled_server.run(ready.format("true"))
    found = wrong(filled_server.settings)
    assert "ix_outlet_key_again" in found["indexes"]
    assert "REINDEX INDEX" in found["indexes"]


def test_tables_that_were_made_on_a_server_before_do_not_matter(sqlite_database: Database) -> None:
    server = create_mock_engine("postgresql://", lambda *_: None)
    Table.metadata.create_all(server, checkfirst=False)
    schemacheck._as_made.cache_clear()
    with sessions.reading(sqlite_database.settings) as session:
        assert list(schemacheck.differences(session.connection())) == []
