"""Occurrences of claims."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from claimtrack.store.batches import batches
from claimtrack.store.tables import ArticleVersion, Mention


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
