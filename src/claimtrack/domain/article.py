"""A news article as it was read, before any claim is taken from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from claimtrack.domain.span import Span


class LineKind(StrEnum):
    """What a line of an article is for. Only body lines yield claims."""

    BODY = "body"
    HEADING = "heading"
    RELATED_LINK = "related_link"
    BYLINE = "byline"
    DATELINE = "dateline"
    AUTHOR_BIO = "author_bio"
    AUTHOR_LINK = "author_link"
    CAPTION = "caption"
    SHARE = "share"
    ADVERT = "advert"
    COMMENT = "comment"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the canonical text, without its line end, and what it is."""

    span: Span
    kind: LineKind


def headline(text: str, lines: Iterable[Line]) -> str | None:
    """Return the heading above the first body line, which people see as the title where none was given."""
    for line in lines:
        if line.kind is LineKind.BODY:
            return None
        if line.kind is LineKind.HEADING:
            return line.span.of(text).strip()
    return None


@dataclass(frozen=True, slots=True)
class Article:
    """One article: canonical text, where it came from, and the bytes it was made from.

    `text` is canonical: made once by `reading`, so that every offset counts code points of it. `published` is a
    calendar date in the outlet's own reckoning; `published_from` says where it was found (option, header, metadata,
    text). `headings` are spans that the source's own markup calls headings. Hashes are lower-case hex SHA-256.
    `topics` are given by people.
    """

    text: str
    sha256: str
    raw: bytes
    raw_sha256: str
    source: str
    media_type: str = "text/plain"
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_from: str | None = None
    url: str | None = None
    author: str | None = None
    language: str = "en"
    headings: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
