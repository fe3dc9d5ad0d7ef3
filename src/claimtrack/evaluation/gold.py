"""Annotated articles: a text file, and beside it a JSON file that says what is claimed in it.

The annotation counts code points of the file as it is (UTF-8, line ends kept). Here every place becomes a place of the
canonical text, and an annotation that does not fit its text is refused.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claimtrack.domain.article import Article
from claimtrack.domain.span import Span
from claimtrack.errors import InvalidDataError, NotFoundError, UnreadableError
from claimtrack.evaluation.places import Places
from claimtrack.reading import read

SCHEMA = "claimtrack-gold/"
MAX_BYTES = 20_000_000
"""Bytes of the largest annotation that is read."""
_MOST_FILES = 10_000


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
        InvalidDataError: it is no folder, or holds no annotated article.
    """
    if not folder.exists():
        raise NotFoundError(f"There is no folder {folder}. Name the folder with the annotated articles.")
    if not folder.is_dir():
        raise InvalidDataError(f"{folder} is a file. Name the folder that holds the annotated articles.")
    files = sorted(path for pattern in ("*.json", "*/*.json") for path in folder.glob(pattern))
    found = [path for path in files[:_MOST_FILES] if _is_annotation(path)]
    if not found:
        raise InvalidDataError(
            f'No annotated article in {folder}: no JSON file there, or one folder down, says "schema": "{SCHEMA}…".'
        )
    return found


def _is_annotation(path: Path) -> bool:
    try:
        facts = _facts(path)
    except UnreadableError:
        # What cannot be read is refused by name, unless it is something else that lies about.
        return path.stem.isdigit()
    return isinstance(facts, dict) and str(facts.get("schema", "")).startswith(SCHEMA)


def _facts(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError(str(path), f"it is larger than {MAX_BYTES:,} bytes, which no annotation is.")
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableError(str(path), f"it is not JSON ({error}).") from error


def read_gold(files: list[Path]) -> Iterator[GoldArticle | LeftOut]:
    """Yield each annotated article, or why it is left out.

    Raises:
        UnreadableError: an annotation lacks a field, or does not fit its text.
    """
    for path in files:
        facts = _facts(path)
        try:
            text = _text_of(path, facts["document"]["path"])
            if text is None:
                yield LeftOut(_name(path), f"its text {facts['document']['path']} is not there")
            else:
                yield _article(path, text, facts)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            what = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise UnreadableError(str(path), f"it is no annotation of the form {SCHEMA}0.2: {what}.") from error


def _name(path: Path) -> str:
    """Return story and number of an annotation; what lies beside no other is named by its file."""
    return f"{path.parent.name}/{path.stem}" if path.stem.isdigit() else path.stem.removesuffix("_gold")


def _text_of(path: Path, named: str) -> Path | None:
    """Return the text file: the path may count from the annotation's folder or from the one above it."""
    places = (path.parent / named, path.parent.parent / named, path.with_suffix(".txt"))
    return next((place for place in places if place.is_file()), None)


def _article(path: Path, text: Path, facts: Mapping[str, Any]) -> GoldArticle:
    raw = text.read_bytes()
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
        claims=tuple(_claim(places, claim) for claim in facts["claims"]),
        sentences=tuple((places.of(item), item["label"]) for item in facts["sentences"]),
        not_claims=tuple((places.of(item), item["code"]) for item in facts["not_claims"]),
    )


def _claim(places: Places, claim: Mapping[str, Any]) -> GoldClaim:
    said = claim["attribution"] or {}
    return GoldClaim(
        id=claim["id"],
        span=places.of(claim["quote"]),
        level=claim["level"],
        source=places.of_any(said.get("source")),
        cue=places.of_any(said.get("cue")),
        hedges=tuple(places.of(item) for item in claim["hedges"]),
        times=tuple((places.of(item["expression"]), item) for item in claim["time"] or () if item["expression"]),
        facts=claim,
    )
