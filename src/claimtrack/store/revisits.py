"""The revisit queue."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import Cause, ItemResolution, ItemState, Reason, ReasonKind
from claimtrack.domain.span import Quote
from claimtrack.domain.states import State
from claimtrack.domain.tracked import RevisitRecord, status_of
from claimtrack.errors import UnknownIdError
from claimtrack.store.tables import ArticleVersion, Claim, RevisitItem, VerdictRow

_RANK = {"contradicts": 0, "updates": 1, "supports": 2, "repeats": 3, "related": 4}


def _reason(values: dict[str, Any]) -> Reason:
    return Reason(
        kind=ReasonKind(values["kind"]),
        old=values.get("old"),
        new=values.get("new"),
        shared=tuple(values.get("shared", ())),
        value=values.get("value"),
    )


def _record(row: Any) -> RevisitRecord:  # noqa: ANN401 - SQLAlchemy's untyped row
    item: RevisitItem = row.RevisitItem
    passage = None
    if item.passage is not None and item.start is not None and item.end is not None:
        passage = Quote(item.start, item.end, item.passage)
    return RevisitRecord(
        id=public_id(Kind.ITEM, item.id),
        claim=public_id(Kind.CLAIM, item.claim_id),
        claim_text=row.text,
        claim_status=status_of(row.claim_state, row.verdict, wake_on=row.wake_on),
        cause=item.cause,
        article=public_id(Kind.ARTICLE, row.article_id) if row.article_id else None,
        passage=passage,
        relation=item.relation,
        score=item.score,
        why=tuple(_reason(values) for values in item.why),
        state=item.state,
        snoozed_until=item.snoozed_until,
        resolution=item.resolution,
        note=item.note,
        created=item.created_at,
    )


def find_items(
    session: Session,
    states: Iterable[ItemState] = (ItemState.OPEN,),
    *,
    claim: int | None = None,
    item: int | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[RevisitRecord]:
    """Return items in the order in which they matter: settled claims first, contradictions first, best first."""
    query = (
        select(
            RevisitItem,
            Claim.text,
            Claim.state.label("claim_state"),
            Claim.wake_on,
            VerdictRow.verdict,
            ArticleVersion.article_id,
        )
        .join(Claim, Claim.id == RevisitItem.claim_id)
        .outerjoin(VerdictRow, VerdictRow.id == Claim.verdict_id)
        .outerjoin(ArticleVersion, ArticleVersion.id == RevisitItem.version_id)
        .where(RevisitItem.state.in_(list(states)))
        .order_by(
            case((Claim.state == State.SETTLED, 0), else_=1),
            case(_RANK, value=RevisitItem.relation, else_=1),
            func.coalesce(RevisitItem.score, 1.0).desc(),
            RevisitItem.id,
        )
    )
    if claim is not None:
        query = query.where(RevisitItem.claim_id == claim)
    if item is not None:
        query = query.where(RevisitItem.id == item)
    return [_record(row) for row in session.execute(query.limit(limit).offset(offset or None))]


def count_items(session: Session, states: Iterable[ItemState] = (ItemState.OPEN,), *, claim: int | None = None) -> int:
    """Return how many items are in those states, of one claim or of all."""
    query = select(func.count()).select_from(RevisitItem).where(RevisitItem.state.in_(list(states)))
    if claim is not None:
        query = query.where(RevisitItem.claim_id == claim)
    return session.scalar(query) or 0


def get_record(session: Session, item_id: int) -> RevisitRecord:
    """Return one item.

    Raises:
        UnknownIdError: there is no such item.
    """
    found = find_items(session, list(ItemState), item=item_id)
    if not found:
        raise UnknownIdError(public_id(Kind.ITEM, item_id), "claimtrack revisit list")
    return found[0]


def get_item(session: Session, item_id: int) -> RevisitItem:
    """Return one item's row for a change.

    Raises:
        UnknownIdError: there is no such item.
    """
    row = session.scalar(select(RevisitItem).where(RevisitItem.id == item_id).with_for_update())
    if row is None:
        raise UnknownIdError(public_id(Kind.ITEM, item_id), "claimtrack revisit list")
    return row


def asked_before(session: Session, claim_ids: Iterable[int], fingerprints: Iterable[str]) -> set[tuple[int, str]]:
    """Return the pairs of claim and passage that already have an item, whatever became of it."""
    query = select(RevisitItem.claim_id, RevisitItem.passage_fingerprint).where(
        RevisitItem.claim_id.in_(list(claim_ids)), RevisitItem.passage_fingerprint.in_(list(fingerprints))
    )
    return {(claim, fingerprint) for claim, fingerprint in session.execute(query) if fingerprint is not None}


def has_open(session: Session, claim_id: int, cause: Cause) -> bool:
    """Tell whether a claim has an unanswered item of that cause."""
    query = select(func.count()).where(
        RevisitItem.claim_id == claim_id,
        RevisitItem.cause == cause,
        RevisitItem.state.in_([ItemState.OPEN, ItemState.SNOOZED]),
    )
    return bool(session.scalar(query))


def snoozed_until(session: Session, today: date) -> list[RevisitItem]:
    """Return the rows of snoozed items whose day has come."""
    query = select(RevisitItem).where(RevisitItem.state == ItemState.SNOOZED, RevisitItem.snoozed_until <= today)
    return list(session.scalars(query.order_by(RevisitItem.id)))


def unanswered(session: Session, claim_id: int) -> list[RevisitItem]:
    """Return the rows of a claim's open and snoozed items."""
    query = select(RevisitItem).where(
        RevisitItem.claim_id == claim_id, RevisitItem.state.in_([ItemState.OPEN, ItemState.SNOOZED])
    )
    return list(session.scalars(query.order_by(RevisitItem.id)))


def resolve(item: RevisitItem, resolution: ItemResolution, by: str, now: datetime, note: str | None) -> None:
    """Write a reviewer's answer on an item."""
    item.state, item.resolution = ItemState.RESOLVED, resolution
    item.decided_by, item.decided_at, item.note = by, now, note
    item.snoozed_until = None
