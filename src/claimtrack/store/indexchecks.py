"""Do the two indexes have for every claim what its words say? Every claim is taken apart again."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.states import State
from claimtrack.matching import weights
from claimtrack.store import matchers, postings, search
from claimtrack.store.batches import BATCH
from claimtrack.store.tables import Claim


def matching(session: Session) -> Iterator[str]:
    """Yield which claims are matched by other words than they have; closed ones by none."""
    if matchers.outdated(session):
        return  # another version made it, which is told elsewhere
    for rows in _claims(session):
        wanted = {}
        for claim in rows:
            words = matchers.words_of(claim)
            wanted[claim.id] = {} if claim.state is State.CLOSED else weights(words.text, words.context)
        for number in sorted(postings.differing(session, wanted)):
            yield f"{public_id(Kind.CLAIM, number)} is matched by other words than it has"


def searching(session: Session) -> Iterator[str]:
    """Yield which claims are searched for by other words than they have."""
    for rows in _claims(session):
        for number in sorted(search.differing(session, [claim.id for claim in rows])):
            yield f"{public_id(Kind.CLAIM, number)} is found by other words than it has"


def _claims(session: Session) -> Iterator[list[Claim]]:
    after = 0
    query = select(Claim).order_by(Claim.id).limit(BATCH)
    while rows := list(session.scalars(query.where(Claim.id > after))):
        yield rows
        after = rows[-1].id
        session.expunge_all()
