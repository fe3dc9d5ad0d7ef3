"""Every row of every table, in one order: the walk that a copy to another database and an export share.

JSON is handed on as it is written, so that nothing is lost in reading it; everything else as the Python value that it
is on both databases.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Date,
    Enum,
    Float,
    Integer,
    LargeBinary,
    Select,
    String,
    Table,
    Text,
    cast,
    column,
    literal_column,
    select,
    table,
    type_coerce,
)
from sqlalchemy import Column as TableColumn
from sqlalchemy.exc import SQLAlchemyError

import claimtrack.store.guards  # noqa: F401 - with it every table belongs to the metadata
from claimtrack.domain.contents import Cell, CellKind, Column, Row, Shape, TableDigest
from claimtrack.errors import IntegrityError
from claimtrack.store.tables import Table as Model
from claimtrack.store.types import UtcDateTime

DERIVED = frozenset({"match_term", "match_posting", "match_stat", "claim_vector"})
"""Tables that are made from claims, and can be made anew."""

BEGUN = {"log_head": "size = 0", "match_stat": "claims = 0"}
"""Tables whose one row is there from the beginning, and how it looks then."""

SEARCH = "claim_search"

_KINDS: tuple[tuple[type[Any], CellKind, tuple[type, ...]], ...] = (
    (JSON, CellKind.JSON, (str,)),
    (Boolean, CellKind.BOOLEAN, (bool,)),
    (Integer, CellKind.INTEGER, (int,)),
    (Float, CellKind.NUMBER, (float, int)),
    (LargeBinary, CellKind.BYTES, (bytes,)),
    (UtcDateTime, CellKind.TIME, (datetime,)),
    (Date, CellKind.DAY, (date,)),
    (String, CellKind.TEXT, (str,)),
)
"""The kinds of columns by SQLAlchemy's types, and what Python makes of their cells; the first that fits counts."""

_BY_KIND = {kind: types for _, kind, types in _KINDS}
_SMALL, _WIDE = 500, 10
_MANY_BYTES = frozenset({"article_version"})
"""Tables with so much in one row that few are held at a time."""


def all_tables() -> list[Table]:
    """Return all tables, each behind those that it points at, but for the keys that `late_keys` has."""
    return list(Model.metadata.sorted_tables)


def by_hand() -> list[Table]:
    """Return the tables of people's work, which cannot be made anew."""
    return [found for found in all_tables() if found.name not in DERIVED]


@cache
def shape_of(of: Table) -> Shape:
    """Return a table's shape."""
    return Shape(of.name, tuple(_column(found) for found in of.columns), tuple(part.name for part in of.primary_key))


def _column(found: TableColumn[Any]) -> Column:
    kind = next(kind for fits, kind, _ in _KINDS if isinstance(found.type, fits))
    choices = tuple(found.type.enums) if isinstance(found.type, Enum) else None
    longest = found.type.length if isinstance(found.type, String) else None
    return Column(found.name, kind, bool(found.nullable), choices, longest)


def rows_of(connection: Connection, of: Table) -> Iterator[Row]:
    """Yield all rows of a table by its key, few of them held at a time.

    Raises:
        IntegrityError: a cell holds what does not belong there; it names the table and the last row that was read.
    """
    shape = shape_of(of)
    query = select(*(_as_written(found) for found in of.columns)).order_by(*of.primary_key)
    size = _WIDE if of.name in _MANY_BYTES else _SMALL
    types = [_types_of(found) for found in shape.columns]
    at = [of.columns.keys().index(name) for name in shape.key]
    key: Sequence[Cell] = ()
    try:
        with closing(connection.execute(query, execution_options={"yield_per": size})) as found:
            for row in map(tuple, found):
                _check_kinds(shape, row, types)
                yield row
                key = [row[place] for place in at]
    except (ValueError, TypeError, LookupError, OverflowError, SQLAlchemyError) as error:
        after = f" after {', '.join(map(str, key))}" if key else ""
        why = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise IntegrityError(
            f"A row of {of.name}{after} cannot be read: {why}. Look for more with: claimtrack db doctor"
        ) from error


def _as_written(found: TableColumn[Any]) -> Any:  # noqa: ANN401 - a column expression
    """Return a column as it is to be read: JSON as text, and closed lists as what is there."""
    if isinstance(found.type, JSON):
        return cast(found, Text).label(found.name)
    return type_coerce(found, Text).label(found.name) if isinstance(found.type, Enum) else found


def _types_of(found: Column) -> tuple[type, ...]:
    return (*_BY_KIND[found.kind], type(None)) if found.nullable else _BY_KIND[found.kind]


def _check_kinds(shape: Shape, row: Row, types: Sequence[tuple[type, ...]]) -> None:
    for at, cell in enumerate(row):
        if type(cell) not in types[at]:
            message = f"{shape.columns[at].name} holds {type(cell).__name__}"
            raise TypeError(message)


def plain(cell: object) -> str:
    """Return a cell that JSON has no form for as text: bytes in base64, days and times in ISO 8601."""
    if isinstance(cell, bytes):
        return base64.b64encode(cell).decode()
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="microseconds")
    if isinstance(cell, date):
        return cell.isoformat()
    raise TypeError(type(cell).__name__)


def digest(connection: Connection, of: Table) -> TableDigest:
    """Return how many rows a table has and their SHA-256, from one line of JSON for each row in the order of keys."""
    found, count = hashlib.sha256(), 0
    write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=plain).encode
    for row in rows_of(connection, of):
        found.update(write(row).encode())
        found.update(b"\n")
        count += 1
    return TableDigest(of.name, count, found.hexdigest())


def first_filled(connection: Connection) -> str | None:
    """Return the name of a table that holds something, None for a project in which nothing happened yet."""
    for found in (*all_tables(), table(SEARCH, column("rowid"))):
        query: Select[Any] = select(literal_column("1")).select_from(found).limit(1)
        if begun := BEGUN.get(found.name):
            query = query.where(literal_column(f"NOT ({begun})"))
        if connection.scalar(query) is not None:
            return found.name
    return None
