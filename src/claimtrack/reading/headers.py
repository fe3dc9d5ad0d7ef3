"""The plain header lines that some collections put before an article. They are read here and stay in the text."""

import re

from claimtrack.reading.canonical import canonical_line
from claimtrack.reading.datelines import dateline_date, masthead_date
from claimtrack.reading.dates import date_lines, parse_date
from claimtrack.reading.facts import Facts

_FIELDS = {
    "title": "title",
    "headline": "title",
    "outlet": "outlet",
    "source": "outlet",
    "publication": "outlet",
    "url": "url",
    "link": "url",
    "author": "author",
    "by": "author",
    "published": "published",
    "date": "published",
}
_PASSED_OVER = frozenset({"updated", "modified", "section", "language"})
"""Keys that may stand in a header block, but that nothing is taken from."""

_HEADER_LINES = 12
_FIRST_LOOK = 20_000
_HEADER = re.compile(r"(?P<key>[A-Za-z]{2,12}):[ \t]+(?P<value>\S.{0,2000})")


def header_fields(lines: list[str]) -> dict[str, str]:
    """Return the fields of the header block at the top of an article: title, outlet, url, author, published.

    The block starts at the first line that is not blank and ends at the first that is no header; the first of two
    lines for one field counts.
    """
    start = next((number for number, line in enumerate(lines[:_HEADER_LINES]) if line.strip()), 0)
    found: dict[str, str] = {}
    for line in lines[start : start + _HEADER_LINES]:
        match = _HEADER.fullmatch(line.strip())
        key = match["key"].lower() if match else ""
        if match and key in _FIELDS:
            found.setdefault(_FIELDS[key], match["value"])
        elif key not in _PASSED_OVER:
            break
    return found


def is_header(line: str) -> bool:
    """Tell whether a line could stand in a header block."""
    match = _HEADER.fullmatch(line.strip())
    return match is not None and match["key"].lower() in _FIELDS.keys() | _PASSED_OVER


def header_facts(text: str) -> Facts:
    """Return what the header lines of a canonical text say."""
    fields = header_fields(_first_lines(text))
    published = parse_date(fields.get("published", ""))
    return Facts(
        title=canonical_line(fields.get("title", "")) or None,
        outlet=canonical_line(fields.get("outlet", "")) or None,
        author=canonical_line(fields.get("author", "")) or None,
        published=published,
        url=fields.get("url"),
        origin="header" if published else None,
    )


def date_line_facts(text: str) -> Facts:
    """Return the date that a canonical text itself gives at its top.

    A line that is plainly a date line wins, then the newspaper's head line, the dateline, and a line that dates the
    last change.
    """
    lines = [line.strip() for line in _first_lines(text) if line.strip()]
    day, changed = date_lines(lines)
    published = day or masthead_date(lines) or dateline_date(lines) or changed
    return Facts(published=published, origin="text" if published else None)


def _first_lines(text: str) -> list[str]:
    return text[:_FIRST_LOOK].split("\n")[: 3 * _HEADER_LINES]
