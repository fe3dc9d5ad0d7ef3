"""Articles for extraction, made from their text alone."""

import hashlib
from datetime import date
from typing import Any

from claimtrack.domain.article import Article

PUBLISHED = date(2026, 3, 3)


def article(text: str, published: date | None = PUBLISHED, **facts: Any) -> Article:
    """Return an article with this canonical text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        text=text,
        sha256=digest,
        raw=text.encode(),
        raw_sha256=digest,
        source="test.txt",
        published=published,
        **facts,
    )
