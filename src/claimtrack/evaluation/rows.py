"""Annotated rows: JSON lines, plain or gzipped, read one at a time."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, TypeVar, cast

from claimtrack.errors import InvalidDataError, InvalidLineError, NotFoundError, UnreadableError
from claimtrack.evaluation.fields import MISFITS
from claimtrack.evaluation.files import is_there

MAX_LINE = 20_000_000
"""Bytes of the longest line that is read; a row may hold a whole web page."""
_NAMES = ("dev.jsonl", "dev.jsonl.gz")

Row = Mapping[str, Any]
_T = TypeVar("_T")


def find_rows(path: Path) -> Path:
    """Return the file with the rows: `path` itself, or the dev.jsonl (or .jsonl.gz) of that folder.

    Raises:
        NotFoundError: there is no such file or folder.
        InvalidDataError: the folder holds no such file.
    """
    if not is_there(path):
        raise NotFoundError(f"There is no {path}. Name the file or the folder with the annotated data.")
    if not path.is_dir():
        return path
    found = next((path / name for name in _NAMES if (path / name).is_file()), None)
    if found is None:
        raise InvalidDataError(f"No annotated data in {path}: neither {_NAMES[0]} nor {_NAMES[1]} is there.")
    return found


def read_rows(path: Path, shape: Callable[[Row], _T]) -> Iterator[_T]:
    """Yield what `shape` makes of each row of a file.

    Raises:
        UnreadableError: the file cannot be read.
        InvalidLineError: a line is no such row; it names the line.
    """
    try:
        with path.open("rb") as file:
            opened = cast("IO[bytes]", gzip.GzipFile(fileobj=file) if path.suffix == ".gz" else file)
            for number, line in _lines(opened, path):
                yield _shaped(line, shape, path, number)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(str(path), f"it cannot be read ({error}).") from error


def _lines(file: IO[bytes], path: Path) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise InvalidLineError(str(path), number, f"it is longer than {MAX_LINE:,} bytes")
        if line.strip():
            yield number, line


def _shaped(line: bytes, shape: Callable[[Row], _T], path: Path, number: int) -> _T:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidLineError(str(path), number, f"it is not JSON ({error})") from error
    if not isinstance(row, dict):
        raise InvalidLineError(str(path), number, "it is not an object")
    try:
        return shape(row)
    except KeyError as error:
        raise InvalidLineError(str(path), number, f"it has no {error}") from error
    except MISFITS as error:
        raise InvalidLineError(str(path), number, f"it is not of the form for this command ({error})") from error


def some(items: list[_T], path: Path) -> list[_T]:
    """Return the items, of which there has to be one.

    Raises:
        InvalidDataError: there is none.
    """
    if not items:
        raise InvalidDataError(f"{path} holds nothing to evaluate.")
    return items
