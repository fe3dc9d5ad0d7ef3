"""Public ids: a letter for the kind and a number people can say aloud."""

import re
from enum import StrEnum

from claimtrack.errors import InvalidDataError

_PUBLIC_ID = re.compile(r"([A-Za-z])-?([0-9]{1,18})")


class Kind(StrEnum):
    """What an id names."""

    ARTICLE = "A"
    CLAIM = "C"
    EVIDENCE = "E"
    ITEM = "R"
    USER = "U"


WORDS = {
    Kind.ARTICLE: "an article",
    Kind.CLAIM: "a claim",
    Kind.EVIDENCE: "evidence",
    Kind.ITEM: "a revisit item",
    Kind.USER: "a user",
}


def public_id(kind: Kind, number: int) -> str:
    """Return the id that people see, such as C-7."""
    return f"{kind}-{number}"


def parse_any_id(value: str) -> tuple[Kind, int]:
    """Return kind and number of an id such as C-7 or c7.

    Raises:
        InvalidDataError: it is no id.
    """
    match = _PUBLIC_ID.fullmatch(value.strip())
    if match and match[1].upper() in {kind.value for kind in Kind}:
        return Kind(match[1].upper()), int(match[2])
    raise InvalidDataError(f"{value!r} is not an id. Ids look like A-3, C-7, E-2 or R-9.")


def parse_id(kind: Kind, value: str) -> int:
    """Return the number in an id of the wanted kind; a bare number is taken as one.

    Raises:
        InvalidDataError: it is no id, or one of another kind.
    """
    if value.strip().isascii() and value.strip().isdigit():
        value = f"{kind.value}-{value.strip()}"
    found, number = parse_any_id(value)
    if found is not kind:
        raise InvalidDataError(f"{value!r} names {WORDS[found]}, but {WORDS[kind]} is wanted, such as {kind.value}-1.")
    return number
