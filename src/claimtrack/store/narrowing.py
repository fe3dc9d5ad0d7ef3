"""Which of the claims that came up for an article are to be compared with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from claimtrack.domain.claim import Modality
from claimtrack.domain.states import OPEN_STATES, State
from claimtrack.matching import Statement, names_of
from claimtrack.store.batches import batches
from claimtrack.store.tables import Claim
from claimtrack.store.topic_tables import ClaimTopic


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a claim has to meet; None means that it need not.

    `since` is the first day of the window, `topics` are the numbers of the topics of the article that are known, and
    `names` the terms of the names in it.
    """

    since: date | None = None
    topics: frozenset[int] | None = None
    names: frozenset[str] | None = None


def fitting(session: Session, claims: Iterable[int], sieve: Sieve) -> set[int]:
    """Return those of the claims that meet what is asked for."""
    conditions = list(_conditions(sieve))
    found: set[int] = set()
    for batch in batches(sorted(claims)):
        found |= set(session.scalars(select(Claim.id).where(Claim.id.in_(batch), *conditions)))
        if sieve.names is not None:
            found -= _of_others(session, batch, sieve.names)
    return found


def _of_others(session: Session, claims: Sequence[int], names: frozenset[str]) -> set[int]:
    """Return those of the claims whose speaker has a name that is none of `names`; what is awaited is none of them."""
    said = select(Claim.id, Claim.speaker).where(Claim.id.in_(claims), Claim.speaker.is_not(None), ~_awaited())
    speakers = {row.id: names_of([Statement("", speaker=row.speaker)]) for row in session.execute(said)}
    return {number for number, own in speakers.items() if own and not own & names}


def _conditions(sieve: Sieve) -> Iterable[ColumnElement[bool]]:
    if sieve.since is not None:
        yield _in_time(sieve.since)
    if sieve.topics is not None:
        filed = select(ClaimTopic.claim_id).where(ClaimTopic.claim_id == Claim.id)
        yield or_(~filed.exists(), filed.where(ClaimTopic.topic_id.in_(sorted(sieve.topics))).exists())


def _in_time(since: date) -> ColumnElement[bool]:
    """Tell that a claim is not older than a day: any day that it has counts, and a promise waits however old it is."""
    days = (Claim.published, Claim.wake_on, Claim.due_latest, Claim.due_review_by)
    return or_(Claim.published.is_(None), *(day >= since for day in days), _awaited())


def _awaited() -> ColumnElement[bool]:
    """Tell that somebody waits for what becomes of a claim, so that neither its age nor its speaker leaves it out."""
    promise = and_(Claim.modality == Modality.FORWARD_LOOKING, Claim.state.in_(sorted(OPEN_STATES)))
    return or_(Claim.state == State.WAITING, promise)
