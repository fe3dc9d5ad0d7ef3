"""Links between claims: they begin and end, they are never deleted."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from claimtrack.domain.links import RESTS, LinkKind
from claimtrack.domain.states import Resolution
from claimtrack.store import duplicates
from claimtrack.store.batches import batches
from claimtrack.store.tables import ClaimLink


def add(session: Session, claim: int, other: int, kind: LinkKind | Resolution, by: str, now: datetime) -> None:
    """Link a claim to another."""
    session.add(ClaimLink(claim_id=claim, other_id=other, kind=kind.value, by=by, at=now))


def end_closing(session: Session, claim: int, now: datetime) -> None:
    """End the running links that closed a claim in favour of another."""
    closing = ClaimLink.kind.in_([kind.value for kind in Resolution])
    for link in session.scalars(select(ClaimLink).where(ClaimLink.claim_id == claim, closing, _runs())):
        link.ended_at = now


def find(session: Session, claim: int, other: int, kind: LinkKind) -> ClaimLink | None:
    """Return the running link of that kind between two claims; what contradicts does so both ways."""
    between = and_(ClaimLink.claim_id == claim, ClaimLink.other_id == other)
    if kind is LinkKind.CONTRADICTS:
        between = or_(between, and_(ClaimLink.claim_id == other, ClaimLink.other_id == claim))
    query = select(ClaimLink).where(between, ClaimLink.kind == kind.value, _runs())
    return session.scalars(query.order_by(ClaimLink.id)).first()


def hanging_on(session: Session, claim_ids: Iterable[int]) -> list[tuple[int, LinkKind]]:
    """Return the claims that hang on one of several, each with the kind of its link, the oldest link first."""
    found: dict[int, tuple[int, LinkKind]] = {}
    kinds = [kind.value for kind in LinkKind]
    for batch in batches(sorted(set(claim_ids))):
        query = select(ClaimLink).where(ClaimLink.other_id.in_(batch), ClaimLink.kind.in_(kinds), _runs())
        found |= {link.id: (link.claim_id, LinkKind(link.kind)) for link in session.scalars(query)}
        query = select(ClaimLink).where(
            ClaimLink.claim_id.in_(batch), ClaimLink.kind == LinkKind.CONTRADICTS.value, _runs()
        )
        found |= {link.id: (link.other_id, LinkKind.CONTRADICTS) for link in session.scalars(query)}
    return [found[number] for number in sorted(found)]


def rests_on(session: Session, claim_ids: Iterable[int]) -> set[int]:
    """Return the ids of all that one of several claims rests on, directly or through others.

    A duplicate rests on what the claim that stands for it does, and the other way round.
    """
    kinds = [kind.value for kind in RESTS]
    found: set[int] = set()
    ahead = _family(session, claim_ids)
    seen = set(ahead)
    while ahead:
        ends: set[int] = set()
        for batch in batches(sorted(ahead)):
            query = select(ClaimLink.other_id).where(ClaimLink.claim_id.in_(batch), ClaimLink.kind.in_(kinds), _runs())
            ends |= set(session.scalars(query))
        found |= (family := _family(session, ends))
        ahead = family - seen
        seen |= family
    return found


def _family(session: Session, claim_ids: Iterable[int]) -> set[int]:
    """Return claims with those that stand for them, and all that those stand for."""
    wanted = set(claim_ids)
    if not wanted:
        return wanted
    stand = set(duplicates.standing_for(session, wanted).values())
    return wanted | stand | duplicates.merged_into(session, stand)


def contradicting(session: Session, claim_ids: Iterable[int]) -> set[int]:
    """Return the ids of all that contradict one of several claims, whoever stands for whom."""
    family = _family(session, claim_ids)
    ends = {number for number, kind in hanging_on(session, family) if kind is LinkKind.CONTRADICTS}
    return _family(session, ends)


def of_kind(session: Session, claim: int, kind: LinkKind) -> list[int]:
    """Return the other ends of a claim's own running links of that kind."""
    query = select(ClaimLink.other_id).where(ClaimLink.claim_id == claim, ClaimLink.kind == kind.value, _runs())
    return list(session.scalars(query.order_by(ClaimLink.id)))


def _runs() -> ColumnElement[bool]:
    return ClaimLink.ended_at.is_(None)
