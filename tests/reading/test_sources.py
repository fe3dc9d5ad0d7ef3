import io
import json
import os
from pathlib import Path

import pytest

from claimtrack.domain.article import Article
from claimtrack.errors import InvalidLineError, UnreadableError
from claimtrack.reading import read_sources

STORY = b"Published: 2026-03-03\n\nThe harbour board said that the ferry would stop on 1 May.\n"
RECORD = json.dumps({"text": "The board said that the ferry would stop.", "published": "2026-03-03"}).encode() + b"\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.TXT", ".hidden.txt", ".git/d.txt", "notes.doc"):
        (tmp_path / name).write_bytes(STORY)
    return tmp_path


def names(paths: list[str], folder: Path) -> list[str]:
    found = list(read_sources(paths))
    assert all(isinstance(item, Article) for item in found)
    return [Path(item.source).relative_to(folder).as_posix() for item in found]


def test_a_folder_stands_for_its_visible_articles_in_order(folder: Path) -> None:
    assert names([str(folder)], folder) == ["a.txt", "b.txt", "sub/c.TXT"]


def test_what_is_passed_over_in_a_folder_is_said(folder: Path) -> None:
    notes: list[str] = []
    for name in ("one.pdf", "two.PDF", "README"):
        (folder / "sub" / name).write_bytes(b"x")
    assert len(list(read_sources([str(folder)], notes=notes))) == 3
    (note,) = notes
    assert note.startswith(f"{folder}: 4 files were not read (2 .pdf, ")
    assert "1 .doc" in note
    assert "1 without a suffix" in note
    assert "Only .txt, .html, .htm and .jsonl are read of a folder" in note
    notes.clear()
    list(read_sources([str(folder / "a.txt"), str(folder / "*.txt")], notes=notes))
    assert notes == []


def test_keys_that_mean_nothing_are_said_once_a_file(tmp_path: Path) -> None:
    lines = [{**json.loads(RECORD), "headline": "Ferry", f"k{at}": at} for at in range(40)]
    for name, rows in (("a.jsonl", lines), ("b.jsonl", [{**lines[0], "x" * 500: 1}] * 9), ("c.jsonl", [])):
        (tmp_path / name).write_bytes(b"".join(json.dumps(row).encode() + b"\n" for row in rows) or RECORD)
    notes: list[str] = []
    assert all(isinstance(item, Article) for item in read_sources([str(tmp_path)], notes=notes))
    first, second = notes
    assert first.startswith(
        f"{tmp_path}/a.jsonl: keys that are not read: headline, k0, k1, k2, k3, k4 and others. Read"
    )
    assert second.endswith(f"headline, k0, {'x' * 40}…. Read are text, title, outlet, author, published, url, topics.")


def test_a_pattern_stands_for_its_matches_in_order(folder: Path) -> None:
    assert names([str(folder / "*.txt")], folder) == ["a.txt", "b.txt"]


def test_a_file_that_is_named_may_have_any_suffix(folder: Path) -> None:
    assert names([str(folder / "notes.doc"), str(folder / ".hidden.txt")], folder) == ["notes.doc", ".hidden.txt"]


def test_one_refusal_does_not_stop_the_others(folder: Path) -> None:
    (folder / "aa.txt").write_bytes(b"%PDF-1.7")
    found = list(read_sources([str(folder / "nowhere"), str(folder)]))
    assert [type(item).__name__ for item in found] == [
        "NoFileError", "Article", "UnreadableError", "Article", "Article"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nowhere.txt", "no such file or folder"),
        ("no*.txt", "No file matches"),
        ("empty", "No .txt, .html, .htm, .jsonl files"),
        ("\0", "\0: "),
        ("a" * 5000, "aaa: "),
        ("https://paper.example/a", "not fetched"),
    ],
)
def test_a_path_that_stands_for_nothing(path: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (error,) = read_sources([path])
    assert isinstance(error, UnreadableError)
    assert words in error.message


def test_a_file_that_cannot_be_opened_is_refused(folder: Path) -> None:
    (folder / "loop.txt").symlink_to("loop.txt")
    (error,) = read_sources([str(folder / "loop.txt")])
    assert isinstance(error, UnreadableError)


def test_a_file_name_that_is_not_utf8_is_shown(folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (folder / name).write_bytes(STORY)
    (article,) = read_sources([str(folder / name)])
    assert article.source.endswith("caf\ufffd.txt")


def test_standard_input_is_a_text() -> None:
    (article,) = read_sources(["-"], stdin=io.BytesIO(STORY), outlet="Gazette")
    assert isinstance(article, Article)
    assert (article.source, article.outlet, article.raw) == ("-", "Gazette", STORY)


def test_standard_input_may_be_a_collection() -> None:
    found = list(read_sources(["-"], stdin=io.BytesIO(RECORD * 2)))
    assert [item.source for item in found if isinstance(item, Article)] == ["-:1", "-:2"]


def test_there_may_be_no_standard_input() -> None:
    (error,) = read_sources(["-"])
    assert isinstance(error, UnreadableError)


def test_a_collection_yields_articles_and_errors_line_by_line(tmp_path: Path) -> None:
    german = json.dumps({"text": "Die Stadt sucht nach einem neuen Betreiber und rechnet mit höheren Preisen."})
    (tmp_path / "news.jsonl").write_bytes(RECORD + b"oops\n" + german.encode() + b"\n" + RECORD)
    first, bad, foreign, last = read_sources([str(tmp_path)], published=None)
    assert isinstance(first, Article)
    assert first.source.endswith("news.jsonl:1")
    assert first.published_from == "metadata"
    assert isinstance(bad, InvalidLineError)
    assert isinstance(foreign, InvalidLineError)
    assert "English" in foreign.message
    assert isinstance(last, Article)
    assert last.raw == RECORD.rstrip(b"\n")


def test_an_empty_collection_is_refused(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_bytes(b"\n\n")
    (error,) = read_sources([str(tmp_path / "news.jsonl")])
    assert isinstance(error, UnreadableError)


def test_no_more_than_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(STORY * 10)
    (error,) = read_sources([str(tmp_path / "long.txt")], max_bytes=100)
    assert isinstance(error, UnreadableError)
    assert "100 bytes" in error.message
