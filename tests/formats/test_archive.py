"""Lines of an export come back as they are, and are refused when they are not as they were written."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from claimtrack.domain.contents import CellKind, Column, Row, Shape
from claimtrack.errors import BrokenExportError
from claimtrack.formats import archive, exported
from claimtrack.formats.archive import Header, Reader, Writer

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SHAPES = (
    Shape(
        "swan",
        (
            Column("id", CellKind.INTEGER, nullable=False),
            Column("name", CellKind.TEXT, nullable=True, longest=20),
            Column("kind", CellKind.TEXT, nullable=False, choices=("mute", "black")),
            Column("weight", CellKind.NUMBER, nullable=True),
            Column("ringed", CellKind.BOOLEAN, nullable=False),
            Column("photo", CellKind.BYTES, nullable=True),
            Column("seen", CellKind.DAY, nullable=True),
            Column("at", CellKind.TIME, nullable=True),
            Column("facts", CellKind.JSON, nullable=True),
        ),
        ("id",),
    ),
    Shape(
        "nest",
        (Column("pond", CellKind.INTEGER, nullable=False), Column("number", CellKind.INTEGER, nullable=False)),
        ("pond", "number"),
    ),
)
SWANS: list[Row] = [
    (1, "Öre\n“x”", "mute", 9.25, True, b"\x00\xff", date(2026, 1, 31), AT, '[1, {"a": 2.5}]'),
    (7, None, "black", None, False, None, None, None, None),
]
NESTS: list[Row] = [(1, 2), (2, 1)]


def written(swans: list[Row] = SWANS, nests: list[Row] = NESTS, **facts: Any) -> bytes:
    found: list[bytes] = []
    writer = Writer(replace(Header("0009", "0.1.0", AT), **facts), found.append)
    for shape, rows in zip(SHAPES, (swans, nests), strict=True):
        writer.add(shape, rows)
    writer.close()
    return b"".join(found)


def read(content: bytes) -> tuple[Header, dict[str, list[Row]]]:
    # The schema knows claimtrack's own tables only; what it says of the last line is tested with those.
    reader = Reader("swans.jsonl", io.BytesIO(content), SHAPES)
    header = reader.header()
    return header, {shape.name: list(rows) for shape, rows in reader.tables()}


@pytest.fixture(autouse=True)
def any_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the last line count other tables than claimtrack's, and nothing else."""
    check = archive.schemas.check  # type: ignore[attr-defined] # a module

    def checked(name: str, found: Any) -> None:
        if "end" not in found:
            check(name, found)

    monkeypatch.setattr(archive.schemas, "check", checked)  # type: ignore[attr-defined] # the same


def test_rows_come_back_as_they_were() -> None:
    header, found = read(written())
    assert header == Header("0009", "0.1.0", AT)
    assert found == {"swan": SWANS, "nest": NESTS}


def test_each_line_is_an_object() -> None:
    lines = [json.loads(line) for line in written().splitlines()]
    assert lines[0]["format"] == "claimtrack-export"
    assert lines[1]["row"]["photo"] == "AP8="
    assert lines[1]["row"]["facts"] == [1, {"a": 2.5}]
    assert lines[-1]["end"]["rows"] == {"swan": 2, "nest": 2}


def test_the_time_of_the_export_changes_its_first_line_only() -> None:
    early, late = written().splitlines(), written(exported=AT.replace(year=2027)).splitlines()
    assert early[0] != late[0]
    assert early[1:] == late[1:]


def changed(line: int, old: bytes, new: bytes) -> bytes:
    lines = written().splitlines(keepends=True)
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new)
    return b"".join(lines)


def without(line: int) -> bytes:
    lines = written().splitlines(keepends=True)
    del lines[line - 1]
    return b"".join(lines)


def swapped() -> bytes:
    lines = written().splitlines(keepends=True)
    lines[3], lines[4] = lines[4], lines[3]
    return b"".join(lines)


@pytest.mark.parametrize(
    ("content", "line", "why"),
    [
        (b"", 1, "cut off"),
        (b"[]\n", 1, "not a JSON object"),
        (b"nothing\n", 1, "not JSON"),
        (b"[" * 100_000 + b"\n", 1, "not JSON"),
        (b'{"id": 1}\n', 1, "not the first line of a claimtrack export"),
        (changed(1, b'"version":1', b'"version":2'), 1, "version is 2, and this claimtrack reads 1"),
        (changed(1, b'"version":1', b'"version":1,"swan":2'), 1, "Not a valid export-line"),
        (changed(1, b"0009", b"0008"), 2, "was changed"),
        (changed(2, b"9.25", b"9.26"), 2, "was changed"),
        (changed(4, b'"pond":1', b'"pond":3'), 4, "was changed"),
        (changed(4, b'"sum":"', b'"sum" :"'), 4, "no sum"),
        (without(3), 3, "was changed, or is missing"),
        (without(5), 5, "tells of other rows"),
        (without(6), 6, "cut off"),
        (swapped(), 4, "was changed"),
        (written() + b"{}\n", 7, "behind the last line"),
        (written()[:-1], 6, "cut off"),
        (written()[: written().rindex(b'{"end"') - 5], 5, "cut off"),
        (changed(6, b'"swan":2', b'"swan":3'), 6, "other rows"),
        (changed(6, b'"sha256":"', b'"sha256":"0'), 6, "another SHA-256"),
    ],
)
def test_a_file_that_was_changed_is_refused_at_the_line(content: bytes, line: int, why: str) -> None:
    with pytest.raises(BrokenExportError, match=why) as caught:
        read(content)
    assert f"line {line}: " in caught.value.message
    assert caught.value.facts() == {"line": line}


def test_a_line_may_not_be_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_LINE", 400)
    content = written([(1, "x" * 20, "mute", None, True, b"x" * 400, None, None, None)])
    with pytest.raises(BrokenExportError, match="line 2: it is longer than 400 bytes"):
        read(content)


@pytest.mark.parametrize(
    ("at", "cell", "why"),
    [
        (0, "1", "id is not a whole number"),
        (0, True, "id is not a whole number"),
        (0, 2**63, "id is not a whole number"),
        (0, None, "id is missing"),
        (1, 5, "name is not text"),
        (1, "a\x00b", "name is not text"),
        (1, "\ud800", "name is not text"),
        (1, "x" * 21, "name is longer than 20"),
        (2, "white", "kind is none of: mute, black"),
        (3, "heavy", "weight is not a number"),
        (3, True, "weight is not a number"),
        (4, 1, "ringed is neither true nor false"),
        (5, "A", "photo is not base64"),
        (5, "ä===", "photo is not base64"),
        (6, "2026-02-30", "a row of swan does not fit"),
        (6, "20260131", "seen is not a day"),
        (7, "2026-01-31T12:00:00Z", "at is not a time"),
        (7, "2026-01-31T25:00:00.000000Z", "a row of swan does not fit"),
        (8, ["\ud800"], "does not fit"),
    ],
)
def test_a_cell_that_does_not_fit_is_refused_at_its_line(at: int, cell: Any, why: str) -> None:
    row = {found.name: exported.told(found, kept) for found, kept in zip(SHAPES[0].columns, SWANS[0], strict=True)}
    row[SHAPES[0].columns[at].name] = cell
    with pytest.raises(BrokenExportError, match=why) as caught:
        read(forged({"table": "swan", "row": row}))
    assert "line 2: " in caught.value.message


def forged(*rows: Any) -> bytes:
    """Return an export with rows that claimtrack never wrote, and with right sums."""
    header = Header("0009", "0.1.0", AT)
    sums, lines = archive._Sums(header), [json.dumps(header.document(), separators=(",", ":")).encode()]
    for row in rows:
        line = json.dumps(row).encode()[:-1]
        lines.append(b'%s,"sum":"%s"}' % (line, sums.add(line).encode()))
    lines.append(json.dumps({"end": {"rows": {"swan": len(rows)}, "sha256": sums.whole()}}).encode())
    return b"\n".join(lines) + b"\n"


NEST = {"pond": 1, "number": 1}


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([{"table": "goose", "row": {"id": 1}}], "line 2: it has a row of goose, which has no place here"),
        ([{"table": "nest", "row": NEST}, {"table": "swan", "row": {}}], "line 3: it has a row of swan"),
        (
            [{"table": "nest", "row": NEST}, {"table": "nest", "row": NEST}],
            "line 3: it does not come after the row before",
        ),
        ([{"table": "nest", "row": {"pond": 1}}], "line 2: a row of nest has other columns: 'number'"),
        ([{"table": "nest", "row": NEST | {"egg": 1}}], "line 2: a row of nest has other columns: 'egg'"),
        ([{"table": "nest", "row": [1, 2]}], "line 2: it is not a row such as"),
        ([{"table": 5, "row": NEST}], "line 2: it is not a row such as"),
        ([{"table": "nest", "row": NEST, "more": 1}], "line 2: it is not a row such as"),
        ([{"table": "nest", "row": {"pond": float("nan"), "number": 1}}], "line 2: it is not JSON"),
    ],
)
def test_a_row_that_has_no_place_is_refused(rows: list[Any], why: str) -> None:
    with pytest.raises(BrokenExportError, match=why):
        read(forged(*rows))


@pytest.mark.parametrize("written_as", ['{"a":1}', '{"a": 1, "a": 2}', "1.0e2", '"\\u00e4" ', "[1"])
def test_json_that_would_come_back_otherwise_is_not_written(written_as: str) -> None:
    row = (*SWANS[0][:-1], written_as)
    with pytest.raises(ValueError, match=r"not as claimtrack writes it|Expecting|delimiter"):
        written([row])


TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT | st.just("json"), inner, max_size=3),
)


@given(
    st.lists(
        st.tuples(
            st.integers(-(2**63), 2**63 - 1),
            st.none() | TEXT,
            st.sampled_from(["mute", "black"]),
            st.none() | st.floats(allow_nan=False, allow_infinity=False),
            st.booleans(),
            st.none() | st.binary(),
            st.none() | st.dates(),
            st.none() | st.datetimes(timezones=st.just(UTC)),
            st.none() | DOCUMENTS.map(json.dumps),
        ),
        unique_by=lambda row: row[0],
    ).map(sorted)
)
def test_whatever_a_row_holds_comes_back(rows: list[Any]) -> None:
    assert read(written(rows))[1]["swan"] == rows
