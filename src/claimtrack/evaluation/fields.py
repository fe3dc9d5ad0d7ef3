"""Fields of an annotation or a row, checked as they are read: what is not of its form is named by its field."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, TypeVar

T = TypeVar("T")

Fields = Mapping[str, Any]
MISFITS = (KeyError, TypeError, AttributeError, ValueError, OverflowError)
"""What reading a field raises where it is not there or of another form."""
_HALF = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


def why(error: Exception) -> str:
    """Return what a misfit says, for a message."""
    return f"no {error}" if isinstance(error, KeyError) else str(error)


def word(fields: Fields, name: str) -> str:
    """Return a field that has to be a string."""
    found = fields[name]
    if not isinstance(found, str):
        message = f"{name} is no string"
        raise TypeError(message)
    return found


def text(fields: Fields, name: str) -> str:
    """Return a field that has to be a text, which no file could hold with half of a surrogate pair."""
    found = word(fields, name)
    if half := _HALF.search(found):
        message = f"{name} holds half a character at {half.start()}"
        raise ValueError(message)
    return found


def one_of(fields: Fields, name: str, known: Collection[str]) -> str:
    """Return a field that has to be one of the words known."""
    found = word(fields, name)
    if found not in known:
        message = f"{name} is {found[:60]!r}, none of {', '.join(known)}"
        raise ValueError(message)
    return found


def day(fields: Fields, name: str) -> date | None:
    """Return a field that may be a day, with or without a time of day."""
    if fields.get(name) is None:
        return None
    try:
        return date.fromisoformat(word(fields, name)[:10])
    except ValueError as error:
        message = f"{name} is no day ({error})"
        raise ValueError(message) from error


def number(found: Any, name: str) -> int:  # noqa: ANN401 - whatever the file holds
    """Return a number that may be written as a string, as the name of a field is."""
    if not _NUMBER.fullmatch(str(found)):
        message = f"{name} is no number"
        raise ValueError(message)
    return int(found)


def each(fields: Fields, name: str, shape: Callable[[Fields], T]) -> tuple[T, ...]:
    """Return what `shape` makes of each item of a list; what does not fit is named by its place in it."""
    items = fields[name]
    if not isinstance(items, list):
        message = f"{name} is no list"
        raise TypeError(message)
    made = []
    for at, item in enumerate(items):
        try:
            made.append(shape(item))
        except MISFITS as error:
            message = f"{name}[{at}]: {why(error)}"
            raise ValueError(message) from error
    return tuple(made)
