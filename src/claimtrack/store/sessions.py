"""Units of work: `reading` never writes, `writing` commits all or nothing and seals the history last."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError as DriverError
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from claimtrack.errors import ClaimtrackError, ConflictError, DatabaseBusyError, DatabaseError, IntegrityError
from claimtrack.settings import Settings
from claimtrack.store import engine as engines
from claimtrack.store import history, postings, upgrade


def _explain(error: SQLAlchemyError, settings: Settings) -> ClaimtrackError:
    where = settings.sqlite_file or "the database server"
    text = str(getattr(error, "orig", error)).strip()
    low = text.lower()
    if isinstance(error, StaleDataError):
        return ConflictError("Somebody changed the same claim at the same moment. Nothing was changed; try again.")
    if "locked" in low or "deadlock" in low or "busy" in low:
        return DatabaseBusyError(f"{where} is held by another process. Nothing was changed; try again.")
    if "readonly" in low or "read-only" in low:
        return DatabaseError(f"{where} is read-only, so nothing can be changed in it. Make it writable first.")
    if "malformed" in low or "not a database" in low:
        return IntegrityError(f"{where} is damaged ({text}). Restore a backup with: claimtrack db restore FILE")
    if "full" in low:
        return DatabaseError(f"There is no room left for {where}. Nothing was changed; make room and try again.")
    if "append-only" in low:
        return IntegrityError(f"{where} refused to rewrite what is append-only ({text}).")
    if isinstance(error, OperationalError) and settings.sqlite_file is None:
        return DatabaseError(f"The database server cannot be used: {text}")
    return DatabaseError(f"{where} refused: {text}")


def explains(error: BaseException, settings: Settings) -> ClaimtrackError | None:
    """Return what a driver's error means to a user, None where it is a fault of ours."""
    if isinstance(error, (OperationalError, StaleDataError)):
        return _explain(error, settings)
    return _explain(error, settings) if type(error) is DriverError else None


def _engine(settings: Settings, *, writes: bool) -> Engine:
    path: Path | None = settings.sqlite_file
    if path is not None:
        engines.check_sqlite_file(path, writes=writes)
    return engines.open_engine(settings.database, writes=writes)


@contextmanager
def reading(settings: Settings) -> Iterator[Session]:
    """Give a session that only reads.

    Raises:
        DatabaseError: the database cannot be opened, or belongs to another version.
    """
    engine = _engine(settings, writes=False)
    try:
        with engine.connect() as connection:
            upgrade.check(connection, settings)
            with Session(connection) as session:
                yield session
    except SQLAlchemyError as error:
        if found := explains(error, settings):
            raise found from error
        raise
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
        with engine.connect() as connection:
            upgrade.check(connection, settings)
            # The check has begun the transaction, and a commit by the session must end it.
            with Session(connection, join_transaction_mode="control_fully") as session:
                yield session
                session.flush()
                history.seal(session)
                postings.refresh(session)
                session.commit()
    except SQLAlchemyError as error:
        if found := explains(error, settings):
            raise found from error
        raise
    finally:
        engine.dispose()
