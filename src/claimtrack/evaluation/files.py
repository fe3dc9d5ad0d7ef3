"""The files of an evaluation: regular ones, up to a size, and near the annotation that names them.

What somebody else annotated may name any path: a device that never ends, a pipe that nobody writes to, a file far away.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claimtrack.errors import UnreadableError

MAX_BYTES = 20_000_000
"""Bytes of the largest annotation or text that is read."""


def is_there(path: Path) -> bool:
    """Tell whether a path leads to something; one that no system takes leads nowhere."""
    try:
        return path.exists()
    except (OSError, ValueError):  # such as a name that is too long
        return False


def read_file(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file.

    Raises:
        UnreadableError: it is none, is larger than `most` bytes, or cannot be read.
    """
    try:
        if not path.is_file():
            raise UnreadableError(str(path), "it is no file that can be read.")
        size = path.stat().st_size
        if size > most:
            raise UnreadableError(str(path), f"it is larger than {most:,} bytes.")
        with path.open("rb") as file:
            # No more than its size: what the system makes up as it is read has none, and may not end.
            return file.read(size)
    except (OSError, ValueError) as error:
        raise UnreadableError(str(path), f"it cannot be read ({error}).") from error


def read_json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return what a JSON file holds.

    Raises:
        UnreadableError: it is no JSON, or cannot be read.
    """
    raw = read_file(path)
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(str(path), f"it is not JSON ({error}).") from error


def find_named(annotation: Path, named: str, folders: Sequence[Path]) -> Path | None:
    """Return the file that an annotation names, in the first of the folders that has it, or None.

    Raises:
        UnreadableError: links followed, it lies outside the folder above the annotation's, or its path can be none.
    """
    within = annotation.parent.resolve().parent
    for folder in folders:
        place = folder / named
        try:
            if not place.exists():
                continue
            inside = place.resolve().is_relative_to(within)
        except (OSError, ValueError) as error:
            raise UnreadableError(str(annotation), f"it names {named[:60]!r}, which is no path ({error}).") from error
        if not inside:
            raise UnreadableError(str(annotation), f"it names {named[:60]!r}, which lies outside {within}.")
        return place
    return None
