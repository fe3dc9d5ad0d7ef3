"""The sample articles are what the manifest says, and each of them can be read."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from claimtrack.reading import read

SEEDS = Path(__file__).parents[2] / "seeds"
MANIFEST: list[dict[str, Any]] = json.loads((SEEDS / "manifest.json").read_text(encoding="utf-8"))


def test_the_manifest_lists_every_article_in_order_of_publication() -> None:
    listed = [entry["file"] for entry in MANIFEST]
    assert listed == sorted(path.name for path in SEEDS.iterdir() if path.suffix in {".txt", ".html"})
    assert [entry["published"] for entry in MANIFEST] == sorted(entry["published"] for entry in MANIFEST)
    assert len({entry["outlet"] for entry in MANIFEST}) == 2


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: str(entry["file"]))
def test_an_article_is_the_one_in_the_manifest(entry: dict[str, Any]) -> None:
    raw = (SEEDS / entry["file"]).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == entry["sha256"], "the article was changed, or its line ends were"
    article = read(raw, source=entry["file"])
    assert article.published
    assert {
        "outlet": article.outlet,
        "published": article.published.isoformat(),
        "url": article.url,
        "title": article.title,
    } == {key: entry[key] for key in ("outlet", "published", "url", "title")}
    assert article.warnings == ()
    assert 180 <= len(article.text.split()) <= 350


def test_one_article_has_the_line_ends_of_windows_and_one_is_a_page() -> None:
    raws = {entry["file"]: (SEEDS / entry["file"]).read_bytes() for entry in MANIFEST}
    assert sum(b"\r\n" in raw for raw in raws.values()) == 1
    assert sum(name.endswith(".html") for name in raws) == 1


@pytest.mark.parametrize(
    "junk", ["Storm closes", "fined 2 million", "Choir of the north", "Hear it live", "All rights"]
)
def test_the_page_s_junk_is_left_out(junk: str) -> None:
    page = next(entry["file"] for entry in MANIFEST if entry["file"].endswith(".html"))
    raw = (SEEDS / page).read_bytes()
    assert junk.encode() in raw
    assert junk not in read(raw, source=page).text
