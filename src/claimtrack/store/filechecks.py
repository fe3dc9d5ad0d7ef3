"""Is the database sound as a database, whatever it holds? Pages, references, its own indexes, numbers given out."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.elements import quoted_name

from claimtrack.store import contents

MOST = 10
_SHADOW = ("data", "idx", "content", "docsize", "config")
"""The tables in which FTS5 keeps a search table."""


def is_sqlite(connection: Connection) -> bool:
    """Tell whether a connection is to a SQLite file."""
    return connection.dialect.name == "sqlite"


def pages(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the pages of the database."""
    if is_sqlite(connection):
        yield from _header(connection)
        for row in connection.execute(text(f"PRAGMA integrity_check({MOST})")):
            if row[0] != "ok":
                yield str(row[0])
        return
    failures = connection.scalar(
        text("SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()")
    )
    if failures:
        yield f"{failures} pages had another checksum than they should"


def _header(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the first 100 bytes, of which SQLite itself reads few."""
    path = Path(str(connection.execute(text("PRAGMA database_list")).first()[2]))  # type: ignore[index] # there is one
    with path.open("rb") as file:
        head = file.read(100)
    number = {at: int.from_bytes(head[at : at + 4], "big") for at in (24, 28, 44, 52, 56, 60, 64, 92, 96)}
    size = int.from_bytes(head[16:18], "big")
    if any(head[72:92]):
        yield "the header has something where nothing belongs"
    if head[21:24] != bytes((64, 32, 32)):
        yield "the header has payload fractions that there are not"
    if number[24] != number[92]:
        yield "the header was changed by another program than SQLite"
    if number[44] != 4 or number[56] != 1 or number[52] or number[64]:  # noqa: PLR2004 - SQLite's form of today
        yield "the header tells of a form that claimtrack does not make"
    if not 3_000_000 < number[96] < 10_000_000:  # noqa: PLR2004 - SQLite 3 to 9
        yield "the header tells of a version of SQLite that there is not"
    wal = path.with_name(path.name + "-wal")
    if not wal.exists() and size > 1 and number[28] * size != path.stat().st_size:
        yield "the file is longer or shorter than its header says"


def references(connection: Connection) -> Iterator[str]:
    """Yield which tables have rows that point at rows which are not there."""
    if is_sqlite(connection):
        found = connection.execute(text("PRAGMA foreign_key_check")).all()
        for name in sorted({str(row[0]) for row in found}):
            yield f"{sum(row[0] == name for row in found)} rows of {name} point at what is not there"
        return
    for table in contents.all_tables():
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            other = key.column.table.alias()
            lost = ~select(other.c[key.column.name]).where(other.c[key.column.name] == key.parent).exists()
            count = connection.scalar(select(func.count()).select_from(table).where(key.parent.is_not(None), lost))
            if count:
                yield f"{count} rows of {table.name} point at a {key.column.table.name} that is not there"


def numbers(connection: Connection) -> Iterator[str]:
    """Yield which tables would give out a number that is taken; on SQLite none can."""
    if is_sqlite(connection):
        return
    for table in contents.all_tables():
        key = table.autoincrement_column
        given_by = connection.scalar(
            select(func.pg_get_serial_sequence(str(quoted_name(f'"{table.name}"', quote=False)), key.name))
        ) if key is not None else None  # fmt: skip
        if key is None or given_by is None:
            continue
        last = connection.scalar(text("SELECT pg_sequence_last_value(to_regclass(:name))"), {"name": given_by})
        highest = connection.scalar(select(func.max(key)))
        if highest is not None and (last or 0) < highest:
            yield f"{table.name} has number {highest}, and would give out {(last or 0) + 1}"


def indexes(connection: Connection) -> Iterator[str] | None:
    """Return what the indexes of a server lack, None where it has not the extension that can tell.

    SQLite's are compared with their tables as the pages are looked at.
    """
    if is_sqlite(connection):
        return iter(())
    there = connection.scalar(text("SELECT count(*) FROM pg_extension WHERE extname = 'amcheck'"))
    return _amcheck(connection) if there else None


def _amcheck(connection: Connection) -> Iterator[str]:
    query = text(
        "SELECT c.oid, c.relname FROM pg_class c "
        "JOIN pg_index i ON i.indexrelid = c.oid JOIN pg_am a ON a.oid = c.relam "
        "WHERE a.amname = 'btree' AND c.relnamespace = current_schema()::regnamespace AND i.indisvalid ORDER BY 2"
    )
    for oid, name in connection.execute(query).all():
        try:
            with connection.begin_nested():  # the next index is looked at after a failure too
                connection.execute(text("SELECT bt_index_check(CAST(:oid AS oid)::regclass, true)"), {"oid": oid})
        except DBAPIError as error:
            yield f"{name}: {str(error.orig).splitlines()[0]}"


def search_table(connection: Connection) -> Iterator[str]:
    """Yield what SQLite's search table lacks inside itself.

    FTS5 checks a table only by a statement that writes. The patient is not written to: the check has a copy of that
    table in a file of its own.
    """
    if not is_sqlite(connection):
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "search.db"
        made = connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": contents.SEARCH})
        if made is None:
            yield "there is none"
            return
        with closing(sqlite3.connect(copy, isolation_level=None)) as target:
            target.execute(made)
            for part in _SHADOW:
                name = f"{contents.SEARCH}_{part}"
                target.execute(f"DELETE FROM {name}")  # noqa: S608 - names of this module
                rows = connection.exec_driver_sql(f"SELECT * FROM {name}")  # noqa: S608 - the same
                marks = ", ".join("?" for _ in tuple(rows.keys()))
                target.execute("BEGIN")
                target.executemany(f"INSERT INTO {name} VALUES ({marks})", (tuple(row) for row in rows))  # noqa: S608 - the same
                target.execute("COMMIT")
        with closing(sqlite3.connect(copy, isolation_level=None)) as target:
            name = contents.SEARCH
            target.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 0)")  # noqa: S608 - the same
