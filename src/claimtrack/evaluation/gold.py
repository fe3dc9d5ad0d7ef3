"""Annotated articles: a text file, and beside it a JSON file that says what is claimed in it.

The annotation counts code points of the file as it is (UTF-8, line ends kept). Here every place becomes a place of the
canonical text, and an annotation that does not fit its text is refused.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claimtrack.domain.article import Article
from claimtrack.domain.claim import Modality
from claimtrack.domain.due import DueKind
from claimtrack.domain.span import Span
from claimtrack.errors import InvalidDataError, NotFoundError, UnreadableError
from claimtrack.evaluation.fields import MISFITS, Fields, day, each, one_of, why, word
from claimtrack.evaluation.files import find_named, is_there, read_file, read_json
from claimtrack.evaluation.places import Places
from claimtrack.reading import read

SCHEMA = "claimtrack-gold/"
_MOST_FILES = 10_000
_LEVELS = ("core", "optional", "optional_opinion")
_LABELS = ("core", "optional", "none")


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One annotated claim, its quote and its named speaker at their places in the canonical text.

    `facts` are the annotation's own fields, with the places of the file.
    """

    id: str
    span: Span
    level: str
    source: Span | None
    cue: Span | None
    hedges: tuple[Span, ...]
    times: tuple[tuple[Span, Mapping[str, Any]], ...]
    facts: Mapping[str, Any]

    @property
    def is_core(self) -> bool:
        """Tell whether an extractor has to find it."""
        return self.level == "core"


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article as the tool reads it; `name` is its story and number, as in rail/3.

    `sentences` have the label core, optional or none; `not_claims` the code of the reason.
    """

    name: str
    path: Path
    published: date
    article: Article
    claims: tuple[GoldClaim, ...]
    sentences: tuple[tuple[Span, str], ...]
    not_claims: tuple[tuple[Span, str], ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An annotation whose text was not found."""

    name: str
    why: str


def find_annotations(folder: Path) -> list[Path]:
    """Return the annotation files in a folder and in the folders in it, in the order of their names.

    Raises:
        NotFoundError: there is no such folder.
        InvalidDataError: it is no folder, or holds no annotated article, or too many.
    """
    if not is_there(folder):
        raise NotFoundError(f"There is no folder {folder}. Name the folder with the annotated articles.")
    if not folder.is_dir():
        raise InvalidDataError(f"{folder} is a file. Name the folder that holds the annotated articles.")
    files = sorted(path for pattern in ("*.json", "*/*.json") for path in folder.glob(pattern))
    if len(files) > _MOST_FILES:
        raise InvalidDataError(
            f"{folder} holds {len(files):,} JSON files, and {_MOST_FILES:,} are read at most. Name a folder in it."
        )
    found = [path for path in files if _is_annotation(path)]
    if not found:
        raise InvalidDataError(
            f'No annotated article in {folder}: no JSON file there, or one folder down, says "schema": "{SCHEMA}…".'
        )
    return found


def _is_annotation(path: Path) -> bool:
    try:
        facts = read_json(path)
    except UnreadableError:
        # What cannot be read is refused by name, unless it is something else that lies about.
        return path.stem.isdigit()
    return isinstance(facts, dict) and str(facts.get("schema", "")).startswith(SCHEMA)


def read_gold(files: list[Path]) -> Iterator[GoldArticle | LeftOut]:
    """Yield each annotated article, or why it is left out.

    Raises:
        UnreadableError: an annotation lacks a field, or does not fit its text.
    """
    for path in files:
        facts = read_json(path)
        try:
            text = _text_of(path, word(facts["document"], "path"))
            if text is None:
                yield LeftOut(_name(path), f"its text {facts['document']['path']} is not there")
            else:
                yield _article(path, text, facts)
        except MISFITS as error:
            raise UnreadableError(str(path), f"it is no annotation of the form {SCHEMA}0.2: {why(error)}.") from error


def _name(path: Path) -> str:
    """Return story and number of an annotation; what lies beside no other is named by its file."""
    return f"{path.parent.name}/{path.stem}" if path.stem.isdigit() else path.stem.removesuffix("_gold")


def _text_of(path: Path, named: str) -> Path | None:
    """Return the text file: the path may count from the annotation's folder or from the one above it."""
    folder = path.parent.resolve()
    folders = (folder, folder.parent)
    # A text may lie in a folder beside that of the annotation, and no further away.
    return find_named(path, named, folders) or find_named(path, f"{path.stem}.txt", folders[:1])


def _article(path: Path, text: Path, facts: Mapping[str, Any]) -> GoldArticle:
    raw = read_file(text)
    if hashlib.sha256(raw).hexdigest() != facts["document"]["sha256"]:
        raise UnreadableError(str(text), f"it is not the text that {path.name} was made for (its SHA-256 differs).")
    published = date.fromisoformat(facts["document"]["anchor_date"])
    article = read(raw, source=text.name, format="text", published=published)
    places = Places(raw.decode("utf-8"))
    return GoldArticle(
        name=_name(path),
        path=text,
        published=published,
        article=article,
        claims=each(facts, "claims", lambda claim: _claim(places, claim)),
        sentences=each(facts, "sentences", lambda item: (places.of(item), one_of(item, "label", _LABELS))),
        not_claims=each(facts, "not_claims", lambda item: (places.of(item), word(item, "code"))),
    )


def _claim(places: Places, claim: Fields) -> GoldClaim:
    _check(claim)
    said = claim["attribution"] or {}
    return GoldClaim(
        id=word(claim, "id"),
        span=places.of(claim["quote"]),
        level=one_of(claim, "level", _LEVELS),
        source=places.of_any(said.get("source")),
        cue=places.of_any(said.get("cue")),
        hedges=each(claim, "hedges", places.of),
        times=tuple(time for time in each(claim, "time", lambda item: _time(places, item)) if time)
        if claim["time"]
        else (),
        facts=claim,
    )


def _check(claim: Fields) -> None:
    """Check the fields that are counted as they stand."""
    one_of(claim, "modality", tuple(Modality))
    if "polarity" in claim:
        word(claim, "polarity")
    if not isinstance(claim["attributed"], bool):
        message = "attributed is neither true nor false"
        raise TypeError(message)
    due = claim["due"]
    if due is not None and word(due, "kind") == DueKind.STATED and day(due, "stated_date") is None:
        message = "stated_date is no day"
        raise ValueError(message)


def _time(places: Places, item: Fields) -> tuple[Span, Fields] | None:
    """Return a time with its place, or None where no words of the article say it."""
    if not item["expression"]:
        return None
    word(item, "granularity")
    word(item, "value")
    day(item, "not_before")
    day(item, "not_after")
    return places.of(item["expression"]), item
