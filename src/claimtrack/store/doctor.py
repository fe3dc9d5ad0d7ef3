"""Everything that can be told about a database, also about one that is damaged: each check says what to do."""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from claimtrack.errors import DatabaseError
from claimtrack.settings import Settings
from claimtrack.store import checks, filechecks, indexchecks, schemacheck, sessions, soundness, upgrade
from claimtrack.store.checks import RESTORE, SEARCH_ANEW, Check, Look, looked
from claimtrack.store.soundness import told

_MATCHING_ANEW = "Make it anew with: claimtrack db reindex"
_NUMBERS = (
    "Let numbers go on behind the highest: SELECT setval(pg_get_serial_sequence(TABLE, 'id'), max(id)) FROM TABLE"
)
_AMCHECK = "not looked at: CREATE EXTENSION amcheck lets PostgreSQL compare indexes with their tables"


def examine(settings: Settings) -> Iterator[Check]:
    """Yield every check as it is done; one that fails keeps none of the others from looking.

    Nothing is written. All of it is read, texts, bytes and indexes included.

    Raises:
        NotFoundError: there is no database.
    """
    try:
        with sessions.examining(settings) as session:
            for name, look in LOOKS:
                yield looked(session, name, look)
    except DatabaseError as error:
        yield Check("file", ok=False, detail=error.message)


def _on_connection(name: str, find: Callable[[Connection], Iterator[str]], remedy: str = RESTORE) -> tuple[str, Look]:
    return name, lambda session: told(name, find(session.connection()), remedy)


def _on_session(name: str, find: Callable[[Session], Iterator[str]], remedy: str = RESTORE) -> tuple[str, Look]:
    return name, lambda session: told(name, find(session), remedy)


def _revision(session: Session) -> Check:
    found = upgrade.find_revision(session.connection())
    if found == upgrade.HEAD:
        return Check("revision", ok=True, detail=found)
    remedy = RESTORE if found is None else f"this claimtrack needs {upgrade.HEAD}. Run: claimtrack db upgrade"
    return Check("revision", ok=False, detail=f"{found or 'none'}; {remedy}")


def _indexes(session: Session) -> Check:
    found = filechecks.indexes(session.connection())
    if found is None:
        return Check("indexes", ok=True, detail=_AMCHECK)
    return told("indexes", found, "Make the index anew: REINDEX INDEX NAME")


LOOKS: tuple[tuple[str, Look], ...] = (
    ("revision", _revision),
    _on_connection("file", filechecks.pages),
    _on_connection("schema", schemacheck.differences),
    _on_connection("triggers", schemacheck.guard_differences),
    _on_connection("references", filechecks.references),
    ("indexes", _indexes),
    _on_connection("numbers", filechecks.numbers, _NUMBERS),
    _on_session("rows", soundness.rows),
    _on_session("texts", soundness.texts),
    _on_session("quotes", soundness.quotes),
    _on_session("keys", soundness.keys),
    *checks.OF_INDEXES_AND_HISTORY,
    _on_session("matching words", indexchecks.matching, _MATCHING_ANEW),
    _on_session("search words", indexchecks.searching, f"{SEARCH_ANEW[0].upper()}{SEARCH_ANEW[1:]}"),
    _on_connection("search table", filechecks.search_table, f"{SEARCH_ANEW[0].upper()}{SEARCH_ANEW[1:]}"),
)
"""What is looked at, in this order: first what the rest rests on."""
