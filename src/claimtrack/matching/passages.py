"""The sentences of a new article as they are compared with tracked claims."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimtrack.domain.article import Article, Line, LineKind
from claimtrack.domain.claim import ExtractedClaim, Extraction
from claimtrack.domain.due import Timex
from claimtrack.domain.span import Quote, Span
from claimtrack.matching.analysis import fingerprint
from claimtrack.matching.dates import When
from claimtrack.matching.statement import Statement

MAX_PASSAGES = 1_000
"""Sentences of one article that are compared; a news story has some forty."""

MAX_SENTENCE = 2_000
"""Code points of a sentence that are compared; in news it has some two hundred."""

_QUESTION = ("?", "?”", '?"', "?’", "?'")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the new article as it is compared, and the fingerprint by which it is known again.

    `readings` are the claims found in it, each as a statement of its own: what a long sentence says besides does not
    count against them.
    """

    quote: Quote
    statement: Statement
    fingerprint: str
    readings: tuple[Statement, ...] = ()


def headline_of(article: Article, lines: Sequence[Line]) -> str | None:
    """Return the article's headline: its title, else the first line if that is a heading."""
    if article.title or not lines or lines[0].kind is not LineKind.HEADING:
        return article.title
    return lines[0].span.of(article.text).strip()


def when(times: Iterable[Timex]) -> tuple[When, ...]:
    """Return time expressions as a comparison reads them."""
    return tuple(When(time.quote.text, time.earliest, time.latest, time.value) for time in times)


def speaker_of(claim: ExtractedClaim) -> str | None:
    """Return who says a claim, in full where the article tells."""
    said = claim.attribution
    return (said.normalized or (said.source.text if said.source else None)) if said else None


def passages(article: Article, extraction: Extraction) -> tuple[list[Passage], int]:
    """Return the sentences of the body to compare, and how many are left out because there are too many.

    A question tells nothing, so it is none of them.
    """
    body = sorted(line.span for line in extraction.lines if line.kind is LineKind.BODY)
    sentences = [span for span in extraction.sentences if _lies_in(body, span)]
    found: list[Passage] = []
    headline, before = headline_of(article, extraction.lines) or "", ""
    inside, times = _by_sentence(sentences, extraction.claims), _times_by_sentence(sentences, extraction.times)
    for span in sentences[:MAX_PASSAGES]:
        quote = Quote.cut(article.text, span.start, span.end)
        context, before = f"{headline}\n{before}", quote.text[:MAX_SENTENCE]
        if quote.text.rstrip().endswith(_QUESTION):
            continue
        claims = inside.get(span, [])
        statement = _statement(article, extraction, quote, claims, times.get(span, []), context)
        around = f"{context}\n{before}"
        readings = tuple(statement_of(claim, extraction, article, around) for claim in claims)
        found.append(Passage(quote, statement, fingerprint(quote.text), readings))
    return found, max(0, len(sentences) - MAX_PASSAGES)


def _lies_in(lines: Sequence[Span], span: Span) -> bool:
    at = bisect_right(lines, span.start, key=lambda line: line.start) - 1
    return at >= 0 and lines[at].contains(span)


def _by_sentence(sentences: Sequence[Span], claims: Iterable[ExtractedClaim]) -> dict[Span, list[ExtractedClaim]]:
    ordered, found = sorted(sentences), defaultdict(list)
    for claim in claims:
        at = max(0, bisect_right(ordered, claim.quote.start, key=lambda span: span.start) - 1)
        while at < len(ordered) and ordered[at].start < claim.quote.end:
            if ordered[at].overlaps(claim.quote):
                found[ordered[at]].append(claim)
            at += 1
    return found


def _times_by_sentence(sentences: Sequence[Span], times: Iterable[Timex]) -> dict[Span, list[Timex]]:
    ordered, found = sorted(sentences), defaultdict(list)
    for time in times:
        at = bisect_right(ordered, time.quote.start, key=lambda span: span.start) - 1
        if at >= 0 and ordered[at].contains(time.quote):
            found[ordered[at]].append(time)
    return found


def _statement(
    article: Article,
    extraction: Extraction,
    quote: Quote,
    inside: Sequence[ExtractedClaim],
    times: Iterable[Timex],
    context: str,
) -> Statement:
    return Statement(
        text=quote.text,
        context=context,
        speaker=next(filter(None, map(speaker_of, inside)), None),
        published=article.published,
        # The day on which somebody spoke, and that of a dateline, are not what the claims are about.
        times=when(extraction.times[at] for claim in inside for at in claim.times) or when(times),
        modality=inside[0].modality if len(inside) == 1 else None,
        wording="\n".join(claim.text for claim in inside),
        limit=MAX_SENTENCE,
    )


def statement_of(claim: ExtractedClaim, extraction: Extraction, article: Article, context: str = "") -> Statement:
    """Return a claim that was found in an article, as it is compared."""
    return Statement(
        text=claim.quote.text,
        context=context,
        speaker=speaker_of(claim),
        published=article.published,
        times=when(extraction.times[at] for at in claim.times),
        polarity=claim.polarity,
        modality=claim.modality,
        wording=claim.text,
        limit=MAX_SENTENCE,
    )
