"""Claims that stand for others, and pairs of claims that say nearly the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from claimtrack.domain.duplicates import PairRecord, PairState
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.states import Resolution, State
from claimtrack.domain.tracked import status_of
from claimtrack.errors import NotFoundError
from claimtrack.store import cells
from claimtrack.store.batches import batches
from claimtrack.store.pair_table import ClaimPair
from claimtrack.store.tables import Claim, VerdictRow

# --- who stands for whom ---------------------------------------------------------------------------------


def is_duplicate(claim: Any) -> ColumnElement[bool]:  # noqa: ANN401 - an aliased table
    """Return whether a row's claim was closed as a duplicate."""
    return and_(claim.state == State.CLOSED, claim.resolution == Resolution.DUPLICATE)


def standing_for(session: Session, claim_ids: Iterable[int]) -> dict[int, int]:
    """Return for each claim the one that stands for it in the end: itself, unless it was closed as a duplicate."""
    wanted = set(claim_ids)
    target: dict[int, int] = {}
    ahead = wanted
    while ahead:
        found: dict[int, int] = {}
        for batch in batches(sorted(ahead)):
            query = select(Claim.id, Claim.target_id).where(Claim.id.in_(batch), is_duplicate(Claim))
            found |= {number: other for number, other in session.execute(query) if other is not None}
        target |= found
        ahead = set(found.values()) - target.keys()
    return {number: _last(number, target) for number in wanted}


def targets_of(session: Session, claim_ids: Iterable[int]) -> set[int]:
    """Return the ids of the claims that several were closed in favour of, as duplicates or otherwise."""
    found: set[int] = set()
    for batch in batches(sorted(set(claim_ids))):
        query = select(Claim.target_id).where(Claim.id.in_(batch), Claim.target_id.is_not(None))
        found |= {number for number in session.scalars(query) if number is not None}
    return found


def standing(session: Session, claims: Iterable[Claim]) -> dict[int, int]:
    """Return the same for rows; nothing is asked where none of them is a duplicate."""
    rows = list(claims)
    closed = [claim.id for claim in rows if claim.state is State.CLOSED]
    return {claim.id: claim.id for claim in rows} | (standing_for(session, closed) if closed else {})


def _last(number: int, target: dict[int, int]) -> int:
    seen = {number}
    while (following := target.get(number)) is not None and following not in seen:
        seen.add(following)
        number = following
    return number


def merged_into(session: Session, claim_ids: Iterable[int]) -> set[int]:
    """Return the ids of all claims that one of several stands for, directly or through others."""
    wanted, found = sorted(set(claim_ids)), set[int]()
    other = aliased(Claim)
    for batch in batches(wanted):
        seed = select(Claim.id).where(Claim.target_id.in_(batch), is_duplicate(Claim)).cte("merged", recursive=True)
        # UNION, not UNION ALL: it ends in a circle as well.
        chain = seed.union(select(other.id).where(is_duplicate(other)).join(seed, other.target_id == seed.c.id))
        found |= set(session.scalars(select(chain.c.id)))
    return found - set(wanted)


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording of a claim, and the article it is from."""

    article_id: int | None
    text: str


def texts(session: Session, claim_ids: Iterable[int]) -> dict[int, Wording]:
    """Return the wordings of several claims by id."""
    found: dict[int, Wording] = {}
    for batch in batches(sorted(set(claim_ids))):
        rows = session.execute(select(Claim.id, Claim.article_id, Claim.text).where(Claim.id.in_(batch)))
        found |= {number: Wording(article, text) for number, article, text in rows}
    return found


def next_claims(session: Session, after: int, limit: int) -> list[int]:
    """Return the ids of the next claims that are not closed, in order."""
    query = select(Claim.id).where(Claim.id > after, Claim.state != State.CLOSED).order_by(Claim.id).limit(limit)
    return list(session.scalars(query))


# --- pairs -----------------------------------------------------------------------------------------------


def pairs_of(session: Session, claim_ids: Iterable[int]) -> dict[tuple[int, int], ClaimPair]:
    """Return the rows of all pairs that have one of those claims, by (newer claim, older claim)."""
    found: dict[tuple[int, int], ClaimPair] = {}
    for batch in batches(sorted(set(claim_ids))):
        for side in (ClaimPair.claim_id, ClaimPair.older_id):
            query = select(ClaimPair).where(side.in_(batch))
            rows = session.scalars(query.execution_options(populate_existing=True))
            found |= {(row.claim_id, row.older_id): row for row in rows}
    return found


def get_row(session: Session, claim: int, other: int) -> ClaimPair:
    """Return the row of a pair for a change, whichever claim is named first.

    Raises:
        NotFoundError: they were never proposed as one.
    """
    row = session.get(ClaimPair, (max(claim, other), min(claim, other)), populate_existing=True)
    if row is None:
        raise _no_pair(claim, other)
    return row


def _no_pair(claim: int, other: int) -> NotFoundError:
    names = " and ".join(public_id(Kind.CLAIM, number) for number in (claim, other))
    return NotFoundError(f"{names} were never proposed as one. See what was with: claimtrack dedupe list --all")


def get_pair(session: Session, claim: int, other: int) -> PairRecord:
    """Return a pair, whichever claim is named first.

    Raises:
        NotFoundError: they were never proposed as one.
    """
    both = and_(ClaimPair.claim_id == max(claim, other), ClaimPair.older_id == min(claim, other))
    row = session.execute(_records(PairFilter(everything=True)).where(both)).one_or_none()
    if row is None:
        raise _no_pair(claim, other)
    return _record(row)


_NEWER, _OLDER = aliased(Claim, name="newer"), aliased(Claim, name="older")
_WAITS = and_(ClaimPair.alike, ClaimPair.apart_at.is_(None), _NEWER.state != State.CLOSED, _OLDER.state != State.CLOSED)


@dataclass(frozen=True, slots=True)
class PairFilter:
    """Which pairs a list shows: those of `claim`, and of them those that wait for a decision, unless `everything`."""

    claim: int | None = None
    everything: bool = False


def _fitting(query: Select[Any], wanted: PairFilter) -> Select[Any]:
    query = query.join(_NEWER, _NEWER.id == ClaimPair.claim_id).join(_OLDER, _OLDER.id == ClaimPair.older_id)
    if not wanted.everything:
        query = query.where(_WAITS)
    if wanted.claim is not None:
        query = query.where(or_(ClaimPair.claim_id == wanted.claim, ClaimPair.older_id == wanted.claim))
    return query


def count_pairs(session: Session, wanted: PairFilter | None = None) -> int:
    """Return how many pairs fit."""
    query = _fitting(select(func.count()).select_from(ClaimPair), wanted or PairFilter())
    return session.scalar(query) or 0


def find_pairs(
    session: Session, wanted: PairFilter | None = None, *, limit: int | None = None, offset: int = 0
) -> list[PairRecord]:
    """Return pairs, those that are most alike first, and the newest first of them."""
    query = _records(wanted or PairFilter())
    query = query.order_by(ClaimPair.score.desc(), ClaimPair.claim_id.desc(), ClaimPair.older_id)
    return [_record(row) for row in session.execute(query.limit(limit).offset(offset or None))]


def _records(wanted: PairFilter) -> Select[Any]:
    first, second = aliased(VerdictRow), aliased(VerdictRow)
    columns: tuple[Any, ...] = (ClaimPair, _NEWER, first.verdict, _OLDER, second.verdict)
    query = _fitting(select(*columns), wanted)
    return query.outerjoin(first, first.id == _NEWER.verdict_id).outerjoin(second, second.id == _OLDER.verdict_id)


def _record(row: Sequence[Any]) -> PairRecord:
    pair, newer, newer_verdict, older, older_verdict = row
    return PairRecord(
        claim=public_id(Kind.CLAIM, newer.id),
        older=public_id(Kind.CLAIM, older.id),
        claim_text=newer.text,
        older_text=older.text,
        claim_status=_status(newer, newer_verdict),
        older_status=_status(older, older_verdict),
        score=pair.score,
        why=cells.reasons(pair.why),
        state=_state(pair, newer, older),
        created=pair.created_at,
        by=pair.apart_by,
        at=pair.apart_at,
        note=pair.note,
    )


def _status(claim: Claim, verdict: Any) -> str:  # noqa: ANN401 - a verdict or nothing
    target = public_id(Kind.CLAIM, claim.target_id) if claim.target_id else None
    return status_of(claim.state, verdict, claim.resolution, target, claim.wake_on, claim.reject_reason)


def _state(pair: ClaimPair, newer: Claim, older: Claim) -> PairState:
    targets = {claim.target_id for claim in (newer, older) if claim.resolution is Resolution.DUPLICATE}
    if targets & {newer.id, older.id}:
        return PairState.MERGED
    if pair.apart_at is not None:
        return PairState.APART
    over = State.CLOSED in {newer.state, older.state} or not pair.alike
    return PairState.PAST if over else PairState.PROPOSED
