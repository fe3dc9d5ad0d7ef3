"""A whole project as JSON lines: a line that says what it is, one for each row, and one that says what there was.

Each row's line ends with a sum over it and all before it, so that the first line that was changed, cut out or moved
gives itself away. The sums find accidents, not forgers: what proves a history is the history itself.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, BinaryIO

from claimtrack.domain.contents import Row, Shape
from claimtrack.errors import BrokenExportError, InvalidDocumentError
from claimtrack.formats import exported, schemas
from claimtrack.formats.exported import stamp

FORMAT, VERSION = "claimtrack-export", 1
SCHEMA = "export-line"
MAX_LINE = 64_000_000
"""Bytes of the longest line; an article of the longest kind takes some 20 million."""

_SUM = re.compile(rb',"sum":"([0-9a-f]{16})"}\Z')


@dataclass(frozen=True, slots=True)
class Header:
    """What an export says of itself in its first line."""

    revision: str
    claimtrack: str
    exported: datetime

    def document(self) -> dict[str, Any]:
        """Return the JSON object of the first line."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "revision": self.revision,
            "claimtrack": self.claimtrack,
            "exported": stamp(self.exported),
        }


def _bytes(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


class _Sums:
    """The running sum; the time of the export is no part of it, so that the same project has the same sums."""

    def __init__(self, header: Header) -> None:
        self._over = hashlib.sha256(_bytes({**header.document(), "exported": None}))

    def add(self, line: bytes) -> str:
        self._over.update(line)
        return self._over.hexdigest()[:16]

    def whole(self) -> str:
        return self._over.hexdigest()


class Writer:
    """Writes an export line by line; nothing of it is kept in memory."""

    def __init__(self, header: Header, write: Callable[[bytes], object]) -> None:
        """Write the first line."""
        self.rows: dict[str, int] = {}
        self._write, self._sums = write, _Sums(header)
        write(_bytes(header.document()) + b"\n")

    def add(self, shape: Shape, rows: Iterable[Row]) -> None:
        """Write the rows of one table.

        Raises:
            ValueError: a row holds JSON that was not written by claimtrack.
        """
        self.rows[shape.name] = 0
        for row in rows:
            cells = {found.name: exported.told(found, cell) for found, cell in zip(shape.columns, row, strict=True)}
            line = _bytes({"table": shape.name, "row": cells})[:-1]
            self._write(b'%s,"sum":"%s"}\n' % (line, self._sums.add(line).encode()))
            self.rows[shape.name] += 1

    def close(self) -> str:
        """Write the last line, and return the SHA-256 that it gives."""
        whole = self._sums.whole()
        self._write(_bytes({"end": {"rows": self.rows, "sha256": whole}}) + b"\n")
        return whole


@dataclass(slots=True)
class Reader:
    """Reads an export line by line, and refuses the first that is not as it was written."""

    source: str
    stream: BinaryIO
    shapes: Sequence[Shape]
    number: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    _next: tuple[str, dict[str, Any]] | None = None
    _sums: _Sums | None = None
    _ended: bool = False

    def header(self) -> Header:
        """Read the first line.

        Raises:
            BrokenExportError: it is none of an export that this claimtrack knows.
        """
        found = self._object(self._line())
        if found.get("format") != FORMAT:
            raise self._wrong("it is not the first line of a claimtrack export")
        if found.get("version") != VERSION:
            raise self._wrong(f"its version is {found.get('version')!r}, and this claimtrack reads {VERSION}")
        self._check(found)
        at = datetime.strptime(found["exported"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
        header = Header(found["revision"], found["claimtrack"], at)
        self._sums = _Sums(header)
        return header

    def tables(self) -> Iterator[tuple[Shape, Iterator[Row]]]:
        """Yield each table with its rows, in order; the rows of one have to be read before the next is asked for.

        Raises:
            BrokenExportError: a line was changed, cut off or put in, or does not fit the table; it names the line.
        """
        for shape in self.shapes:
            self.rows[shape.name] = 0
            yield shape, self._rows_of(shape)
        self._advance()
        if not self._ended:
            raise self._wrong(f"it has a row of {self._next[0] if self._next else '?'}, which has no place here")
        if self.stream.readline(2).strip():
            self.number += 1
            raise self._wrong("it stands behind the last line of the export")

    def _rows_of(self, shape: Shape) -> Iterator[Row]:
        at = [[found.name for found in shape.columns].index(name) for name in shape.key]
        before: list[Any] = []
        while True:
            self._advance()
            if self._next is None or self._next[0] != shape.name:
                return
            row = self._row(shape, self._next[1])
            key = [row[place] for place in at]
            if before and key <= before:
                raise self._wrong("it does not come after the row before it")
            before = key
            self._next = None
            self.rows[shape.name] += 1
            yield row

    def _advance(self) -> None:
        """Read the next line, unless one waits to be taken or the last one was read."""
        if self._next is not None or self._ended:
            return
        line = self._line()
        parted = _SUM.search(line)
        if parted is None:
            self._end(self._object(line))
            return
        plain = line[: parted.start()]
        if self._sums is None or self._sums.add(plain) != parted[1].decode():
            raise self._wrong("it, or a line before it, was changed, or is missing")
        found = self._object(line)
        if not isinstance(found.get("table"), str) or not isinstance(found.get("row"), dict) or len(found) != 3:  # noqa: PLR2004 - with the sum
            raise self._wrong('it is not a row such as {"table": "claim", "row": {...}, "sum": "..."}')
        self._next = found["table"], found["row"]

    def _end(self, found: dict[str, Any]) -> None:
        if "end" not in found:
            raise self._wrong("it has no sum, and is not the last line of an export")
        self._check(found)
        told = {name: count for name, count in found["end"]["rows"].items() if count}
        if told != {name: count for name, count in self.rows.items() if count}:
            raise self._wrong("it tells of other rows than those before it")
        if self._sums is None or found["end"]["sha256"] != self._sums.whole():
            raise self._wrong("it has another SHA-256 than the lines before it")
        self._ended = True

    def _line(self) -> bytes:
        self.number += 1
        line = self.stream.readline(MAX_LINE + 1)
        if not line:
            raise self._wrong("it is not there: the file was cut off")
        if len(line) > MAX_LINE:
            raise self._wrong(f"it is longer than {MAX_LINE:,} bytes")
        if not line.endswith(b"\n"):
            raise self._wrong("it was cut off")
        return line[:-1]

    def _object(self, line: bytes) -> dict[str, Any]:
        try:
            found = json.loads(line, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise self._wrong(f"it is not JSON ({str(error)[:100]})") from error
        if not isinstance(found, dict):
            raise self._wrong("it is not a JSON object")
        return found

    def _check(self, found: object) -> None:
        try:
            schemas.check(SCHEMA, found)
        except InvalidDocumentError as error:
            raise self._wrong(error.message[:300]) from error

    def _row(self, shape: Shape, cells: dict[str, Any]) -> Row:
        if len(cells) != len(shape.columns) or any(found.name not in cells for found in shape.columns):
            wrong = sorted(cells.keys() ^ {found.name for found in shape.columns})
            raise self._wrong(f"a row of {shape.name} has other columns: {', '.join(map(repr, wrong))[:200]}")
        try:
            return tuple(exported.kept(found, cells[found.name]) for found in shape.columns)
        except (ValueError, RecursionError) as error:
            raise self._wrong(f"a row of {shape.name} does not fit: {str(error)[:200]}") from error

    def _wrong(self, why: str) -> BrokenExportError:
        return BrokenExportError(self.source, self.number, why)


def _no_number(word: str) -> None:
    message = f"{word} is no number"
    raise ValueError(message)
