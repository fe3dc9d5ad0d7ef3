"""Units of work: `reading` never writes, `writing` commits all or nothing and seals the history last."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from claimtrack.settings import Settings
from claimtrack.store import accounts, history, matchers, postings, upgrade
from claimtrack.store import engine as engines
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
