"""What a database driver's error means to a user, and what to do about it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError as DriverError
from sqlalchemy.exc import IntegrityError as DriverIntegrityError
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError

from claimtrack.errors import (
    ClaimtrackError,
    ConflictError,
    DatabaseBusyError,
    DatabaseError,
    DeadlockError,
    IntegrityError,
)
from claimtrack.settings import Settings

UNIQUE_VIOLATION, NO_RIGHT = "23505", "42501"
"""The SQLSTATE of a row that is there already, and of what a role may not do."""


@contextmanager
def in_words(settings: Settings) -> Iterator[None]:
    """Turn a driver's error into one of ours; what is a fault of ours passes as it is.

    Raises:
        DatabaseError: the database cannot be used.
        IntegrityError: it is damaged.
        ConflictError: somebody else holds it, or was first.
    """
    try:
        yield
    except SQLAlchemyError as error:
        if found := explain(error, settings):
            raise found from error
        raise


def _explain(error: SQLAlchemyError, settings: Settings) -> ClaimtrackError:
    where = settings.sqlite_file or "the database server"
    text = str(getattr(error, "orig", error)).strip()
    low = text.lower()
    if isinstance(error, StaleDataError):
        return ConflictError("Somebody changed the same claim at the same moment. Nothing was changed; try again.")
    if "deadlock" in low:
        return DeadlockError("Somebody changed the same claims at the same moment. Nothing was changed; try again.")
    if any(word in low for word in ("locked", "busy", "lock timeout")):
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


def explain(error: BaseException, settings: Settings) -> ClaimtrackError | None:
    """Return what a driver's error means to a user, None where it is a fault of ours."""
    if isinstance(error, DriverIntegrityError) and getattr(error.orig, "sqlstate", None) == UNIQUE_VIOLATION:
        # Only a server lets two add at once; with one writer at a time it is a fault of ours.
        return ConflictError("Somebody added the same at the same moment. Nothing was changed; try again.")
    if getattr(getattr(error, "orig", None), "sqlstate", None) == NO_RIGHT:
        return DatabaseError(
            f"Your role on the database server may not do that ({str(error.orig).splitlines()[0]}). "  # type: ignore[attr-defined] # has one
            "Nothing was changed. What work needs, the owner of the tables grants with: claimtrack db grant ROLE"
        )
    if isinstance(error, (OperationalError, StaleDataError)):
        return _explain(error, settings)
    return _explain(error, settings) if type(error) is DriverError else None
