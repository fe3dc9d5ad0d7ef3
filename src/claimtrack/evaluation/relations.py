"""Annotated attributions: from rows, or from a folder of texts with brat annotations, as PolNeAR has them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimtrack.domain.span import Span
from claimtrack.errors import InvalidDataError, UnreadableError
from claimtrack.evaluation.fields import text
from claimtrack.evaluation.files import read_file
from claimtrack.evaluation.places import Places
from claimtrack.evaluation.rows import Row

_SPANS = re.compile(r"\d+ \d+(?:;\d+ \d+)*")
_NUMBER = re.compile(r"\d+\Z")
_MAX_BYTES = 5_000_000
"""Bytes of the largest text or annotation that is read."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Who says it, with which word, and what; each may lie in several places, or in none."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it came, and its annotated attributions at their places in the canonical text."""

    id: str
    text: str
    relations: tuple[Relation, ...]


def row_of(row: Row) -> Document:
    """Return the document of one row: text, and attributions with source, cue and a list of content."""
    words = text(row, "text")
    places = Places(words)

    def spans(found: Any) -> tuple[Span, ...]:  # noqa: ANN401 - one place, a list of them, or null
        items = found if isinstance(found, list) else [found] if found else []
        return tuple(places.between(item["start"], item["end"]) for item in items)

    relations = tuple(
        Relation(spans(item["source"]), spans(item.get("cue")), spans(item["content"])) for item in row["attributions"]
    )
    return Document(str(row["id"]), words, relations)


def find_texts(folder: Path) -> list[tuple[Path, Path]]:
    """Return each text of a folder with its annotation: text/*.txt and attributions/*.ann, or both in one place.

    An annotation has the name of its text, or that and the annotator's after an underscore; the first one counts.

    Raises:
        InvalidDataError: there is no such pair.
    """
    texts = sorted((folder / "text").glob("*.txt")) or sorted(folder.glob("*.txt"))
    annotations = sorted((folder / "attributions").glob("*.ann")) or sorted(folder.glob("*.ann"))
    first: dict[str, Path] = {}
    for path in annotations:
        for name in (path.stem, path.stem.rpartition("_")[0]):
            first.setdefault(name, path)
    found = [(text, first[text.stem]) for text in texts if text.stem in first]
    if not found:
        raise InvalidDataError(
            f"No annotated attributions in {folder}: neither dev.jsonl nor text/*.txt with attributions/*.ann."
        )
    return found


def read_folder(pairs: list[tuple[Path, Path]]) -> Iterator[Document]:
    """Yield each text with its annotation.

    Raises:
        UnreadableError: a file is no UTF-8, or no brat annotation of its text.
    """
    for written, annotation in pairs:
        raw = _read(written)
        try:
            yield Document(written.stem, raw, _relations(_read(annotation), Places(raw)))
        except (KeyError, ValueError) as error:
            raise UnreadableError(str(annotation), f"it is no brat annotation of {written.name} ({error}).") from error


def _read(path: Path) -> str:
    try:
        return read_file(path, _MAX_BYTES).decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(str(path), f"it cannot be read ({error}).") from error


def _relations(annotation: str, places: Places) -> tuple[Relation, ...]:
    """Return the attributions of a brat annotation that have a cue and content."""
    marked: dict[str, tuple[Span, ...]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in annotation.splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            marked[name] = _spans(rest, places)
        elif name.startswith("E"):
            parts = (part.partition(":") for part in rest.split())
            events.append([(_NUMBER.sub("", role).lower(), target) for role, _, target in parts])
    found = (_relation(event, marked) for event in events)
    return tuple(relation for relation in found if relation.cue and relation.content)


def _spans(rest: str, places: Places) -> tuple[Span, ...]:
    found = _SPANS.search(rest.partition("\t")[0])
    if found is None:
        message = f"{rest[:60]!r} has no place"
        raise ValueError(message)
    ends = [part.split() for part in found[0].split(";")]
    return tuple(places.between(int(start), int(end)) for start, end in ends)


def _relation(event: list[tuple[str, str]], marked: Mapping[str, tuple[Span, ...]]) -> Relation:
    def spans(wanted: str) -> tuple[Span, ...]:
        return tuple(span for role, target in event if role == wanted for span in marked[target])

    return Relation(spans("source"), spans("cue"), spans("content"))
