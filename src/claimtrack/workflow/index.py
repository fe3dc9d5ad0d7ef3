"""What a tracked claim is found by: the matching index and the search box, written with the claim."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from claimtrack.domain.states import State
from claimtrack.matching import weights
from claimtrack.store import postings, search
from claimtrack.store.tables import Claim


def context_of(claim: Claim) -> str:
    """Return the words around a claim that it is indexed with: headline and speaker."""
    return "\n".join(part for part in (claim.headline, claim.speaker) if part)


def add_claims(session: Session, rows: Sequence[Claim]) -> None:
    """Index claims that have their ids."""
    postings.add(session, {claim.id: weights(claim.text, context_of(claim)) for claim in rows})
    search.index(session, [claim.id for claim in rows])


def refresh_claim(session: Session, claim: Claim) -> None:
    """Index a claim anew after its wording changed; a closed one can be searched for, but is not matched."""
    if claim.state is State.CLOSED:
        search.index(session, [claim.id])
        return
    postings.remove(session, claim.id)
    add_claims(session, [claim])
