"""The revisit queue."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import Cause, ItemResolution, ItemState, Reason, ReasonKind
from claimtrack.domain.span import Quote
from claimtrack.domain.states import State
from claimtrack.domain.tracked import RevisitRecord, status_of
from claimtrack.errors import UnknownIdError
from claimtrack.store.batches import batches
from claimtrack.store.tables import ArticleVersion, Claim, RevisitItem, VerdictRow

UNANSWERED = (ItemState.OPEN, ItemState.SNOOZED)
"""The states of an item that somebody is still to answer."""

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
        claim_status=status_of(
            row.claim_state,
            row.verdict,
            row.claim_resolution,
            public_id(Kind.CLAIM, row.target_id) if row.target_id else None,
            row.wake_on,
            row.reject_reason,
        ),
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
            Claim.resolution.label("claim_resolution"),
            Claim.target_id,
            Claim.wake_on,
            Claim.reject_reason,
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


def claim_of(session: Session, item_id: int) -> int:
    """Return the id of the claim that an item asks about.

    Raises:
        UnknownIdError: there is no such item.
    """
    found = session.scalar(select(RevisitItem.claim_id).where(RevisitItem.id == item_id))
    if found is None:
        raise UnknownIdError(public_id(Kind.ITEM, item_id), "claimtrack revisit list")
    return found


def get_item(session: Session, item_id: int) -> RevisitItem:
    """Return one item's row for a change; lock its claim first, as everybody does who changes an item."""
    query = select(RevisitItem).where(RevisitItem.id == item_id).execution_options(populate_existing=True)
    return session.scalars(query).one()


def asked_before(session: Session, fingerprints: Iterable[str]) -> set[tuple[int, str]]:
    """Return the pairs of claim and passage that already have an item, whatever became of it."""
    found: set[tuple[int, str]] = set()
    for batch in batches(sorted(set(fingerprints))):
        query = select(RevisitItem.claim_id, RevisitItem.passage_fingerprint)
        rows = session.execute(query.where(RevisitItem.passage_fingerprint.in_(batch)))
        found |= {(row.claim_id, row.passage_fingerprint) for row in rows}
    return found


def having_open(session: Session, claim_ids: Iterable[int], cause: Cause) -> set[int]:
    """Return those claims that have an unanswered item of that cause."""
    found: set[int] = set()
    for batch in batches(claim_ids):
        query = select(RevisitItem.claim_id).where(
            RevisitItem.claim_id.in_(batch), RevisitItem.cause == cause, RevisitItem.state.in_(UNANSWERED)
        )
        found |= set(session.scalars(query))
    return found


def _come_back(today: date) -> ColumnElement[bool]:
    return and_(RevisitItem.state == ItemState.SNOOZED, RevisitItem.snoozed_until <= today)


def claims_put_off(session: Session, today: date) -> list[int]:
    """Return the ids of the claims with a snoozed item whose day has come."""
    query = select(RevisitItem.claim_id).where(_come_back(today)).distinct()
    return list(session.scalars(query.order_by(RevisitItem.claim_id)))


def put_off(session: Session, claim_ids: Iterable[int], today: date) -> list[RevisitItem]:
    """Return the rows of those claims' snoozed items whose day has come."""
    found: list[RevisitItem] = []
    for batch in batches(claim_ids):
        query = select(RevisitItem).where(RevisitItem.claim_id.in_(batch), _come_back(today))
        found += session.scalars(query.order_by(RevisitItem.id).execution_options(populate_existing=True))
    return found


def unanswered(session: Session, claim_id: int) -> list[RevisitItem]:
    """Return the rows of a claim's open and snoozed items."""
    query = select(RevisitItem).where(RevisitItem.claim_id == claim_id, RevisitItem.state.in_(UNANSWERED))
    return list(session.scalars(query.order_by(RevisitItem.id).execution_options(populate_existing=True)))


def resolve(item: RevisitItem, resolution: ItemResolution, by: str, now: datetime, note: str | None) -> None:
    """Write a reviewer's answer on an item."""
    item.state, item.resolution = ItemState.RESOLVED, resolution
    item.decided_by, item.decided_at, item.note = by, now, note
    item.snoozed_until = None
