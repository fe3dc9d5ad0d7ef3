"""A whole project written out, and taken in again into an empty one."""

from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from typing import BinaryIO

from sqlalchemy.orm import Session

from claimtrack.domain.contents import Moved
from claimtrack.errors import IntegrityError, InvalidDataError
from claimtrack.formats.archive import Header, Reader, Writer
from claimtrack.store import contents, copying, filling, search, soundness, upgrade
from claimtrack.workflow import index


def write_out(session: Session, write: Callable[[bytes], object], now: datetime) -> Moved:
    """Write every row of people's work as a line of JSON; what is made from claims is left out.

    The session has to see one moment. Of users' tokens the hashes go along, as they stand in the history too.

    Raises:
        IntegrityError: the log is not whole, or a cell cannot be written as it is.
    """
    log = copying.verified(session)
    connection = session.connection()
    writer = Writer(Header(upgrade.HEAD, version("claimtrack"), now), write)
    for table in contents.by_hand():
        try:
            writer.add(contents.shape_of(table), contents.rows_of(connection, table))
        except ValueError as error:
            raise IntegrityError(
                f"Row {writer.rows[table.name] + 1} of {table.name} cannot be written as it is: {error}. "
                "Look for more with: claimtrack db doctor"
            ) from error
    writer.close()
    return Moved(writer.rows, log.events, log.head)


def take_in(session: Session, source: str, stream: BinaryIO) -> tuple[Header, Moved]:
    """Fill an empty project from an export, and make anew what is made from claims.

    The session has to come from `sessions.filling`. Texts are compared with their hashes and quotes with their texts,
    and the log is verified.

    Raises:
        BrokenExportError: a line is not as it was written; it names the line.
        InvalidDataError: the export is of another version, or a row does not fit into the database.
        IntegrityError: what came in contradicts itself.
    """
    connection = session.connection()
    shapes = {table.name: table for table in contents.by_hand()}
    reader = Reader(source, stream, [contents.shape_of(table) for table in shapes.values()])
    header = reader.header()
    if header.revision != upgrade.HEAD:
        raise InvalidDataError(
            f"{source} was exported at revision {header.revision} by claimtrack {header.claimtrack}; this one "
            f"reads {upgrade.HEAD}. Import it with that version, then run: claimtrack db upgrade"
        )
    for shape, rows in reader.tables():
        filling.put(connection, shapes[shape.name], rows)
    filling.finish(connection)
    _make_anew(session)
    for wrong in soundness.of_contents(session):
        if not wrong.ok:
            raise IntegrityError(f"{source} contradicts itself ({wrong.name}): {wrong.detail}. Nothing was imported.")
    log = copying.verified(session)
    return header, Moved(reader.rows, log.events, log.head)


def _make_anew(session: Session) -> None:
    search.fill(session)
    after = 0
    while numbers := index.reindex(session, after):
        after = numbers[-1]
        session.expire_all()
    index.close_reindex(session)
