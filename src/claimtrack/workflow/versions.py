"""A new version of an article: claims that are still in it stay, claims that are gone are asked about."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.domain.article import Article
from claimtrack.domain.claim import ExtractedClaim, Extraction
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import Cause, ItemState
from claimtrack.domain.span import Quote
from claimtrack.domain.states import State
from claimtrack.matching import fingerprint, normalized
from claimtrack.store import claims, mentions
from claimtrack.store.tables import ArticleVersion, Claim, RevisitItem
from claimtrack.workflow import review
from claimtrack.workflow.act import Act
from claimtrack.workflow.claims import add_mention


@dataclass(frozen=True, slots=True)
class Kept:
    """Claims found again in the new version, and the items about those that are gone."""

    mentions: tuple[tuple[int, Quote], ...] = ()
    items: tuple[RevisitItem, ...] = ()


def carry_over(
    session: Session,
    article: Article,
    version: ArticleVersion,
    before: ArticleVersion | None,
    extraction: Extraction,
    act: Act,
) -> tuple[tuple[ExtractedClaim, ...], Kept]:
    """Return the claims that the new version adds, and what became of those the article had.

    A claim that was rejected before is not proposed again while its words stay the same.
    """
    if before is None:
        return extraction.claims, Kept()
    known: dict[str, Claim] = {}
    fresh: list[ExtractedClaim] = []
    kept: list[tuple[int, Quote]] = []
    for claim in claims.claims_of_article(session, version.article_id):
        known.setdefault(claim.fingerprint, claim)
    for found in extraction.claims:
        same = known.get(fingerprint(found.quote.text))
        if same is None:
            fresh.append(found)
        elif same.state is not State.CLOSED and same.id not in {number for number, _ in kept}:
            add_mention(session, same.id, version, found, article.text, mentions.next_ordinal(session, same.id), act)
            kept.append((same.id, found.quote))
    gone = _gone(session, article, known.values(), {number for number, _ in kept}, version, act)
    return tuple(fresh), Kept(tuple(kept), gone)


def _gone(
    session: Session,
    article: Article,
    known: Iterable[Claim],
    kept: set[int],
    version: ArticleVersion,
    act: Act,
) -> tuple[RevisitItem, ...]:
    now = normalized(article.text)
    rows = [claim for claim in known if claim.state is not State.CLOSED and claim.id not in kept]
    quotes = claims.quotes_of(session, [claim.id for claim in rows])
    items = []
    for claim in rows:
        if (quote := quotes.get(claim.id)) is None or normalized(quote) in now:
            continue
        item = RevisitItem(
            claim_id=claim.id,
            cause=Cause.SOURCE_CORRECTION,
            version_id=version.id,
            why=[{"kind": "words", "old": quote}],
            state=ItemState.OPEN,
            created_at=act.now,
        )
        session.add(item)
        session.flush()  # the history names the item's id
        review.note_event(
            session,
            claim,
            "ask",
            act.by_machine(),
            item=public_id(Kind.ITEM, item.id),
            cause=Cause.SOURCE_CORRECTION.value,
        )
        items.append(item)
    return tuple(items)
