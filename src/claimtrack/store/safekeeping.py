"""Backing up and restoring, whichever database it is: a SQLite file by its own backup, a server's by pg_dump."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from claimtrack.domain.history import LogReport
from claimtrack.errors import ConflictError, SchemaMismatchError
from claimtrack.settings import Settings
from claimtrack.store import backup, contents, dumps, history, sessions
from claimtrack.store.engine import check_sqlite_file


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of a restore: where that is kept which was there, and the log as it was verified.

    No log where the backup is of an older revision, which this claimtrack cannot read before it is upgraded.
    """

    kept: Path | None
    log: LogReport | None


def _now() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"


def back_up(settings: Settings, target: Path | None) -> Path:
    """Back a database up while others go on working, and return where the backup is; none is replaced.

    Without a target a file's backup lies beside it, a server's in the project's folder or this one.

    Raises:
        NotFoundError: there is no database, or no folder for the backup.
        ClaimtrackError: the backup cannot be made, or is not what is in the database.
    """
    path = settings.sqlite_file
    if path is not None:
        check_sqlite_file(path, writes=False)
        target = target or backup.free_name(path.with_name(f"{path.stem}-{_now()}.db"))
        backup.copy(path, target)
        return target
    target = target or dumps.name_for(settings, "")
    with sessions.reading(settings) as session:
        dumps.save(session.connection(), target)
    return target


def put_back(settings: Settings, file: Path, *, force: bool) -> Restored:
    """Put a backup in the database's place, and verify its log; what was there is kept.

    Raises:
        ConflictError: something is there already, and `force` is not given.
        DatabaseError: the backup is damaged, or is none.
    """
    path = settings.sqlite_file
    if path is None:
        kept = dumps.restore(settings, file, dumps.name_for(settings, "before-restore-"), force=force)
    else:
        backup.check_file(file)
        if not force and _holds_something(path):
            raise ConflictError(
                f"{path} is not empty. Let the backup take its place with --force: it is kept beside it."
            )
        aside = backup.free_name(path.with_name(f"{path.stem}-before-restore-{_now()}.db"))
        there = path.exists()
        backup.restore(file, path, aside)
        kept = aside if there else None
    try:
        with sessions.reading(settings) as session:
            return Restored(kept, history.verify(session))
    except SchemaMismatchError:
        return Restored(kept, None)


def _holds_something(path: Path) -> bool:
    """Tell whether a file is worth keeping: anything but a project in which nothing happened yet."""
    if not path.exists() or not path.stat().st_size:
        return False
    tables = {table.name for table in contents.all_tables()}
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            filled = [
                name
                for name in sorted(there & tables - contents.BEGUN.keys())
                if connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone()  # noqa: S608 - names of our tables
            ]
    except sqlite3.DatabaseError:
        return True
    foreign = {name for name in there - tables if not name.startswith(("claim_search", "alembic_version", "sqlite_"))}
    return bool(filled or foreign)
