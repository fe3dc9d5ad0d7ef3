"""Which passages of a new article may change what is held of tracked claims: comparing, nothing is written here."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from claimtrack.domain.article import Article, LineKind
from claimtrack.domain.claim import ExtractedClaim, Extraction, Modality
from claimtrack.domain.span import Quote, Span
from claimtrack.domain.states import State
from claimtrack.matching import (
    MatchPolicy,
    Pair,
    Statement,
    affinity,
    choose_terms,
    compare,
    fingerprint,
    idf,
    names_of,
)
from claimtrack.store import postings, revisits, tracked
from claimtrack.store.tables import Claim
from claimtrack.workflow.index import headline_of
from claimtrack.workflow.repeats import Said
from claimtrack.workflow.statements import of_claim, when

MAX_PASSAGES = 1_000
"""Sentences of one article that are compared; a news story has some forty."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the new article as it is compared, and the fingerprint by which it is known again."""

    quote: Quote
    statement: Statement
    fingerprint: str


def passages(article: Article, extraction: Extraction) -> tuple[list[Passage], int]:
    """Return the sentences of the body to compare, and how many are left out because there are too many."""
    body = sorted(line.span for line in extraction.lines if line.kind is LineKind.BODY)
    sentences = [span for span in extraction.sentences if _lies_in(body, span)]
    found: list[Passage] = []
    headline, before = headline_of(article, extraction.lines) or "", ""
    inside = _by_sentence(sentences, extraction.claims)
    for span in sentences[:MAX_PASSAGES]:
        quote = Quote.cut(article.text, span.start, span.end)
        statement = _statement(article, extraction, quote, inside.get(span, []), f"{headline}\n{before}")
        found.append(Passage(quote, statement, fingerprint(quote.text)))
        before = quote.text
    return found, len(sentences) - len(found)


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


def _statement(
    article: Article, extraction: Extraction, quote: Quote, inside: Sequence[ExtractedClaim], context: str
) -> Statement:
    said = [claim.attribution for claim in inside if claim.attribution]
    names = (one.normalized or (one.source.text if one.source else None) for one in said)
    return Statement(
        text=quote.text,
        context=context,
        speaker=next(names, None),
        published=article.published,
        # The day on which somebody spoke, and that of a dateline, are not what the claims are about.
        times=when(extraction.times[at] for claim in inside for at in claim.times)
        or when(time for time in extraction.times if quote.contains(time.quote)),
        modality=inside[0].modality if len(inside) == 1 else Modality.REPORTED,
    )


def compare_all(
    session: Session, own: int, found: Sequence[Passage], told: Iterable[Said], policy: MatchPolicy
) -> list[Pair[Passage]]:
    """Return each passage with each tracked claim that it may have to do with, but for what was asked before.

    `own` is the article's number: its own claims are left out. So is what `told` says again word for word.
    """
    total, _ = postings.statistics(session)
    known = postings.term_ids(session, {term for passage in found for term in passage.statement.stems})
    ranked = [(passage, _search(session, passage, known, total, policy)) for passage in found]
    rows = tracked.get_claims(session, {number for _, best in ranked for number, _ in best})
    quotes = tracked.quotes_of(session, rows)
    statements = {
        number: of_claim(claim, quotes.get(number, claim.text))
        for number, claim in rows.items()
        if claim.article_id != own and claim.state is not State.CLOSED
    }
    stories = _stories(found, statements, rows)
    weight = partial(_idf, _document_frequencies(session, statements.values(), known), total)
    asked = revisits.asked_before(session, (passage.fingerprint for passage in found))
    places = defaultdict(list)
    for number, quote in told:
        places[number].append(quote)
    pairs = []
    for passage, best in ranked:
        for number, score in best:
            key = (number, passage.fingerprint)
            if number not in statements or key in asked or any(map(passage.quote.contains, places[number])):
                continue
            asked.add(key)  # the same sentence may stand twice in one article
            comparison = compare(
                passage.statement,
                statements[number],
                bm25=score,
                best_bm25=best[0][1],
                idf=weight,
                story=stories[_teller(rows[number])],
            )
            pairs.append(Pair(passage, number, comparison))
    return pairs


def _stories(
    found: Sequence[Passage], statements: Mapping[int, Statement], rows: Mapping[int, Claim]
) -> dict[int, float]:
    """Return how far the article tells the story of each one whose claims came up, by the names in those claims."""
    told: dict[int, list[Statement]] = defaultdict(list)
    for number, statement in statements.items():
        told[_teller(rows[number])].append(statement)
    names = names_of(passage.statement for passage in found)
    return affinity(names, {teller: names_of(of_one) for teller, of_one in told.items()})


def _teller(claim: Claim) -> int:
    """Return a number for the article that a claim is from; one added by hand stands for itself."""
    return claim.article_id or -claim.id


def _search(
    session: Session, passage: Passage, known: Mapping[str, tuple[int, int]], total: int, policy: MatchPolicy
) -> list[tuple[int, float]]:
    counts = {term: known[term][1] for term in passage.statement.stems if term in known}
    chosen = choose_terms(counts, total, policy.budget)
    return postings.search(session, {known[term][0]: value for term, value in chosen.items()}, policy.candidates)


def _document_frequencies(
    session: Session, statements: Iterable[Statement], known: Mapping[str, tuple[int, int]]
) -> dict[str, int]:
    counts = {term: df for term, (_, df) in known.items()}
    missing = {term for statement in statements for term in statement.stems} - counts.keys()
    return counts | {term: df for term, (_, df) in postings.term_ids(session, missing).items()}


def _idf(counts: Mapping[str, int], total: int, term: str) -> float:
    return idf(total, counts.get(term, 0))
