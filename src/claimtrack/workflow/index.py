"""What a tracked claim is found by: the matching index and the search box, written with the claim."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from claimtrack.domain.states import State
from claimtrack.store import matchers, postings, search, tracked, vectors
from claimtrack.store.tables import Claim

BATCH = 2_000
"""Claims that are indexed anew in one transaction, while other writers wait."""


def add_claims(session: Session, rows: Sequence[Claim]) -> None:
    """Index claims that have their ids."""
    matchers.add(session, {claim.id: matchers.words_of(claim) for claim in rows})
    search.index(session, [claim.id for claim in rows])


def remove_claim(session: Session, claim: Claim) -> None:
    """Match a claim no more; it can still be searched for."""
    matchers.remove(session, [claim.id])


def refresh_claim(session: Session, claim: Claim) -> None:
    """Index a claim anew after its wording changed; a closed one can be searched for, but is not matched."""
    if claim.state is State.CLOSED:
        search.index(session, [claim.id])
    else:
        add_claims(session, [claim])


def warnings(session: Session) -> tuple[str, ...]:
    """Return what somebody who adds claims is to know about the matching index."""
    message = matchers.outdated(session)
    return (message,) if message else ()


def reindex(session: Session, after: int) -> list[int]:
    """Index the next claims anew whose number is above `after`, and return their numbers, none at the end.

    What is right already is left as it is, so that a run that was cut short loses nothing by being run again.
    """
    rows = tracked.lock_next(session, after, BATCH)
    matchers.remove(session, [claim.id for claim in rows if claim.state is State.CLOSED])
    matchers.add(session, {claim.id: matchers.words_of(claim) for claim in rows if claim.state is not State.CLOSED})
    return [claim.id for claim in rows]


def close_reindex(session: Session) -> int:
    """Count what is indexed, note who indexed it, and return how many claims that is.

    Vectors that are none are thrown away.
    """
    vectors.drop_useless(session)
    postings.recount(session, matchers.makers(session))
    return postings.statistics(session)[0]
