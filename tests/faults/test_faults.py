"""Nothing that was acknowledged is lost, and nothing is there by half, whatever happens to the machine.

CLAIMTRACK_KILLS says how many writers are killed (6). `python benchmarks/faults.py` does all of it at full size.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.errors import DatabaseBusyError, DatabaseError
from claimtrack.settings import Settings
from claimtrack.store import engine as engines
from claimtrack.store import sessions
from tests.databases import Database
from tests.faults import breaking, servers, working
from tests.faults.breaking import Outcome

KILLS = int(os.environ.get("CLAIMTRACK_KILLS", "6"))
STOPS = max(1, KILLS // 6)
BACKUPS = max(4, KILLS // 2)


def assert_nothing_lost(found: Outcome) -> None:
    assert (found.lost, found.wrong) == (0, ())
    assert found.acknowledged >= found.times


@pytest.fixture
def filled(settings: Settings) -> Settings:
    """Return the settings of a database with claims to work on."""
    working.fill(settings)
    return settings


@pytest.fixture
def file(sqlite_database: Database) -> Settings:
    """Return the settings of a SQLite database with claims to work on."""
    working.fill(sqlite_database.settings)
    return sqlite_database.settings


def test_a_writer_that_is_killed_takes_nothing_along(filled: Settings) -> None:
    assert_nothing_lost(breaking.breaking(filled, KILLS, breaking.kill))


@pytest.mark.postgresql
def test_a_server_that_is_stopped_at_once_has_what_it_acknowledged() -> None:
    with servers.durable_server() as server:
        settings = server.database.settings
        working.fill(settings)

        def power_cut(_process: object) -> None:
            server.stop_at_once()
            server.start()

        assert_nothing_lost(breaking.breaking(settings, STOPS, power_cut))


def test_a_writer_that_tells_too_early_is_found_out(file: Settings) -> None:
    """The control: whoever acknowledges before the commit does lose moves."""
    assert breaking.breaking(file, 8, breaking.kill, "too-early").lost > 0


def test_a_backup_under_load_is_whole(file: Settings, tmp_path: Path) -> None:
    found = breaking.backups_under_load(file, tmp_path, BACKUPS)
    assert (found.lost, found.wrong) == (0, ())
    assert found.acknowledged > 0


@pytest.fixture
def small(tmp_path: Path, sqlite_database: Database) -> Iterator[Settings]:
    """Return the settings of a database on a disk with hardly any room."""
    with breaking.small_disk(tmp_path / "small", 3) as folder:
        if folder is None:
            pytest.skip("no small disk can be mounted here")
        path = folder / "claimtrack.db"
        shutil.copy(sqlite_database.file, path)
        settings = Settings(database=f"sqlite:///{path}", by="ann")
        working.fill(settings)
        yield settings


def test_a_full_disk_is_told_and_leaves_every_acknowledged_move(small: Settings) -> None:
    error, count = breaking.until_full(small)
    assert isinstance(error, DatabaseError)
    assert "There is no room left" in error.message
    assert count > 0
    assert breaking.problems(small) == ()
    assert len(breaking.moves_in(small)) == 2 * working.CLAIMS + count


def test_a_file_that_may_not_be_written_is_told_and_can_be_read(file: Settings) -> None:
    path = file.sqlite_file
    assert path is not None
    path.chmod(0o444)
    with pytest.raises(DatabaseError, match="is read-only, so nothing can be changed in it"), sessions.writing(file):
        pass
    assert breaking.problems(file) == ()


def test_a_file_that_somebody_holds_is_told_after_a_while(file: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.2)
    path = file.sqlite_file
    assert path is not None
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusyError, match="is held by another process"), sessions.writing(file):
            pass
        assert breaking.problems(file) == ()
    with sessions.writing(file):
        pass
