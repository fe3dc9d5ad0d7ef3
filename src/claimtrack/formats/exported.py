"""The cells of a row as an export has them, and back: strict, because the file may come from anybody."""

import base64
import binascii
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from claimtrack.domain.contents import Cell, CellKind, Column
from claimtrack.domain.words import is_text

_WRAP = "json"
"""The key around a JSON null, which would else be read as no cell at all."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_LARGEST = 2**63


def stamp(at: datetime) -> str:
    """Return a time as a row has it."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _is_wrapped(document: object) -> bool:
    return isinstance(document, dict) and document.keys() == {_WRAP}


def told(found: Column, cell: Cell) -> Any:  # noqa: ANN401 - JSON
    """Return a cell as JSON has it: days, times and bytes as text, JSON as itself.

    Raises:
        ValueError: it is JSON that was not written by claimtrack, so that it could not come back as it is.
    """
    if cell is None:
        return None
    if found.kind is CellKind.JSON:
        document = json.loads(str(cell))
        if json.dumps(document) != cell:
            message = f"{found.name} holds JSON that is not as claimtrack writes it"
            raise ValueError(message)
        return {_WRAP: document} if document is None or _is_wrapped(document) else document
    if isinstance(cell, bytes):
        return base64.b64encode(cell).decode()
    if isinstance(cell, datetime):
        return stamp(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _refuse(found: Column, why: str) -> ValueError:
    return ValueError(f"{found.name} {why}")


def kept(found: Column, told: Any) -> Cell:  # noqa: ANN401 - JSON
    """Return a cell of JSON as a database takes it.

    Raises:
        ValueError: it is not of the column's kind, or is none of its closed list; it names the column.
    """
    if told is None:
        if not found.nullable:
            raise _refuse(found, "is missing")
        return None
    return _READ[found.kind](found, told)


def _integer(found: Column, told: object) -> int:
    if type(told) is not int or not -_LARGEST <= told < _LARGEST:
        raise _refuse(found, "is not a whole number")
    return told


def _number(found: Column, told: object) -> float:
    if type(told) not in {int, float}:
        raise _refuse(found, "is not a number")
    return float(told)  # type: ignore[arg-type] # one of the two


def _boolean(found: Column, told: object) -> bool:
    if type(told) is not bool:
        raise _refuse(found, "is neither true nor false")
    return told


def _text(found: Column, told: object) -> str:
    if type(told) is not str or not is_text(told):
        raise _refuse(found, "is not text")
    if found.choices is not None and told not in found.choices:
        raise _refuse(found, f"is none of: {', '.join(found.choices)}")
    if found.longest is not None and len(told) > found.longest:
        raise _refuse(found, f"is longer than {found.longest} characters")
    return told


def _octets(found: Column, told: object) -> bytes:
    if type(told) is not str or not told.isascii():
        raise _refuse(found, "is not base64")
    try:
        return base64.b64decode(told, validate=True)
    except binascii.Error as error:
        raise _refuse(found, "is not base64") from error


def _day(found: Column, told: object) -> date:
    if type(told) is not str or not _DAY.fullmatch(told):
        raise _refuse(found, "is not a day such as 2026-01-31")
    return date.fromisoformat(told)


def _moment(found: Column, told: object) -> datetime:
    if type(told) is not str or not _TIME.fullmatch(told):
        raise _refuse(found, "is not a time such as 2026-01-31T12:00:00.000000Z")
    return datetime.strptime(told, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def _json(_found: Column, told: Any) -> str:  # noqa: ANN401 - JSON
    document = told[_WRAP] if _is_wrapped(told) else told
    json.dumps(document, ensure_ascii=False).encode()  # half of a surrogate pair is no text
    return json.dumps(document, allow_nan=False)


_READ: dict[CellKind, Callable[[Column, Any], Cell]] = {
    CellKind.INTEGER: _integer,
    CellKind.NUMBER: _number,
    CellKind.BOOLEAN: _boolean,
    CellKind.TEXT: _text,
    CellKind.BYTES: _octets,
    CellKind.DAY: _day,
    CellKind.TIME: _moment,
    CellKind.JSON: _json,
}
