"""What the user names: files, folders, patterns, standard input. Each becomes articles or the reasons why not."""

import glob
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from claimtrack.domain.article import Article
from claimtrack.errors import InvalidLineError, NoFileError, UnreadableError, unopened
from claimtrack.reading.decoding import MAX_BYTES
from claimtrack.reading.facts import Facts
from claimtrack.reading.jsonl import KEYS, looks_like_records, read_records
from claimtrack.reading.passed_over import MOST, files_left, keys_left
from claimtrack.reading.reader import Format, read, read_record

SUFFIXES = (".txt", ".html", ".htm", ".jsonl")
"""What is taken from a folder; a file that is named itself may have any."""

STDIN = "-"

Refusal = UnreadableError | InvalidLineError


def read_sources(
    paths: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    format: Format = "auto",  # noqa: A002 - the name of the option
    title: str | None = None,
    outlet: str | None = None,
    published: date | None = None,
    url: str | None = None,
    max_bytes: int = MAX_BYTES,
    notes: list[str] | None = None,
) -> Iterator[Article | Refusal]:
    """Yield each article that `paths` stand for, or the error that says why one was refused, and go on.

    A path is a file, a folder (its `.txt`, `.html`, `.htm` and `.jsonl` files at any depth, sorted by name, hidden
    ones left out), a pattern such as `news/*.txt`, or `-` for `stdin`. Files are read one at a time. The options
    are those of `read`, and hold for every article. `notes` takes in what was passed over in a folder or a
    collection.
    """
    notes = [] if notes is None else notes
    given = Facts(title, outlet, None, published, url, "option" if published else None)
    for path in paths:
        if path == STDIN:
            yield from _read_stdin(stdin, given, format, max_bytes, notes)
            continue
        try:
            files = expand(path, notes)
        except UnreadableError as error:
            yield error
            continue
        for file in files:
            yield from _read_file(file, given, format, max_bytes, notes)


def expand(path: str, notes: list[str]) -> list[Path]:
    """Return the files that one path stands for, sorted by name, and note how many of a folder it does not.

    Raises:
        NoFileError: nothing is there.
        UnreadableError: it stands for no file that is read.
    """
    name = _shown(path)
    if path.lower().startswith(("http://", "https://")):
        why = "Pages are not fetched. Save the page, then name its file and pass this address with --url."
        raise UnreadableError(name, why)
    place = Path(path)
    try:
        if place.is_dir():
            if not (found := _in_folder(place, notes)):
                raise UnreadableError(name, f"No {', '.join(SUFFIXES)} files in this folder.")
            return found
        if place.exists():
            return [place]
        matches = [Path(match) for match in sorted(glob.glob(path, recursive=True))]  # noqa: PTH207 - absolute ones too
    except (OSError, ValueError) as error:
        raise UnreadableError(name, f"This path cannot be used ({error}).") from error
    if not matches:
        pattern = glob.has_magic(path)
        raise NoFileError(name, "No file matches this pattern" if pattern else "There is no such file or folder")
    return [file for match in matches for file in (_in_folder(match, notes) if match.is_dir() else [match])]


def _in_folder(folder: Path, notes: list[str]) -> list[Path]:
    found: list[Path] = []
    others: Counter[str] = Counter()
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for file in (Path(parent, name) for name in names if not name.startswith(".")):
            if not file.is_file():
                continue
            if file.suffix.lower() in SUFFIXES:
                found.append(file)
            else:
                others[file.suffix.lower()] += 1
    if left := files_left(_shown(str(folder)), others, SUFFIXES):
        notes.append(left)
    return sorted(found)


def _read_stdin(
    stdin: BinaryIO | None, given: Facts, form: Format, max_bytes: int, notes: list[str]
) -> Iterator[Article | Refusal]:
    if stdin is None:
        yield UnreadableError(STDIN, "There is no standard input. Name a file instead.")
        return
    first = stdin.readline(max_bytes + 1)
    if form == "auto" and looks_like_records(first):
        yield from _read_collection(stdin, STDIN, given, max_bytes, notes, first)
    else:
        yield _one(first + stdin.read(max_bytes + 1 - len(first)), STDIN, given, form, max_bytes)


def _read_file(file: Path, given: Facts, form: Format, max_bytes: int, notes: list[str]) -> Iterator[Article | Refusal]:
    name = _shown(str(file))
    try:
        with file.open("rb") as stream:
            if form == "auto" and file.suffix.lower() == ".jsonl":
                yield from _read_collection(stream, name, given, max_bytes, notes)
            else:
                yield _one(stream.read(max_bytes + 1), name, given, form, max_bytes)
    except OSError as error:
        yield unopened(name, error)


def _read_collection(
    stream: BinaryIO, name: str, given: Facts, max_bytes: int, notes: list[str], first: bytes = b""
) -> Iterator[Article | Refusal]:
    empty = True
    unread: dict[str, None] = {}
    for record in read_records(stream, name, max_bytes, first):
        empty = False
        if isinstance(record, InvalidLineError):
            yield record
            continue
        if len(unread) <= MOST:  # a file may have other keys on every line
            unread |= dict.fromkeys(record.unread)
        try:
            yield read_record(record, source=f"{name}:{record.line}", given=given)
        except UnreadableError as error:
            yield InvalidLineError(name, record.line, error.why.rstrip("."))
    if empty:
        yield UnreadableError(name, "It is empty. Check that the articles were saved.")
    if left := keys_left(name, list(unread), KEYS):
        notes.append(left)


def _one(raw: bytes, name: str, given: Facts, form: Format, max_bytes: int) -> Article | UnreadableError:
    try:
        return read(
            raw,
            source=name,
            format=form,
            title=given.title,
            outlet=given.outlet,
            published=given.published,
            url=given.url,
            max_bytes=max_bytes,
        )
    except UnreadableError as error:
        return error


def _shown(path: str) -> str:
    """Return a path for messages and for the store; file names need not be valid UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")
