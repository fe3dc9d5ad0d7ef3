"""The rows of tracked claims, for whoever changes them, and what a change needs to know."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, load_only

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import Cause
from claimtrack.domain.states import Resolution, State, Verdict
from claimtrack.errors import UnknownIdError
from claimtrack.store.batches import BATCH, batches
from claimtrack.store.revisits import UNANSWERED
from claimtrack.store.tables import Claim, Mention, RevisitItem, VerdictRow


def _locked(query: Select[Claim]) -> Select[Claim]:
    """Lock the rows where the database locks rows, and take them as they are once the lock is ours.

    The lock lets others add what points at a claim: a mention, an item, evidence.
    """
    return query.with_for_update(of=Claim, key_share=True).execution_options(populate_existing=True)


def get_claim(session: Session, claim_id: int) -> Claim:
    """Return one claim's row for a change, locked where the database locks rows.

    Raises:
        UnknownIdError: there is no such claim.
    """
    claim = session.scalar(_locked(select(Claim).where(Claim.id == claim_id)))
    if claim is None:
        raise UnknownIdError(public_id(Kind.CLAIM, claim_id), "claimtrack list")
    return claim


def lock_claims(session: Session, claim_ids: Iterable[int]) -> dict[int, Claim]:
    """Return the rows of several claims for a change, by id.

    Whoever writes an event of a claim locks it first: the event names the version that the claim is at.
    """
    found: dict[int, Claim] = {}
    # In the order of their ids, so that two writers cannot wait for each other.
    for batch in batches(sorted(set(claim_ids))):
        rows = session.scalars(_locked(select(Claim).where(Claim.id.in_(batch)).order_by(Claim.id)))
        found |= {claim.id: claim for claim in rows}
    return found


def lock_free_claims(session: Session, claim_ids: Iterable[int]) -> dict[int, Claim]:
    """Return the rows of several claims for a change, by id, without those that somebody else holds at the moment.

    Nobody is waited for, so that it may be called when other claims are locked already.
    """
    found: dict[int, Claim] = {}
    for batch in batches(sorted(set(claim_ids))):
        query = select(Claim).where(Claim.id.in_(batch)).order_by(Claim.id)
        query = query.with_for_update(of=Claim, key_share=True, skip_locked=True)
        found |= {claim.id: claim for claim in session.scalars(query.execution_options(populate_existing=True))}
    return found


def newest(session: Session) -> int:
    """Return the highest number of a claim, 0 where there is none."""
    return session.scalar(select(func.max(Claim.id))) or 0


def lock_next(session: Session, after: int, most: int) -> list[Claim]:
    """Return the rows of the next claims by id, locked."""
    return list(session.scalars(_locked(select(Claim).where(Claim.id > after).order_by(Claim.id)).limit(most)))


def get_claims(session: Session, claim_ids: Iterable[int]) -> dict[int, Claim]:
    """Return the rows of several claims by id, unlocked."""
    found: dict[int, Claim] = {}
    for batch in batches(sorted(set(claim_ids))):
        found |= {claim.id: claim for claim in session.scalars(select(Claim).where(Claim.id.in_(batch)))}
    return found


_COMPARED = load_only(
    Claim.article_id, Claim.state, Claim.text, Claim.headline, Claim.speaker, Claim.published, Claim.times,
    Claim.polarity, Claim.modality, Claim.confidence, Claim.attributed, Claim.negations,
)  # fmt: skip


def to_compare(session: Session, claim_ids: Iterable[int]) -> dict[int, Claim]:
    """Return the rows of many claims by id, unlocked, with what a comparison reads and no more."""
    found: dict[int, Claim] = {}
    for batch in batches(sorted(set(claim_ids))):
        query = select(Claim).where(Claim.id.in_(batch)).options(_COMPARED)
        found |= {claim.id: claim for claim in session.scalars(query)}
    return found


def find_verdict(session: Session, claim: Claim) -> Verdict | None:
    """Return the verdict in force."""
    if claim.verdict_id is None:
        return None
    return session.scalar(select(VerdictRow.verdict).where(VerdictRow.id == claim.verdict_id))


def quotes_of(session: Session, claim_ids: Iterable[int]) -> dict[int, str]:
    """Return the first quote of each claim that has one."""
    found: dict[int, str] = {}
    for batch in batches(sorted(set(claim_ids))):
        query = select(Mention.claim_id, Mention.exact).where(Mention.claim_id.in_(batch), Mention.ordinal == 1)
        found |= {row.claim_id: row.exact for row in session.execute(query)}
    return found


def find_by_fingerprint(session: Session, fingerprints: Iterable[str]) -> dict[str, list[Claim]]:
    """Return the rows of claims by the fingerprint of their quote, oldest first.

    Closed ones are left out, but for the duplicates: others stand for them, and their words are known.
    """
    found: dict[str, list[Claim]] = {}
    tracked = or_(Claim.state != State.CLOSED, Claim.resolution == Resolution.DUPLICATE)
    for batch in batches(sorted(set(fingerprints))):
        query = select(Claim).where(Claim.fingerprint.in_(batch), tracked).order_by(Claim.id)
        for claim in session.scalars(query):
            found.setdefault(claim.fingerprint, []).append(claim)
    return found


def first_found_in(session: Session, article_id: int) -> list[int]:
    """Return the ids of all claims first found in an article."""
    return list(session.scalars(select(Claim.id).where(Claim.article_id == article_id).order_by(Claim.id)))


def _come(state: State, today: date) -> Select[Claim]:
    query = select(Claim).where(Claim.state == state, Claim.wake_on <= today)
    # The lock is taken on rows that still fit when it is ours, so that nobody's move in between is undone.
    return _locked(query.order_by(Claim.id))


def due_for_waking(session: Session, today: date, limit: int = BATCH) -> list[Claim]:
    """Return the rows of waiting claims whose day has come, locked, at most `limit` of them."""
    return list(session.scalars(_come(State.WAITING, today).limit(limit)))


def due_again(session: Session, today: date, limit: int = BATCH) -> list[Claim]:
    """Return the rows of settled claims that have reached their day to look again and are not asked about it yet."""
    asked = select(func.count()).where(
        RevisitItem.claim_id == Claim.id, RevisitItem.cause == Cause.DUE, RevisitItem.state.in_(UNANSWERED)
    )
    query = _come(State.SETTLED, today).where(asked.correlate(Claim).scalar_subquery() == 0)
    return list(session.scalars(query.limit(limit)))
