import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claimtrack.domain.article import Article
from claimtrack.domain.span import Span
from claimtrack.extraction.model import ModelUnavailableError, load_model
from claimtrack.reading import canonical, read

STORIES = ("accord", "rail", "jobs", "outage", "fire")


@dataclass(frozen=True)
class GoldClaim:
    """One annotated claim, its quote and its named speaker at their places in the canonical text."""

    id: str
    span: Span
    source: Span | None
    facts: dict[str, Any]


@dataclass(frozen=True)
class GoldArticle:
    """One annotated article as the tool reads it."""

    story: str
    number: int
    path: Path
    published: date
    url: str | None
    article: Article
    claims: tuple[GoldClaim, ...]
    not_claims: tuple[tuple[Span, str], ...]


def _moved(raw: str, place: dict[str, Any]) -> Span:
    """Return a place of the file as a place of the canonical text."""
    return Span(len(canonical(raw[: place["start"]])), len(canonical(raw[: place["end"]])))


def _source(raw: str, claim: dict[str, Any]) -> Span | None:
    said = claim["attribution"]
    return _moved(raw, said["source"]) if said and said["source"] else None


def _load(text: Path, gold: Path, story: str, number: int, url: str | None) -> GoldArticle:
    raw, facts = text.read_bytes().decode("utf-8"), json.loads(gold.read_text("utf-8"))
    published = date.fromisoformat(facts["document"]["anchor_date"])
    return GoldArticle(
        story=story,
        number=number,
        path=text,
        published=published,
        url=url,
        article=read(text.read_bytes(), source=text.name, published=published),
        claims=tuple(
            GoldClaim(claim["id"], _moved(raw, claim["quote"]), _source(raw, claim), claim) for claim in facts["claims"]
        ),
        not_claims=tuple((_moved(raw, item), item["code"]) for item in facts["not_claims"]),
    )


@pytest.fixture(scope="session")
def gold() -> Path:
    """Return the folder with the annotated articles, or skip."""
    named = os.environ.get("CLAIMTRACK_EVAL_DATA")
    if not named:
        pytest.skip("CLAIMTRACK_EVAL_DATA names no folder with annotated articles")
    folder = Path(named) / "gold"
    if not (folder / "meta.json").is_file():
        pytest.skip(f"no annotated articles in {named}")
    return folder


@pytest.fixture(scope="session")
def seed(gold: Path) -> GoldArticle:
    """Return the real article that the stories begin with."""
    (text,) = (gold.parent / "seed").glob("*.txt")
    return _load(text, gold / "seed_gold.json", "accord", 0, None)


@pytest.fixture(scope="session")
def articles(gold: Path) -> list[GoldArticle]:
    """Return the annotated articles in the order of the stories."""
    urls = {
        (entry["story"], entry["article"]): entry["url"]
        for entry in json.loads((gold / "meta.json").read_text())["articles"]
    }
    return [
        _load(gold / story / f"{number}.txt", gold / story / f"{number}.json", story, number, urls[story, number])
        for story in STORIES
        for number in range(1, 5)
    ]


@pytest.fixture(autouse=True, scope="session")
def model() -> None:
    """Skip where there is no language model: what is measured here is the parse's work."""
    try:
        load_model()
    except ModelUnavailableError as error:
        pytest.skip(str(error))
