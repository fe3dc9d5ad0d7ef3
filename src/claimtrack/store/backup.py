"""Copies of a SQLite database made while others write, and the way back."""

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from claimtrack.errors import ClaimtrackError, DatabaseError, NotFoundError
from claimtrack.store.engine import APPLICATION_ID, MAGIC, check_sqlite_file

_WANTED = "Name a backup made by: claimtrack db backup"


def copy(source: Path, target: Path) -> None:
    """Copy a database with SQLite's own backup, which misses no committed row, and look at the copy.

    It has to be whole, of the same revision, and to have at least the events that the database had when the copy began.

    Raises:
        NotFoundError: the folder of `target` is not there.
        ClaimtrackError: `target` exists, or cannot be written.
    """
    if target.exists():
        raise ClaimtrackError(f"{target} exists already. Choose another name, or move it away first.")
    if not target.parent.is_dir():
        raise NotFoundError(f"No backup was made at {target}: there is no folder {target.parent}. Make it first.")
    partial = target.with_name(f".{target.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(partial)) as new,
        ):
            before = _head(old)
            old.backup(new)
            # A copy in one file, so that nobody moves it without its log.
            new.execute("PRAGMA journal_mode = DELETE")
            if why := _lacks(old, new, before[0]):
                raise ClaimtrackError(
                    f"No backup was made at {target}: {why}. Look for damage with: claimtrack db doctor"
                )
        partial.rename(target)
    except (sqlite3.Error, OSError) as error:
        raise ClaimtrackError(f"No backup was made at {target}: {error}") from error
    finally:
        partial.unlink(missing_ok=True)


def _head(connection: sqlite3.Connection) -> tuple[int, bytes]:
    found: tuple[int, bytes] = connection.execute("SELECT size, hash FROM log_head").fetchone() or (0, b"")
    return found


def _lacks(old: sqlite3.Connection, new: sqlite3.Connection, least: int) -> str | None:
    """Return what a copy lacks; others may have written to the database since."""
    if (found := new.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok":
        return f"the copy is damaged ({found})"
    revision, events = "SELECT version_num FROM alembic_version", "SELECT hash FROM history_event WHERE seq = ?"
    if new.execute(revision).fetchall() != old.execute(revision).fetchall():
        return "the copy is of another revision"
    size, head = _head(new)
    there = [connection.execute(events, (size,)).fetchone() for connection in (old, new)]
    if size < least or (size and there != [(head,), (head,)]):
        return "the history of the copy is not that of the database"
    return None


def free_name(path: Path) -> Path:
    """Return a path at which nothing is: the one given, or one with a number in its name."""
    tries = (path if not at else path.with_name(f"{path.stem}-{at}{path.suffix}") for at in count())
    return next(found for found in tries if not found.exists())


def check_file(path: Path) -> None:
    """Refuse a file that is no sound claimtrack database.

    Raises:
        NotFoundError: there is no such file.
        DatabaseError: it is none, or is damaged.
    """
    if not path.exists():
        raise NotFoundError(f"There is no database at {path}. {_WANTED}")
    if not _may_be_sqlite(path):
        raise DatabaseError(f"{path} is not a database file. {_WANTED}")
    check_sqlite_file(path, writes=False)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise DatabaseError(f"{path} is damaged: {error}. Use another backup.") from error
    if not ours:
        raise DatabaseError(f"{path} is another program's database. {_WANTED}")
    if found != "ok":
        raise DatabaseError(f"{path} is damaged: {found}. Use another backup.")


def _may_be_sqlite(path: Path) -> bool:
    """Tell whether a file begins as one; what cannot be read is told of elsewhere."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return True


def restore(backup: Path, database: Path, kept: Path) -> None:
    """Put a backup in the database's place, keeping what was there as `kept`.

    Raises:
        DatabaseError: the backup is no sound claimtrack database.
    """
    check_file(backup)
    if kept.exists():
        raise ClaimtrackError(f"{kept} exists already. Move it away first; nothing was restored.")
    # Made whole first: a disk that is full must not leave the place empty.
    fresh = database.with_name(f".{database.name}.restored")
    fresh.unlink(missing_ok=True)
    copy(backup, fresh)
    _set_aside(database, kept)
    fresh.rename(database)


def _set_aside(database: Path, kept: Path) -> None:
    # The log goes along even where its database is gone: SQLite would play it into the one that comes.
    for suffix in ("", "-wal", "-shm"):
        part = database.with_name(database.name + suffix)
        if part.exists():
            part.rename(kept.with_name(kept.name + suffix))
