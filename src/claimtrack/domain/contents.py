"""What a whole project consists of, told apart from any database: tables, their columns, and kinds of cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Cell = int | float | str | bytes | date | datetime | None
"""What a row holds at one place; JSON as it is written."""

Row = tuple[Cell, ...]


class CellKind(StrEnum):
    """What a column holds, the same on every database."""

    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    TEXT = "text"
    BYTES = "bytes"
    DAY = "day"
    TIME = "time"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `choices` is its closed list, if it has one, and `longest` its most code points."""

    name: str
    kind: CellKind
    nullable: bool
    choices: tuple[str, ...] | None = None
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """One table: its columns in their order, and those by which its rows are ordered."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableDigest:
    """How many rows a table has, and the SHA-256 of all of them in order."""

    name: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What went from one place to another: rows by table, and the log as it was verified at the far end."""

    rows: Mapping[str, int]
    events: int
    head: str
