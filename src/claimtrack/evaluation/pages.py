"""The article out of a web page: its text, and the lines of it that may claim something."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from claimtrack.domain.article import Article, LineKind
from claimtrack.errors import UnreadableError
from claimtrack.evaluation.counting import Balance, Counts, Measure, Share, Tally, figures
from claimtrack.evaluation.outcome import Evaluation, Watch, told, unwatched
from claimtrack.evaluation.rows import Row, find_rows, read_rows, some
from claimtrack.evaluation.sentences import split
from claimtrack.extraction.lines import label_lines
from claimtrack.reading import canonical, read

SHINGLE = 4
"""Words of a shingle, as in the benchmark of article-extraction tools by Scrapinghub."""
ENOUGH = 0.5
"""Share of a line's shingles that have to be in the other text for the line to count as there."""

_PRECISION = Share("article.precision", "shingles: precision", "precision", "pages")
_RECALL = Share("article.recall", "shingles: recall", "recall", "pages")
_PRECISION_READ = Share("article.read.precision", "of pages read: precision", "read precision", "read pages")
_RECALL_READ = Share("article.read.recall", "of pages read: recall", "read recall", "read pages")
MEASURES: tuple[Measure, ...] = (
    _PRECISION,
    _RECALL,
    Balance("article.f1", "shingles: F1", _PRECISION, _RECALL),
    _PRECISION_READ,
    _RECALL_READ,
    Balance("article.read.f1", "of pages read: F1", _PRECISION_READ, _RECALL_READ),
    Share("article.claimable_boilerplate", "claimable lines that are boilerplate", "stray", "claimable"),
    Share("article.sentences_lost", "body sentences not claimable", "read lost", "read sentences"),
    Share("article.refused", "pages refused", "refused", "pages"),
)

Shingles = Counter[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page's markup, its address, and the text of its article."""

    id: str
    html: str
    url: str | None
    body: str


def row_of(row: Row) -> PageRow:
    """Return the page of one row: html, articleBody and, where there is one, url."""
    html, body = row["html"], row["articleBody"]
    if not isinstance(html, str) or not isinstance(body, str):
        message = "its html or articleBody is no string"
        raise TypeError(message)
    return PageRow(str(row["id"]), html, row.get("url"), body)


def shingles(text: str) -> Shingles:
    """Return how often each run of four words is in a text; a shorter text is one run."""
    words = re.findall(r"\w+", text)
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def counts(text: str, body: str, claimable: Iterable[str]) -> Tally:
    """Return the counts of one page: its text and its claimable lines against the body as annotated."""
    mine, gold = shingles(text), shingles(body)
    lines = list(claimable)
    kept = shingles("\n".join(lines))
    tally = Tally()
    if mine or gold:
        shared = (mine & gold).total()
        tally.add(
            {
                "pages": 1,
                "precision": shared / max(mine.total(), 1),
                "recall": shared / max(gold.total(), 1),
            }
        )
    sentences = [span.of(body) for span in split(body)]
    tally.add(
        {
            "claimable": len(lines),
            "stray": sum(not _is_in(line, gold, body) for line in lines),
            "sentences": len(sentences),
            "lost": sum(not _is_in(sentence, kept, "\n".join(lines)) for sentence in sentences),
        }
    )
    return tally


def _is_in(part: str, whole: Shingles, text: str) -> bool:
    """Tell whether at least half of a part's shingles are in the whole; of a short part, all of its words in a row."""
    found = shingles(part)
    if not found:
        return True
    if len(next(iter(found))) < SHINGLE:
        return " ".join(re.findall(r"\w+", part)) in " ".join(re.findall(r"\w+", text))
    return (found & whole).total() >= ENOUGH * found.total()


def claimable_lines(article: Article) -> list[str]:
    """Return the lines of an article that may claim something."""
    return [line.span.of(article.text) for line in label_lines(article) if line.kind is LineKind.BODY]


def evaluate_pages(path: Path, watch: Watch = unwatched) -> Evaluation:
    """Read every page of a set and count; a page that is refused has no text.

    Raises:
        NotFoundError, InvalidDataError: there are no such data, or not of this form.
    """
    units: list[Counts] = []
    refused: list[UnreadableError] = []
    for row in watch(read_rows(find_rows(path), row_of), None):
        body = canonical(row.body)
        try:
            article = read(row.html.encode("utf-8", "replace"), source=row.id, format="html")
        except UnreadableError as error:
            refused.append(error)
            units.append({**counts("", body, []), "refused": 1})
        else:
            unit = counts(article.text, body, claimable_lines(article))
            units.append(unit | {f"read {name}": number for name, number in unit.items()})
    return Evaluation(
        "article", "page", len(some(units, path)), figures(units, MEASURES), "page reader", told(refused, "page")
    )
