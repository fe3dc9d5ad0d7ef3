"""What each line of an article is for. Every line gets a label and none is dropped; only body lines yield claims.

Here a line is judged by its own words. Bylines and biographies are judged in `authors`, and what its neighbours say
about a line in `layout`. No sentence is taken apart.
"""

import re
from bisect import bisect_left
from collections import Counter
from functools import cache

from claimtrack.domain.article import Article, Line, LineKind
from claimtrack.domain.span import Span
from claimtrack.extraction import layout
from claimtrack.extraction.authors import find_authors, is_author_link, is_biography, is_byline
from claimtrack.extraction.layout import BULLET, END_MARKS, Row, ending
from claimtrack.extraction.lexicons import line_words

MAX_HEADING_WORDS = 12
_MAX_CAPITALS = 25
_MAX_LABEL_WORDS = 2
_MAX_LABELLED = 400
"""Longest line, in code points, that a label other than body may claim without markup."""
_TOP, _BOTTOM = 0.3, 0.6
"""Shares of the lines: bare names are bylines above the one, lives are told below the other."""

_REPORTS = re.compile(r"\b(?:said|says|told|according to)\b.*[.”\"’']$", re.IGNORECASE)
_SENTENCE = re.compile(r"[a-z]{3,}[.!?]$")
_SPEAKER = re.compile(r"[A-Z][\w. ]{1,30}:\s*[“\"‘]")
_LABEL = re.compile(r"[A-Z][A-Z.’'-]*(?: [A-Z.’'-]+){0,3}: (?=.*[a-z])")
_STOP_INSIDE = re.compile(r"[a-z]{4,}\.[\"”’]? [A-Z]")
_STOP_INSIDE_WORDS = 6
_SENTENCES = re.compile(r"[^.!?]+[.!](?= |$)")
_TO_READERS = re.compile(r"\b(?:we|us|our|you|your|©|copyright|rights)\b", re.IGNORECASE)
_NEWS_WORDS = 5


def label_lines(article: Article) -> tuple[Line, ...]:
    """Return every line of the article that holds a character, with its kind, in text order."""
    spans = _line_spans(article.text)
    texts = [" ".join(span.of(article.text).split()) for span in spans]
    names = find_authors(article, texts)
    counts = Counter(texts)
    starts = sorted(heading.start for heading in article.headings)
    rows: list[Row] = []
    first = True
    for index, (span, text) in enumerate(zip(spans, texts, strict=True)):
        place = index / max(len(spans) - 1, 1)
        marked = bisect_left(starts, span.start) < bisect_left(starts, span.end)
        if marked or _same(text, article.title):
            kind = LineKind.HEADING
        else:
            kind = _kind(text, article.author, names, first=first, place=place, times=counts[text])
        first = first and kind not in {LineKind.BODY, LineKind.HEADING}
        rows.append(Row(text, kind, marked=kind is LineKind.HEADING and (marked or _same(text, article.title))))
    return tuple(Line(span, kind) for span, kind in zip(spans, layout.mend(rows), strict=True))


def _line_spans(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line:
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _same(text: str, other: str | None) -> bool:
    return bool(other) and text.casefold() == " ".join((other or "").split()).casefold()


def _kind(text: str, author: str | None, names: frozenset[str], *, first: bool, place: float, times: int) -> LineKind:
    if not text:
        return LineKind.OTHER
    bare = BULLET.sub("", text, count=1)
    if len(text) <= _MAX_LABELLED:
        if is_author_link(bare, names, times):
            return LineKind.AUTHOR_LINK
        if found := _furniture(bare):
            return found
        if is_byline(bare, author, near_top=place <= _TOP):
            return LineKind.BYLINE
        if _caption().match(text):
            return LineKind.CAPTION
    if place >= _BOTTOM and is_biography(text, names):
        return LineKind.AUTHOR_BIO
    if bare == text and _is_heading(text, first=first):
        return LineKind.HEADING
    return LineKind.BODY


@cache
def _starts() -> tuple[tuple[LineKind, re.Pattern[str]], ...]:
    dates = _alternatives(line_words.FULL_DATE)
    dateline = line_words.DATELINE.replace("DATE", dates).replace("CLOCK", line_words.CLOCK)
    rows = (
        (LineKind.RELATED_LINK, line_words.RELATED_LINK),
        (LineKind.ADVERT, line_words.ADVERT),
        (LineKind.COMMENT, line_words.COMMENT),
        (LineKind.SHARE, line_words.SHARE),
        (LineKind.DATELINE, dateline),
        (LineKind.OTHER, line_words.OTHER),
    )
    return tuple((kind, re.compile(_alternatives(text), re.IGNORECASE)) for kind, text in rows)


@cache
def _inside() -> tuple[tuple[LineKind, re.Pattern[str]], ...]:
    rows = ((LineKind.SHARE, line_words.INSIDE_SHARE), (LineKind.OTHER, line_words.INSIDE_OTHER))
    return tuple((kind, re.compile(_alternatives(text), re.IGNORECASE)) for kind, text in rows)


def _alternatives(rows: str) -> str:
    return f"(?:{'|'.join(row for row in rows.splitlines() if row)})"


def _furniture(text: str) -> LineKind | None:
    """Return the kind of a line that begins or reads as the furniture of a page does, if it does."""
    reports = bool(_REPORTS.search(text))
    for kind, pattern in _starts():
        found = pattern.match(text)
        # "Support us, the mayor said." is news, and so is "Published on 4 May, the report names nobody."
        news = reports or (kind is LineKind.DATELINE and bool(_SENTENCE.search(text)))
        if found and (":" in found[0] or not news):
            return kind
    if reports:
        return None
    return next((kind for kind, pattern in _inside() if _is_all_that(text, pattern.search(text))), None)


def _is_all_that(text: str, found: re.Match[str] | None) -> bool:
    """Tell whether what was found is more than a call at the end of news: "It may sink. Did you see it? Email us"."""
    if found is None:
        return False
    before = text[: found.start() + 1]
    sentences = _SENTENCES.findall(before) if before.endswith("?") else []
    return not any(len(sentence.split()) >= _NEWS_WORDS and not _TO_READERS.search(sentence) for sentence in sentences)


@cache
def _caption() -> re.Pattern[str]:
    rows = line_words.CAPTION
    for part in ("PICTURE", "GIVEN", "CREDIT", "NAME", "AGENCY"):
        rows = rows.replace(part, getattr(line_words, part))
    return re.compile(_alternatives(rows))


def _is_heading(text: str, *, first: bool) -> bool:
    words = text.split()
    core = ending(text)
    if text.startswith("(") or _SPEAKER.match(text):
        return False
    if not first and len(words) >= _STOP_INSIDE_WORDS and _STOP_INSIDE.search(text):
        return False
    if core.endswith((",", ";", ":")) and not text.isupper():
        return core.endswith(":") and len(words) <= _MAX_LABEL_WORDS
    if core.endswith("?"):
        asks = first or not _LABEL.match(text)  # in a transcript it is a line like others
        return asks and len(words) <= MAX_HEADING_WORDS and not re.search(r"[.!?] ", core) and text[0] not in "“\"‘'"
    if core.endswith(END_MARKS):
        return False
    most = _MAX_CAPITALS if text.isupper() else 2 * MAX_HEADING_WORDS if first else MAX_HEADING_WORDS
    return len(words) <= most
