"""Taking words away for good: out of the rows, the history, and the file that held them."""

import sqlite3
from contextlib import closing
from datetime import datetime

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.errors import DatabaseBusyError, UnknownIdError
from claimtrack.settings import Settings
from claimtrack.store.engine import BUSY_SECONDS, open_engine
from claimtrack.store.faults import in_words
from claimtrack.store.tables import EvidenceRow, HistoryRow


def get_evidence(session: Session, evidence_id: int) -> EvidenceRow:
    """Return the row of a link; whoever changes it has locked its claim.

    Raises:
        UnknownIdError: there is no such evidence.
    """
    row = session.get(EvidenceRow, evidence_id)
    if row is None:
        raise UnknownIdError(public_id(Kind.EVIDENCE, evidence_id), "claimtrack evidence list")
    return row


def empty_evidence(row: EvidenceRow, by: str, at: datetime, why: str) -> None:
    """Take the address and the words of a link away; stance, hash, article, who attached it and when stay."""
    row.url = row.file_name = row.title = row.quote = row.note = None
    row.origin = f"redacted {public_id(Kind.EVIDENCE, row.id)}"  # still an origin of its own, and says nothing of whose
    row.redacted_by, row.redacted_at, row.redacted_why = by, at, why


def empty_event(session: Session, seq: int) -> None:
    """Take the body of an event away; its header, and with it the hash of the body, stays."""
    session.execute(update(HistoryRow).where(HistoryRow.seq == seq).values(body=b"", salt=b""))


def scrub(settings: Settings) -> None:
    """Write the database anew, so that nothing that was taken away is left in free room of its file.

    Raises:
        DatabaseBusyError: others are at work in it; run it again later.
    """
    path = settings.sqlite_file
    if path is not None:
        try:
            with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
                connection.execute("VACUUM")
                busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as error:
            raise DatabaseBusyError(_LEFT.format(path, error)) from error
        if busy:
            raise DatabaseBusyError(_LEFT.format(path, "others are reading it"))
        return
    engine = open_engine(settings.database, writes=True)
    try:
        with in_words(settings), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM (FULL) history_event, evidence"))
    finally:
        engine.dispose()


_LEFT = (
    "The words are taken away, but {} could not be written anew ({}), so that its free room may still hold them. "
    "Run the same command again when nobody is at work."
)
