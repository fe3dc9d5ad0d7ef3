"""The shipped JSON Schemas (2020-12), resolved from their files, never from the network."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from claimtrack.errors import InvalidDocumentError, NotFoundError
from claimtrack.shipped import shipped

SUFFIX = ".schema.json"


@cache
def names() -> tuple[str, ...]:
    """Return the names of all schemas."""
    return tuple(sorted(path.name.removesuffix(SUFFIX) for path in shipped("schemas").glob(f"*{SUFFIX}")))


@cache
def _registry() -> tuple[Registry[Any], dict[str, Any]]:
    found: dict[str, Any] = {}
    for name in names():
        found[name] = json.loads((shipped("schemas") / f"{name}{SUFFIX}").read_text("utf-8"))
    resources = (
        (schema["$id"], Resource.from_contents(schema, default_specification=DRAFT202012)) for schema in found.values()
    )
    return Registry().with_resources(resources), found


@cache
def validator(name: str) -> Draft202012Validator:
    """Return a validator for one schema, with its formats checked.

    Raises:
        NotFoundError: there is no such schema.
    """
    registry, found = _registry()
    if name not in found:
        raise NotFoundError(f"There is no schema {name}. There are: {', '.join(names())}")
    return Draft202012Validator(found[name], registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)


def check(name: str, document: object) -> None:
    """Refuse a document that breaks its schema.

    Raises:
        InvalidDocumentError: it names the first place that does, as a JSON Pointer.
    """
    error = next(validator(name).iter_errors(document), None)
    if error is not None:
        pointer = "".join(f"/{part}" for part in error.absolute_path)
        raise InvalidDocumentError(name, pointer, error.message)
