"""A whole project from one database into another, whichever two they are."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Table
from sqlalchemy.orm import Session

from claimtrack.domain.contents import TableDigest
from claimtrack.domain.history import LogReport
from claimtrack.errors import IntegrityError
from claimtrack.store import contents, filling, history, search


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied, table by table, and the log as it was verified at the far end."""

    tables: tuple[TableDigest, ...]
    log: LogReport


def copy(source: Session, target: Session, said: Callable[[str, int], None] = lambda _name, _rows: None) -> Copied:
    """Copy every row into an empty database, and compare both; `said` hears of each table that is there.

    `source` has to see one moment, `target` to come from `sessions.filling`. The search box is made anew, because each
    database keeps it in a form of its own.

    Raises:
        IntegrityError: what arrived is not what was sent, or the log is not whole.
    """
    there, here = source.connection(), target.connection()
    for found in contents.all_tables():
        said(found.name, filling.put(here, found, contents.rows_of(there, found)))
    filling.finish(here)
    same = tuple(_compared(there, here, of) for of in contents.all_tables())
    search.fill(target)
    return Copied(same, verified(target))


def _compared(there: Connection, here: Connection, of: Table) -> TableDigest:
    sent, arrived = contents.digest(there, of), contents.digest(here, of)
    if sent != arrived:
        raise IntegrityError(
            f"{of.name} arrived otherwise than it was sent ({sent.rows:,} rows sent, {arrived.rows:,} arrived). "
            "Nothing was copied. Check the database that you copy from: claimtrack db doctor"
        )
    return arrived


def verified(session: Session) -> LogReport:
    """Return the log of what came in, verified.

    Raises:
        IntegrityError: it is not whole.
    """
    report = history.verify(session)
    if not report.ok:
        raise IntegrityError(f"The history that came in is not whole: {report.problems[0]}. Nothing was stored.")
    return report
