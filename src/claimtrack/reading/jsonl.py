"""Records: one article a line, as JSON. Only the shape of a record is looked at here, not the text in it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from claimtrack.domain.days import FIRST_YEAR, LAST_YEAR
from claimtrack.errors import InvalidLineError
from claimtrack.reading.dates import parse_date
from claimtrack.reading.decoding import MAX_BYTES
from claimtrack.reading.facts import Facts

_FIELDS = ("title", "outlet", "author", "url")
KEYS = ("text", "title", "outlet", "author", "published", "url", "topics")
"""What is read of a record."""

_ENOUGH_DIGITS = 64


@dataclass(frozen=True, slots=True)
class Record:
    """One line: its number from 1, its bytes without the line end, the article's text and what is said about it.

    `unread` are keys that mean nothing here.
    """

    line: int
    raw: bytes
    text: str
    facts: Facts
    unread: tuple[str, ...] = ()


def read_records(
    stream: BinaryIO, source: str, max_bytes: int = MAX_BYTES, first: bytes = b""
) -> Iterator[Record | InvalidLineError]:
    """Yield a record, or the error, for each line of `stream` that is not blank.

    A record is an object with `text`, and at will `title`, `outlet`, `author`, `published` (a full date), `url` and
    `topics` (a list); other keys are passed over. A line longer than `max_bytes` is an error, and the lines after it
    are still read. `first` is a line that was taken off the stream already.
    """
    number = 0
    while raw := first or stream.readline(max_bytes + 1):
        first = b""
        number += 1
        if len(raw) > max_bytes and not raw.endswith(b"\n"):
            while (rest := stream.readline(max_bytes)) and not rest.endswith(b"\n"):
                pass
            yield InvalidLineError(source, number, f"the line is longer than {max_bytes:,} bytes")
            continue
        raw = raw.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf" if number == 1 else b"")
        if raw.strip():
            try:
                yield _record(raw, source, number)
            except InvalidLineError as error:
                yield error


def looks_like_records(first: bytes) -> bool:
    """Tell whether the `first` line of an input that has no name is a record."""
    if not first.startswith(b"{"):
        return False
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "text" in value


def _record(raw: bytes, source: str, number: int) -> Record:
    try:
        value = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InvalidLineError(source, number, f"byte {error.start} of the line is not UTF-8") from error
    except json.JSONDecodeError as error:
        why = f"it is not JSON ({error.msg} at character {error.colno})"
        raise InvalidLineError(source, number, why) from error
    except (ValueError, RecursionError) as error:
        raise InvalidLineError(source, number, "it is nested too deeply or has too long a number") from error
    if not isinstance(value, dict):
        raise InvalidLineError(source, number, 'it is not an object such as {"text": "…"}')
    if not isinstance(value.get("text"), str) or not value["text"].strip():
        raise InvalidLineError(source, number, "the key text is missing, empty or not a string")
    for key in (*_FIELDS, "published"):
        if not isinstance(value.get(key), str | None):
            raise InvalidLineError(source, number, f"{key} is not a string")
    topics = value.get("topics") or []
    if not isinstance(topics, list) or not all(isinstance(topic, str) for topic in topics):
        raise InvalidLineError(source, number, 'topics is not a list of strings such as ["Harbour"]')
    published = _published(value.get("published") or "", source, number)
    facts = Facts(
        published=published,
        origin="metadata" if published else None,
        topics=tuple(topics),
        **{key: value.get(key) for key in _FIELDS},
    )
    return Record(number, raw, value["text"], facts, tuple(key for key in value if key not in KEYS))


def _published(words: str, source: str, number: int) -> date | None:
    day = parse_date(words)
    if words and day is None:
        raise InvalidLineError(
            source, number, f"published is {words[:_ENOUGH_DIGITS]!r}, not a date such as 2025-01-31"
        )
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidLineError(source, number, f"published is {day}, outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return day
