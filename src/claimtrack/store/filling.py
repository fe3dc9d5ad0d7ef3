"""Filling an empty database with rows from elsewhere: whole, in one transaction, or not at all."""

from collections.abc import Iterable

from sqlalchemy import Connection, Table, delete, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import AddConstraint, DropConstraint, ForeignKeyConstraint

from claimtrack.domain.contents import CellKind, Row
from claimtrack.errors import ConflictError, DatabaseError, InvalidDataError
from claimtrack.store import contents

OWNER = """
SELECT relname FROM pg_class
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND relname = ANY(:names)
AND NOT pg_has_role(relowner, 'USAGE') LIMIT 1
"""


def prepare(connection: Connection) -> None:
    """Keep others out of a database, and let rows come in that point at rows which come later.

    Raises:
        ConflictError: the database is not empty.
        DatabaseError: whoever is connected does not own its tables.
    """
    tables = contents.all_tables()
    if connection.dialect.name == "postgresql":
        names = [found.name for found in tables]
        if foreign := connection.scalar(text(OWNER), {"names": names}):
            raise DatabaseError(
                f"The table {foreign} belongs to another role. Fill a database as the role that owns its tables."
            )
        connection.execute(text(f"LOCK TABLE {', '.join(map(_quoted, names))} IN EXCLUSIVE MODE"))
    if filled := contents.first_filled(connection):
        raise ConflictError(f"The database to fill is not empty: {filled} has rows. Name one in which nothing is.")
    if connection.dialect.name == "postgresql":
        for key in _late_keys(tables):
            connection.execute(DropConstraint(key))


def finish(connection: Connection) -> None:
    """Check what points at what, and let new rows have numbers above those that came in.

    Raises:
        InvalidDataError: a row points at one that is not there.
    """
    if connection.dialect.name == "sqlite":
        if wrong := connection.execute(text("PRAGMA foreign_key_check")).first():
            raise InvalidDataError(f"A row of {wrong[0]} ({wrong[1]}) points at a row of {wrong[2]} that is not there.")
        return
    tables = contents.all_tables()
    try:
        for key in _late_keys(tables):
            connection.execute(AddConstraint(key, isolate_from_table=False))
    except DBAPIError as error:
        raise InvalidDataError(f"A row points at one that is not there: {_first_line(error)}") from error
    for found in tables:
        number_on(connection, found)


def number_on(connection: Connection, of: Table) -> None:
    """Let PostgreSQL go on behind the highest number of a table that gives numbers out."""
    key = of.autoincrement_column
    if key is None or connection.dialect.name != "postgresql":
        return
    given_by = connection.scalar(select(func.pg_get_serial_sequence(_quoted(of.name), key.name)))
    if given_by:
        highest = select(func.max(key)).scalar_subquery()
        connection.execute(select(func.setval(given_by, func.coalesce(highest, 1), highest.is_not(None))))


def put(connection: Connection, of: Table, rows: Iterable[Row]) -> int:
    """Write rows as they come, and return how many those were.

    Raises:
        InvalidDataError: the database refuses one of them.
    """
    if of.name in contents.BEGUN:
        connection.execute(delete(of))  # the row that every new database has
    counted = _Counted(rows)
    driver = connection.connection.driver_connection
    names = ", ".join(_quoted(found.name) for found in of.columns)
    try:
        if connection.dialect.name == "postgresql":
            with driver.cursor() as cursor, cursor.copy(f"COPY {_quoted(of.name)} ({names}) FROM STDIN") as copy:  # type: ignore[union-attr] # psycopg's
                for row in counted:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" for _ in of.columns)
            statement = f"INSERT INTO {_quoted(of.name)} ({names}) VALUES ({marks})"  # noqa: S608 - names of our tables
            driver.executemany(statement, _bound(connection, of, counted))  # type: ignore[union-attr] # sqlite3's
    except connection.dialect.loaded_dbapi.Error as error:
        raise InvalidDataError(
            f"A row of {of.name}, number {counted.number} or one before it, was refused: {_first_line(error)}. "
            "Nothing was stored."
        ) from error
    return counted.number


class _Counted:
    """Counts rows as they go by."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows, self.number = rows, 0

    def __iter__(self):  # type: ignore[no-untyped-def] # noqa: ANN204 - a generator
        for row in self.rows:
            self.number += 1
            yield row


def _bound(connection: Connection, of: Table, rows: Iterable[Row]) -> Iterable[Row]:
    """Return rows as SQLite keeps them: days and times as SQLAlchemy writes them there, JSON as it is."""
    kinds = {found.name: found.kind for found in contents.shape_of(of).columns}
    makers = [
        None
        if kinds[found.name] in {CellKind.JSON, CellKind.TEXT}
        else found.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        for found in of.columns
    ]
    changed = [(at, make) for at, make in enumerate(makers) if make]
    for row in rows:
        cells = list(row)
        for at, make in changed:
            cells[at] = make(cells[at])
        yield tuple(cells)


def _late_keys(tables: Iterable[Table]) -> list[ForeignKeyConstraint]:
    """Return the keys that point at a table which comes later."""
    return [
        key
        for found in tables
        for key in sorted(found.foreign_key_constraints, key=lambda key: str(key.name))
        if key.use_alter
    ]


def _quoted(name: str) -> str:
    return f'"{name}"'


def _first_line(error: BaseException) -> str:
    return " ".join(str(getattr(error, "orig", error)).split("\n")[:1]).strip()
