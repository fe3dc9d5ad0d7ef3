"""The rows of revisit items, for whoever raises or answers them; `queue` has them as lists show them."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import Answer, Cause, ItemResolution, ItemState
from claimtrack.errors import UnknownIdError
from claimtrack.store.batches import batches
from claimtrack.store.tables import RevisitItem

UNANSWERED = (ItemState.OPEN, ItemState.SNOOZED)
"""The states of an item that somebody is still to answer."""


def claims_of(session: Session, item_ids: Collection[int]) -> set[int]:
    """Return the ids of the claims that several items ask about.

    Raises:
        UnknownIdError: one of the items is not there.
    """
    found: dict[int, int] = {}
    for batch in batches(sorted(set(item_ids))):
        query = select(RevisitItem.id, RevisitItem.claim_id).where(RevisitItem.id.in_(batch))
        found |= {row.id: row.claim_id for row in session.execute(query)}
    if missing := sorted(set(item_ids) - found.keys()):
        raise UnknownIdError(public_id(Kind.ITEM, missing[0]), "claimtrack revisit list")
    return set(found.values())


def get_item(session: Session, item_id: int) -> RevisitItem:
    """Return one item's row for a change; lock its claim first, as everybody does who changes an item."""
    query = select(RevisitItem).where(RevisitItem.id == item_id).execution_options(populate_existing=True)
    return session.scalars(query).one()


def get_items(session: Session, item_ids: Collection[int]) -> list[RevisitItem]:
    """Return the rows of several items for a change, in the order of their ids; their claims are locked already."""
    found: list[RevisitItem] = []
    for batch in batches(sorted(set(item_ids))):
        query = select(RevisitItem).where(RevisitItem.id.in_(batch)).order_by(RevisitItem.id)
        found += session.scalars(query.execution_options(populate_existing=True))
    return found


def asked_before(session: Session, fingerprints: Iterable[str]) -> set[tuple[int, str]]:
    """Return the pairs of claim and passage that already have an item, whatever became of it."""
    found: set[tuple[int, str]] = set()
    for batch in batches(sorted(set(fingerprints))):
        query = select(RevisitItem.claim_id, RevisitItem.passage_fingerprint)
        rows = session.execute(query.where(RevisitItem.passage_fingerprint.in_(batch)))
        found |= {(row.claim_id, row.passage_fingerprint) for row in rows}
    return found


def answers(session: Session) -> list[Answer]:
    """Return what reviewers made of all passages of new articles, as it stands now."""
    query = select(RevisitItem.score, RevisitItem.relation, RevisitItem.resolution).where(
        RevisitItem.state == ItemState.RESOLVED, RevisitItem.cause == Cause.NEW_ARTICLE
    )
    rows = session.execute(query.order_by(RevisitItem.id))
    return [Answer(row.score, row.relation, row.resolution) for row in rows if None not in row]


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


def count_unanswered(session: Session, claim_ids: Iterable[int]) -> dict[int, int]:
    """Return how many open and snoozed items those claims have that have any."""
    found: dict[int, int] = {}
    for batch in batches(sorted(set(claim_ids))):
        query = select(RevisitItem.claim_id, func.count())
        query = query.where(RevisitItem.claim_id.in_(batch), RevisitItem.state.in_(UNANSWERED))
        found |= {row[0]: row[1] for row in session.execute(query.group_by(RevisitItem.claim_id))}
    return found


def about_others(session: Session, claim_ids: Iterable[int]) -> list[RevisitItem]:
    """Return the rows of those unanswered items on several claims that another claim raised."""
    found: list[RevisitItem] = []
    for batch in batches(sorted(set(claim_ids))):
        query = select(RevisitItem).where(
            RevisitItem.claim_id.in_(batch), RevisitItem.state.in_(UNANSWERED), RevisitItem.other_id.is_not(None)
        )
        found += session.scalars(query.order_by(RevisitItem.id).execution_options(populate_existing=True))
    return found


def open_now(item: RevisitItem) -> None:
    """Let an item ask now, also if it was put off."""
    item.state, item.snoozed_until = ItemState.OPEN, None


def resolve(item: RevisitItem, resolution: ItemResolution, by: str, now: datetime, note: str | None) -> None:
    """Write a reviewer's answer on an item."""
    item.state, item.resolution = ItemState.RESOLVED, resolution
    item.decided_by, item.decided_at, item.note = by, now, note
    item.snoozed_until = None


def ask_again(item: RevisitItem, until: date | None = None) -> None:
    """Open an item once more, as if nobody had answered it or put it off; or only from the day `until`."""
    if until:
        item.state = ItemState.SNOOZED
    else:
        item.state = ItemState.OPEN
    item.resolution = None
    item.decided_by, item.decided_at, item.note = None, None, None
    item.snoozed_until = until
