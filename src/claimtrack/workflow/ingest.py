"""Taking an article in: once, with its claims, its echoes of older claims, and what it makes us look at again."""

from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy.orm import Session

from claimtrack.domain.article import Article
from claimtrack.domain.claim import Extraction
from claimtrack.domain.history import HistoryEvent
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.span import Quote
from claimtrack.store import articles, history
from claimtrack.store.tables import ArticleVersion
from claimtrack.workflow import claims, echoes, versions
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk

Status = Literal["new", "unchanged", "new_version", "refused"]


@dataclass(frozen=True, slots=True)
class MentionOf:
    """A tracked claim said again, and where."""

    claim: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one source.

    `touched` are the claims of the items in `revisit`; `below` counts the matches that lie under the floor.
    """

    source: str
    status: Status
    reason: str | None = None
    id: str | None = None
    claims: tuple[str, ...] = ()
    mentions: tuple[MentionOf, ...] = ()
    revisit: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    below: int = 0
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
        "below": result.below,
        "set_aside": result.set_aside,
        "warnings": list(result.warnings),
    }


def refused(source: str, why: str) -> Ingested:
    """Return the outcome of a source that cannot be read."""
    return Ingested(source=source, status="refused", reason=why)


def find_unchanged(session: Session, article: Article) -> Ingested | None:
    """Return the outcome of an article that is here already with this very text."""
    known = articles.find_by_text(session, article.sha256, article.url)
    if known is None:
        return None
    name = public_id(Kind.ARTICLE, known.article_id)
    return Ingested(source=article.source, status="unchanged", id=name, warnings=article.warnings)


def take_in(session: Session, article: Article, extraction: Extraction, act: Act, desk: Desk) -> Ingested:
    """Store an article, propose its new claims, note echoes of older ones, and raise revisit items.

    The same text again adds nothing; the same address with another text becomes a new version.
    """
    if known := find_unchanged(session, article):
        return known
    stored = articles.find_by_url(session, article.url) if article.url else None
    before = articles.newest_version(session, stored.id) if stored else None
    if stored is None:
        stored = articles.add_article(session, article, act.now)
    number = before.number + 1 if before else 1
    version = articles.add_version(session, stored, article, extraction, number, act.now)
    fresh, kept = versions.carry_over(session, article, version, before, extraction, act)
    found = echoes.find(session, article, version, extraction, fresh, act, desk)
    fresh = tuple(claim for claim in fresh if claim.quote.span not in found.said_again)
    proposed = claims.propose(session, article, version, extraction, fresh, act)
    version.below_floor = found.below
    ids = tuple(public_id(Kind.CLAIM, row.id) for row in proposed)
    mentions = tuple(
        MentionOf(public_id(Kind.CLAIM, claim), quote) for claim, quote in (*kept.mentions, *found.mentions)
    )
    items = (*kept.items, *found.items)
    _note(session, article, version, act, claims=list(ids), mentions=[mention.claim for mention in mentions])
    return Ingested(
        source=article.source,
        status="new_version" if before else "new",
        id=public_id(Kind.ARTICLE, version.article_id),
        claims=ids,
        mentions=mentions,
        revisit=tuple(public_id(Kind.ITEM, item.id) for item in items),
        touched=tuple(dict.fromkeys(public_id(Kind.CLAIM, item.claim_id) for item in items)),
        below=found.below,
        set_aside=len(extraction.rejected),
        warnings=(*article.warnings, *extraction.warnings),
    )


def _note(session: Session, article: Article, version: ArticleVersion, act: Act, **details: list[str]) -> None:
    history.record(
        session,
        HistoryEvent(
            stream=public_id(Kind.ARTICLE, version.article_id),
            event="ingest",
            by=act.by,
            at=act.now,
            version=version.number,
            details={
                "source": article.source,
                "sha256": article.sha256,
                "raw_sha256": article.raw_sha256,
                "extractor": version.extractor,
                "extractor_version": version.extractor_version,
                **({"url": article.url} if article.url else {}),
                **details,
            },
        ),
    )
