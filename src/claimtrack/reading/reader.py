"""From the bytes of one source to an article: decode, find the text, gather the facts, weigh them, hash."""

import hashlib
import re
from dataclasses import replace
from datetime import date
from typing import Literal

from claimtrack.domain.article import Article
from claimtrack.domain.days import FIRST_YEAR, LAST_YEAR
from claimtrack.domain.span import Span
from claimtrack.errors import InvalidDataError, UnreadableError
from claimtrack.reading.canonical import canonical, canonical_line, has_piled_marks
from claimtrack.reading.decoding import MAX_BYTES, decode
from claimtrack.reading.facts import Facts
from claimtrack.reading.headers import date_line_facts, header_facts
from claimtrack.reading.html import looks_like_html, read_page
from claimtrack.reading.jsonl import Record
from claimtrack.reading.newstext import doubt_about_language, why_not_news
from claimtrack.reading.urls import host_of, normalize_url
from claimtrack.reading.wrapping import join_lines

Format = Literal["auto", "text", "html"]

_MOJIBAKE = re.compile("â€|Ã[\u00a0-\u00bf]|Â[\u00a0-\u00bf ]|ï¿½")
_MARKDOWN_LINK = re.compile(r"\[[^\[\]\n]{1,200}\]\((?:https?://|/|#)[^()\s]{0,200}")
PILED = "Hundreds of accents stand on one letter. Take the article from its source again, as plain text or HTML."
NO_DATE = 'No publication date was found. Pass --published YYYY-MM-DD, or words such as "soon" stay without a date.'


def read(
    raw: bytes,
    *,
    source: str,
    format: Format = "auto",  # noqa: A002 - the name of the option
    title: str | None = None,
    outlet: str | None = None,
    published: date | None = None,
    url: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Article:
    """Return the article in `raw`, a plain text or a web page.

    `source` names it in messages. What is given wins over the text's header lines, and they over a page's metadata. The
    host of the address stands for an outlet that is not named. Offsets into the article count code points.

    Raises:
        UnreadableError: it is not a news text in English, or `url` is no web address.
    """
    decoded = decode(raw, source, max_bytes)
    text = decoded.text
    if has_piled_marks(text):
        raise UnreadableError(source, PILED)
    given = Facts(title, outlet, None, published, url, "option" if published else None)
    if format == "html" or (format == "auto" and looks_like_html(text, source)):
        page = read_page(text, source)
        return _article(
            raw,
            page.text,
            source=source,
            media_type="text/html",
            given=given,
            found=page.facts,
            headings=page.headings,
            doubts=(decoded.doubt,),
        )
    joined = join_lines(canonical(text))
    return _article(
        raw,
        joined.text,
        source=source,
        media_type="text/plain",
        given=given,
        found=header_facts(joined.text),
        doubts=(decoded.doubt, joined.doubt),
    )


def read_record(record: Record, *, source: str, given: Facts = Facts()) -> Article:  # noqa: B008 - frozen
    """Return the article of one line of a collection; its raw bytes are those of the line.

    Raises:
        UnreadableError: its text is not a news text in English, or `given.url` is no web address.
    """
    if has_piled_marks(record.text):
        raise UnreadableError(source, PILED)
    joined = join_lines(canonical(record.text))
    return _article(
        record.raw,
        joined.text,
        source=source,
        media_type="application/json",
        given=given,
        found=header_facts(joined.text).over(record.facts),
        doubts=(joined.doubt,),
    )


def _article(
    raw: bytes,
    text: str,
    *,
    source: str,
    media_type: str,
    given: Facts,
    found: Facts,
    headings: tuple[Span, ...] = (),
    doubts: tuple[str | None, ...] = (),
) -> Article:
    if why := why_not_news(text):
        raise UnreadableError(source, why)
    warnings = _doubts(text, *doubts)
    found = found.over(date_line_facts(text))
    if found.published and not FIRST_YEAR <= found.published.year <= LAST_YEAR:
        outside = f"it lies outside the years {FIRST_YEAR} to {LAST_YEAR}"
        warnings.append(f"The date {found.published} was left out: {outside}.")
        found = replace(found, published=None, origin=None)
    facts = given.over(found)
    if facts.published is None:
        warnings.append(NO_DATE)
    address, left_out = _address(given, facts, source)
    if left_out:
        warnings.append(left_out)
    return Article(
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        raw=raw,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        source=source,
        media_type=media_type,
        title=_name(facts.title),
        outlet=_name(facts.outlet) or (host_of(address) if address else None),
        published=facts.published,
        published_from=facts.origin,
        url=address,
        author=_name(facts.author),
        headings=headings,
        warnings=tuple(warnings),
        topics=facts.topics,
    )


def _name(value: str | None) -> str | None:
    return canonical_line(value or "") or None


def _address(given: Facts, facts: Facts, source: str) -> tuple[str | None, str | None]:
    """Return the normalised address and a warning: one that was found may be left out, one that was given not."""
    if facts.url is None:
        return None, None
    try:
        return normalize_url(facts.url), None
    except InvalidDataError as error:
        if given.url:
            raise UnreadableError(source, error.message) from error
        return None, f"The address in the source was left out: {error.message}"


def _doubts(text: str, *known: str | None) -> list[str]:
    """Return what a reader should know before trusting the text, after the doubts `known` from making it."""
    doubts = [doubt for doubt in known if doubt]
    if match := _MOJIBAKE.search(text):
        doubts.append(
            f"Characters such as {match[0]!r} at {match.start()} look like UTF-8 that was once read as Windows-1252. "
            "Quotes keep them as they are; take the article from its source again if you can."
        )
    if (lost := text.count("\ufffd")) > 0 and "\ufffd" not in "".join(doubts):
        doubts.append(f"{lost} characters were lost before the text came here; they show as \ufffd.")
    if match := _MARKDOWN_LINK.search(text):
        doubts.append(
            f"{match[0][:40]!r} at {match.start()} looks like Markdown, whose marks are read as words of the text: "
            "they stay in quotes and names. Save the article as plain text or HTML."
        )
    if doubt := doubt_about_language(text):
        doubts.append(doubt)
    return doubts
