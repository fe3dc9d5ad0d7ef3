"""Measured on annotated articles, where CLAIMTRACK_EVAL_DATA names a folder that holds them; skipped elsewhere."""

import os
from pathlib import Path

import pytest

from claimtrack.evaluation.gold import GoldArticle, find_annotations, read_gold


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder with the annotated data, or skip."""
    named = os.environ.get("CLAIMTRACK_EVAL_DATA")
    if not named:
        pytest.skip("CLAIMTRACK_EVAL_DATA names no folder with annotated data")
    return Path(named)


@pytest.fixture(scope="session")
def gold(data: Path) -> Path:
    """Return the folder with the annotated articles, or skip."""
    folder = data / "gold"
    if not (folder / "meta.json").is_file():
        pytest.skip(f"no annotated articles in {data}")
    return folder


@pytest.fixture(scope="session")
def annotated(gold: Path) -> list[GoldArticle]:
    """Return every annotated article."""
    return [item for item in read_gold(find_annotations(gold)) if isinstance(item, GoldArticle)]


@pytest.fixture(scope="session")
def seed(annotated: list[GoldArticle]) -> GoldArticle:
    """Return the real article that the stories begin with, or skip."""
    found = [article for article in annotated if "/" not in article.name]
    if not found:
        pytest.skip("the real article is not beside the annotated ones")
    return found[0]
