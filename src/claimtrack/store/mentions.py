"""Occurrences of claims."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from claimtrack.domain.span import Span
from claimtrack.domain.states import Resolution, State
from claimtrack.store.batches import batches
from claimtrack.store.tables import ArticleVersion, Claim, Mention


def next_ordinals(session: Session, claim_ids: Iterable[int]) -> dict[int, int]:
    """Return the numbers of several claims' next mentions."""
    found: dict[int, int] = {}
    for batch in batches(claim_ids):
        query = select(Mention.claim_id, func.max(Mention.ordinal)).where(Mention.claim_id.in_(batch))
        found |= {number: last + 1 for number, last in session.execute(query.group_by(Mention.claim_id))}
    return found


def claims_in(session: Session, article_id: int) -> dict[int, int]:
    """Return the ids of all claims that some version of an article has, each with the id of the newest that does."""
    query = (
        select(Mention.claim_id, func.max(Mention.version_id))
        .join(ArticleVersion, ArticleVersion.id == Mention.version_id)
        .where(ArticleVersion.article_id == article_id)
        .group_by(Mention.claim_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def places_in(session: Session, version_ids: Iterable[int]) -> dict[int, list[tuple[int, Span]]]:
    """Return for several versions of articles which claims they say, and where; closed ones only if duplicates."""
    found: dict[int, list[tuple[int, Span]]] = defaultdict(list)
    followed = or_(Claim.state != State.CLOSED, Claim.resolution == Resolution.DUPLICATE)
    for batch in batches(sorted(set(version_ids))):
        query = select(Mention).join(Claim, Claim.id == Mention.claim_id).where(Mention.version_id.in_(batch), followed)
        for mention in session.scalars(query):
            found[mention.version_id].append((mention.claim_id, Span(mention.start, mention.end)))
    return found
