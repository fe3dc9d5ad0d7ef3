"""An article that its page keeps in several boxes, of which trafilatura takes the first. No text is read here."""

import copy
import re
from collections.abc import Iterator
from typing import Any

ENOUGH_WORDS = 200
"""Words in the paragraphs of an article from which on it is worth asking whether they were all found."""
FOUND_SHARE = 0.85
"""Share of them under which pieces are missing. Of 77 news pages one lacked half; above 0.9, furniture comes in."""

_BLOCKS = frozenset({"p", "h2", "h3", "h4", "ul", "ol", "blockquote"})
_ASIDE = frozenset({"nav", "footer", "aside", "header", "form", "figure", "figcaption", "button", "table"})
_ASIDE_NAMES = re.compile(
    r"comment|related|recirc|promo|share|social|newsletter|subscri|sidebar|footer|byline|advert|cookie|modal|popup",
    re.IGNORECASE,
)
_PARAGRAPH_WORDS = 8


def in_one_piece(tree: Any, found: str, hidden: tuple[str, ...]) -> Any | None:  # noqa: ANN401 - lxml has no types
    """Return the page's one article with its blocks in a row, when most of its paragraphs are not in `found`.

    None when the page has no article or several, and when what was found is enough. `hidden` are XPaths of what no
    reader sees. `tree` stays as it is.
    """
    articles = tree.xpath("//article[not(ancestor::article)]")
    if len(articles) != 1:
        return None
    unseen = {element for path in hidden for element in articles[0].xpath(f".{path}")}
    blocks = list(_blocks(articles[0], unseen))
    paragraphs = [" ".join(block.text_content().split()) for block in blocks if block.tag == "p"]
    sizes = [(len(words), text) for text in paragraphs if len(words := text.split()) >= _PARAGRAPH_WORDS]
    total = sum(size for size, _ in sizes)
    there = "".join(found.split())
    if total < ENOUGH_WORDS or sum(size for size, text in sizes if _start(text) in there) >= FOUND_SHARE * total:
        return None
    page = articles[0].makeelement("html")
    into = _child(_child(page, "body"), "article")
    into.extend(copy.deepcopy(block) for block in blocks)
    return page


def _start(text: str) -> str:
    return "".join(text.split())[:40]


def _child(parent: Any, tag: str) -> Any:  # noqa: ANN401 - lxml has no types
    child = parent.makeelement(tag)
    parent.append(child)
    return child


def _blocks(element: Any, unseen: set[Any]) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    """Yield the outermost paragraphs, headings, lists and quotations that are no furniture."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _ASIDE or child in unseen:
            continue
        if _ASIDE_NAMES.search(f"{child.get('class') or ''} {child.get('id') or ''}"):
            continue
        if child.tag in _BLOCKS:
            yield child
        else:
            yield from _blocks(child, unseen)
