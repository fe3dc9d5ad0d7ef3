"""The revisit queue as a reader gets it: claims in the order in which they matter, each with its items."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, null, or_, select
from sqlalchemy.orm import Session, aliased

from claimtrack.domain.article import LineKind
from claimtrack.domain.evidence import Priority
from claimtrack.domain.ids import Kind, parse_id, public_id
from claimtrack.domain.revisit import Cause, ItemState, Relation, around
from claimtrack.domain.span import Quote, Span
from claimtrack.domain.states import State
from claimtrack.domain.tracked import ClaimLabel, Excerpt, RevisitRecord, status_of
from claimtrack.errors import UnknownIdError
from claimtrack.store import cells, topics
from claimtrack.store.batches import batches
from claimtrack.store.claims import said_by
from claimtrack.store.duplicates import is_duplicate
from claimtrack.store.labels import labels_of
from claimtrack.store.tables import Article, ArticleVersion, Claim, Mention, Outlet, RevisitItem, VerdictRow

NEAR, FAR = 160, 700
"""Code points shown on each side of a passage, in a list and where one item is shown."""

SOON = timedelta(days=28)
"""How far ahead a day may lie that brings a claim forward."""

_RELATIONS = {
    Relation.CONTRADICTS: 0,
    Relation.UPDATES: 100,
    Relation.SUPPORTS: 200,
    Relation.REPEATS: 300,
    Relation.RELATED: 400,
}
_CAUSES = {Cause.CONTRADICTION: 0}
_SOMETHING_CHANGED = 100
_PRIORITIES = {Priority.HIGH: 0, Priority.NORMAL: 2, Priority.LOW: 4}


def _standing(fits: Iterable[ColumnElement[bool]]) -> Subquery:
    """Return for each duplicate that such items ask about the claim that stands for it in the end."""
    asked = select(RevisitItem.claim_id).where(*fits)
    seed = select(Claim.id, Claim.target_id.label("stands")).where(is_duplicate(Claim), Claim.id.in_(asked))
    ahead, other, last = seed.cte("ahead", recursive=True), aliased(Claim), aliased(Claim)
    # UNION, not UNION ALL: it ends in a circle as well.
    ahead = ahead.union(
        select(ahead.c.id, other.target_id).join(other, and_(other.id == ahead.c.stands, is_duplicate(other)))
    )
    return select(ahead).join(last, last.id == ahead.c.stands).where(~is_duplicate(last)).subquery()


def _placed(query: Select[Any], standing: Subquery) -> Select[Any]:
    """Join the claims that give items their places: the item's own, or the one that stands for it."""
    query = query.outerjoin(standing, standing.c.id == RevisitItem.claim_id)
    return query.join(_STANDS, _STANDS.id == func.coalesce(standing.c.stands, RevisitItem.claim_id))


_STANDS = aliased(Claim, name="stands")


def _place(today: date | None) -> ColumnElement[float]:
    """Return where an item stands in the queue: the lower the number, the sooner somebody should look.

    An item of a duplicate has the place that the claim that stands for it would give it.

    Each step is wider than all below it: whether the claim is settled, what the passage may be to it, whether its day
    is near, its priority, and the score, moved by the likeness of the meanings where they were compared.
    """
    # What was published will come before what is only settled.
    state = case({State.SETTLED: 0, State.CLOSED: 2_000}, value=_STANDS.state, else_=1_000)
    cause = case(_CAUSES, value=RevisitItem.cause, else_=_SOMETHING_CHANGED)
    relation = func.coalesce(case(_RELATIONS, value=RevisitItem.relation), cause)
    place = state + relation + case(_PRIORITIES, value=_STANDS.priority, else_=4) + 1.0
    if today is not None:
        # The window of a settled claim is over; only a day that a reviewer set still counts.
        window = case((_STANDS.state != State.SETTLED, func.coalesce(_STANDS.due_latest, _STANDS.due_review_by)))
        place += case((func.coalesce(_STANDS.wake_on, window) <= today + SOON, 0), else_=10)
    found: ColumnElement[float] = place - func.coalesce(RevisitItem.nearness, RevisitItem.score, 1.0)
    return found


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Which items a list shows; None means any.

    `topic` and `speaker` are those of the claim. `since` and `until` are the first and the last day on which the new
    article was published; where that is not known, on which the item was raised.
    """

    topic: str | None = None
    speaker: str | None = None
    since: date | None = None
    until: date | None = None
    relation: Relation | None = None


ANY = ItemFilter()


def _fits(states: Iterable[ItemState], claim: int | None, wanted: ItemFilter) -> Iterator[ColumnElement[bool]]:
    yield RevisitItem.state.in_(list(states))
    if claim is not None:
        yield RevisitItem.claim_id == claim
    if wanted.topic is not None:
        yield RevisitItem.claim_id.in_(topics.having(wanted.topic))
    if wanted.speaker is not None:
        yield RevisitItem.claim_id.in_(said_by(wanted.speaker))
    if wanted.relation is not None:
        yield RevisitItem.relation == wanted.relation
    published = select(ArticleVersion.published).where(ArticleVersion.id == RevisitItem.version_id).scalar_subquery()
    if wanted.since is not None:
        raised = RevisitItem.created_at >= datetime.combine(wanted.since, time(), UTC)
        yield or_(published >= wanted.since, and_(published.is_(None), raised))
    if wanted.until is not None:
        raised = RevisitItem.created_at < datetime.combine(wanted.until + timedelta(days=1), time(), UTC)
        yield or_(published <= wanted.until, and_(published.is_(None), raised))


def _window(text: Any, start: Any, end: Any, room: int) -> ColumnElement[str]:  # noqa: ANN401 - columns
    """Return the words from `room` before a place to `room` behind it, and no more of the text."""
    first = case((start > room, start - room), else_=0)
    found: ColumnElement[str] = func.substr(text, first + 1, end + room - first)
    return found


def _records(room: int, *, whole: bool) -> Select[*tuple[Any, ...]]:
    """Return a query of items with both sides; `whole` reads what stands around the old quote as well."""
    new, old, first = aliased(ArticleVersion), aliased(ArticleVersion), aliased(Mention)
    by, old_by, outlet, old_outlet = aliased(Article), aliased(Article), aliased(Outlet), aliased(Outlet)
    return (
        select(
            RevisitItem,
            Claim.text,
            Claim.state.label("claim_state"),
            Claim.resolution.label("claim_resolution"),
            Claim.target_id,
            Claim.wake_on,
            Claim.reject_reason,
            VerdictRow.verdict,
            new.article_id,
            new.published,
            outlet.name.label("outlet"),
            _window(new.text, RevisitItem.start, RevisitItem.end, room).label("window"),
            new.lines,
            first.start.label("old_start"),
            first.end.label("old_end"),
            first.exact.label("old_text"),
            old.article_id.label("old_article"),
            old.published.label("old_published"),
            old_outlet.name.label("old_outlet"),
            (_window(old.text, first.start, first.end, room) if whole else null()).label("old_window"),
            (old.lines if whole else null()).label("old_lines"),
        )
        .join(Claim, Claim.id == RevisitItem.claim_id)
        .outerjoin(VerdictRow, VerdictRow.id == Claim.verdict_id)
        .outerjoin(new, new.id == RevisitItem.version_id)
        .outerjoin(by, by.id == new.article_id)
        .outerjoin(outlet, outlet.id == by.outlet_id)
        .outerjoin(first, (first.claim_id == Claim.id) & (first.ordinal == 1))
        .outerjoin(old, old.id == first.version_id)
        .outerjoin(old_by, old_by.id == old.article_id)
        .outerjoin(old_outlet, old_outlet.id == old_by.outlet_id)
    )


def _body(lines: object) -> list[Span]:
    return [line.span for line in cells.lines(lines) if line.kind is LineKind.BODY]


def _old(row: Any, room: int) -> Excerpt | None:  # noqa: ANN401 - SQLAlchemy's untyped row
    if row.old_text is None:
        return None
    quote = Quote(row.old_start, row.old_end, row.old_text)
    before, after = around(row.old_window, quote, _body(row.old_lines), room)
    return Excerpt(public_id(Kind.ARTICLE, row.old_article), row.old_outlet, row.old_published, quote, before, after)


def _record(row: Any, room: int, others: Mapping[int, ClaimLabel]) -> RevisitRecord:  # noqa: ANN401 - SQLAlchemy's untyped row
    item: RevisitItem = row.RevisitItem
    passage, before, after = None, "", ""
    if item.passage is not None and item.start is not None and item.end is not None:
        passage = Quote(item.start, item.end, item.passage)
        before, after = around(row.window, passage, _body(row.lines), room)
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
        old=_old(row, room),
        cause=item.cause,
        other=others.get(item.other_id) if item.other_id else None,
        article=public_id(Kind.ARTICLE, row.article_id) if row.article_id else None,
        outlet=row.outlet,
        published=row.published,
        passage=passage,
        before=before,
        after=after,
        relation=item.relation,
        score=item.score,
        why=cells.reasons(item.why),
        state=item.state,
        snoozed_until=item.snoozed_until,
        resolution=item.resolution,
        note=item.note,
        created=item.created_at,
    )


def _all(session: Session, rows: Sequence[Any], room: int) -> list[RevisitRecord]:
    others = labels_of(session, (row.RevisitItem.other_id for row in rows if row.RevisitItem.other_id))
    return [_record(row, room, others) for row in rows]


def find_items(
    session: Session,
    states: Iterable[ItemState] = (ItemState.OPEN,),
    *,
    today: date | None = None,
    claim: int | None = None,
    wanted: ItemFilter = ANY,
    limit: int | None = None,
    offset: int = 0,
) -> list[RevisitRecord]:
    """Return items in the order in which they matter, all of one claim together; its best one gives it its place.

    `limit` and `offset` count claims. Without `today` it does not matter which day is near.
    """
    fits, place = list(_fits(states, claim, wanted)), _place(today)
    # The claims are chosen first, so that only what is shown is read.
    chosen: Iterable[int] = (claim,)[offset:] if claim is not None else _claims(session, fits, place, limit, offset)
    found: list[RevisitRecord] = []
    for batch in batches(chosen):
        of_batch = [RevisitItem.claim_id.in_(batch), *fits]
        query = _placed(_records(NEAR, whole=False), _standing(of_batch)).where(*of_batch)
        rows = session.execute(query.order_by(place, RevisitItem.id))
        by_claim: dict[int, list[RevisitRecord]] = {number: [] for number in batch}
        for record in _all(session, rows.all(), NEAR):
            by_claim[parse_id(Kind.CLAIM, record.claim)].append(record)
        found += chain.from_iterable(by_claim.values())
    return found


def _claims(
    session: Session, fits: Iterable[ColumnElement[bool]], place: ColumnElement[float], limit: int | None, offset: int
) -> Iterable[int]:
    """Return the ids of the claims that are asked about, each where its best item puts it."""
    fits = list(fits)
    query = _placed(select(RevisitItem.claim_id), _standing(fits)).where(*fits)
    query = query.group_by(RevisitItem.claim_id).order_by(func.min(place), RevisitItem.claim_id)
    return session.scalars(query.limit(limit).offset(offset or None))


def count_items(
    session: Session,
    states: Iterable[ItemState] = (ItemState.OPEN,),
    *,
    claim: int | None = None,
    wanted: ItemFilter = ANY,
) -> tuple[int, int]:
    """Return how many items are in those states and fit, and on how many claims."""
    query = select(func.count(), func.count(RevisitItem.claim_id.distinct())).select_from(RevisitItem)
    items, claims = session.execute(query.where(*_fits(states, claim, wanted))).one()
    return items, claims


def get_record(session: Session, item_id: int) -> RevisitRecord:
    """Return one item, with more of what stands around both sides.

    Raises:
        UnknownIdError: there is no such item.
    """
    rows = session.execute(_records(FAR, whole=True).where(RevisitItem.id == item_id)).all()
    if not rows:
        raise UnknownIdError(public_id(Kind.ITEM, item_id), "claimtrack revisit list")
    return _all(session, rows, FAR)[0]
