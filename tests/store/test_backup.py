"""Copies that miss nothing, and the way back."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.errors import ClaimtrackError, DatabaseError
from claimtrack.settings import Settings
from claimtrack.store import backup, claims, history, sessions
from tests.builders import a_claim_row, an_event
from tests.databases import Database


def add_claim(database: Database) -> None:
    with sessions.writing(database.settings) as session:
        claim = a_claim_row(session)
        history.record(session, an_event(f"C-{claim.id}", "add", version=1, target="pending"))


def count(path: Path) -> int:
    with sessions.reading(Settings(database=f"sqlite:///{path}")) as session:
        assert history.verify(session).ok
        return claims.count_claims(session)


def test_a_backup_holds_what_only_the_log_holds(sqlite_database: Database, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    # A reader that stays keeps SQLite from folding its write-ahead log into the file.
    with sessions.reading(sqlite_database.settings) as session:
        assert claims.count_claims(session) == 0
        add_claim(sqlite_database)
        assert sqlite_database.file.with_name("claimtrack.db-wal").stat().st_size
        backup.copy(sqlite_database.file, target)
        copied_naively = Path(shutil.copy(sqlite_database.file, tmp_path / "naive.db"))
    assert count(target) == 1
    assert count(copied_naively) == 0, "the log was folded in; this test shows nothing"


def test_a_backup_is_one_file(sqlite_database: Database, tmp_path: Path) -> None:
    add_claim(sqlite_database)
    folder = tmp_path / "backups"
    folder.mkdir()
    backup.copy(sqlite_database.file, folder / "copy.db")
    assert [item.name for item in folder.iterdir()] == ["copy.db"]
    backup.check_file(folder / "copy.db")
    assert [item.name for item in folder.iterdir()] == ["copy.db"]


def test_a_backup_while_somebody_writes_has_whole_transactions(sqlite_database: Database, tmp_path: Path) -> None:
    add_claim(sqlite_database)
    with sessions.writing(sqlite_database.settings) as session:
        a_claim_row(session, "Not committed yet.")
        backup.copy(sqlite_database.file, tmp_path / "copy.db")
        session.rollback()
    assert count(tmp_path / "copy.db") == 1


def test_a_backup_replaces_nothing(sqlite_database: Database, tmp_path: Path) -> None:
    target = tmp_path / "notes.txt"
    target.write_text("keep me")
    with pytest.raises(ClaimtrackError, match="exists already"):
        backup.copy(sqlite_database.file, target)
    assert target.read_text() == "keep me"


def test_a_backup_that_fails_leaves_nothing(sqlite_database: Database, tmp_path: Path) -> None:
    with pytest.raises(ClaimtrackError, match="No backup was made at"):
        backup.copy(sqlite_database.file, tmp_path / "no" / "such" / "folder.db")
    source = tmp_path / "torn.db"
    source.write_bytes(sqlite_database.file.read_bytes()[:5000])
    with pytest.raises(ClaimtrackError, match="No backup was made at"):
        backup.copy(source, tmp_path / "copy.db")
    assert not list(tmp_path.glob("*copy.db*"))


def test_restoring_brings_back_the_claims_and_keeps_what_was_there(sqlite_database: Database, tmp_path: Path) -> None:
    add_claim(sqlite_database)
    backup.copy(sqlite_database.file, tmp_path / "copy.db")
    add_claim(sqlite_database)
    backup.restore(tmp_path / "copy.db", sqlite_database.file, tmp_path / "kept.db")
    assert count(sqlite_database.file) == 1
    assert count(tmp_path / "kept.db") == 2
    add_claim(sqlite_database)
    assert count(sqlite_database.file) == 2
    assert count(tmp_path / "copy.db") == 1


def test_restoring_keeps_what_only_the_log_held(sqlite_database: Database, tmp_path: Path) -> None:
    backup.copy(sqlite_database.file, tmp_path / "copy.db")
    with sessions.reading(sqlite_database.settings):
        add_claim(sqlite_database)
        backup.restore(tmp_path / "copy.db", sqlite_database.file, tmp_path / "kept.db")
    assert count(sqlite_database.file) == 0
    assert count(tmp_path / "kept.db") == 1


def test_a_restore_that_fails_leaves_everything_where_it_is(
    sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_claim(sqlite_database)
    backup.copy(sqlite_database.file, tmp_path / "copy.db")
    add_claim(sqlite_database)

    def fail(*_: Path) -> None:
        raise ClaimtrackError("no room left")

    monkeypatch.setattr(backup, "copy", fail)
    with pytest.raises(ClaimtrackError, match="no room left"):
        backup.restore(tmp_path / "copy.db", sqlite_database.file, tmp_path / "kept.db")
    assert count(sqlite_database.file) == 2
    assert not (tmp_path / "kept.db").exists()


def test_a_log_without_its_database_is_not_played_into_the_restored_one(
    sqlite_database: Database, tmp_path: Path
) -> None:
    backup.copy(sqlite_database.file, tmp_path / "copy.db")
    with sessions.reading(sqlite_database.settings):
        add_claim(sqlite_database)
        shutil.copy(sqlite_database.file.with_name("claimtrack.db-wal"), tmp_path / "left-over")
    for path in tmp_path.glob("claimtrack.db*"):
        path.unlink()
    shutil.copy(tmp_path / "left-over", sqlite_database.file.with_name("claimtrack.db-wal"))
    backup.restore(tmp_path / "copy.db", sqlite_database.file, tmp_path / "kept.db")
    assert count(sqlite_database.file) == 0
    assert (tmp_path / "kept.db-wal").exists()


def test_restoring_where_nothing_was(sqlite_database: Database, tmp_path: Path) -> None:
    add_claim(sqlite_database)
    backup.restore(sqlite_database.file, tmp_path / "new.db", tmp_path / "kept.db")
    assert count(tmp_path / "new.db") == 1
    assert not (tmp_path / "kept.db").exists()


def a_foreign_file(tmp_path: Path) -> Path:
    path = tmp_path / "bad.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipe (name)")
    return path


def a_torn_file(tmp_path: Path) -> Path:
    path = tmp_path / "bad.db"
    whole = (tmp_path / "claimtrack.db").read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def a_bitten_file(tmp_path: Path) -> Path:
    path = tmp_path / "bad.db"
    whole = bytearray((tmp_path / "claimtrack.db").read_bytes())
    for at in range(4096, len(whole), 4096):
        whole[at : at + 64] = b"\xaa" * 64
    path.write_bytes(whole)
    return path


def a_text_file(tmp_path: Path) -> Path:
    path = tmp_path / "bad.db"
    path.write_text("Minutes of the swan committee")
    return path


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (a_foreign_file, "another program's database"),
        (a_torn_file, "is damaged"),
        (a_bitten_file, "is damaged"),
        (a_text_file, "is not a database file"),
        (lambda folder: folder / "missing.db", "There is no database at"),
    ],
    ids=["foreign", "torn", "bitten", "text", "missing"],
)
def test_a_bad_backup_is_refused_before_anything_is_touched(
    make: Callable[[Path], Path], says: str, sqlite_database: Database
) -> None:
    add_claim(sqlite_database)
    folder = sqlite_database.file.parent
    with pytest.raises(ClaimtrackError, match=says):
        backup.restore(make(folder), sqlite_database.file, folder / "kept.db")
    assert count(sqlite_database.file) == 1
    assert not (folder / "kept.db").exists()


def test_the_kept_file_replaces_nothing(sqlite_database: Database, tmp_path: Path) -> None:
    backup.copy(sqlite_database.file, tmp_path / "copy.db")
    (tmp_path / "kept.db").write_text("keep me")
    add_claim(sqlite_database)
    with pytest.raises(ClaimtrackError, match="nothing was restored"):
        backup.restore(tmp_path / "copy.db", sqlite_database.file, tmp_path / "kept.db")
    assert (tmp_path / "kept.db").read_text() == "keep me"
    assert count(sqlite_database.file) == 1


def test_a_sound_file_passes(sqlite_database: Database) -> None:
    backup.check_file(sqlite_database.file)
    with pytest.raises(DatabaseError, match="is a folder"):
        backup.check_file(sqlite_database.file.parent)
