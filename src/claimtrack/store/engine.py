"""Connections: one way to open a database for reading, for writing and for migrating."""

import json
import os
import sqlite3
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from claimtrack.errors import DatabaseError, NotFoundError

APPLICATION_ID = 0x436C546B
"""Written into a SQLite header ("ClTk"), so that another program's database is never mistaken for ours."""

BUSY_SECONDS = 30
MAGIC = b"SQLite format 3\x00"
SQLITE = "sqlite:///"


def _is_writable(path: Path) -> bool:
    # Root may write to a file that nobody was meant to write to; the mode bits say what was meant.
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)


def check_sqlite_file(path: Path, *, writes: bool) -> None:
    """Refuse a file that is missing, is no SQLite database, or may not be written though it has to be.

    Raises:
        NotFoundError: there is no such file.
        DatabaseError: the file cannot be used.
    """
    if not path.exists():
        raise NotFoundError(f"There is no database at {path}. Make one with: claimtrack init")
    if not path.is_file():
        raise DatabaseError(f"{path} is a folder, not a database file. Name the file in it.")
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError as error:
        raise DatabaseError(f"{path} cannot be read: {error.strerror}. Check its permissions.") from error
    if not head:
        raise DatabaseError(f"{path} is empty, not a claimtrack database. Restore a backup, or run: claimtrack init")
    if head != MAGIC:
        raise DatabaseError(f"{path} is not a database file. Name the claimtrack.db of a project with --db.")
    if writes and not _is_writable(path):
        raise DatabaseError(
            f"{path} is read-only, so nothing can be changed in it. Make it writable first (chmod u+w)."
        )


def _connect(path: Path, *, writes: bool) -> SqliteConnection:
    """Open a file by its path: in a URL a question mark or a percent sign in its name would mean something else."""
    if writes or not path.exists() or (_is_writable(path) and os.access(path.parent, os.W_OK)):
        return sqlite3.connect(path, timeout=BUSY_SECONDS)
    # A write-ahead log needs a writable folder, even to read; without one the file must be taken as it lies.
    as_it_lies = "" if path.with_name(path.name + "-wal").exists() else "&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{as_it_lies}", uri=True, timeout=BUSY_SECONDS)


def _is_new_or_ours(connection: SqliteConnection) -> bool:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    return not pages or connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID


def _open_server(url: str, *, writes: bool) -> Engine:
    options: dict[str, Any] = {"connect_args": {"connect_timeout": 10, "application_name": "claimtrack"}}
    if not writes:
        # As on SQLite: a reader sees one moment, however many queries it takes, and cannot write.
        options["execution_options"] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        return create_engine(url, poolclass=NullPool, **options)
    engine = create_engine(url, poolclass=NullPool, **options)

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        # As long as SQLite's busy timeout: nobody waits for ever for a writer that hangs.
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")

    return engine


def read_json(written: str | bytes) -> Any:  # noqa: ANN401 - JSON
    """Return what a JSON cell holds, None where it is no JSON: in a file from elsewhere it can be anything."""
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        return None


def open_engine(url: str, *, writes: bool, migrates: bool = False) -> Engine:
    """Return an engine on `url`.

    Writers take SQLite's write lock at once (BEGIN IMMEDIATE), because a lock taken later cannot be waited for.
    Migrations run with foreign keys off: a table that is rebuilt must not take its children with it.
    """
    if not url.startswith(SQLITE):
        return _open_server(url, writes=writes)
    path = Path(url.removeprefix(SQLITE))
    engine = create_engine(
        "sqlite://",
        poolclass=NullPool,
        creator=lambda: _connect(path, writes=writes),
        json_deserializer=read_json,
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: SqliteConnection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        connection.execute(f"PRAGMA foreign_keys = {'OFF' if migrates else 'ON'}")
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute("PRAGMA synchronous = FULL")
        if not writes:
            connection.execute("PRAGMA query_only = ON")
        elif _is_new_or_ours(connection):
            # Another program's file is refused later, and must not be changed before.
            connection.execute("PRAGMA journal_mode = WAL")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
