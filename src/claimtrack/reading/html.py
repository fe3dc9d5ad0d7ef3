"""A web page: its main text, the lines that its markup calls headings, and its metadata. No network, no scripts."""

import copy
import logging
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from claimtrack.domain.span import Span
from claimtrack.errors import UnreadableError
from claimtrack.reading.canonical import canonical, canonical_line
from claimtrack.reading.dates import parse_date
from claimtrack.reading.facts import Facts
from claimtrack.reading.pieces import in_one_piece

_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_TAG = re.compile(r"<(?:p|div|article|main|h[1-6]|br|span)\b[^>]{0,500}>", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")

_DAY_WORDS = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?|[\d.,: ]+)"
    r"[\d.,: ]*",
    re.IGNORECASE,
)
"""What is a day and no author, who has two names."""
_HIDDEN = (
    "//template",
    "//*[@hidden and not(@hidden='until-found')]",
    "//*[@aria-hidden='true']",
    "//*[contains(translate(@style, ' ', ''), 'display:none')]",
    "//*[contains(translate(@style, ' ', ''), 'visibility:hidden')]",
)
"""What no reader of the page sees, so that the outlet does not say it there."""

_MAX_TAGS = 100_000
"""News pages have some thousands; parsing takes more than linear time in their number."""

_BLOCKS = frozenset({"p", "head", "item", "list", "quote"})
_LEFT_OUT = frozenset({"graphic", "table", "formula"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read: canonical text, headings in it (code points), and what its metadata say."""

    text: str
    headings: tuple[Span, ...]
    facts: Facts


def looks_like_html(text: str, source: str = "") -> bool:
    """Tell whether `text` is a web page: by its start, or by its name and a tag near its start."""
    if _MARKUP.match(text[:10_000]):
        return True
    named = source.lower().endswith((".html", ".htm"))
    tags = len(_TAG.findall(text[:10_000]))
    return tags > 0 if named else tags > 1 and text.lstrip().startswith("<")


def read_page(text: str, source: str) -> Page:
    """Return the main text of a page, one line for each paragraph, heading, quotation and list item.

    The main text is what trafilatura finds when it favours precision, without comments, tables and hidden parts. White
    space inside a line is collapsed, as a browser does it.

    Raises:
        UnreadableError: it is a feed, has too many tags, or holds no main text.
    """
    if _FEED.match(text[:10_000]):
        raise UnreadableError(source, "This is a feed, not an article. Save the articles that it points to.")
    if text.count("<") > _MAX_TAGS:
        why = f"The page has more than {_MAX_TAGS:,} tags. Save the article's text as a .txt file instead."
        raise UnreadableError(source, why)
    # lxml refuses a decoded text that still names an encoding, and surrogates that UTF-8 cannot carry
    markup = _XML_DECLARATION.sub("", text).encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    try:
        body, facts = _extract(markup)
        lines = _lines(body)
    except Exception as error:  # the page is untrusted, and its parsers raise whatever they like
        why = f"The page could not be read ({type(error).__name__}). Save the article's text as a .txt file instead."
        raise UnreadableError(source, why) from error
    if not lines:
        why = "No article was found in the page. Save the article's text as a .txt file instead."
        raise UnreadableError(source, why)
    return _page(lines, facts)


def _extract(markup: str) -> tuple[Any, Facts]:
    """Return trafilatura's tree of the main text (p, head, quote, list) and the page's metadata."""
    trafilatura = _trafilatura()
    tree = trafilatura.load_html(markup if "<html" in markup.lower() else f"<html><body>{markup}</body></html>")
    if tree is None:
        return None, Facts()
    facts = _metadata(trafilatura, tree)
    for element in tree.iter("time"):
        element.tag = "span"  # trafilatura would leave its words out of the sentence
    untouched = copy.deepcopy(tree)
    body = _main_text(trafilatura, tree)
    pieces = in_one_piece(untouched, "" if body is None else "".join(body.itertext()), _HIDDEN)
    joined = None if pieces is None else _main_text(trafilatura, pieces)
    return (body if joined is None else joined), facts


def _main_text(trafilatura: Any, tree: Any) -> Any:  # noqa: ANN401 - a module, and lxml has no types
    found = trafilatura.bare_extraction(
        tree, favor_precision=True, include_comments=False, include_tables=False, prune_xpath=list(_HIDDEN)
    )
    return found.body if found else None


@cache
def _trafilatura() -> Any:  # noqa: ANN401 - a module
    """Load the page parser, which is heavy, and keep its log off the user's screen."""
    import trafilatura.metadata  # noqa: PLC0415 - only pages need it

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    return trafilatura


def _metadata(trafilatura: Any, tree: Any) -> Facts:  # noqa: ANN401 - a module, and lxml has no types
    title, address = _own_metadata(tree)
    found = trafilatura.metadata.extract_metadata(tree, date_config={"extensive_search": False, "original_date": True})
    published = parse_date(found.date or "")
    return Facts(
        title=canonical_line(title or found.title or "") or None,
        outlet=canonical_line(found.sitename or "") or None,
        author=_authors(canonical_line(found.author or "")) or None,
        published=published,
        url=address or found.url or None,
        origin="metadata" if published else None,
    )


def _authors(found: str) -> str:
    """Return the names without the days that stood beside them in a byline: "Ida Kolb; Friday"."""
    return "; ".join(name for name in found.split("; ") if not _DAY_WORDS.fullmatch(name))


def _own_metadata(tree: Any) -> tuple[str | None, str | None]:  # noqa: ANN401 - lxml has no types
    """Return the headline on which h1 and <title> agree, and the canonical address: sharper than those for sharing."""
    headlines = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    named = " ".join("".join(element.text_content() for element in tree.xpath("/html/head/title")).split())
    title = next((headline for headline in headlines if headline and named.startswith(headline)), None)
    addresses = [str(address) for address in tree.xpath("//link[@rel='canonical']/@href")]
    return title, addresses[0] if addresses else None


def _lines(body: Any) -> list[tuple[str, bool]]:  # noqa: ANN401 - lxml has no types
    """Return the lines of trafilatura's tree, each with whether it is a heading."""
    found: list[tuple[str, bool]] = []
    words: list[str] = []

    def close(*, heading: bool) -> None:
        found.extend((line, heading) for line in _clean("".join(words)))
        words.clear()

    def walk(element: Any, *, heading: bool) -> None:  # noqa: ANN401 - lxml has no types
        words.append(_flat(element.text))
        for child in element:
            if child.tag == "lb":
                words.append("\n")
            elif child.tag in _BLOCKS:
                close(heading=heading)
                walk(child, heading=child.tag == "head")
                close(heading=child.tag == "head")
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                walk(child, heading=heading)
            words.append(_flat(child.tail))

    if body is not None:
        walk(body, heading=False)  # libxml2 nests elements 256 deep at most, so this does not run away
        close(heading=False)
    return found


def _flat(text: str | None) -> str:
    """Return a text node in which a line end is the space that a browser shows."""
    return canonical(text or "").replace("\n", " ")


def _clean(words: str) -> list[str]:
    return [line for part in words.split("\n") if (line := " ".join(canonical(part).split()))]


def _page(lines: list[tuple[str, bool]], facts: Facts) -> Page:
    headings: list[Span] = []
    start = 0
    for line, is_heading in lines:
        if is_heading or line == facts.title:
            headings.append(Span(start, start + len(line)))
        start += len(line) + 1
    return Page("\n".join(line for line, _ in lines), tuple(headings), facts)
