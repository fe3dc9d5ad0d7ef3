"""Links between claims: they begin and end, they are never deleted."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.store.tables import ClaimLink


def add(session: Session, claim: int, other: int, kind: str, by: str, now: datetime) -> None:
    """Link a claim to another."""
    session.add(ClaimLink(claim_id=claim, other_id=other, kind=kind, by=by, at=now))


def end(session: Session, claim: int, now: datetime) -> None:
    """End every running link that starts at a claim."""
    query = select(ClaimLink).where(ClaimLink.claim_id == claim, ClaimLink.ended_at.is_(None))
    for link in session.scalars(query):
        link.ended_at = now
