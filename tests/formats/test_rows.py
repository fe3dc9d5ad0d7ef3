from pathlib import Path

import pytest

from claimtrack.errors import InvalidLineError, UnreadableError
from claimtrack.formats.rows import MAX_LINE, read_rows

BAD = [
    (b"{not json", "not JSON"),
    (b"[1, 2]", "not an object"),
    (b'{"text": "a"}', 'no "id"'),
    (b'{"id": true, "text": "a"}', 'no "id"'),
    (b'{"id": 1}', 'no "text"'),
    (b'{"id": 1, "text": "a", "context": 3}', "context"),
    (b'{"id": 1, "text": "\xff"}', "not UTF-8"),
    (b"[" * 100_000, "JSON|nested"),
    (b'{"id": 1, "text": "' + b"a" * MAX_LINE + b'"}', "longer than"),
]


@pytest.mark.parametrize(("line", "why"), BAD)
def test_a_bad_line_is_named(tmp_path: Path, line: bytes, why: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"id": "x", "text": "one"}\n\n' + line + b"\n")
    with pytest.raises(InvalidLineError, match=why) as caught:
        read_rows(str(path))
    assert caught.value.line == 3


def test_rows_keep_their_order_and_context(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": 2, "text": "one"}\r\n{"id": "b", "text": "two", "context": "three"}')
    assert read_rows(str(path)) == [("2", "one", ""), ("b", "two", "three")]


def test_the_longest_line_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    row = b'{"id": 1, "text": "' + b"a" * (MAX_LINE - len(b'{"id": 1, "text": ""}')) + b'"}'
    assert len(row) == MAX_LINE
    path.write_bytes(row + b"\r\n" + b'{"id": 2, "text": "b"}\n')
    assert [name for name, _, _ in read_rows(str(path))] == ["1", "2"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"gone\.jsonl"):
        read_rows(str(tmp_path / "gone.jsonl"))
