"""A backup takes a place only where nothing is, or where that is asked for; then what was there is kept."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.errors import ClaimtrackError, ConflictError
from claimtrack.settings import Settings
from claimtrack.store import backup, safekeeping
from tests.databases import Database
from tests.store.test_backup import add_claim, count


@pytest.fixture
def saved(sqlite_database: Database, tmp_path: Path) -> Path:
    add_claim(sqlite_database)
    return safekeeping.back_up(sqlite_database.settings, tmp_path / "saved.db")


def test_a_file_that_holds_something_is_only_replaced_with_force(sqlite_database: Database, saved: Path) -> None:
    add_claim(sqlite_database)
    with pytest.raises(ConflictError, match="is not empty"):
        safekeeping.put_back(sqlite_database.settings, saved, force=False)
    assert count(sqlite_database.file) == 2
    done = safekeeping.put_back(sqlite_database.settings, saved, force=True)
    assert done.log is not None
    assert (done.log.ok, done.log.events) == (True, 1)
    assert count(sqlite_database.file) == 1
    assert done.kept is not None
    assert count(done.kept) == 2


def test_a_project_in_which_nothing_happened_gives_way(saved: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    fresh = Settings(database=f"sqlite:///{folder / 'claimtrack.db'}")
    safekeeping.put_back(fresh, saved, force=False)  # nothing is there at all
    assert count(folder / "claimtrack.db") == 1
    (folder / "claimtrack.db").write_bytes(b"")
    safekeeping.put_back(fresh, saved, force=False)
    assert count(folder / "claimtrack.db") == 1


@pytest.mark.parametrize("there", ["damaged", "foreign", "text"])
def test_what_cannot_be_read_counts_as_something(there: str, saved: Path, tmp_path: Path) -> None:
    place = tmp_path / "place.db"
    if there == "damaged":
        place.write_bytes(saved.read_bytes()[:5000])
    elif there == "text":
        place.write_text("Minutes of the swan committee")
    else:
        with closing(sqlite3.connect(place)) as connection:
            connection.execute("CREATE TABLE recipe (name)")
    was = place.read_bytes()
    with pytest.raises(ConflictError, match="is not empty"):
        safekeeping.put_back(Settings(database=f"sqlite:///{place}"), saved, force=False)
    assert place.read_bytes() == was
    done = safekeeping.put_back(Settings(database=f"sqlite:///{place}"), saved, force=True)
    assert done.kept is not None
    assert done.kept.read_bytes() == was
    assert count(place) == 1


def test_a_changed_history_is_told_and_the_old_is_still_there(sqlite_database: Database, saved: Path) -> None:
    changed = Database(f"sqlite:///{saved}")
    changed.disarm("history_event")
    changed.run("UPDATE history_event SET by = 'eve'")
    done = safekeeping.put_back(sqlite_database.settings, saved, force=True)
    assert done.log is not None
    assert not done.log.ok
    assert done.kept is not None
    assert count(done.kept) == 1


def test_a_backup_of_an_older_revision_is_restored_and_not_verified_yet(sqlite_database: Database, saved: Path) -> None:
    Database(f"sqlite:///{saved}").run("UPDATE alembic_version SET version_num = '0001'")
    assert safekeeping.put_back(sqlite_database.settings, saved, force=True).log is None


def test_a_backup_is_compared_with_the_database(
    filled_file: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.db"
    shutil.copy(filled_file.file, other)
    lacks = backup._lacks
    for edit, why in (
        ("UPDATE alembic_version SET version_num = '0001'", "another revision"),
        ("UPDATE log_head SET size = size - 1", "not that of the database"),
        ("UPDATE log_head SET hash = zeroblob(32)", "not that of the database"),
    ):

        def meddling(old: object, new: sqlite3.Connection, least: int, edit: str = edit) -> str | None:
            new.execute(edit)
            return lacks(old, new, least)  # type: ignore[arg-type] # handed on

        monkeypatch.setattr(backup, "_lacks", meddling)
        with pytest.raises(ClaimtrackError, match=why):
            safekeeping.back_up(filled_file.settings, tmp_path / "copy.db")
        assert list(tmp_path.glob("*copy.db*")) == []


def test_a_damaged_database_gives_no_backup(filled_file: Database, tmp_path: Path) -> None:
    filled_file.run("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(filled_file.file.read_bytes())
    at = content.index(b"Linden Street bridge will reopen on 12 June 2026.")
    page = at // 4096 * 4096
    content[page + 1 : page + 9] = b"\xff" * 8
    filled_file.file.write_bytes(content)
    with pytest.raises(ClaimtrackError, match="No backup was made"):
        safekeeping.back_up(filled_file.settings, tmp_path / "copy.db")
    assert list(tmp_path.glob("*copy.db*")) == []
