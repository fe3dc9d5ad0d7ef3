"""Units of work: `reading` never writes, `writing` commits all or nothing and seals the history last."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from claimtrack.errors import NotFoundError
from claimtrack.settings import Settings
from claimtrack.store import accounts, history, matchers, postings, upgrade
from claimtrack.store import engine as engines
from claimtrack.store import filling as fill_of
from claimtrack.store.faults import in_words


def _engine(settings: Settings, *, writes: bool) -> Engine:
    path: Path | None = settings.sqlite_file
    if path is not None:
        engines.check_sqlite_file(path, writes=writes)
    return engines.open_engine(settings.database, writes=writes)


def _info(settings: Settings) -> dict[str, Any]:
    """Return what is known of whoever opened the session, for those who ask on a floor above."""
    return {matchers.ASKED_FOR: settings.matcher, accounts.TOKEN: settings.token}


@contextmanager
def reading(settings: Settings) -> Iterator[Session]:
    """Give a session that only reads.

    Raises:
        DatabaseError: the database cannot be opened, or belongs to another version.
    """
    engine = _engine(settings, writes=False)
    try:
        with in_words(settings), engine.connect() as connection:
            upgrade.check(connection, settings)
            with Session(connection, info=_info(settings)) as session:
                yield session
    finally:
        engine.dispose()


@contextmanager
def examining(settings: Settings) -> Iterator[Session]:
    """Give a session that only reads, on a database that may be damaged or of another version.

    What a driver says is handed on as it is. The session begins anew after a rollback.

    Raises:
        DatabaseError: it cannot be opened.
    """
    engine = _engine(settings, writes=False)
    try:
        with Session(engine, info=_info(settings)) as session:
            yield session
    finally:
        engine.dispose()


@contextmanager
def writing(settings: Settings) -> Iterator[Session]:
    """Give a session that commits on a clean exit and rolls back otherwise.

    The history is sealed as the last act before the commit: its head row is the one lock all writers share.

    Raises:
        DatabaseError: the database cannot be opened or written, or belongs to another version.
        ConflictError: somebody else was first.
    """
    engine = _engine(settings, writes=True)
    try:
        with in_words(settings), engine.connect() as connection:
            upgrade.check(connection, settings)
            # The check has begun the transaction, and a commit by the session must end it.
            with Session(connection, join_transaction_mode="control_fully", info=_info(settings)) as session:
                yield session
                session.flush()
                history.seal(session)
                postings.refresh(session)
                session.commit()
    finally:
        engine.dispose()


@contextmanager
def filling(settings: Settings) -> Iterator[Session]:
    """Give a session on an empty project, to be filled with rows of another; it commits on a clean exit.

    Nothing is sealed: the history comes along. Where there is no SQLite file yet, or a server's database has no tables,
    they are made; a file is there only when it is whole.

    Raises:
        ConflictError: something is in the database already.
        DatabaseError: it cannot be opened, is not owned by whoever is connected, or belongs to another version.
    """
    path = settings.sqlite_file
    if path is None or path.exists():
        if path is None:
            upgrade.make_if_bare(settings)
        with _filling(settings) as session:
            yield session
        return
    if not path.parent.is_dir():
        raise NotFoundError(f"There is no folder {path.parent}. Make it first.")
    partial = path.with_name(f".{path.name}.partial")
    _remove(partial)
    try:
        beside = replace(settings, database=f"{engines.SQLITE}{partial}")
        upgrade.upgrade(beside)
        with _filling(beside) as session:
            yield session
        partial.rename(path)
    finally:
        _remove(partial)


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            database.with_name(database.name + suffix).unlink()


@contextmanager
def _filling(settings: Settings) -> Iterator[Session]:
    if settings.sqlite_file is not None:
        engines.check_sqlite_file(settings.sqlite_file, writes=True)
    engine = engines.open_engine(settings.database, writes=True, migrates=True)
    try:
        with in_words(settings), engine.connect() as connection:
            upgrade.check(connection, settings)
            fill_of.prepare(connection)
            with Session(connection, join_transaction_mode="control_fully", info=_info(settings)) as session:
                yield session
                session.commit()
    finally:
        engine.dispose()
