"""Taking an article in: once, with its claims, its echoes of older claims, and what it makes us look at again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy.orm import Session

from claimtrack.domain.article import Article
from claimtrack.domain.claim import ExtractedClaim, Extraction
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.narrowing import Narrowing
from claimtrack.domain.span import Quote
from claimtrack.domain.topics import by_key
from claimtrack.domain.words import is_text
from claimtrack.errors import InvalidDataError, SpanMismatchError
from claimtrack.formats.documents import day
from claimtrack.store import articles, topics
from claimtrack.store.tables import ArticleVersion
from claimtrack.workflow import claims, duplicates, echoes, events, index, versions
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk

MAX_URL = 2_000
"""Bytes of the longest address; an index of PostgreSQL holds no more than some 2,700."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A new claim and a tracked one that says nearly the same."""

    claim: str
    other: str
    score: float


Status = Literal["new", "unchanged", "new_version", "refused"]


@dataclass(frozen=True, slots=True)
class MentionOf:
    """A tracked claim said again, and where."""

    claim: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one source.

    `touched` are the claims of the items in `revisit`; `below` counts the matches that are kept without asking,
    `left_out` the comparisons that are not kept, because they score still less, `filtered` the claims that
    would have been compared, had the desk's filters not left them out.
    """

    source: str
    status: Status
    reason: str | None = None
    id: str | None = None
    claims: tuple[str, ...] = ()
    mentions: tuple[MentionOf, ...] = ()
    revisit: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    alike: tuple[Alike, ...] = ()
    below: int = 0
    left_out: int = 0
    filtered: int = 0
    set_aside: int = 0
    warnings: tuple[str, ...] = field(default=())


def document(result: Ingested) -> dict[str, Any]:
    """Return the JSON document of one source."""
    return {
        "id": result.id,
        "source": result.source,
        "status": result.status,
        "reason": result.reason,
        "claims": list(result.claims),
        "mentions": [
            {
                "claim": mention.claim,
                "quote": {"start": mention.quote.start, "end": mention.quote.end, "text": mention.quote.text},
            }
            for mention in result.mentions
        ],
        "revisit": list(result.revisit),
        "touched": list(result.touched),
        "alike": [{"claim": pair.claim, "other": pair.other, "score": pair.score} for pair in result.alike],
        "below": result.below,
        "left_out": result.left_out,
        "filtered": result.filtered,
        "set_aside": result.set_aside,
        "warnings": list(result.warnings),
    }


def refused(source: str, why: str) -> Ingested:
    """Return the outcome of a source that cannot be read."""
    return Ingested(source=source, status="refused", reason=why)


def find_unchanged(session: Session, article: Article) -> Ingested | None:
    """Return the outcome of an article that cannot be kept, or is here already and reads so now; else None."""
    if why := _unfit(article):
        return refused(article.source, why)
    known = articles.find_same(session, article.sha256, article.url)
    if known is None:
        return None
    name = public_id(Kind.ARTICLE, known.id)
    version = articles.newest_version(session, known.id)
    differs = [
        what
        for what, given, kept in (
            ("date", article.published, version.published),
            ("address", article.url, known.url),
            ("outlet", article.outlet, known.outlet.name if known.outlet else None),
        )
        if given is not None and given != kept
    ]
    note = f"{name} is here already and stays as it is; this time it came with another {' and '.join(differs)}."
    notes = [note] if differs else []
    given = by_key(article.topics) if article.topics else {}
    if unfiled := given.keys() - (topics.of_article(session, known.id) if given else set()):
        names = ", ".join(given[key] for key in sorted(unfiled))
        notes.append(
            f"{name} is here already: {names} is given to none of its claims. Use: claimtrack edit C-7 --topic"
        )
    return Ingested(source=article.source, status="unchanged", id=name, warnings=(*article.warnings, *notes))


def take_in(session: Session, article: Article, extraction: Extraction, act: Act, desk: Desk) -> Ingested:
    """Store an article, propose its new claims, note echoes of older ones, and raise revisit items.

    The same text again adds nothing; the same address with another text becomes a new version.

    Raises:
        SpanMismatchError: the extractor marks what is not there.
    """
    check_places(article, extraction)
    articles.hold_intake(session)
    if known := find_unchanged(session, article):
        return known
    stored = articles.find_by_url(session, article.url) if article.url else None
    before = articles.newest_version(session, stored.id) if stored else None
    if stored is None:
        stored = articles.add_article(session, act.now, article.url)
    articles.learn_outlet(session, stored, article.outlet, act.now)
    number = before.number + 1 if before else 1
    version = articles.add_version(session, stored, article, extraction, number, act.now)
    fresh, kept = versions.carry_over(session, article, version, before, extraction, act)
    found = echoes.find(session, article, version, extraction, fresh, kept.mentions, act, desk)
    fresh = tuple(claim for claim in fresh if claim.quote.span not in found.said_again)
    proposed = claims.propose(session, article, version, extraction, fresh, act)
    pairs = duplicates.propose(session, proposed, act)
    version.below_floor = found.below
    items = (*kept.items, *found.items)
    result = Ingested(
        source=article.source,
        status="new_version" if before else "new",
        id=public_id(Kind.ARTICLE, version.article_id),
        claims=tuple(public_id(Kind.CLAIM, row.id) for row in proposed),
        mentions=tuple(
            MentionOf(public_id(Kind.CLAIM, claim), quote) for claim, quote in (*kept.mentions, *found.mentions)
        ),
        revisit=tuple(public_id(Kind.ITEM, item.id) for item in items),
        touched=tuple(dict.fromkeys(public_id(Kind.CLAIM, item.claim_id) for item in items)),
        alike=tuple(
            Alike(public_id(Kind.CLAIM, pair.claim_id), public_id(Kind.CLAIM, pair.older_id), pair.score)
            for pair in pairs
        ),
        below=found.below,
        left_out=found.left_out,
        filtered=found.filtered,
        set_aside=len(extraction.rejected),
        warnings=(*article.warnings, *extraction.warnings, *found.warnings, *index.warnings(session)),
    )
    _note(session, article, version, result, act, desk.narrowing)
    return result


def _unfit(article: Article) -> str | None:
    """Return why no database can keep the article, None when every one can."""
    words = (article.text, article.title, article.outlet, article.author, article.url, article.source, article.language)
    if not all(is_text(text) for text in words if text):
        return "it, or what is said about it, holds characters that are no text"
    if article.url and len(article.url.encode()) > MAX_URL:
        return f"its address is longer than {MAX_URL:,} bytes"
    try:
        by_key(article.topics)
    except InvalidDataError as error:
        return error.message
    return None


def check_places(article: Article, extraction: Extraction) -> None:
    """Refuse an extraction that quotes what the article has not, or has elsewhere.

    Raises:
        SpanMismatchError: a quote is not the text at its place.
    """
    said = [*extraction.attributions, *(claim.attribution for claim in extraction.claims if claim.attribution)]
    quotes = [
        *(quote for one in said for quote in (one.source, one.cue, one.content) if quote),
        *(time.quote for time in extraction.times),
        *(quote for claim in extraction.claims for quote in _quotes_of(claim)),
        *(item.quote for item in extraction.rejected),
    ]
    for quote in quotes:
        quote.check(article.text)
    for span in (*(line.span for line in extraction.lines), *extraction.sentences):
        if span.end > len(article.text):
            raise SpanMismatchError(span.start, span.end, "", span.of(article.text))


def _quotes_of(claim: ExtractedClaim) -> Iterator[Quote]:
    """Yield all that a claim quotes from the article."""
    yield from (claim.quote, *claim.hedges, *claim.negations, *claim.conditions, *claim.context)
    yield from (edit.source for edit in claim.edits if edit.source)
    if around := claim.needs_context:
        yield from (*around.words, *(quote for quote in (around.previous, around.heading) if quote))


def _note(
    session: Session, article: Article, version: ArticleVersion, result: Ingested, act: Act, wanted: Narrowing
) -> None:
    details = {
        "source": article.source,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "published": day(article.published),
        "published_from": article.published_from,
        "topics": list(article.topics) or None,
        "sha256": article.sha256,
        "raw_sha256": article.raw_sha256,
        "extractor": version.extractor,
        "extractor_version": version.extractor_version,
        "claims": list(result.claims),
        "mentions": [mention.claim for mention in result.mentions],
        "revisit": list(result.revisit),
        "alike": len(result.alike),
        "below": result.below,
        "left_out": result.left_out,
        "filtered": result.filtered or None,
        "compared_since": day(wanted.since(article.published)),
        "compared_by_topic": True if wanted.same_topic and article.topics else None,
        "compared_by_speaker": True if wanted.same_speaker else None,
        "set_aside": result.set_aside,
    }
    events.record(session, act, public_id(Kind.ARTICLE, version.article_id), "ingest", version.number, details)
