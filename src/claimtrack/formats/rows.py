"""Rows of text that come in as JSON lines."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from claimtrack.errors import InvalidLineError, unopened

MAX_LINE = 1_000_000
"""Bytes of the longest line that is read."""


def _row(source: str, number: int, line: bytes) -> tuple[str, str, str]:
    if len(line.rstrip(b"\r\n")) > MAX_LINE:
        raise InvalidLineError(source, number, f"it is longer than {MAX_LINE} bytes")
    try:
        found = json.loads(line)
    except UnicodeDecodeError as error:
        raise InvalidLineError(source, number, "it is not UTF-8") from error
    except ValueError as error:
        raise InvalidLineError(source, number, f"it is not JSON ({error})") from error
    except RecursionError as error:
        raise InvalidLineError(source, number, "it is nested too deeply") from error
    if not isinstance(found, dict):
        raise InvalidLineError(source, number, 'it is not an object such as {"id": "1", "text": "..."}')
    name, text, context = found.get("id"), found.get("text"), found.get("context")
    if isinstance(name, bool) or not isinstance(name, (str, int)) or name == "":
        raise InvalidLineError(source, number, 'it has no "id"')
    if not isinstance(text, str):
        raise InvalidLineError(source, number, 'it has no "text"')
    if context is not None and not isinstance(context, str):
        raise InvalidLineError(source, number, 'its "context" is not text')
    return str(name), text, context or ""


def _lines(source: str, file: BinaryIO) -> Iterator[tuple[str, str, str]]:
    number = 0
    while line := file.readline(MAX_LINE + 3):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield _row(source, number, line)


def read_rows(source: str) -> list[tuple[str, str, str]]:
    """Return id, text and context of every row of a JSONL file; `-` is standard input.

    Raises:
        NoFileError: there is no such file.
        UnreadableError: the file cannot be opened.
        InvalidLineError: a line is not such a row; it names the line.
    """
    if source == "-":
        return list(_lines("standard input", sys.stdin.buffer))
    try:
        with Path(source).open("rb") as file:
            return list(_lines(source, file))
    except OSError as error:
        raise unopened(source, error) from error
