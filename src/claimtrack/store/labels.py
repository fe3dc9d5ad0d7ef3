"""Claims as one line on the page of something else shows them."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.tracked import ClaimLabel, status_of
from claimtrack.store.batches import batches
from claimtrack.store.tables import Claim, VerdictRow


def labels_of(session: Session, claim_ids: Iterable[int]) -> dict[int, ClaimLabel]:
    """Return several claims by id, each with the status that a person sees and its wording."""
    found: dict[int, ClaimLabel] = {}
    for batch in batches(sorted(set(claim_ids))):
        query = (
            select(
                Claim.id, Claim.text, Claim.state, VerdictRow.verdict, Claim.resolution, Claim.target_id,
                Claim.wake_on, Claim.reject_reason,
            )
            .outerjoin(VerdictRow, VerdictRow.id == Claim.verdict_id)
            .where(Claim.id.in_(batch))
        )  # fmt: skip
        for number, text, state, verdict, resolution, target_id, wake_on, why in session.execute(query):
            target = public_id(Kind.CLAIM, target_id) if target_id else None
            status = status_of(state, verdict, resolution, target, wake_on, why)
            found[number] = ClaimLabel(public_id(Kind.CLAIM, number), status, text)
    return found
