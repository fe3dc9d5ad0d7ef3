"""Files that are kept beside the history: keys, checkpoints, proofs. What is there is never written over."""

import os
import sys
from pathlib import Path

from claimtrack.errors import ClaimtrackError, ConflictError, UnreadableError, unopened
from claimtrack.formats import signing
from claimtrack.formats.signing import SigningKey, VerifierKey

STANDARD = "-"
"""Standard input or output in place of a file."""

PUBLIC = ".pub"
_MAX_KEY = 1_000
_OTHERS = 0o077


def read(source: str, limit: int) -> bytes:
    """Return the bytes of a file, or of standard input.

    Raises:
        UnreadableError: it cannot be read, or is longer than `limit`.
    """
    try:
        if source == STANDARD:
            found = sys.stdin.buffer.read(limit + 1)
        else:
            with Path(source).open("rb") as file:
                found = file.read(limit + 1)
    except OSError as error:
        raise unopened(source, error) from error
    if len(found) > limit:
        raise UnreadableError(source, f"It is longer than {limit:,} bytes, which no such file is")
    return found


def check_free(*paths: Path) -> None:
    """Refuse to go on where a file that is going to be written is there.

    Raises:
        ConflictError: one of them is.
    """
    for path in paths:
        if path.exists():
            raise ConflictError(f"{path} is there already, and is not written over. Name another file.")


def write_new(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file that is not there yet, and have it on the disk.

    Raises:
        ConflictError: something is there.
        ClaimtrackError: it cannot be written.
    """
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise ConflictError(f"{path} is there already, and is not written over. Name another file.") from None
    except OSError as error:
        raise ClaimtrackError(f"{path} cannot be written: {error.strerror}. Name another place.") from error


def make_key(path: Path, name: str | None) -> SigningKey:
    """Make a key: its private half in a file that only its owner may read, its public half in another beside it.

    Raises:
        ConflictError: one of the two files is there.
        InvalidDataError: no key can go by that name.
    """
    key, public = signing.new_key(name), path.with_name(path.name + PUBLIC)
    check_free(path, public)
    write_new(path, f"{key.line}\n".encode(), 0o600)
    write_new(public, f"{key.verifier.line}\n".encode())
    return key


def _line(source: str) -> str:
    return read(source, _MAX_KEY).decode("utf-8", "replace")


def signing_key(source: str) -> SigningKey:
    """Return the private key in a file.

    Raises:
        InvalidDataError: it holds none, or cannot be read.
    """
    return signing.read_signing_key(_line(source), source)


def verifier_key(source: str) -> VerifierKey:
    """Return the public key in a file.

    Raises:
        InvalidDataError: it holds none, or cannot be read.
    """
    return signing.read_verifier_key(_line(source), source)


def others_may_read(source: str) -> bool:
    """Tell whether a file of a private key may be read by others than its owner."""
    return os.name == "posix" and bool(Path(source).stat().st_mode & _OTHERS)
