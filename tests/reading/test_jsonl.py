import io
import json

import pytest

from claimtrack.errors import InvalidLineError
from claimtrack.reading.jsonl import Record, looks_like_records, read_records

GOOD = {
    "text": "The board said so.",
    "title": "Ferry",
    "outlet": "Gazette",
    "published": "2026-03-03",
    "url": None,
    "x": 1,
}


def lines_of(raw: bytes, max_bytes: int = 1000) -> list[Record | InvalidLineError]:
    return list(read_records(io.BytesIO(raw), "news.jsonl", max_bytes))


def test_a_record_keeps_its_bytes_and_its_number() -> None:
    raw = json.dumps(GOOD).encode()
    found = lines_of(b"\xef\xbb\xbf" + raw + b"\r\n\r\n" + raw)
    assert [(item.line, isinstance(item, Record)) for item in found] == [(1, True), (3, True)]
    record = found[0]
    assert isinstance(record, Record)
    assert record.raw == raw
    assert (record.text, record.facts.title, str(record.facts.published)) == (
        "The board said so.",
        "Ferry",
        "2026-03-03",
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not an object"),
        (b'{"title": "x"}', "key text"),
        (b'{"text": " "}', "key text"),
        (b'{"text": 7}', "key text"),
        (b'{"text": "x", "url": 7}', "url is not a string"),
        (b'{"text": "x", "published": "soon"}', "'soon', not a date"),
        (b'{"text": "x", "published": "3026-11-20"}', "published is 3026-11-20, outside the years 1600 to 2400"),
        (b'{"text": "\xff"}', "byte 10 of the line is not UTF-8"),
        (b"[" * 900_000, "nested too deeply"),
        (b'{"text": ' + b"9" * 5000 + b"}", "too long a number"),
    ],
)
def test_a_bad_line_is_an_error_and_the_next_is_read(line: bytes, words: str) -> None:
    good = json.dumps(GOOD).encode()
    bad, after = lines_of(line + b"\n" + good, max_bytes=1_000_000)
    assert isinstance(bad, InvalidLineError)
    assert bad.line == 1
    assert words in bad.message
    assert isinstance(after, Record)


def test_a_line_that_is_too_long_is_passed_over_whole() -> None:
    good = json.dumps(GOOD).encode()
    found = lines_of(good + b"\n" + b"x" * 5000 + b"\n" + good + b"\n", max_bytes=len(good))
    assert [isinstance(item, Record) for item in found] == [True, False, True]
    assert [item.line for item in found] == [1, 2, 3]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [(b'{"text": "x"}\n', True), (b'{"a": 1}\n', False), (b"{The} board said so.", False), (b"The board", False)],
)
def test_records_are_told_from_a_text(line: bytes, wanted: bool) -> None:
    assert looks_like_records(line) is wanted
