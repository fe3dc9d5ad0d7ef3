"""A new article against all tracked claims, settled ones too: said again, or worth looking at again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.domain.article import Article, LineKind
from claimtrack.domain.claim import ExtractedClaim, Extraction, Modality, Polarity
from claimtrack.domain.due import Timex
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import Cause, ItemState
from claimtrack.domain.span import Quote, Span
from claimtrack.formats.documents import reason
from claimtrack.matching import (
    ANALYSIS_VERSION,
    MatchPolicy,
    Pair,
    Statement,
    When,
    choose_terms,
    compare,
    fingerprint,
    idf,
    is_same_statement,
    select,
)
from claimtrack.store import claims, mentions, postings, revisits
from claimtrack.store.tables import ArticleVersion, Claim, RevisitItem
from claimtrack.workflow import review
from claimtrack.workflow.act import Act
from claimtrack.workflow.claims import add_mention
from claimtrack.workflow.desk import Desk
from claimtrack.workflow.index import context_of

MATCHER = f"bm25/{ANALYSIS_VERSION}"


@dataclass(frozen=True, slots=True)
class Echoes:
    """What an article has to do with older claims.

    `said_again` are the places of claims that are mentions of older ones, so that they are not proposed once more.
    """

    mentions: tuple[tuple[int, Quote], ...]
    items: tuple[RevisitItem, ...]
    below: int
    said_again: frozenset[Span]


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence of the new article as it is compared, and the claims found in it."""

    quote: Quote
    statement: Statement
    claims: tuple[ExtractedClaim, ...]


def find(
    session: Session,
    article: Article,
    version: ArticleVersion,
    extraction: Extraction,
    fresh: Sequence[ExtractedClaim],
    act: Act,
    desk: Desk,
) -> Echoes:
    """Note what is said again word for word, and open items for what is related; no claim is changed."""
    again = _said_again(session, article, version, extraction, fresh, act)
    passages = _passages(article, extraction)
    pairs = _pairs(session, version.article_id, passages, desk.matching)
    told = {(claim, quote.span) for claim, quote in again}
    pairs = [
        pair
        for pair in pairs
        if not any(claim == pair.claim and pair.passage.quote.contains(span) for claim, span in told)
    ]
    chosen = select(_not_asked(session, pairs), desk.matching)
    items = [_item(session, pair, version, act, ItemState.OPEN) for pair in chosen.items]
    below = [_item(session, pair, version, act, ItemState.BELOW) for pair in chosen.below]
    _note(session, items, version, act)
    return Echoes(
        mentions=tuple(again),
        items=tuple(items),
        below=len(below),
        said_again=frozenset(quote.span for _, quote in again),
    )


# --- said again -------------------------------------------------------------------------------------------


def _when(times: Iterable[Timex]) -> tuple[When, ...]:
    return tuple(When(time.quote.text, time.earliest, time.latest, time.value) for time in times)


def _of_claim(claim: Claim, text: str) -> Statement:
    return Statement(
        text=text,
        context=context_of(claim),
        speaker=claim.speaker,
        published=claim.published,
        times=tuple(_stored_when(time) for time in claim.times),
        polarity=claim.polarity,
        modality=claim.modality,
    )


def _stored_when(time: Mapping[str, Any]) -> When:
    earliest, latest = (date.fromisoformat(time[key]) if time.get(key) else None for key in ("earliest", "latest"))
    return When(time["text"], earliest, latest, time.get("value", ""))


def _said_again(
    session: Session,
    article: Article,
    version: ArticleVersion,
    extraction: Extraction,
    fresh: Sequence[ExtractedClaim],
    act: Act,
) -> list[tuple[int, Quote]]:
    prints = {claim.quote.span: fingerprint(claim.quote.text) for claim in fresh}
    known = claims.find_by_fingerprint(session, prints.values())
    quotes = claims.quotes_of(session, [claim.id for same in known.values() for claim in same])
    ordinals = mentions.next_ordinals(session, quotes)
    found: list[tuple[int, Quote]] = []
    for claim in fresh:
        said = Statement(
            claim.quote.text,
            times=_when(extraction.times[at] for at in claim.times),
            polarity=claim.polarity,
            published=article.published,
        )
        for old in known.get(prints[claim.quote.span], ()):
            if not is_same_statement(said, _of_claim(old, quotes.get(old.id, old.text))):
                continue
            add_mention(session, old.id, version, claim, article.text, ordinals.get(old.id, 1), act)
            ordinals[old.id] = ordinals.get(old.id, 1) + 1
            review.note_event(
                session,
                old,
                "mention",
                act.by_machine(),
                article=public_id(Kind.ARTICLE, version.article_id),
                quote={"start": claim.quote.start, "end": claim.quote.end, "text": claim.quote.text},
            )
            found.append((old.id, claim.quote))
            break
    return found


# --- related ----------------------------------------------------------------------------------------------


def _passages(article: Article, extraction: Extraction) -> list[_Passage]:
    body = [line.span for line in extraction.lines if line.kind is LineKind.BODY]
    found = []
    before = ""
    for span in extraction.sentences:
        if not any(line.contains(span) for line in body):
            continue
        inside = tuple(claim for claim in extraction.claims if span.overlaps(claim.quote))
        quote = Quote.cut(article.text, span.start, span.end)
        speakers = [claim.attribution for claim in inside if claim.attribution]
        speaker = next((said.normalized or (said.source.text if said.source else None) for said in speakers), None)
        statement = Statement(
            text=quote.text,
            context=f"{article.title or ''}\n{before}",
            speaker=speaker,
            published=article.published,
            times=_when(time for time in extraction.times if span.contains(time.quote)),
            polarity=Polarity.DENIED
            if inside and all(claim.polarity is Polarity.DENIED for claim in inside)
            else Polarity.AS_QUOTED,
            modality=inside[0].modality if len(inside) == 1 else Modality.REPORTED,
        )
        found.append(_Passage(quote, statement, inside))
        before = quote.text
    return found


def _pairs(session: Session, own: int, passages: Sequence[_Passage], policy: MatchPolicy) -> list[Pair[_Passage]]:
    total, _ = postings.statistics(session)
    asked = {term for passage in passages for term in passage.statement.stems}
    known = postings.term_ids(session, asked)
    found: list[tuple[_Passage, list[tuple[int, float]]]] = []
    for passage in passages:
        counts = {term: known[term][1] for term in passage.statement.stems if term in known}
        chosen = choose_terms(counts, total, policy.budget)
        ids = {known[term][0]: value for term, value in chosen.items()}
        found.append((passage, postings.search(session, ids, policy.candidates)))
    rows = claims.get_claims(session, {number for _, ranked in found for number, _ in ranked})
    quotes = claims.quotes_of(session, rows)
    rows = {number: claim for number, claim in rows.items() if claim.article_id != own}
    statements = {number: _of_claim(claim, quotes.get(number, claim.text)) for number, claim in rows.items()}
    counts_of = _document_frequencies(session, statements.values(), known)
    weight = partial(_idf, counts_of, total)
    return [
        Pair(
            passage,
            number,
            compare(passage.statement, statements[number], bm25=score, best_bm25=ranked[0][1], idf=weight),
        )
        for passage, ranked in found
        for number, score in ranked
        if number in statements
    ]


def _document_frequencies(
    session: Session, statements: Iterable[Statement], known: Mapping[str, tuple[int, int]]
) -> dict[str, int]:
    counts = {term: df for term, (_, df) in known.items()}
    missing = {term for statement in statements for term in statement.stems} - counts.keys()
    return counts | {term: df for term, (_, df) in postings.term_ids(session, missing).items()}


def _idf(counts: Mapping[str, int], total: int, term: str) -> float:
    return idf(total, counts.get(term, 0))


def _not_asked(session: Session, pairs: Sequence[Pair[_Passage]]) -> list[Pair[_Passage]]:
    """Leave out what was asked before, and the same sentence standing twice in one article."""
    prints = {pair.passage.quote.text: fingerprint(pair.passage.quote.text) for pair in pairs}
    asked = revisits.asked_before(session, {pair.claim for pair in pairs}, prints.values())
    left = []
    for pair in pairs:
        key = (pair.claim, prints[pair.passage.quote.text])
        if key not in asked:
            asked.add(key)
            left.append(pair)
    return left


def _item(session: Session, pair: Pair[_Passage], version: ArticleVersion, act: Act, state: ItemState) -> RevisitItem:
    quote, comparison = pair.passage.quote, pair.comparison
    item = RevisitItem(
        claim_id=pair.claim,
        cause=Cause.NEW_ARTICLE,
        version_id=version.id,
        start=quote.start,
        end=quote.end,
        passage=quote.text,
        passage_fingerprint=fingerprint(quote.text),
        relation=comparison.relation,
        score=comparison.score,
        why=[reason(item) for item in comparison.why],
        matcher=MATCHER,
        state=state,
        created_at=act.now,
    )
    session.add(item)
    return item


def _note(session: Session, items: Sequence[RevisitItem], version: ArticleVersion, act: Act) -> None:
    """Record one event for each claim that is touched, with all its items."""
    session.flush()  # the history names the items' ids
    by_claim: dict[int, list[RevisitItem]] = defaultdict(list)
    for item in items:
        by_claim[item.claim_id].append(item)
    rows = claims.get_claims(session, by_claim)
    for number, found in sorted(by_claim.items()):
        review.note_event(
            session,
            rows[number],
            "ask",
            act.by_machine(),
            cause=Cause.NEW_ARTICLE.value,
            article=public_id(Kind.ARTICLE, version.article_id),
            items=[public_id(Kind.ITEM, item.id) for item in found],
        )
