"""Opening a database: what is refused, in which words, and that nothing is changed by a refusal."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from claimtrack.errors import ClaimtrackError, DatabaseError, NotFoundError, SchemaMismatchError
from claimtrack.settings import Settings, database_url
from claimtrack.store import claims, sessions, upgrade
from tests.builders import a_claim_row
from tests.databases import Database

Opens = Callable[[Settings], AbstractContextManager[Session]]
EITHER = pytest.mark.parametrize("opens", [sessions.reading, sessions.writing])


def refusal(opens: Opens, settings: Settings, kind: type[ClaimtrackError] = ClaimtrackError) -> str:
    """Return the words with which opening is refused."""
    with pytest.raises(kind) as caught, opens(settings):
        pass
    return caught.value.message


@EITHER
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty, not a claimtrack database. Restore a backup, or run: claimtrack init"),
        (b"Minutes of the swan committee\n", "is not a database file"),
        (b"SQLite", "is not a database file"),
        (b"SQLite format 3\x00" + b"rubbish" * 99, "is damaged"),
    ],
)
def test_a_file_that_is_no_database(opens: Opens, content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    path.write_bytes(content)
    message = refusal(opens, Settings(database=f"sqlite:///{path}"))
    assert message.startswith(str(path))
    assert says in message
    assert path.read_bytes() == content


@EITHER
def test_a_database_of_another_program(opens: Opens, tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipe (name)")
    before = path.read_bytes()
    assert "another program's database" in refusal(opens, Settings(database=f"sqlite:///{path}"), DatabaseError)
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["recipes.db"]


@EITHER
def test_no_file_and_a_folder(opens: Opens, tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"
    assert "There is no database at" in refusal(opens, Settings(database=f"sqlite:///{missing}"), NotFoundError)
    assert not missing.exists()
    assert "is a folder" in refusal(opens, Settings(database=f"sqlite:///{tmp_path}"), DatabaseError)


@EITHER
def test_a_database_without_tables(opens: Opens, empty_database: Database) -> None:
    message = refusal(opens, empty_database.settings)
    expected = "no claimtrack tables yet" if empty_database.kind == "postgresql" else "There is no database at"
    assert expected in message


@EITHER
@pytest.mark.parametrize(
    ("revision", "says"),
    [
        ("0000", "is at revision 0000, this claimtrack needs {HEAD}. Upgrade it with: claimtrack db upgrade"),
        ("9999", "was made by a newer claimtrack (revision 9999, this one knows {HEAD}). Update claimtrack"),
    ],
)
def test_a_database_of_another_version(opens: Opens, revision: str, says: str, database: Database) -> None:
    database.run(f"UPDATE alembic_version SET version_num = '{revision}'")
    assert says.format(HEAD=upgrade.HEAD) in refusal(opens, database.settings, SchemaMismatchError)


def test_no_server(tmp_path: Path) -> None:
    settings = Settings(database=database_url(f"postgresql:///claimtrack?host={tmp_path}&user=nobody"))
    assert "The database server cannot be used" in refusal(sessions.reading, settings, DatabaseError)


# Whoever runs the tests may be root, for whom mode bits are no obstacle; they are still what was meant.
def test_a_read_only_file_is_read_and_not_written(sqlite_database: Database) -> None:
    with sessions.writing(sqlite_database.settings) as session:
        a_claim_row(session)
    sqlite_database.file.chmod(0o444)
    before = sqlite_database.file.read_bytes()
    message = refusal(sessions.writing, sqlite_database.settings, DatabaseError)
    assert "is read-only, so nothing can be changed in it" in message
    with sessions.reading(sqlite_database.settings) as session:
        assert claims.count_claims(session) == 1
    assert sqlite_database.file.read_bytes() == before


def test_a_file_in_a_read_only_folder_can_be_read(sqlite_database: Database) -> None:
    sqlite_database.file.chmod(0o444)
    folder = sqlite_database.file.parent
    folder.chmod(0o555)
    try:
        with sessions.reading(sqlite_database.settings) as session:
            assert claims.count_claims(session) == 0
    finally:
        folder.chmod(0o755)
    assert [item.name for item in folder.iterdir()] == [sqlite_database.file.name]


@pytest.mark.parametrize("name", ["two words", "what?", "#1", "50%20off", "a&mode=ro", "ümlaut", "semi;colon"])
def test_any_path_names_its_own_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / name / "claimtrack.db"
    path.parent.mkdir()
    settings = Settings(database=database_url(str(path)))
    upgrade.upgrade(settings)
    assert [item.name for item in tmp_path.iterdir()] == [name]
    with sessions.writing(settings) as session:
        a_claim_row(session)
    path.chmod(0o444)
    with sessions.reading(settings) as session:
        assert claims.count_claims(session) == 1


@pytest.mark.parametrize("statement", ["DELETE FROM match_stat", "DROP TABLE match_stat", "CREATE TABLE swan (id int)"])
def test_a_reading_session_cannot_write(statement: str, sqlite_database: Database) -> None:
    with pytest.raises(ClaimtrackError, match="read-only"), sessions.reading(sqlite_database.settings) as session:
        session.execute(text(statement))


def test_references_are_enforced(session: Session) -> None:
    with pytest.raises(DBAPIError):
        session.execute(
            text("INSERT INTO claim_link (claim_id, other_id, kind, by, at) VALUES (8, 9, 'x', 'x', 'now')")
        )


def test_sqlite_is_set_up_for_an_audit_log(sqlite_database: Database) -> None:
    with sessions.writing(sqlite_database.settings) as session:
        found = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": 30_000,
    }
