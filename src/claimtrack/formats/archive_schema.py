"""The schema of a line of an export, made from the tables, so that it cannot say less than what is read."""

from collections.abc import Iterable
from typing import Any

from claimtrack.domain.contents import CellKind, Column, Shape
from claimtrack.formats.archive import FORMAT, VERSION

_KINDS: dict[CellKind, dict[str, Any]] = {
    CellKind.INTEGER: {"type": "integer", "minimum": -(2**63), "maximum": 2**63 - 1},
    CellKind.NUMBER: {"type": "number"},
    CellKind.BOOLEAN: {"type": "boolean"},
    CellKind.TEXT: {"type": "string"},
    CellKind.BYTES: {"type": "string", "contentEncoding": "base64", "pattern": "^[A-Za-z0-9+/]*={0,2}$"},
    CellKind.DAY: {"type": "string", "format": "date"},
    CellKind.TIME: {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$"},
    CellKind.JSON: {"type": ["object", "array", "string", "number", "boolean"]},
}


def schema_of(shapes: Iterable[Shape]) -> dict[str, Any]:
    """Return the JSON Schema of one line of an export of those tables."""
    rows = {shape.name: _row(shape) for shape in shapes}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://claimtrack.org/schemas/v1/export-line.schema.json",
        "title": "Line of an export",
        "description": "The first line says what it is, each further one has a row of a table, the last how many.",
        "oneOf": [{"$ref": "#/$defs/header"}, {"$ref": "#/$defs/end"}, {"$ref": "#/$defs/line"}],
        "$defs": {
            "header": _header(),
            "end": _end(list(rows)),
            "line": {
                "type": "object",
                "properties": {
                    "table": {"enum": list(rows)},
                    "row": {"type": "object"},
                    "sum": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
                },
                "required": ["table", "row", "sum"],
                "unevaluatedProperties": False,
                "allOf": [
                    {
                        "if": {"properties": {"table": {"const": name}}},
                        "then": {"properties": {"row": {"$ref": f"#/$defs/{name}"}}},
                    }
                    for name in rows
                ],
            },
            **rows,
        },
    }


def _header() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "revision": {"type": "string", "pattern": r"^\d{4}$", "description": "The database's revision."},
            "claimtrack": {"type": "string", "maxLength": 50, "description": "The version that exported."},
            "exported": _KINDS[CellKind.TIME],
        },
        "required": ["format", "version", "revision", "claimtrack", "exported"],
        "unevaluatedProperties": False,
    }


def _end(names: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "end": {
                "type": "object",
                "properties": {
                    "rows": {
                        "type": "object",
                        "propertyNames": {"enum": names},
                        "additionalProperties": {"type": "integer", "minimum": 0},
                    },
                    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                },
                "required": ["rows", "sha256"],
                "unevaluatedProperties": False,
            }
        },
        "required": ["end"],
        "unevaluatedProperties": False,
    }


def _row(shape: Shape) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {found.name: _cell(found) for found in shape.columns},
        "required": [found.name for found in shape.columns],
        "unevaluatedProperties": False,
    }


def _cell(found: Column) -> dict[str, Any]:
    cell = dict(_KINDS[found.kind])
    if found.choices is not None:
        cell = {"enum": list(found.choices)}
    elif found.longest is not None:
        cell["maxLength"] = found.longest
    return {"anyOf": [cell, {"type": "null"}]} if found.nullable else cell
