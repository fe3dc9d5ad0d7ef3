"""Occurrences of claims."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from claimtrack.store.tables import Mention


def next_ordinal(session: Session, claim_id: int) -> int:
    """Return the number of a claim's next mention."""
    return (session.scalar(select(func.max(Mention.ordinal)).where(Mention.claim_id == claim_id)) or 0) + 1


def next_ordinals(session: Session, claim_ids: Iterable[int]) -> dict[int, int]:
    """Return the numbers of several claims' next mentions."""
    query = (
        select(Mention.claim_id, func.max(Mention.ordinal))
        .where(Mention.claim_id.in_(list(claim_ids)))
        .group_by(Mention.claim_id)
    )
    return {number: last + 1 for number, last in session.execute(query)}
