"""Signed notes: a text, and below it a line for each key that vouches for it (C2SP signed-note, https://c2sp.org).

Reading is strict and bounded, because a note comes from elsewhere. Who signed is for `signing` to tell.
"""

import base64
import binascii
import re
from dataclasses import dataclass

from claimtrack.errors import InvalidDataError

MAX_BYTES = 64_000
"""Bytes of the longest note."""

MAX_SIGNATURES = 100
MAX_NAME = 200
"""Code points of the longest name of a key."""

_DASH = "— "
_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]+")
_KEY_ID = 4


@dataclass(frozen=True, slots=True)
class Signature:
    """A line below a note: the name of a key, the four bytes that tell it from others of that name, its signature."""

    name: str
    key_id: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends with a line end, and its signatures, of keys that are known or not."""

    text: str
    signatures: tuple[Signature, ...]


def is_name(name: str) -> bool:
    """Tell whether a key can go by that name: no white space, no plus sign."""
    return len(name) <= MAX_NAME and _NAME.fullmatch(name) is not None


def decoded(written: str) -> bytes | None:
    """Return the bytes behind base64, None where it is not written in its one form."""
    try:
        found = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        return None
    return found if encoded(found) == written else None


def encoded(found: bytes) -> str:
    """Return bytes as base64."""
    return base64.b64encode(found).decode("ascii")


def read(written: bytes, source: str) -> Note:
    """Return the note that bytes hold; `source` names them in messages.

    Raises:
        InvalidDataError: they hold none.
    """
    if len(written) > MAX_BYTES:
        raise _no_note(source, f"it is longer than {MAX_BYTES:,} bytes")
    try:
        whole = written.decode("utf-8")
    except UnicodeDecodeError:
        raise _no_note(source, "it is no UTF-8") from None
    if any(char < " " and char != "\n" for char in whole):
        raise _no_note(source, "it holds control characters")
    text, blank, below = whole.rpartition("\n\n")
    if not text or not blank or not below.endswith("\n"):
        raise _no_note(source, "it has no text with signatures below a blank line")
    lines = below.removesuffix("\n").split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise _no_note(source, f"it has more than {MAX_SIGNATURES} signatures")
    return Note(f"{text}\n", tuple(_signature(line, source) for line in lines))


def _signature(line: str, source: str) -> Signature:
    name, _, value = line.removeprefix(_DASH).partition(" ")
    found = decoded(value)
    if not line.startswith(_DASH) or not is_name(name) or found is None or len(found) <= _KEY_ID:
        raise _no_note(source, f"{line[:60]!r} is no signature")
    return Signature(name, found[:_KEY_ID], found[_KEY_ID:])


def _no_note(source: str, why: str) -> InvalidDataError:
    return InvalidDataError(f"{source} is no signed note: {why}. Take the file that claimtrack log checkpoint wrote.")


def write(note: Note) -> bytes:
    """Return a note as bytes."""
    lines = (f"{_DASH}{one.name} {encoded(one.key_id + one.value)}\n" for one in note.signatures)
    return f"{note.text}\n{''.join(lines)}".encode()
